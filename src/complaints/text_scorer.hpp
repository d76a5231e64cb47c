#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "dictionary.hpp"
#include "distinct_counts.hpp"
#include "fealty/complaints/compact_heads.hpp"
#include "fealty/complaints/text_features.hpp"
#include "fealty/complaints/text_options.hpp"
#include "fealty/core/large_pages.hpp"
#include "feature_finder.hpp"

namespace fealty::complaints {

/// Scores texts by heads without making their rows: up to the rounding of single precision, what `CompactHeads::score`
/// says of `TextFeatures::row`.
///
/// A score is linear in the values of the features but for the length of the row, by which it is divided at the end. So
/// each known word has, made beforehand, the sum of the weights of itself and of its in-word n-grams as if each
/// occurred once, and the sum of the squares of their values. A text adds up those of its distinct words. Its n-grams
/// are only counted; those that occur otherwise than once in one word (in several words, or in a word that is there
/// again) are put right: of n-grams in words, that is one in ten in a short text. Features that are no part of a word
/// (pairs of words, n-grams of CJK characters and of words that are not known, phrases) are weighed by their counts one
/// by one.
///
/// Sums are added in the order of the text, whatever was scored before. The sums of words take at most 64 MiB: beyond
/// that, words in the fewest texts have none, and their n-grams are weighed one by one. Never changes once made.
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

  /// A word of the dictionary: where its sums lie, its own feature, and the sum of the squares of the values in it.
  struct Word {
    std::uint32_t sums = not_there;
    std::uint32_t feature = not_there;
    double squares = 0;
  };

  void weigh_features();
  void add_up_words(const CompactHeads& heads, std::size_t most);
  [[nodiscard]] std::size_t group_of(std::uint32_t feature) const noexcept;
  [[nodiscard]] std::size_t group_of_words() const noexcept { return groups_ == 1 ? 0 : 1; }
  [[nodiscard]] std::array<float, feature_families> factors_of(
      const std::array<double, feature_families>& squares) const noexcept;

  TextFeatures features_;
  std::shared_ptr<const Dictionary> dictionary_;
  std::size_t groups_ = 1;                                      // of features that are brought to a length together
  std::array<std::uint32_t, feature_families> group_starts_{};  // from the second on
  RandomAccessTable<float> values_;                             // of features that occur once
  std::vector<Word> words_;
  RandomAccessTable<float> sums_;  // of words, `stride()` numbers each
};

/// What is known of one text, and memory for it; for one thread at a time.
class TextScorer::Scratch {
 public:
  Scratch() = default;
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  // What the finder tells.

  void feature(std::uint32_t feature);
  void character(std::uint32_t feature);
  void word(std::uint32_t word, std::uint32_t count);

 private:
  friend class TextScorer;

  void find(std::string_view text, const TextScorer& scorer);
  void make_room(std::size_t more);
  void weigh_distinct();
  void settle_characters();
  void weigh(std::uint32_t feature, std::uint32_t count, std::uint32_t in_sums);
  void add_group(std::size_t group, float factor, const CompactHeads& heads, std::span<float> scores);

  const TextScorer* scorer_ = nullptr;
  const Dictionary* dictionary_ = nullptr;
  DistinctCounts distinct_;                      // of features that are no part of a word
  RandomAccessTable<std::uint32_t> characters_;  // by n-gram: occurrences, and in the upper half those in sums of words
  std::vector<std::uint32_t> open_;              // n-grams that may occur otherwise than the sums have it
  std::size_t opened_ = 0;
  std::vector<std::uint32_t> words_;
  std::vector<std::uint32_t> sums_;      // of words
  std::vector<std::uint32_t> features_;  // that are weighed one by one
  std::vector<float> values_;
  std::array<double, feature_families> squares_{};  // by group
  std::vector<float> part_;                         // scores by some of the features
  std::vector<std::uint32_t> group_features_;
  std::vector<float> group_values_;
  TextScratch rows_;
  FeatureFinder<Scratch> finder_{*this};
};

}  // namespace fealty::complaints
