#include "fealty/flow/performance.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/durations.hpp"
#include "../../reference/event_log.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

using reference::Event;
using Times = std::map<std::pair<std::string, std::string>, std::vector<double>>;

/// The times of all edges in seconds; a step that begins before the last has ended was not waited for.
Times plain_times(const std::vector<Event>& events) {
  Times times;
  for (const auto& [id, trace] : reference::traces_of(events)) {
    for (std::size_t k = 1; k < trace.size(); ++k)
      times[{trace[k - 1].step, trace[k].step}].push_back(
          static_cast<double>(std::max<std::int64_t>(0, trace[k].at - trace[k - 1].ended)) / us_per_second);
  }
  return times;
}

EventLog without_ends(const std::vector<Event>& events) {
  std::vector<std::string> cases, steps;
  std::vector<Time> at;
  for (const Event& event : events) {
    cases.push_back(event.case_id);
    steps.push_back(event.step);
    at.push_back({event.at});
  }
  return EventLog(EventColumns{.case_id = cases, .activity = steps, .time = at});
}

void expect_like(const DurationFigures& figures, const std::vector<double>& seconds) {
  EXPECT_EQ(figures.count, seconds.size());
  EXPECT_NEAR(figures.mean, reference::mean(seconds), 1e-9 * figures.greatest);
  EXPECT_NEAR(figures.median, reference::type_7_quantile(seconds, 0.5), 1e-12 * figures.greatest);
  EXPECT_EQ(figures.least, std::ranges::min(seconds));
  EXPECT_EQ(figures.greatest, std::ranges::max(seconds));
  if (seconds.size() > 1) {
    EXPECT_NEAR(figures.standard_deviation, reference::standard_deviation(seconds), 1e-9 * figures.greatest);
  }
}

TEST(Performance, AgreesWithListsOfTimesForFewAndManySteps) {
  for (const std::size_t steps : {1U, 6U, 700U}) {
    const auto events = reference::random_events(steps, 4000, 300, steps);
    const Performance measured = performance(reference::log_of(events));
    const Times expected = plain_times(events);
    ASSERT_EQ(measured.edges.size(), expected.size());
    for (const TimedEdge& edge : measured.edges)
      expect_like(edge.times, expected.at({measured.steps.label(edge.from), measured.steps.label(edge.to)}));
  }
}

TEST(Performance, StepsTakeTheTimeFromTheirBeginningToTheirEnd) {
  const auto events = reference::random_events(3, 500, 50, 4);
  std::map<std::string, std::vector<double>> expected;
  for (const Event& event : events)
    expected[event.step].push_back(static_cast<double>(event.ended - event.at) / us_per_second);
  const Performance measured = performance(reference::log_of(events));
  ASSERT_EQ(measured.own.size(), expected.size());
  for (const TimedStep& step : measured.own) expect_like(step.times, expected.at(measured.steps.label(step.step)));
}

TEST(Performance, WithoutEndsGoesFromBeginningToBeginning) {
  auto events = reference::random_events(4, 1000, 100, 5);
  for (Event& event : events) event.ended = event.at;
  const Performance measured = performance(without_ends(events));
  const Times expected = plain_times(events);
  ASSERT_EQ(measured.edges.size(), expected.size());
  for (const TimedEdge& edge : measured.edges)
    expect_like(edge.times, expected.at({measured.steps.label(edge.from), measured.steps.label(edge.to)}));
  EXPECT_TRUE(measured.own.empty());
}

