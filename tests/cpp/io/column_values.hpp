#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::io {

using Texts = std::vector<std::optional<std::string>>;
using Numbers = std::vector<std::optional<double>>;

inline Texts texts_of(const Column& column) {
  const TextReader reader(column, "texts");
  Texts texts(column.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!reader.is_missing(i)) texts[i] = std::string(reader[i]);
  }
  return texts;
}

inline Numbers numbers_of(const Column& column) {
  Numbers numbers;
  for (const double value : as_doubles(column, "numbers")) {
    numbers.push_back(std::isnan(value) ? std::nullopt : std::optional(value));
  }
  return numbers;
}

}  // namespace fealty::io
