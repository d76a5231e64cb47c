#include "fealty/flow/funnel.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

using reference::Event;

/// a, b, c; a, c; b, a; c.
std::vector<Event> small_log() {
  return {{"1", "a", 0, 0, "", "", ""},
          {"1", "b", 2 * us_per_second, 0, "", "", ""},
          {"1", "c", 7 * us_per_second, 0, "", "", ""},
          {"2", "a", 0, 0, "", "", ""},
          {"2", "c", 3 * us_per_second, 0, "", "", ""},
          {"3", "b", 0, 0, "", "", ""},
          {"3", "a", 5 * us_per_second, 0, "", "", ""},
          {"4", "c", 0, 0, "", "", ""}};
}

TEST(Funnel, CountsCasesThatReachEachStepInTheirOrder) {
  const Funnel counted = funnel(reference::log_of(small_log()), {"a", "b", "c"});
  ASSERT_EQ(counted.stages.size(), 3U);
  EXPECT_EQ(counted.cases, 4U);
  EXPECT_EQ(counted.stages[0].cases, 3U);
  EXPECT_EQ(counted.stages[1].cases, 1U);  // in case 3, b comes before a
  EXPECT_EQ(counted.stages[2].cases, 1U);  // case 2 has c, but not b before it
  EXPECT_TRUE(counted.stages[0].times.empty());
  EXPECT_EQ(counted.stages[1].times, std::vector<Duration>{{2 * us_per_second}});
  EXPECT_EQ(counted.stages[2].times, std::vector<Duration>{{5 * us_per_second}});
}

TEST(Funnel, AStepThatStandsTwiceMustComeTwice) {
  const EventLog log =
      reference::log_of({{"1", "a", 0, 0, "", "", ""}, {"1", "a", 1, 1, "", "", ""}, {"2", "a", 0, 0, "", "", ""}});
  const Funnel counted = funnel(log, {"a", "a"});
  EXPECT_EQ(counted.stages[0].cases, 2U);
  EXPECT_EQ(counted.stages[1].cases, 1U);
}

TEST(Funnel, RefusesNoStepAndUnknownSteps) {
  EXPECT_THROW((void)funnel(reference::log_of(small_log()), {}), ParameterError);
  EXPECT_THROW((void)funnel(reference::log_of(small_log()), {"a", "x"}), ParameterError);
  Funnel one = funnel(reference::log_of(small_log()), {"a"});
  EXPECT_THROW(one += funnel(reference::log_of(small_log()), {"b"}), ParameterError);
}

TEST(Funnel, OfPartsAddsUpAndIsTheSameOnAnyNumberOfThreads) {
  const auto events = reference::random_events(9, 60'000, 9000, 5);
  const std::vector<std::string> steps{"step 1", "step 4", "step 2"};
  std::vector<Event> first, second;
  for (const Event& event : events) (event.case_id.back() % 2 == 0 ? first : second).push_back(event);
  const Funnel whole = funnel(reference::log_of(events), steps);
  Funnel sum = funnel(reference::log_of(first), steps);
  sum += funnel(reference::log_of(second), steps);
  EXPECT_EQ(sum, whole);
  set_threads(3);
  EXPECT_EQ(funnel(reference::log_of(events), steps), whole);
  set_threads(0);
}

TEST(FunnelFrame, HasSharesOfAllOfTheFirstAndOfTheStepBefore) {
  const Frame frame = funnel_frame(reference::log_of(small_log()), {"a", "c"});
  const auto number = [&](const std::string& name, std::size_t row) { return as_doubles(frame.at(name), name)[row]; };
  EXPECT_EQ(number("cases", 1), 2);
  EXPECT_EQ(number("share", 0), 0.75);
  EXPECT_EQ(number("share_of_first", 0), 1);
  EXPECT_EQ(number("share_of_first", 1), 2.0 / 3);
  EXPECT_EQ(number("share_of_previous", 1), 2.0 / 3);
  EXPECT_EQ(number("share_of_previous", 0), 0.75);
  EXPECT_TRUE(std::isnan(number("median_s", 0)));
  EXPECT_EQ(number("median_s", 1), 5);
  EXPECT_LE(number("share_lower", 1), number("share_upper", 1));
}

}  // namespace
}  // namespace fealty::flow
