#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/complaints/personal_data.hpp"
#include "fealty/complaints/text_options.hpp"
#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"

namespace fealty::complaints {

struct CountedTexts;

/// In how many texts each n-gram stands: the summary that features are made from.
///
/// Vocabularies of several branches add up: `a += b` gives the one of all texts, exactly. It does not depend on the
/// order of the texts. Personal data are in it only if the option `mask` is off.
class Vocabulary {
 public:
  /// Of no texts.
  Vocabulary() = default;

  /// Counts the n-grams of texts; `minimum_documents` and the weights play no part. Throws ParameterError as
  /// `require_sound` does.
  explicit Vocabulary(std::span<const std::string_view> texts, const TextOptions& options = {});

  /// Adds the texts of another; throws ParameterError if the two were counted with other n-grams, lexicon or mask.
  Vocabulary& operator+=(const Vocabulary& other);

  [[nodiscard]] const TextOptions& options() const noexcept { return options_; }

  /// Number of texts.
  [[nodiscard]] std::uint64_t documents() const noexcept { return documents_; }

  /// Number of distinct n-grams.
  [[nodiscard]] std::size_t size() const noexcept;

  /// Maximal subparts that were no UTF-8 and were replaced, in all texts.
  [[nodiscard]] std::uint64_t invalid() const noexcept { return invalid_; }

  /// Personal data that were masked, by PersonalDataKind.
  [[nodiscard]] const std::array<std::uint64_t, personal_data_kinds>& masked() const noexcept { return masked_; }

  /// One row per n-gram: family, ngram, documents; the families in their order, n-grams in the order of their bytes.
  [[nodiscard]] Frame frame() const;

  friend bool operator==(const Vocabulary&, const Vocabulary&) = default;

 private:
  friend struct io::Archived<Vocabulary>;
  friend struct CountedTexts;

  TextOptions options_;
  std::uint64_t documents_ = 0;
  std::uint64_t invalid_ = 0;
  std::array<std::uint64_t, personal_data_kinds> masked_{};
  std::vector<std::string> words_;  // sorted; one that stands only for its pairs has no documents
  std::vector<std::uint32_t> word_documents_;
  std::vector<std::uint64_t> pairs_;  // positions in words_, sorted
  std::vector<std::uint32_t> pair_documents_;
  std::vector<std::uint64_t> characters_;  // two to an n-gram, sorted
  std::vector<std::uint32_t> character_documents_;
  std::vector<std::uint64_t> cjk_;  // sorted
  std::vector<std::uint32_t> cjk_documents_;
  std::vector<std::uint32_t> phrase_documents_;  // of the phrases of the options
};

}  // namespace fealty::complaints
