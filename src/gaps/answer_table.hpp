#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::gaps {

/// Answers as numbers: a row for each who answered, a column for each item; NaN where an answer is missing.
class AnswerTable {
 public:
  /// Throws RecordError, naming `what` ("scores"), if there is no column, and naming the column, row and value for an
  /// answer that is infinite or beyond 1e12 in magnitude, which no scale reaches and exact sums could not hold.
  AnswerTable(const Frame& frame, std::string_view what);

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t columns() const noexcept { return names_.size(); }
  [[nodiscard]] const std::string& name(std::size_t column) const noexcept { return names_[column]; }
  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const noexcept { return columns_[column][row]; }

  [[nodiscard]] std::span<const double> column(std::size_t column) const noexcept { return columns_[column].span(); }

  /// The answers of a row into `answers`, one for each column.
  void read_row(std::size_t row, std::vector<double>& answers) const;

 private:
  std::vector<std::string> names_;
  std::vector<Values<double>> columns_;
  std::size_t rows_ = 0;
};

/// The columns of `frame` in the order of those of `like`.
///
/// Throws RecordError, naming what `frame` is and the column, if one is missing or there is one too many, and if the
/// frames differ in their number of rows.
Frame matched(const Frame& frame, std::string_view what, const Frame& like, std::string_view like_what);

}  // namespace fealty::gaps
