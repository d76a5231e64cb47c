#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/time.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// Parts of a log. Every filter gives a log, so filters compose; those that choose cases share all columns.
/// A step that the log does not have is a ParameterError that names the nearest there is.

/// What of a case must lie in a span of time.
enum class Within : std::uint8_t {
  contained,     ///< cases that begin and end in it
  intersecting,  ///< cases that go on during some of it
  started,       ///< cases that begin in it
  ended,         ///< cases that end in it
  events,        ///< single events, whatever their case does
};

/// The codes of steps by their names, in the same order.
std::vector<Code> steps_named(const EventLog& log, const std::vector<std::string>& names);

/// The cases for which `keeps(trace)` holds, in parallel.
EventLog cases_where(const EventLog& log, const std::function<bool(const Trace&)>& keeps);

/// The events for which `keeps(place)` holds (see Trace::first), in parallel.
EventLog events_where(const EventLog& log, const std::function<bool(std::size_t)>& keeps);

/// What lies in [from, to).
EventLog between(const EventLog& log, Time from, Time to, Within within = Within::contained);

/// Cases whose first step is one of `steps`.
EventLog starting_with(const EventLog& log, const std::vector<std::string>& steps);

/// Cases whose last step is one of `steps`.
EventLog ending_with(const EventLog& log, const std::vector<std::string>& steps);

/// Cases that have any of `steps`.
EventLog containing(const EventLog& log, const std::vector<std::string>& steps);

/// Cases that have none of `steps`.
EventLog not_containing(const EventLog& log, const std::vector<std::string>& steps);

/// Events of `steps` alone.
EventLog only_steps(const EventLog& log, const std::vector<std::string>& steps);

/// Events of all other steps.
EventLog without_steps(const EventLog& log, const std::vector<std::string>& steps);

/// Cases in which `second` comes after `first`: directly after it, or any time later; within a time, if one is given.
EventLog following(const EventLog& log, std::string_view first, std::string_view second, bool directly = false,
                   Duration within = Duration{INT64_MAX});

/// Cases in which `second` does not come so after `first`.
EventLog not_following(const EventLog& log, std::string_view first, std::string_view second, bool directly = false,
                       Duration within = Duration{INT64_MAX});

/// Cases from whose first event to the end of whose last it takes [at_least, at_most].
EventLog lasting(const EventLog& log, Duration at_least, Duration at_most = Duration{INT64_MAX});

/// Cases that have between at_least and at_most events.
EventLog of_length(const EventLog& log, std::size_t at_least, std::size_t at_most = SIZE_MAX);

/// Cases of the most frequent variants: as many variants as it takes to cover a share of the cases, 0 < share <= 1.
EventLog covering(const EventLog& log, double share);

/// Cases of the `count` most frequent variants.
EventLog most_frequent(const EventLog& log, std::size_t count);

/// Cases that follow exactly the given sequence of steps.
EventLog following_variant(const EventLog& log, const std::vector<std::string>& steps);

/// Events whose attribute has one of `values`, as text; or all cases that have such an event.
EventLog with_attribute(const EventLog& log, std::string_view attribute, const std::vector<std::string>& values,
                        bool whole_cases = true);

/// Events whose numeric attribute is in [at_least, at_most]; or all cases that have such an event.
EventLog with_number(const EventLog& log, std::string_view attribute, double at_least, double at_most,
                     bool whole_cases = true);

}  // namespace fealty::flow
