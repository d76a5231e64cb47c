#pragma once

#include <cstdint>
#include <span>

#include "fealty/core/estimate.hpp"
#include "fealty/core/time.hpp"
#include "fealty/flow/bootstrap_totals.hpp"

namespace fealty::flow {

/// A duration, and the case of a log in which it was.
struct CaseDuration {
  Duration duration;
  std::uint32_t case_position = 0;  ///< as for EventLog::trace

  friend bool operator==(const CaseDuration&, const CaseDuration&) = default;
};

/// What a set of durations is like, in seconds, with its uncertainty.
struct DurationEstimates {
  Estimate count;
  Estimate mean;
  Estimate standard_deviation;
  Estimate percentile_25;
  Estimate median;
  Estimate percentile_75;
  Estimate percentile_90;
};

/// The figures of durations with the percentile intervals of a bootstrap over customers; O(n log n + n replicates).
/// Quantiles are linear between order statistics, type 7 of Hyndman and Fan (1996).
///
/// The durations are put into ascending order. They are summed in this order, so the result does not depend on how they
/// came.
DurationEstimates duration_estimates(std::span<CaseDuration> durations, const ReplicateWeights& weights);

}  // namespace fealty::flow
