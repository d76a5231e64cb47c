#pragma once

#include <cstdint>
#include <span>

#include "fealty/core/time.hpp"
#include "fealty/core/wide_sum.hpp"

namespace fealty::flow {

/// Exact sums and extremes of durations, in microseconds.
struct DurationTotals {
  WideSum sum;
  WideSum squares;
  std::int64_t least = 0;
  std::int64_t greatest = 0;
};

/// Of at least one duration.
DurationTotals totals_of(std::span<const Duration> durations) noexcept;

}  // namespace fealty::flow
