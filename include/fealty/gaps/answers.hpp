#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::gaps {

/// The lowest and the highest answer that a question allows, such as 1 and 7.
struct Scale {
  double least = 1.0;
  double greatest = 7.0;
};

/// The answers of a survey: a row per respondent, a column of numbers per item.
///
/// The columns are viewed, not copied, whatever their type: what reads them converts a block at a time. A missing
/// answer, null or NaN, is read as NaN.
class Answers {
 public:
  /// No respondents and no items.
  Answers() = default;

  /// The columns of a frame: integers, floats or flags. Throws RecordError that names item, row and value for other
  /// types, for infinite answers, and, if a scale is given, for answers outside it or, on a scale of whole numbers,
  /// between them.
  explicit Answers(Frame frame, std::optional<Scale> scale = std::nullopt);

  [[nodiscard]] std::size_t respondents() const noexcept { return respondents_; }

  /// Number of columns.
  [[nodiscard]] std::size_t items() const noexcept { return names_.size(); }

  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

  /// The column of that name; throws ParameterError with the nearest name if there is none.
  [[nodiscard]] std::size_t item(std::string_view name) const;

  /// Whether no respondent left this item out.
  [[nodiscard]] bool is_complete(std::size_t item) const noexcept { return missing_[item] == 0; }

  /// Number of respondents who left this item out.
  [[nodiscard]] std::size_t missing(std::size_t item) const noexcept { return missing_[item]; }

  /// Whether all answers are whole numbers below 2^20 in magnitude, so that sums of their products are exact.
  [[nodiscard]] bool are_whole() const noexcept { return are_whole_; }

  /// The answers to an item of the respondents from `begin` on, as many as `out` takes.
  void read(std::size_t item, std::size_t begin, std::span<double> out) const;

  /// The items of the given columns, in that order.
  [[nodiscard]] Answers select(std::span<const std::size_t> items) const;

 private:
  std::vector<std::string> names_;
  std::vector<Column> columns_;
  std::vector<std::size_t> missing_;
  std::size_t respondents_ = 0;
  bool are_whole_ = true;
};

}  // namespace fealty::gaps
