#include "fealty/flow/event_log.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::flow {
namespace {

using reference::Event;

void expect_same(const EventLog& log, const std::vector<Event>& events) {
  const auto expected = reference::traces_of(events);
  ASSERT_EQ(log.case_count(), expected.size());
  EXPECT_EQ(log.size(), events.size());
  std::size_t i = 0;
  for (const auto& [id, trace] : expected) {
    const Trace found = log.trace(i);
    EXPECT_EQ(log.cases().label(found.case_code), id);
    ASSERT_EQ(found.size(), trace.size());
    for (std::size_t k = 0; k < trace.size(); ++k) {
      EXPECT_EQ(log.steps().text(found.steps[k]), trace[k].step);
      EXPECT_EQ(found.at[k].us, trace[k].at);
      EXPECT_EQ(found.end_of(k).us, trace[k].ended);
      EXPECT_EQ(log.resources().text(found.resources[k]), trace[k].resource);
    }
    const Code customer = log.customer_of(i++);
    EXPECT_EQ(customer == no_code ? "" : std::string(log.customers().text(customer)), trace[0].customer);
  }
}

bool reports(const EventLog& log, Problem problem) {
  const Intake intake = log.intake();
  return std::ranges::count(intake.findings(), problem, &Finding::problem) > 0;
}

TEST(EventLog, PutsRowsOfAnyOrderByCaseTimeAndRow) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const auto events = reference::random_events(seed, 500, 60, 6);
    expect_same(reference::log_of(events), events);
  }
}

TEST(EventLog, TakesSortedRowsAsTheyStand) {
  auto events = reference::random_events(4, 400, 60, 6);
  std::ranges::stable_sort(events, {}, [](const Event& e) { return std::pair(e.case_id, e.at); });
  const EventLog log = reference::log_of(events);
  expect_same(log, events);
  const Column given = log.records().table(customers::Table::touches).at("at");
  EXPECT_EQ(log.times().data(), given.chunks().front().as<Time>().data());  // not copied
}

TEST(EventLog, HalvesOfTheCasesAddUpToTheWholeToTheBit) {
  const auto events = reference::random_events(5, 600, 80, 5);
  std::vector<Event> first, second;
  for (const Event& event : events) (event.case_id.back() % 2 == 0 ? first : second).push_back(event);
  EventLog sum = reference::log_of(first);
  sum += reference::log_of(second);
  expect_same(sum, events);
  const EventLog whole = reference::log_of(events);
  EXPECT_TRUE(std::ranges::equal(sum.step_codes(), whole.step_codes()));
  EXPECT_TRUE(std::ranges::equal(sum.times(), whole.times()));
  EXPECT_EQ(sum.steps(), whole.steps());
  EXPECT_EQ(sum.cases(), whole.cases());
}

TEST(EventLog, EventsOfTheSameCaseInTwoLogsAreMerged) {
  const auto events = reference::random_events(6, 300, 20, 5);
  EventLog sum = reference::log_of({events.begin(), events.begin() + 150});
  sum += reference::log_of({events.begin() + 150, events.end()});
  expect_same(sum, events);
}

TEST(EventLog, AnEmptyLogIsNeutralInASum) {
  const auto events = reference::random_events(7, 100, 20, 5);
  EventLog sum;
  sum += reference::log_of(events);
  expect_same(sum, events);
  sum += EventLog();
  expect_same(sum, events);
}

TEST(EventLog, ACaseThatIsCalledNaIsACase) {
  const EventLog log(EventColumns{.case_id = std::vector<std::string>{"NA", "1", "NA"},
                                  .activity = std::vector<std::string>{"a", "a", "b"},
                                  .time = std::vector<Time>{{3}, {2}, {1}}});
  ASSERT_EQ(log.case_count(), 2U);
  EXPECT_EQ(log.cases().text(log.trace(1).case_code), "NA");
  EXPECT_EQ(log.trace(1).size(), 2U);
  EXPECT_TRUE(reports(log, Problem::spelled_missing));
}

