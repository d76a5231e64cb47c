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
  Estimate sum;
  Estimate least;     ///< that observed; its interval is that of the least there could be, from 0 to what was observed
  Estimate greatest;  ///< that observed; its interval is that of the greatest there could be, which has no upper end
};

/// The figures of durations, of which none is negative, with the percentile intervals of a bootstrap over customers;
/// O(n log n + n replicates). Quantiles are linear between order statistics, type 7 of Hyndman and Fan (1996).
///
/// The least and the greatest are not resampled: no bootstrap of an extreme tells how far the customers who were not
/// observed may be from it, however many were (Bickel and Freedman 1981, "Some asymptotic theory for the bootstrap",
/// Annals of Statistics 9, section 6). Without an assumption about the tail the records tell one side alone: the least
/// duration that there can be is at most the least observed, and not below 0; the greatest is at least the greatest
/// observed, and may be any greater one, so the upper end of its interval is infinite. Both intervals hold with
/// certainty, whatever the level, and have no standard error.
///
/// The durations are put into ascending order. They are summed in this order, so the result does not depend on how they
/// came.
DurationEstimates duration_estimates(std::span<CaseDuration> durations, const ReplicateWeights& weights);

}  // namespace fealty::flow
