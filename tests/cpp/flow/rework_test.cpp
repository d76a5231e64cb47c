#include "fealty/flow/rework.hpp"

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

using reference::Event;

TEST(Rework, AgreesWithCountingInMaps) {
  const auto events = reference::random_events(5, 3000, 300, 8);
  const Rework counted = rework(reference::log_of(events));
  std::map<std::string, StepRework> expected;
  std::uint64_t reworked = 0;
  for (const auto& [id, trace] : reference::traces_of(events)) {
    std::map<std::string, std::vector<Event>> by_step;
    for (const Event& event : trace) by_step[event.step].push_back(event);
    bool again = false;
    for (const auto& [step, done] : by_step) {
      StepRework& one = expected[step];
      ++one.cases;
      if (done.size() == 1) continue;
      again = true;
      ++one.reworked;
      one.repetitions += done.size() - 1;
      one.delay += done.back().at - done.front().at;
      for (std::size_t k = 1; k < done.size(); ++k) one.time += done[k].ended - done[k].at;
    }
    reworked += again ? 1 : 0;
  }
  ASSERT_EQ(counted.of_step.size(), expected.size());
  for (const StepRework& step : counted.of_step) {
    StepRework one = expected.at(counted.steps.label(step.step));
    one.step = step.step;
    one.timed = one.repetitions;
    EXPECT_EQ(step, one);
  }
  EXPECT_EQ(counted.reworked, reworked);
  EXPECT_EQ(counted.cases, reference::traces_of(events).size());
}

TEST(Rework, OfPartsAddsUpAndIsTheSameOnAnyNumberOfThreads) {
  const auto events = reference::random_events(6, 80'000, 8000, 9);
  std::vector<Event> first, second;
  for (const Event& event : events) (event.case_id.back() % 2 == 0 ? first : second).push_back(event);
  const Rework whole = rework(reference::log_of(events));
  Rework sum = rework(reference::log_of(first));
  sum += rework(reference::log_of(second));
  EXPECT_EQ(sum, whole);
  set_threads(3);
  EXPECT_EQ(rework(reference::log_of(events)), whole);
  set_threads(0);
}

TEST(ReworkFrame, ListsTheStepsThatAreRepeatedInMostCasesFirst) {
  const Frame frame = rework_frame(reference::log_of({{"1", "a", 0, 0, "", "", ""},
                                                      {"1", "a", 60'000'000, 70'000'000, "", "", ""},
                                                      {"2", "a", 0, 0, "", "", ""},
                                                      {"2", "b", 1, 2, "", "", ""}}));
  const auto number = [&](const std::string& name, std::size_t row) { return as_doubles(frame.at(name), name)[row]; };
  EXPECT_EQ(TextReader(frame.at("step"), "step")[0], "a");
  EXPECT_EQ(number("share", 0), 0.5);
  EXPECT_EQ(number("time_s", 0), 10);
  EXPECT_EQ(number("delay_s", 0), 60);
  EXPECT_EQ(number("reworked", 1), 0);
  EXPECT_TRUE(std::isnan(number("time_s", 1)));
  EXPECT_TRUE(std::isnan(number("delay_s", 1)));
  EXPECT_GE(number("share_upper", 0), 0.5);
  EXPECT_EQ(rework_frame(EventLog()).rows(), 0U);
}

}  // namespace
}  // namespace fealty::flow
