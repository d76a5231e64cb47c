#include "fealty/flow/directly_follows.hpp"

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

std::map<std::pair<std::string, std::string>, std::uint64_t> edges_of(const DirectlyFollowsGraph& graph) {
  std::map<std::pair<std::string, std::string>, std::uint64_t> edges;
  for (const FollowsEdge& edge : graph.edges)
    edges[{graph.steps.label(edge.from), graph.steps.label(edge.to)}] = edge.count;
  return edges;
}

TEST(DirectlyFollows, AgreesWithCountingPairsInMapsForFewAndManySteps) {
  for (const std::size_t steps : {1U, 7U, 600U}) {  // the last beyond what is counted in a matrix
    const auto events = reference::random_events(steps, 3000, 200, steps);
    const EventLog log = reference::log_of(events);
    const DirectlyFollowsGraph graph = directly_follows(log);
    EXPECT_EQ(edges_of(graph), reference::directly_follows(events));
    EXPECT_EQ(graph.case_count(), log.case_count());
    EXPECT_EQ(graph.total(), log.size() - log.case_count());
    std::map<std::string, std::uint64_t> starts, ends, counts;
    for (const auto& [id, trace] : reference::traces_of(events)) {
      ++starts[trace.front().step];
      ++ends[trace.back().step];
      for (const Event& event : trace) ++counts[event.step];
    }
    for (Code step = 0; step < graph.steps.size(); ++step) {
      EXPECT_EQ(graph.events[step], counts[graph.steps.label(step)]);
      EXPECT_EQ(graph.starts[step], starts[graph.steps.label(step)]);
      EXPECT_EQ(graph.ends[step], ends[graph.steps.label(step)]);
    }
  }
}

TEST(DirectlyFollows, GraphsOfPartsAddUpToTheGraphOfAll) {
  auto events = reference::random_events(11, 2000, 100, 9);
  std::vector<Event> first, second;
  for (const Event& event : events) (event.case_id.size() % 2 == 0 ? first : second).push_back(event);
  for (Event& event : second) event.step += event.step == "step 3" ? " only here" : "";
  std::vector<Event> all = first;
  all.insert(all.end(), second.begin(), second.end());
  DirectlyFollowsGraph sum = directly_follows(reference::log_of(first));
  sum += directly_follows(reference::log_of(second));
  EXPECT_EQ(sum, directly_follows(reference::log_of(all)));
}

TEST(DirectlyFollows, IsTheSameOnAnyNumberOfThreads) {
  const EventLog log = reference::log_of(reference::random_events(12, 200'000, 20'000, 30));
  const DirectlyFollowsGraph expected = directly_follows(log);
  for (const std::size_t threads : {1U, 2U, 7U}) {
    set_threads(threads);
    EXPECT_EQ(directly_follows(log), expected);
  }
  set_threads(0);
}

TEST(DirectlyFollows, StepsThatAFilterLeftOutAreNotInTheGraph) {
  const EventLog log =
      reference::log_of({{"1", "a", 1, 1, "", "", ""}, {"1", "b", 2, 2, "", "", ""}, {"2", "c", 1, 1, "", "", ""}});
  const std::vector<std::uint32_t> first{0};
  const DirectlyFollowsGraph graph = directly_follows(log.with_cases(first));
  ASSERT_EQ(graph.steps.size(), 2U);
  EXPECT_EQ(graph.count(0, 1), 1U);
  EXPECT_EQ(graph.count(1, 0), 0U);
}

TEST(DirectlyFollows, OfNothingIsEmpty) {
  const DirectlyFollowsGraph graph = directly_follows(EventLog());
  EXPECT_EQ(graph.edges.size(), 0U);
  EXPECT_EQ(graph.case_count(), 0U);
}

}  // namespace
}  // namespace fealty::flow