TEST(Performance, OfSomeCasesOfALogIsThatOfALogOfThem) {
  const auto events = reference::random_events(14, 20'000, 900, 7);
  for (const bool with_ends : {false, true}) {
    const EventLog all = with_ends ? reference::log_of(events) : without_ends(events);
    std::vector<std::uint32_t> positions;
    std::set<std::string> chosen;
    for (std::uint32_t i = 0; i < all.case_count(); ++i) {
      if (i % 7 == 3 || i % 5 > 2) continue;
      positions.push_back(i);
      chosen.insert(all.cases().label(all.trace(i).case_code));
    }
    std::vector<Event> of_them;
    for (const Event& event : events) {
      if (chosen.contains(event.case_id)) of_them.push_back(event);
    }
    EXPECT_EQ(performance(all.with_cases(positions)),
              performance(with_ends ? reference::log_of(of_them) : without_ends(of_them)));
  }
}

TEST(Performance, OfPartsAddsUpToThatOfAllInEveryBit) {
  auto events = reference::random_events(8, 3000, 200, 9);
  std::vector<Event> first, second;
  for (const Event& event : events) (event.case_id.back() % 2 == 0 ? first : second).push_back(event);
  for (Event& event : second) event.step += event.step == "step 3" ? " only here" : "";
  std::vector<Event> all = first;
  all.insert(all.end(), second.begin(), second.end());
  const Performance whole = performance(reference::log_of(all));
  Performance sum = performance(reference::log_of(second));
  sum += performance(reference::log_of(first));
  EXPECT_EQ(sum, whole);
  for (std::size_t e = 0; e < whole.edges.size(); ++e) {
    EXPECT_EQ(sum.edges[e].times.mean, whole.edges[e].times.mean);
    EXPECT_EQ(sum.edges[e].times.median, whole.edges[e].times.median);
  }
  Performance from_nothing;
  from_nothing += whole;
  EXPECT_EQ(from_nothing, whole);
}

TEST(Performance, IsTheSameOnAnyNumberOfThreads) {
  const EventLog log = reference::log_of(reference::random_events(12, 150'000, 9000, 20));
  const Performance expected = performance(log);
  for (const std::size_t threads : {1U, 3U}) {
    set_threads(threads);
    const Performance again = performance(log);
    EXPECT_EQ(again, expected);
    for (std::size_t e = 0; e < expected.edges.size(); ++e)
      EXPECT_EQ(again.edges[e].times.standard_deviation, expected.edges[e].times.standard_deviation);
  }
  set_threads(0);
}

TEST(Performance, ByACalendarCountsWorkingTimeAlone) {
  const std::int64_t monday = at_midnight(std::chrono::year{2026} / 6 / 1).us;
  const EventLog log = without_ends({{"1", "a", monday + 16 * us_per_hour, 0, "", "", ""},
                                     {"1", "b", monday + us_per_day + 10 * us_per_hour, 0, "", "", ""}});
  OpeningWeek week;
  for (auto& day : week) day = {{Duration{9 * us_per_hour}, Duration{17 * us_per_hour}}};
  const Calendar calendar(week);
  const Performance working = performance(log, &calendar);
  EXPECT_TRUE(working.working_time);
  EXPECT_EQ(working.edges.at(0).times.mean, 2 * 3600);
  Performance by_clock = performance(log);
  EXPECT_EQ(by_clock.edges.at(0).times.mean, 18 * 3600);
  EXPECT_THROW(by_clock += working, ParameterError);
}

TEST(Performance, FindsEdges) {
  const Performance measured = performance(without_ends({{"1", "a", 0, 0, "", "", ""}, {"1", "b", 5, 0, "", "", ""}}));
  ASSERT_NE(measured.find(0, 1), nullptr);
  EXPECT_EQ(measured.find(0, 1)->times.sum, 5e-6);
  EXPECT_EQ(measured.find(1, 0), nullptr);
  EXPECT_TRUE(performance(EventLog()).edges.empty());
  EXPECT_TRUE(performance(without_ends({{"1", "a", 0, 0, "", "", ""}})).edges.empty());
}

TEST(PerformanceFrame, HasTheValuesOfThePerformanceWithinTheirIntervals) {
  const EventLog log = reference::log_of(reference::random_events(5, 5000, 400, 4));
  const Performance measured = performance(log);
  const Frame frame = performance_frame(log);
  ASSERT_EQ(frame.rows(), measured.edges.size());
  const auto numbers = [&](const std::string& name) { return as_doubles(frame.at(name), name); };
  const auto sums = numbers("sum_s");
  EXPECT_TRUE(std::ranges::is_sorted(sums, std::greater{}));
  double sum = 0;
  for (const TimedEdge& edge : measured.edges) sum += edge.times.sum;
  double listed = 0;
  for (const double x : sums) listed += x;
  EXPECT_NEAR(listed, sum, 1e-6 * sum);
  for (const std::string name : {"count", "mean_s", "median_s", "percentile_90_s", "standard_deviation_s", "sum_s"}) {
    const auto value = numbers(name);
    const auto lower = numbers(name + "_lower");
    const auto upper = numbers(name + "_upper");
    for (std::size_t i = 0; i < value.size(); ++i) {
      EXPECT_LT(lower[i], upper[i]);
      EXPECT_LE(lower[i], value[i] * (1 + 1e-9));
      EXPECT_GE(upper[i], value[i] * (1 - 1e-9));
    }
  }
  for (std::size_t i = 0; i < frame.rows(); ++i) {
    EXPECT_EQ(numbers("least_s_lower")[i], 0);
    EXPECT_EQ(numbers("least_s_upper")[i], numbers("least_s")[i]);
    EXPECT_EQ(numbers("greatest_s_lower")[i], numbers("greatest_s")[i]);
    EXPECT_TRUE(std::isinf(numbers("greatest_s_upper")[i]));
  }
  EXPECT_EQ(step_times_frame(log).rows(), 4U);
  EXPECT_EQ(performance_frame(EventLog()).rows(), 0U);
}

}  // namespace
}  // namespace fealty::flow