TEST(EventLog, RowsWithoutCaseStepOrTimeAreCountedAndLeftOut) {
  using Texts = std::vector<std::optional<std::string>>;
  using Times = std::vector<std::optional<Time>>;
  const EventLog log(EventColumns{.case_id = Texts{"1", std::nullopt, "1", "2", "3"},
                                  .activity = Texts{"a", "b", std::nullopt, "c", "d"},
                                  .time = Times{Time{1}, Time{2}, Time{3}, std::nullopt, Time{4}}});
  EXPECT_EQ(log.unplaced(), 3U);
  EXPECT_EQ(log.size(), 2U);
  ASSERT_EQ(log.case_count(), 2U);
  EXPECT_EQ(log.cases().text(log.trace(1).case_code), "3");
}

TEST(EventLog, ReportsTiesUnsortedRowsNegativeDurationsAndMixedZones) {
  const std::vector<std::string> at{"2026-03-02T09:00:00+08:00", "2026-03-02T08:00:00+08:00",
                                    "2026-03-02T01:00:00+00:00"};
  const std::vector<std::string> ended{"2026-03-02T08:30:00+08:00", "2026-03-02T08:30:00+08:00",
                                       "2026-03-02T09:30:00+08:00"};
  const EventLog log(EventColumns{.case_id = std::vector<std::int64_t>{1, 1, 1},
                                  .activity = std::vector<std::string>{"a", "b", "c"},
                                  .time = at,
                                  .ended = ended});
  for (const Problem problem :
       {Problem::tied_times, Problem::unsorted, Problem::ends_before_start, Problem::mixed_zones})
    EXPECT_TRUE(reports(log, problem)) << entry_of(problem).name;
}

TEST(EventLog, AnEndBeforeItsBeginningIsNone) {
  const EventLog log(EventColumns{.case_id = std::vector<std::int64_t>{1, 1, 1},
                                  .activity = std::vector<std::string>{"a", "b", "c"},
                                  .time = std::vector<Time>{{10}, {20}, {30}},
                                  .ended = std::vector<Time>{{15}, {19}, {30}}});
  const Trace trace = log.trace(0);
  EXPECT_EQ(trace.ended[0], Time{15});
  EXPECT_EQ(trace.ended[1], no_time);
  EXPECT_EQ(trace.ended[2], Time{30});
  EXPECT_EQ(trace.end_of(1), Time{20});
}

TEST(EventLog, APartOfTheEventsSharesTheAttributes) {
  const auto events = reference::random_events(8, 200, 20, 5);
  const EventLog log = reference::log_of(events);
  const std::vector<std::uint32_t> places{0, 5, 6, 199};
  const EventLog part = log.with_events(places);
  EXPECT_EQ(part.size(), 4U);
  const TextReader all(log.attribute("channel"), "channel");
  const TextReader few(part.attribute("channel"), "channel");
  ASSERT_EQ(few.size(), 4U);
  for (std::size_t i = 0; i < places.size(); ++i) EXPECT_EQ(few[i], all[places[i]]);
  EXPECT_EQ(part.frame().rows(), 4U);
  EventLog sum = part;
  sum += EventLog();
  EXPECT_EQ(sum.size(), 4U);
}

TEST(EventLog, IsMadeOfTheTouchesOfABook) {
  customers::Book book;
  book.add_touches({.visit = std::vector<std::int64_t>{2, 1},
                    .step = std::vector<std::string>{"pay", "greet"},
                    .at = std::vector<Time>{{20}, {10}},
                    .met = std::vector<bool>{true, false}});
  const EventLog log(book);
  EXPECT_EQ(log.case_count(), 2U);
  EXPECT_EQ(log.attribute_names(), std::vector<std::string>{"met"});
  EXPECT_EQ(log.numbers("met")[0], 0);
  EXPECT_EQ(EventLog(customers::Book()).size(), 0U);
}

TEST(EventLog, OfNothingHasNoCasesAndNoSpan) {
  const EventLog log;
  EXPECT_EQ(log.case_count(), 0U);
  EXPECT_EQ(log.span(), std::nullopt);
  EXPECT_EQ(log.frame().rows(), 0U);
}

TEST(EventLog, NamesTheColumnThatIsNotThere) {
  try {
    (void)reference::log_of(reference::random_events(9, 10, 3, 2)).attribute("chanel");
    FAIL() << "nothing was thrown";
  } catch (const RecordError& error) {
    EXPECT_NE(std::string(error.what()).find("chanel"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("channel"), std::string::npos);
  }
}

}  // namespace
}  // namespace fealty::flow
