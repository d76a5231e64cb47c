#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "fealty/core/estimate.hpp"
#include "reference/interval.hpp"

namespace fealty::reference {

/// The quantile of a sorted copy, and the ranks of its bounds by trying each one in turn.
inline Estimate quantile(std::vector<double> values, double p, double level, double z) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<std::int64_t>(values.size());
  const double tail = (1 - level) / 2;
  const auto value_of_rank = [&](std::int64_t rank) { return values[static_cast<std::size_t>(rank - 1)]; };

  const double position = static_cast<double>(n - 1) * p;
  const double below = std::floor(position);
  const auto rank = static_cast<std::int64_t>(below) + 1;
  const double high = value_of_rank(std::min(rank + 1, n));
  Estimate result;
  result.value = value_of_rank(rank) + (position - below) * (high - value_of_rank(rank));
  result.lower = -std::numeric_limits<double>::infinity();
  result.upper = std::numeric_limits<double>::infinity();
  for (std::int64_t k = 1; k <= n; ++k) {
    if (binomial_cdf(k - 1, n, p) <= tail) result.lower = value_of_rank(k);
  }
  for (std::int64_t k = n; k >= 1; --k) {
    if (1 - binomial_cdf(k - 1, n, p) <= tail) result.upper = value_of_rank(k);
  }
  const double width = result.upper - result.lower;
  result.standard_error = std::isinf(width) ? std::numeric_limits<double>::quiet_NaN() : width / (2 * z);
  result.level = level;
  return result;
}

}  // namespace fealty::reference
