#include "fealty/flow/handover.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

using reference::Event;

TEST(Handovers, AgreeWithCountingInMapsForFewAndManyResources) {
  for (const std::size_t resources : {3U, 700U}) {
    auto events = reference::random_events(7, 4000, 300, 4);
    RandomStream random(resources, "resources");
    for (Event& event : events) event.resource = std::to_string(random.below(resources));
    std::map<std::pair<std::string, std::string>, std::uint64_t> expected;
    for (const auto& [id, trace] : reference::traces_of(events)) {
      for (std::size_t k = 1; k < trace.size(); ++k) ++expected[{trace[k - 1].resource, trace[k].resource}];
    }
    const Handovers counted = handovers(reference::log_of(events));
    ASSERT_EQ(counted.pairs.size(), expected.size());
    for (const Handover& pair : counted.pairs)
      EXPECT_EQ(pair.count, (expected.at({counted.resources.label(pair.from), counted.resources.label(pair.to)})));
    EXPECT_EQ(counted.unknown, 0U);
  }
}

/// The two last events are by nobody known.
EventLog passed_on_log() {
  return EventLog(
      EventColumns{.case_id = std::vector<std::int64_t>{1, 1, 1, 1, 2},
                   .activity = std::vector<std::int64_t>{1, 1, 1, 1, 1},
                   .time = std::vector<Time>{{0}, {1}, {2}, {3}, {4}},
                   .resource = std::vector<std::optional<std::string>>{"x", "x", "y", std::nullopt, std::nullopt}});
}

TEST(Handovers, OfUnknownResourcesAreCountedApart) {
  const Handovers counted = handovers(passed_on_log());
  EXPECT_EQ(counted.pairs.size(), 2U);
  EXPECT_EQ(counted.total(), 2U);
  EXPECT_EQ(counted.total(false), 1U);
  EXPECT_EQ(counted.unknown, 1U);
  EXPECT_TRUE(handovers(EventLog()).pairs.empty());
}

TEST(Handovers, OfALogWithoutResourcesAreNoneAndNoneIsUnknown) {
  const EventLog log(EventColumns{.case_id = std::vector<std::int64_t>{1, 1},
                                  .activity = std::vector<std::int64_t>{1, 2},
                                  .time = std::vector<Time>{{0}, {1}}});
  EXPECT_EQ(handovers(log), Handovers());
  EXPECT_EQ(handovers_frame(log).rows(), 0U);
}

TEST(Handovers, OfPartsAddUpAndAreTheSameOnAnyNumberOfThreads) {
  const auto events = reference::random_events(6, 80'000, 8000, 9);
  std::vector<Event> first, second;
  for (const Event& event : events) (event.case_id.back() % 2 == 0 ? first : second).push_back(event);
  const Handovers whole = handovers(reference::log_of(events));
  Handovers sum = handovers(reference::log_of(first));
  sum += handovers(reference::log_of(second));
  EXPECT_EQ(sum, whole);
  set_threads(3);
  EXPECT_EQ(handovers(reference::log_of(events)), whole);
  set_threads(0);
}

TEST(HandoversFrame, SharesAreOfWhatIsListed) {
  const Frame all = handovers_frame(passed_on_log());
  EXPECT_EQ(all.rows(), 2U);
  EXPECT_EQ(as_doubles(all.at("share"), "share")[0], 0.5);
  const Frame others = handovers_frame(passed_on_log(), false);
  ASSERT_EQ(others.rows(), 1U);
  EXPECT_EQ(TextReader(others.at("to"), "to")[0], "y");
  EXPECT_EQ(as_doubles(others.at("share"), "share")[0], 1);
}

}  // namespace
}  // namespace fealty::flow
