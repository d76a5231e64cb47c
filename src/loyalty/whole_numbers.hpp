#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "fealty/core/columns.hpp"
#include "fealty/core/error.hpp"

namespace fealty::loyalty {

/// A column of whole numbers, read with a check of each.
class WholeNumbers {
 public:
  /// Throws RecordError for a column that has not as many rows as the column `as_in`, or a wrong type. A column that is
  /// absent has `usual` in every row, if that is given.
  WholeNumbers(const Column& column, std::string_view name, std::size_t rows, std::string_view as_in,
               std::optional<double> usual = {})
      : name_(name), usual_(column ? std::nullopt : usual) {
    if (usual_) return;
    require_rows(column, name, rows, as_in);
    values_ = as_doubles(column, name);
  }

  /// The number of a row. Throws RecordError unless it is whole and within the bounds.
  [[nodiscard]] double at(std::size_t row, double least, double most) const {
    if (usual_) return *usual_;
    const double value = values_[row];
    if (value >= least && value <= most && value == std::floor(value)) return value;
    throw RecordError(code::refused_record, fmt::format("column {}, row {}: {} is not a whole number from {} to {}",
                                                        name_, row, value, least, most));
  }

 private:
  std::string name_;
  std::optional<double> usual_;
  Values<double> values_;
};

}  // namespace fealty::loyalty
