#pragma once

#include <cstdint>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/wide_sum.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// How often one step is done again in the same case, and what that takes.
struct StepRework {
  Code step = no_code;
  std::uint64_t cases = 0;        ///< that have the step
  std::uint64_t reworked = 0;     ///< that have it more than once
  std::uint64_t repetitions = 0;  ///< events of the step beyond the first of each case
  std::uint64_t timed = 0;        ///< repetitions of which the end is known
  WideSum time;                   ///< that these took, in microseconds
  WideSum delay;                  ///< from the first to the last time that it began, over the cases, in microseconds

  friend bool operator==(const StepRework&, const StepRework&) = default;
};

/// Which steps are done more than once in a case. Those of disjoint sets of cases add up to that of all.
struct Rework {
  Ids steps;                        ///< those that occur
  std::vector<StepRework> of_step;  ///< of each of them
  std::uint64_t cases = 0;
  std::uint64_t reworked = 0;  ///< cases in which any step is done more than once

  /// Adds the rework of other cases.
  Rework& operator+=(const Rework& other);

  friend bool operator==(const Rework&, const Rework&) = default;
};

/// Counts the repetitions of all steps; O(events).
Rework rework(const EventLog& log);

/// The steps with their uncertainty, those that are repeated in most cases first: step, cases, reworked (cases in which
/// it is repeated), share (of the cases that have it), repetitions, time_s (that the repetitions took; NaN where no end
/// is known) and delay_s (mean time from the first to the last, over the reworked cases), each but cases with its
/// interval, by the bootstrap over sampling_units().
Frame rework_frame(const EventLog& log, const Bootstrap& bootstrap = {});

}  // namespace fealty::flow
