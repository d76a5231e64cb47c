#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "fealty/core/time.hpp"
#include "fealty/core/unfilled.hpp"

namespace fealty::flow {

/// What a set of durations is like, in seconds; NaN where there are too few.
struct DurationFigures {
  std::uint64_t count = 0;
  double sum = 0.0;
  double mean = std::numeric_limits<double>::quiet_NaN();
  double standard_deviation = std::numeric_limits<double>::quiet_NaN();  ///< of the sample, with divisor count - 1
  double least = std::numeric_limits<double>::quiet_NaN();
  double median = std::numeric_limits<double>::quiet_NaN();  ///< the mean of the two middle ones of an even number
  double greatest = std::numeric_limits<double>::quiet_NaN();
};

/// The figures of durations in any order; O(n). Sums are exact: the order does not matter.
DurationFigures duration_figures(std::span<const Duration> durations);

/// Durations in groups, one group after another.
struct DurationGroups {
  std::vector<std::uint64_t> offsets{0};  ///< of the durations of each group, one more than there are groups
  UnfilledVector<Duration> durations;     ///< in no particular order within a group

  [[nodiscard]] std::size_t size() const noexcept { return offsets.size() - 1; }
  [[nodiscard]] std::span<const Duration> of(std::size_t group) const noexcept {
    return std::span(durations).subspan(offsets[group], offsets[group + 1] - offsets[group]);
  }

  /// The same groups with ascending durations: the one form of all that are equal.
  [[nodiscard]] DurationGroups sorted() const;

  friend bool operator==(const DurationGroups& a, const DurationGroups& b) {
    return a.offsets == b.offsets && a.sorted().durations == b.sorted().durations;
  }
};

/// The figures of every group, in parallel.
std::vector<DurationFigures> figures_of(const DurationGroups& groups);

}  // namespace fealty::flow
