#pragma once

#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/time.hpp"
#include "fealty/flow/calendar.hpp"
#include "fealty/flow/duration_figures.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// How long cases take, from the beginning of the first event to the end of the last.
///
/// The durations of disjoint sets of cases add up to those of all.
struct CaseDurations {
  bool working_time = false;        ///< measured by a calendar, not by the clock
  std::vector<Duration> durations;  ///< of the cases, ascending

  /// Their mean, median and so on.
  [[nodiscard]] DurationFigures figures() const { return duration_figures(durations); }

  /// Adds the durations of other cases. Throws ParameterError if one was measured by a calendar and the other not.
  CaseDurations& operator+=(const CaseDurations& other);

  friend bool operator==(const CaseDurations&, const CaseDurations&) = default;
};

/// Measures all cases, by the clock or in the working time of a calendar.
CaseDurations case_durations(const EventLog& log, const Calendar* calendar = nullptr);

/// The figures with their uncertainty, one row each: figure (cases, mean, standard deviation, 25 %, median, 75 %, 90 %,
/// least, greatest), value, lower and upper; in seconds but for cases, by the bootstrap over sampling_units(). The
/// intervals of the least (from 0) and of the greatest (without end) are one-sided: see duration_estimates().
Frame case_durations_frame(const EventLog& log, const Calendar* calendar = nullptr, const Bootstrap& bootstrap = {});

/// Every case in the order of the log: case, events, at (when it began) and duration_s.
Frame durations_of_cases(const EventLog& log, const Calendar* calendar = nullptr);

}  // namespace fealty::flow
