#include "fealty/flow/case_duration.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/durations.hpp"
#include "../../reference/event_log.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

using reference::Event;

TEST(CaseDurations, GoFromTheFirstBeginningToTheLastEnd) {
  const auto events = reference::random_events(5, 2000, 300, 8);
  std::vector<double> expected;
  for (const auto& [id, trace] : reference::traces_of(events)) {
    std::int64_t end = 0;
    for (const Event& event : trace) end = std::max(end, event.ended);
    expected.push_back(static_cast<double>(end - trace.front().at) / us_per_second);
  }
  const CaseDurations measured = case_durations(reference::log_of(events));
  EXPECT_EQ(measured.durations.size(), expected.size());
  EXPECT_NEAR(measured.figures().mean, reference::mean(expected), 1e-6);
  EXPECT_EQ(measured.figures().median, reference::type_7_quantile(expected, 0.5));
}

TEST(CaseDurations, OfPartsAddUpAndAreTheSameOnAnyNumberOfThreads) {
  const auto events = reference::random_events(6, 60'000, 9000, 9);
  std::vector<Event> first, second;
  for (const Event& event : events) (event.case_id.back() % 2 == 0 ? first : second).push_back(event);
  const CaseDurations whole = case_durations(reference::log_of(events));
  CaseDurations sum = case_durations(reference::log_of(first));
  sum += case_durations(reference::log_of(second));
  EXPECT_EQ(sum, whole);
  set_threads(3);
  EXPECT_EQ(case_durations(reference::log_of(events)), whole);
  set_threads(0);
}

TEST(CaseDurations, ByACalendarAreNotAddedToThoseByTheClock) {
  const EventLog log = reference::log_of({{"1", "a", 0, us_per_hour, "", "", ""}});
  const Calendar always;
  CaseDurations by_clock = case_durations(log);
  const CaseDurations by_calendar = case_durations(log, &always);
  EXPECT_EQ(by_calendar.durations, by_clock.durations);
  EXPECT_THROW(by_clock += by_calendar, ParameterError);
}

TEST(CaseDurationsFrame, HasARowForEachFigure) {
  const EventLog log = reference::log_of(reference::random_events(7, 2000, 300, 8));
  const Frame frame = case_durations_frame(log);
  const DurationFigures figures = case_durations(log).figures();
  const TextReader names(frame.at("figure"), "figure");
  const auto value = as_doubles(frame.at("value"), "value");
  const auto lower = as_doubles(frame.at("lower"), "lower");
  const auto upper = as_doubles(frame.at("upper"), "upper");
  ASSERT_EQ(frame.rows(), 9U);
  EXPECT_EQ(names[0], "cases");
  EXPECT_EQ(value[0], static_cast<double>(log.case_count()));
  EXPECT_EQ(names[1], "mean");
  EXPECT_EQ(value[1], figures.mean);
  EXPECT_LT(lower[1], figures.mean);
  EXPECT_GT(upper[1], figures.mean);
  EXPECT_EQ(names[4], "median");
  EXPECT_EQ(value[4], figures.median);
  EXPECT_EQ(value[8], figures.greatest);
  EXPECT_EQ(names[7], "least");
  EXPECT_EQ(lower[7], 0);
  EXPECT_EQ(upper[7], figures.least);
  EXPECT_EQ(names[8], "greatest");
  EXPECT_EQ(lower[8], figures.greatest);
  EXPECT_EQ(upper[8], std::numeric_limits<double>::infinity());
  EXPECT_EQ(durations_of_cases(log).rows(), log.case_count());
  EXPECT_TRUE(std::isnan(as_doubles(case_durations_frame(EventLog()).at("value"), "value")[1]));
}

}  // namespace
}  // namespace fealty::flow
