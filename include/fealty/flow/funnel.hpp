#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/time.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// One step of a funnel: the cases that reach it after all steps before it.
struct FunnelStage {
  std::string step;
  std::uint64_t cases = 0;
  std::vector<Duration> times;  ///< from the stage before, ascending; none for the first stage

  friend bool operator==(const FunnelStage&, const FunnelStage&) = default;
};

/// How many cases get how far along an order of steps.
///
/// A case reaches a stage when it has the step after it has reached the stage before, whatever comes between; each
/// stage is taken at the first event that can be it. Funnels of disjoint sets of cases add up to that of all.
struct Funnel {
  std::vector<FunnelStage> stages;
  std::uint64_t cases = 0;  ///< of the log, whether they reach a stage or not

  /// Adds the funnel of other cases. Throws ParameterError if it has other steps.
  Funnel& operator+=(const Funnel& other);

  friend bool operator==(const Funnel&, const Funnel&) = default;
};

/// Follows every case along the steps. Throws ParameterError if there is none, or for one that the log does not have.
Funnel funnel(const EventLog& log, const std::vector<std::string>& steps);

/// The stages with their uncertainty: step, cases, share (of all cases), share_of_first, share_of_previous and median_s
/// (the time from the stage before), each with its interval, by the bootstrap over sampling_units().
Frame funnel_frame(const EventLog& log, const std::vector<std::string>& steps, const Bootstrap& bootstrap = {});

}  // namespace fealty::flow
