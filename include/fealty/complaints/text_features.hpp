#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/text_options.hpp"
#include "fealty/complaints/vocabulary.hpp"
#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"

namespace fealty::complaints {

class Dictionary;
class RowBuilder;
class TextScorer;

/// Where a feature stands in a text: bytes from `begin` to before `end`. In-word n-grams at the edge of a word end with
/// the word.
struct Occurrence {
  std::uint32_t feature = 0;
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

/// How many n-grams of a text are features, each as often as it stands there.
struct NgramCensus {
  std::int64_t features = 0;
  std::int64_t rare = 0;  ///< of these, features that the least number of texts had: left out of learning, one of these
                          ///< texts would not find them
  std::int64_t unseen = 0;  ///< n-grams that are no features

  friend bool operator==(const NgramCensus&, const NgramCensus&) = default;
};

/// Memory in which rows are made, one after another, without allocating; for one thread at a time.
class TextScratch {
 public:
  TextScratch();
  TextScratch(TextScratch&&) noexcept;
  TextScratch& operator=(TextScratch&&) noexcept;
  ~TextScratch();

 private:
  friend class TextFeatures;

  std::unique_ptr<RowBuilder> builder_;
};

/// Texts as rows of features: weighted counts of n-grams of words and of characters, each row of length 1.
///
/// A text is folded and cut into runs (fealty/complaints/text_runs.hpp). Words and classes give n-grams of words, words
/// give n-grams of their characters with a space at either end, and runs of CJK characters give n-grams of those; the
/// lexicon's phrases count wherever they stand. What counts is 1 + ln c for c occurrences, times ln((1 + n) / (1 + d))
/// + 1 for an n-gram in d of n texts; family by family each row is brought to length 1, weighted, and brought to length
/// 1 again. An empty text, or one with nothing that is known, is an empty row. The weights are scikit-learn's
/// (TfidfTransformer with sublinear_tf); in-word n-grams are those of its analyzer char_wb, on words instead of what
/// stands between spaces.
///
/// N-grams are told apart exactly: nothing is hashed into buckets. Features are numbered by family, and within it by
/// falling number of documents, ties by the order of the bytes; so the numbers depend neither on the order of the texts
/// nor on the threads. Cheap to copy.
class TextFeatures {
 public:
  /// Without features, until fitted. Throws ParameterError as `require_sound` does.
  explicit TextFeatures(TextOptions options = {});

  /// The features of a vocabulary, with its own options; `minimum_documents`, the weights and what else plays no part
  /// in counting is taken from `options`. Throws ParameterError if the two differ in n-grams, lexicon or mask.
  TextFeatures(const Vocabulary& vocabulary, const TextOptions& options);

  /// Learns the features of texts and gives the rows of the same texts, in one pass over them.
  FeatureRows fit(std::span<const std::string_view> texts);

  /// The rows of texts. What is not known counts nothing.
  [[nodiscard]] FeatureRows transform(std::span<const std::string_view> texts) const;

  /// The row of a text, made in memory that is used again: valid until then.
  [[nodiscard]] FeatureRow row(std::string_view text, TextScratch& scratch) const;

  /// Where the features of a text stand in it, in the order of the text; every occurrence of each.
  [[nodiscard]] std::vector<Occurrence> occurrences(std::string_view text) const;

  /// How many n-grams of a text are features, and how many are not.
  [[nodiscard]] NgramCensus census(std::string_view text) const;

  /// How texts become features; never changed by fitting.
  [[nodiscard]] const TextOptions& options() const noexcept { return options_; }

  [[nodiscard]] std::uint32_t number_of_features() const noexcept;

  /// Number of texts that the features were learnt from.
  [[nodiscard]] std::uint64_t documents() const noexcept;

  /// The n-gram of a feature; a space stands for the edge of a word and between two words. Throws ParameterError for
  /// one that is not there.
  [[nodiscard]] std::string name(std::uint32_t feature) const;

  [[nodiscard]] FeatureFamily family(std::uint32_t feature) const;

  /// Number of texts with a feature, of those it was learnt from.
  [[nodiscard]] std::uint32_t documents_with(std::uint32_t feature) const;

  /// One row per feature: family, ngram, documents.
  [[nodiscard]] Frame frame() const;

  /// The same with some of the features only (ascending), numbered anew in the same order. Throws ParameterError for
  /// numbers that are not there or do not ascend.
  [[nodiscard]] TextFeatures with_only(std::span<const std::uint32_t> features) const;

  /// The vocabulary of the features that there are: without n-grams in fewer texts than the minimum.
  [[nodiscard]] Vocabulary vocabulary() const;

 private:
  friend struct io::Archived<TextFeatures>;
  friend class TextScorer;

  TextOptions options_;
  std::shared_ptr<const Dictionary> dictionary_;
};

}  // namespace fealty::complaints
