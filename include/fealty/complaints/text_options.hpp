#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fealty::complaints {

/// What a feature counts. Features are numbered family by family, in this order.
enum class FeatureFamily : std::uint8_t {
  word,       ///< words, classes of numbers, emoji and marks; and pairs of them
  character,  ///< n-grams within a word and its two edges
  cjk,        ///< n-grams of characters in a run of Han, kana or hangul
  phrase      ///< entries of the user's lexicon
};

inline constexpr std::size_t feature_families = 4;

/// Lengths of n-grams from `least` to `most`; no n-grams if `most` is 0.
struct NgramRange {
  std::uint32_t least = 1;
  std::uint32_t most = 1;

  friend bool operator==(const NgramRange&, const NgramRange&) = default;
};

/// How texts become features.
struct TextOptions {
  NgramRange word_ngrams = {1, 2};       ///< of words and classes that follow each other; at most 2
  NgramRange character_ngrams = {2, 5};  ///< within a word with a space at each end; at most 6
  NgramRange cjk_ngrams = {1, 3};        ///< within a run of CJK characters; at most 3
  std::uint32_t minimum_documents = 2;   ///< n-grams in fewer texts are left out
  bool sublinear = true;                 ///< a feature that occurs c times counts 1 + ln c instead of c
  bool idf = true;                       ///< times ln((1 + n) / (1 + documents)) + 1, of n texts
  bool mask = true;                      ///< personal data are masked before anything is counted

  /// Whether the part of a row in each family is brought to length 1 before it is weighted. The whole row is brought to
  /// length 1 in any case.
  bool normalize_families = false;

  /// What each family counts, by FeatureFamily: words somewhat more, so that the many characters do not drown them.
  std::array<double, feature_families> weights = {1.5, 1.0, 1.0, 1.0};

  /// Phrases that are features of their own wherever they stand in the folded text.
  std::vector<std::string> lexicon = {};

  friend bool operator==(const TextOptions&, const TextOptions&) = default;
};

/// Throws ParameterError, naming the option, its value and what was expected, unless ranges and weights are as said
/// above and no phrase is empty.
void require_sound(const TextOptions& options);

}  // namespace fealty::complaints
