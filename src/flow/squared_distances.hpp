#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "fealty/core/wide_sum.hpp"

namespace fealty::flow {

/// The sum of the squared distances from the mean, where `sum` and `squares` are those of `count` integers: that from
/// the nearest integer to the mean, which is exact, less what this is too much.
inline double squared_distances(std::uint64_t count, const WideSum& sum, const WideSum& squares) noexcept {
  const auto n = static_cast<std::int64_t>(count);
  constexpr double last = 0x1p63 - 1024;  // the greatest double that is such an integer
  const double mean = sum.value() / static_cast<double>(count);
  const auto center = static_cast<std::int64_t>(std::llround(std::clamp(mean, -last, last)));
  const double from_center = (squares - sum * center - sum * center + WideSum::product(center, n) * center).value();
  const double beside = (sum - WideSum::product(center, n)).value();
  return std::max(0.0, from_center - beside * beside / static_cast<double>(count));
}

}  // namespace fealty::flow
