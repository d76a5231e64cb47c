#include "fealty/flow/case_duration.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/flow/duration_estimates.hpp"
#include "labels.hpp"

namespace fealty::flow {
namespace {

Duration duration_of(const Trace& trace, const Calendar* calendar) {
  Time end = trace.at.back();
  for (std::size_t k = 0; k < trace.ended.size(); ++k) end = std::max(end, trace.end_of(k));
  return calendar == nullptr ? end - trace.at.front() : calendar->working_time(trace.at.front(), end);
}

/// Of each case, in the order of the log.
std::vector<Duration> durations_in_order(const EventLog& log, const Calendar* calendar) {
  std::vector<Duration> durations(log.case_count());
  for_blocks(
      durations.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) durations[i] = duration_of(log.trace(i), calendar);
      },
      4096);
  return durations;
}

}  // namespace

CaseDurations& CaseDurations::operator+=(const CaseDurations& other) {
  if (working_time != other.working_time && !durations.empty() && !other.durations.empty()) {
    throw ParameterError(code::out_of_domain, "times by the clock and times by a calendar cannot be added");
  }
  std::vector<Duration> both;
  both.reserve(durations.size() + other.durations.size());
  std::ranges::merge(durations, other.durations, std::back_inserter(both));
  durations = std::move(both);
  working_time = working_time || other.working_time;
  return *this;
}

CaseDurations case_durations(const EventLog& log, const Calendar* calendar) {
  CaseDurations result{calendar != nullptr, durations_in_order(log, calendar)};
  std::ranges::sort(result.durations);
  return result;
}

Frame case_durations_frame(const EventLog& log, const Calendar* calendar, const Bootstrap& bootstrap) {
  const std::vector<Duration> durations = durations_in_order(log, calendar);
  std::vector<CaseDuration> of_cases;
  of_cases.reserve(durations.size());
  for (std::size_t i = 0; i < durations.size(); ++i) of_cases.push_back({durations[i], static_cast<std::uint32_t>(i)});
  const DurationEstimates e = duration_estimates(of_cases, ReplicateWeights(log, bootstrap));
  const std::vector<std::pair<std::string, Estimate>> rows{
      {"cases", e.count},        {"mean", e.mean},     {"standard deviation", e.standard_deviation},
      {"25 %", e.percentile_25}, {"median", e.median}, {"75 %", e.percentile_75},
      {"90 %", e.percentile_90}, {"least", e.least},   {"greatest", e.greatest}};
  std::vector<std::string> names;
  std::vector<double> values, lower, upper;
  for (const auto& [name, estimate] : rows) {
    names.push_back(name);
    values.push_back(estimate.value);
    lower.push_back(estimate.lower);
    upper.push_back(estimate.upper);
  }
  return Frame({{"figure", Column(names)},
                {"value", Column(std::move(values))},
                {"lower", Column(std::move(lower))},
                {"upper", Column(std::move(upper))}});
}

Frame durations_of_cases(const EventLog& log, const Calendar* calendar) {
  std::vector<Code> cases;
  std::vector<std::int64_t> events;
  std::vector<Time> at;
  std::vector<double> seconds;
  const std::vector<Duration> durations = durations_in_order(log, calendar);
  for (std::size_t i = 0; i < durations.size(); ++i) {
    const Trace trace = log.trace(i);
    cases.push_back(trace.case_code);
    events.push_back(static_cast<std::int64_t>(trace.size()));
    at.push_back(trace.at.front());
    seconds.push_back(static_cast<double>(durations[i].us) / us_per_second);
  }
  return Frame({{"case", log.cases().column().take(cases)},
                {"events", Column(std::move(events))},
                {"at", Column(std::move(at))},
                {"duration_s", Column(std::move(seconds))}});
}

}  // namespace fealty::flow
