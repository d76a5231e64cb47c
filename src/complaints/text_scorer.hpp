#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "cjk_places.hpp"
#include "cjk_sums.hpp"
#include "compact_kernels.hpp"
#include "dictionary.hpp"
#include "distinct_counts.hpp"
#include "fealty/complaints/compact_heads.hpp"
#include "fealty/complaints/text_features.hpp"
#include "fealty/complaints/text_options.hpp"
#include "fealty/core/large_pages.hpp"
#include "feature_finder.hpp"
#include "weighted_grams.hpp"

namespace fealty::complaints {

/// Scores texts by heads without making their rows: up to the rounding of single precision, what `CompactHeads::score`
/// says of `TextFeatures::row`.
///
/// A score is linear in the values of the features but for the length of the row, by which it is divided at the end. So
/// each known word has, made beforehand, the sum of the weights of itself and of its in-word n-grams as if each
/// occurred once, and the sum of the squares of their values. A text adds up those of its distinct words. Its n-grams
/// are only counted; those that occur otherwise than once in one word (in several words, or in a word that is there
/// again) are put right: of n-grams in words, that is one in ten in a short text. Likewise each n-gram of CJK
/// characters has the sum of itself and of the shorter ones at its end (CjkSums); what comes again is put right.
/// Features that are no part of a word or of CJK characters (pairs of words, n-grams of words that are not known,
/// phrases) are weighed by their counts one by one.
///
/// Sums are added in the order of the text, whatever was scored before. The sums of words take at most 64 MiB: beyond
/// that, words in the fewest texts have none, and their n-grams are weighed one by one. The table of pairs takes 2.5 to
/// 5 times (16 + outputs) bytes for each of these, that of CJK characters 25 to 34 and 4 times the outputs for each
/// n-gram. Nothing of it is ever saved. Never changes once made.
class TextScorer {
 public:
  static constexpr std::size_t most_bytes_of_sums = std::size_t{64} << 20;

  /// Texts of more bytes are scored by their rows: nearly all of their n-grams would have to be put right.
  static constexpr std::size_t longest_text = 16384;

  class Scratch;

  TextScorer(const TextFeatures& features, const CompactHeads& heads, std::size_t bytes_of_sums = most_bytes_of_sums);

  /// Scores of a text by output: `heads.stride()` numbers. The heads must be those it was made of.
  void score(std::string_view text, const CompactHeads& heads, Scratch& scratch, std::span<float> scores) const;

 private:
  friend class Scratch;

  /// A word of the dictionary: its own feature, and the sum of the squares of the values in its sum.
  struct Word {
    std::uint32_t feature = not_there;
    float squares = 0;
  };

  void weigh_features();
  void add_up_words(const CompactHeads& heads, std::size_t most);
  void gather_pairs(const CompactHeads& heads);
  [[nodiscard]] std::size_t group_of(FeatureFamily family) const noexcept {
    return groups_ == 1 ? 0 : static_cast<std::size_t>(family);
  }
  [[nodiscard]] std::array<float, feature_families> factors_of(
      const std::array<double, feature_families>& squares) const noexcept;

  TextFeatures features_;
  std::shared_ptr<const Dictionary> dictionary_;
  std::size_t groups_ = 1;           // of features that are brought to a length together
  RandomAccessTable<float> values_;  // of features that occur once
  std::vector<Word> words_;
  std::size_t stride_ = 0;
  std::size_t summed_ = 0;         // words: the first ones
  RandomAccessTable<float> sums_;  // of words, `stride()` numbers each
  WeightedGrams pairs_;
  CjkSums cjk_;
};

/// What is known of one text, and memory for it; for one thread at a time.
class TextScorer::Scratch {
 public:
  Scratch() = default;
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  // What the finder tells.

  [[nodiscard]] const WeightedGrams& pairs() const noexcept { return scorer_->pairs_; }
  void pair(std::uint32_t number) { pairs_.add(number); }
  void cjk(std::span<const char32_t> run) { cjk_.add_run(run); }
  void character(std::uint32_t feature);
  void phrase(std::uint32_t feature) { phrases_.add(feature); }
  void meet(std::uint32_t word) const noexcept;
  void word(std::uint32_t word, std::uint32_t count);

 private:
  friend class TextScorer;

  /// Rows of weights, and what each is to be multiplied by.
  class Weighed {
   public:
    void clear() noexcept { size_ = 0; }
    void make_room(std::size_t more) {
      if (size_ + more <= rows_.size()) return;
      rows_.resize(2 * size_ + more);
      values_.resize(2 * size_ + more);
    }
    void add(std::uint32_t row, float value) noexcept {
      rows_[size_] = row;
      values_[size_++] = value;
    }
    [[nodiscard]] std::span<const std::uint32_t> rows() const noexcept { return {rows_.data(), size_}; }
    [[nodiscard]] std::span<const float> values() const noexcept { return {values_.data(), size_}; }

   private:
    std::vector<std::uint32_t> rows_;
    std::vector<float> values_;
    std::size_t size_ = 0;
  };

  void find(std::string_view text, const TextScorer& scorer);
  [[nodiscard]] std::span<const float> ones(std::size_t count);
  void make_room(std::size_t more);
  void weigh_pairs();
  void add_up_cjk();
  double weigh_again(const CjkEnd& end, const CjkPlaces::Before& before);
  void settle_characters();
  void weigh(std::uint32_t feature, FeatureFamily family, std::uint32_t count, std::uint32_t in_sums);
  void add_sums(float factor, std::span<float> scores);
  void add_cjk(float factor, std::span<float> scores);
  void add(const Weighed& weighed, CompactRows rows, float factor, std::span<float> scores);

  const TextScorer* scorer_ = nullptr;
  const Dictionary* dictionary_ = nullptr;
  DistinctCounts pairs_;
  DistinctCounts phrases_;
  CjkPlaces cjk_;
  Weighed cjk_again_;  // rows
  std::vector<float> cjk_sums_;
  RandomAccessTable<std::uint32_t> characters_;  // by n-gram: occurrences, and in the upper half those in sums of words
  std::vector<std::uint32_t> open_;              // n-grams that may occur otherwise than the sums have it
  std::size_t opened_ = 0;
  std::vector<std::uint32_t> words_;
  std::vector<std::uint32_t> sums_;                 // of words
  std::array<Weighed, feature_families> features_;  // by group; that are weighed one by one
  Weighed weighed_pairs_;
  std::array<double, feature_families> squares_{};  // by group
  std::vector<float> part_;                         // scores by some of the features
  std::vector<float> ones_;
  TextScratch rows_;
  FeatureFinder<Scratch> finder_{*this};
};

}  // namespace fealty::complaints
