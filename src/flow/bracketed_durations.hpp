#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "fealty/core/time.hpp"
#include "fealty/core/unfilled.hpp"

namespace fealty::flow {

/// Bounds of durations in microseconds, both included.
struct DurationBracket {
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  std::int64_t to = std::numeric_limits<std::int64_t>::max();
};

/// The durations within a bracket in their order, and how many lie below it.
struct BracketedDurations {
  std::size_t below = 0;
  UnfilledVector<Duration> inside;
};

BracketedDurations bracketed_durations(std::span<const Duration> durations, const DurationBracket& bracket);

}  // namespace fealty::flow
