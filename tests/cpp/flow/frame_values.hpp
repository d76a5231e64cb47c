#pragma once

#include <cstddef>
#include <string>

#include "fealty/core/columns.hpp"

namespace fealty::flow {

/// The number in a column of a frame, which has one chunk.
inline double value_at(const Frame& frame, const std::string& column, std::size_t row) {
  return frame.at(column).chunks().front().as<double>()[row];
}

}  // namespace fealty::flow
