#pragma once

#include <cstdint>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/flow/calendar.hpp"
#include "fealty/flow/duration_figures.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// From one step to the one directly after it: the time between.
struct TimedEdge {
  Code from = no_code;
  Code to = no_code;
  DurationFigures times;
};

/// What one step takes by itself, from its beginning to its end.
struct TimedStep {
  Code step = no_code;
  DurationFigures times;
};

/// How long it takes from each step to the next, and how long the steps themselves take.
///
/// The time of an edge goes from the end of a step to the beginning of the next; a step without end ends when it
/// begins, and a step that begins before the last has ended has not been waited for: its time is 0. Steps that do not
/// occur are left out. Performances of disjoint sets of cases add up to that of all, in every bit.
struct Performance {
  Ids steps;
  bool working_time = false;     ///< measured by a calendar, not by the clock
  std::vector<TimedEdge> edges;  ///< ascending in (from, to)
  DurationGroups edge_times;     ///< a group for each edge
  std::vector<TimedStep> own;    ///< the steps of which an end is known, ascending
  DurationGroups own_times;      ///< a group for each of them

  /// The times of an edge, or none if it does not occur.
  [[nodiscard]] const TimedEdge* find(Code from, Code to) const noexcept;

  /// Adds the performance of other cases. Throws ParameterError if one was measured by a calendar and the other not.
  Performance& operator+=(const Performance& other);

  friend bool operator==(const Performance& a, const Performance& b);
};

/// Measures all edges and steps of a log, by the clock or in the working time of a calendar; O(events).
Performance performance(const EventLog& log, const Calendar* calendar = nullptr);

/// The edges with their uncertainty, those that take most time in total first: from, to, count, mean_s, median_s,
/// percentile_25_s, percentile_75_s, percentile_90_s, standard_deviation_s, least_s, greatest_s and sum_s with their
/// intervals; in seconds, by the bootstrap over sampling_units(). The intervals of the least (from 0) and of the
/// greatest (without end) are one-sided: see duration_estimates().
Frame performance_frame(const EventLog& log, const Calendar* calendar = nullptr, const Bootstrap& bootstrap = {});

/// The steps of which an end is known, in the same columns: step instead of from and to.
Frame step_times_frame(const EventLog& log, const Calendar* calendar = nullptr, const Bootstrap& bootstrap = {});

}  // namespace fealty::flow
