#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "counted_texts.hpp"
#include "fealty/complaints/text_options.hpp"
#include "fealty/complaints/vocabulary.hpp"
#include "feature_counts.hpp"
#include "gram_table.hpp"
#include "lexicon.hpp"
#include "prefetch.hpp"
#include "word_table.hpp"

namespace fealty::complaints {

/// Which feature each n-gram is; those that are none have the number of features.
struct FeatureNumbers {
  FeatureNumbers(const CountedTexts& counted, const TextOptions& options);

  std::array<std::uint32_t, feature_families + 1> starts{};
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> pairs;
  std::vector<std::uint32_t> characters;
  std::vector<std::uint32_t> cjk;
  std::vector<std::uint32_t> phrases;

  [[nodiscard]] std::uint32_t size() const noexcept { return starts.back(); }
};

/// The features by what they are, for looking up, and the other way round. It never changes.
class Dictionary {
 public:
  Dictionary(const CountedTexts& counted, const FeatureNumbers& numbers, const TextOptions& options);

  [[nodiscard]] std::uint32_t size() const noexcept { return weighting_.starts.back(); }
  [[nodiscard]] const Weighting& weighting() const noexcept { return weighting_; }
  [[nodiscard]] const Lexicon& lexicon() const noexcept { return lexicon_; }
  [[nodiscard]] std::uint64_t documents() const noexcept { return documents_; }
  [[nodiscard]] std::uint32_t documents_with(std::uint32_t feature) const noexcept { return documents_with_[feature]; }
  [[nodiscard]] FeatureFamily family(std::uint32_t feature) const noexcept;
  [[nodiscard]] std::string name(std::uint32_t feature) const;

  /// Whether a feature of words is a pair.
  [[nodiscard]] bool is_pair(std::uint32_t feature) const noexcept { return keys_[feature].second != 0; }

  /// The key in `pairs` or `cjk` of a feature that is there.
  [[nodiscard]] std::uint64_t key(std::uint32_t feature) const noexcept { return keys_[feature].first; }

  /// The words that are features, alone or in a pair: their in-word n-grams need not be looked up. They are numbered by
  /// their features, those that are none themselves at the end, by their bytes.
  [[nodiscard]] const WordTable& words() const noexcept { return words_; }
  [[nodiscard]] std::uint32_t word_feature(std::uint32_t word) const noexcept { return word_features_[word]; }
  [[nodiscard]] std::span<const std::uint32_t> characters_of(std::uint32_t word) const noexcept {
    return {word_characters_.data() + character_ends_[word], character_ends_[word + 1] - character_ends_[word]};
  }

  /// Has the numbers of the first n-grams of a word fetched into the cache.
  void prefetch_word(std::uint32_t word) const noexcept {
    constexpr std::size_t most_bytes = 128;
    const auto characters = characters_of(word);
    prefetch(characters.data(), std::min(characters.size_bytes(), most_bytes));
  }

  /// Features by key, or `not_there`; pairs are of numbers in `words`.
  [[nodiscard]] const GramTable<std::uint64_t>& pairs() const noexcept { return pairs_; }
  [[nodiscard]] const GramTable<CharacterKey>& characters() const noexcept { return characters_; }
  [[nodiscard]] const GramTable<std::uint64_t>& cjk() const noexcept { return cjk_; }
  [[nodiscard]] std::uint32_t phrase_feature(std::uint32_t phrase) const noexcept { return phrases_[phrase]; }

  /// The n-grams of some features, in ascending order.
  [[nodiscard]] Vocabulary vocabulary(std::span<const std::uint32_t> features) const;

 private:
  void keep_words(const CountedTexts& counted, const FeatureNumbers& numbers);

  TextOptions options_;
  std::uint64_t documents_ = 0;
  std::uint64_t invalid_ = 0;
  std::array<std::uint64_t, personal_data_kinds> masked_{};
  Weighting weighting_;
  Lexicon lexicon_;
  std::vector<std::uint32_t> documents_with_;
  std::vector<CharacterKey> keys_;  // of the features: a word (0 after it), two words (1), characters, or a phrase
  WordTable words_;
  std::vector<std::uint32_t> word_features_;
  std::vector<std::uint32_t> word_characters_;
  std::vector<std::size_t> character_ends_ = {0};
  GramTable<std::uint64_t> pairs_;
  GramTable<CharacterKey> characters_;
  GramTable<std::uint64_t> cjk_;
  std::vector<std::uint32_t> phrases_;
};

}  // namespace fealty::complaints
