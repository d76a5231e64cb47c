#include "fealty/flow/performance.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/flow/duration_estimates.hpp"
#include "grouped_pairs.hpp"
#include "labels.hpp"
#include "merged_groups.hpp"
#include "present_codes.hpp"

namespace fealty::flow {
namespace {

/// Time by the clock.
struct ByClock {
  [[nodiscard]] Duration operator()(Time from, Time to) const noexcept { return to - from; }
};

/// Working time.
struct ByCalendar {
  const Calendar& calendar;

  [[nodiscard]] Duration operator()(Time from, Time to) const noexcept { return calendar.working_time(from, to); }
};

/// Calls `use(between)` with what measures the time between two instants.
template <class Use>
auto with_measure(const Calendar* calendar, Use&& use) {
  return calendar == nullptr ? use(ByClock{}) : use(ByCalendar{*calendar});
}

/// Calls `use(time_before)`, where `time_before(k)` is how long it took from the event before place k of the log.
template <class Between, class Use>
auto with_times_before(const EventLog& log, Between between, Use&& use) {
  const Time* const at = log.times().data();
  const Time* const ended = log.ends().data();
  if (log.ends().empty()) return use([=](std::size_t k) { return between(at[k - 1], at[k]); });
  return use([=](std::size_t k) {
    const Time end = ended[k - 1] == no_time ? at[k - 1] : ended[k - 1];
    return between(end, std::max(end, at[k]));
  });
}

/// The steps' own times, as pairs of a step with itself.
template <class Between, class Entry>
auto own_times_of(const EventLog& log, Between between, Entry entry) {
  return [&log, between, entry](std::size_t i, auto&& add) {
    const Trace trace = log.trace(i);
    for (std::size_t k = 0; k < trace.ended.size(); ++k) {
      if (trace.ended[k] == no_time) continue;
      add(trace.first + k, trace.steps[k], trace.steps[k],
          [&] { return entry(i, between(trace.at[k], trace.ended[k])); });
    }
  };
}

// Objects, not functions: their calls disappear.
constexpr auto plain = [](std::size_t /*case_position*/, Duration duration) noexcept { return duration; };
constexpr auto of_case = [](std::size_t case_position, Duration duration) noexcept {
  return CaseDuration{duration, static_cast<std::uint32_t>(case_position)};
};

/// Keeps the steps that an edge or an own time names, and measures the groups.
Performance measured(const Ids& steps, KeyedDurations<CodePair> edges, KeyedDurations<Code> own, bool working_time) {
  std::vector<char> occurs(steps.size());
  for (const CodePair& pair : edges.keys) occurs[pair.from] = occurs[pair.to] = 1;
  for (const Code step : own.keys) occurs[step] = 1;
  const PresentCodes present = present_codes(steps, occurs);
  Performance result{present.ids, working_time, {}, std::move(edges.groups), {}, std::move(own.groups)};
  const std::vector<DurationFigures> between = figures_of(result.edge_times);
  for (std::size_t e = 0; e < between.size(); ++e)
    result.edges.push_back({present.place[edges.keys[e].from], present.place[edges.keys[e].to], between[e]});
  const std::vector<DurationFigures> within = figures_of(result.own_times);
  for (std::size_t s = 0; s < within.size(); ++s) result.own.push_back({present.place[own.keys[s]], within[s]});
  return result;
}

std::vector<Code> first_codes(const std::vector<CodePair>& pairs) {
  std::vector<Code> codes;
  codes.reserve(pairs.size());
  for (const CodePair& pair : pairs) codes.push_back(pair.from);
  return codes;
}

/// What has been measured, under the codes of a longer list of steps.
std::pair<KeyedDurations<CodePair>, KeyedDurations<Code>> moved(const Performance& part, const std::vector<Code>& to) {
  std::pair<KeyedDurations<CodePair>, KeyedDurations<Code>> result{{{}, part.edge_times}, {{}, part.own_times}};
  for (const TimedEdge& edge : part.edges) result.first.keys.push_back({to[edge.from], to[edge.to]});
  for (const TimedStep& step : part.own) result.second.keys.push_back(to[step.step]);
  return result;
}

}  // namespace

const TimedEdge* Performance::find(Code from, Code to) const noexcept {
  const auto key = [](const TimedEdge& edge) { return CodePair{edge.from, edge.to}; };
  const auto found = std::ranges::lower_bound(edges, CodePair{from, to}, {}, key);
  return found != edges.end() && key(*found) == CodePair{from, to} ? &*found : nullptr;
}

Performance& Performance::operator+=(const Performance& other) {
  if (working_time != other.working_time && !edge_times.durations.empty() && !other.edge_times.durations.empty()) {
    throw ParameterError(code::out_of_domain, "times by the clock and times by a calendar cannot be added");
  }
  const UnitedIds united = unite(steps, other.steps, "step");
  const auto [edges_here, own_here] = moved(*this, united.from_first);
  const auto [edges_there, own_there] = moved(other, united.from_second);
  return *this = measured(united.ids, merged_groups(edges_here, edges_there), merged_groups(own_here, own_there),
                          working_time || other.working_time);
}

bool operator==(const Performance& a, const Performance& b) {
  const auto same_edge = [](const TimedEdge& x, const TimedEdge& y) { return x.from == y.from && x.to == y.to; };
  const auto same_step = [](const TimedStep& x, const TimedStep& y) { return x.step == y.step; };
  return a.steps == b.steps && a.working_time == b.working_time && a.edge_times == b.edge_times &&
         a.own_times == b.own_times && std::ranges::equal(a.edges, b.edges, same_edge) &&
         std::ranges::equal(a.own, b.own, same_step);
}

Performance performance(const EventLog& log, const Calendar* calendar) {
  const std::size_t n = log.steps().size();
  return with_measure(calendar, [&](auto between) {
    auto edges =
        with_times_before(log, between, [&](auto time_before) { return grouped_follows<Duration>(log, time_before); });
    PairGroups<Duration> own;
    if (!log.ends().empty()) own = grouped_pairs<Duration>(log, n, own_times_of(log, between, plain));
    return measured(log.steps(), {std::move(edges.pairs), {std::move(edges.offsets), std::move(edges.values)}},
                    {first_codes(own.pairs), {std::move(own.offsets), std::move(own.values)}}, calendar != nullptr);
  });
}

namespace {

struct EstimatedPair {
  CodePair pair;
  DurationEstimates times;
};

std::vector<EstimatedPair> estimated(PairGroups<CaseDuration> groups, const ReplicateWeights& weights) {
  std::vector<EstimatedPair> result(groups.pairs.size());
  run_tasks(
      result.size(),
      [&](std::size_t e) {
        const auto durations =
            std::span(groups.values).subspan(groups.offsets[e], groups.offsets[e + 1] - groups.offsets[e]);
        result[e] = {groups.pairs[e], duration_estimates(durations, weights)};
      },
      "resampling customers");
  std::ranges::sort(result, [](const EstimatedPair& a, const EstimatedPair& b) {
    return std::tuple(-a.times.sum.value, a.pair) < std::tuple(-b.times.sum.value, b.pair);
  });
  return result;
}

void add_times(Frame& frame, const std::vector<EstimatedPair>& pairs) {
  EstimateColumns count, mean, median, percentile_25, percentile_75, percentile_90, standard_deviation, least, greatest,
      sum;
  for (const EstimatedPair& pair : pairs) {
    count.push(pair.times.count);
    mean.push(pair.times.mean);
    median.push(pair.times.median);
    percentile_25.push(pair.times.percentile_25);
    percentile_75.push(pair.times.percentile_75);
    percentile_90.push(pair.times.percentile_90);
    standard_deviation.push(pair.times.standard_deviation);
    least.push(pair.times.least);
    greatest.push(pair.times.greatest);
    sum.push(pair.times.sum);
  }
  count.add_to(frame, "count");
  mean.add_to(frame, "mean_s");
  median.add_to(frame, "median_s");
  percentile_25.add_to(frame, "percentile_25_s");
  percentile_75.add_to(frame, "percentile_75_s");
  percentile_90.add_to(frame, "percentile_90_s");
  standard_deviation.add_to(frame, "standard_deviation_s");
  least.add_to(frame, "least_s");
  greatest.add_to(frame, "greatest_s");
  sum.add_to(frame, "sum_s");
}

}  // namespace

Frame performance_frame(const EventLog& log, const Calendar* calendar, const Bootstrap& bootstrap) {
  const ReplicateWeights weights(log, bootstrap);
  const std::vector<EstimatedPair> edges = with_measure(calendar, [&](auto between) {
    return with_times_before(log, between, [&](auto time_before) {
      const auto times = visit_follows(log, [=](std::size_t i, std::size_t k) { return of_case(i, time_before(k)); });
      return estimated(grouped_pairs<CaseDuration>(log, log.steps().size(), times), weights);
    });
  });
  std::vector<Code> from, to;
  for (const EstimatedPair& edge : edges) {
    from.push_back(edge.pair.from);
    to.push_back(edge.pair.to);
  }
  Frame frame;
  frame.add("from", labels_of(log.steps(), from));
  frame.add("to", labels_of(log.steps(), to));
  add_times(frame, edges);
  return frame;
}

Frame step_times_frame(const EventLog& log, const Calendar* calendar, const Bootstrap& bootstrap) {
  const ReplicateWeights weights(log, bootstrap);
  const std::vector<EstimatedPair> own = with_measure(calendar, [&](auto between) {
    const auto times = own_times_of(log, between, of_case);
    return estimated(grouped_pairs<CaseDuration>(log, log.steps().size(), times), weights);
  });
  std::vector<Code> steps;
  for (const EstimatedPair& step : own) steps.push_back(step.pair.from);
  Frame frame;
  frame.add("step", labels_of(log.steps(), steps));
  add_times(frame, own);
  return frame;
}

}  // namespace fealty::flow
