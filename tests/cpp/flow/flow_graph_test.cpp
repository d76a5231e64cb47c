#include "fealty/flow/flow_graph.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/flow/flow_language.hpp"
#include "flows.hpp"

namespace fealty::flow {
namespace {

using namespace testing;
using Kind = FlowGraph::Kind;

TEST(FlowGraph, OfASequenceIsAChain) {
  const FlowGraph graph = graph_of(flow_of(sequence({step("a"), step("b")})));
  ASSERT_EQ(graph.nodes.size(), 4U);
  EXPECT_EQ(graph.nodes.front().kind, Kind::start);
  EXPECT_EQ(graph.nodes.back().kind, Kind::end);
  EXPECT_EQ(graph.edges.size(), 3U);
  EXPECT_EQ(graph.nodes.back().layer, 3U);
}

TEST(FlowGraph, OfNothingIsAnEdgeFromStartToEnd) {
  const FlowGraph graph = graph_of(ServiceFlow());
  EXPECT_EQ(graph.nodes.size(), 2U);
  EXPECT_EQ(graph.edges.size(), 1U);
}

TEST(FlowGraph, MarksWhatGoesBackAndWhatCrossesLines) {
  const ServiceFlow flow =
      flow_of(sequence({step("ask"), loop({step("serve"), step("wait")})}),
              {{.name = "ask", .lane = Lane::customer}, {.name = "wait", .lane = Lane::backstage}});
  const FlowGraph graph = graph_of(flow);
  const auto edge = [&](const char* from, const char* to) {
    return *std::ranges::find_if(graph.edges, [&](const FlowGraph::Edge& e) {
      return graph.nodes[e.from].step == flow.find(from) && graph.nodes[e.to].step == flow.find(to);
    });
  };
  EXPECT_EQ(edge("ask", "serve").crosses, std::vector<Line>{Line::interaction});
  EXPECT_TRUE(edge("wait", "serve").goes_back);
  EXPECT_EQ(edge("wait", "serve").crosses, std::vector<Line>{Line::visibility});
  EXPECT_FALSE(edge("serve", "wait").goes_back);
  EXPECT_EQ(graph.nodes_frame(flow).rows(), graph.nodes.size());
  EXPECT_EQ(graph.edges_frame().rows(), graph.edges.size());
}

TEST(FlowGraph, PutsParallelPartsBetweenASplitAndAJoin) {
  const FlowGraph graph = graph_of(flow_of(parallel({step("a"), optional(step("b"))})));
  EXPECT_EQ(graph.nodes[1].kind, Kind::split);
  EXPECT_EQ(graph.nodes[4].kind, Kind::join);
}

TEST(FlowGraph, StaysSmallHoweverManyPartsAreOptionalOrChosen) {
  std::vector<Sketched> parts;
  for (int i = 0; i < 300; ++i) parts.push_back(optional(step("s" + std::to_string(i))));
  EXPECT_LT(graph_of(flow_of(sequence(parts))).edges.size(), 3000U);
  for (Sketched& part : parts) part = choice({part, step("x")});
  EXPECT_LT(graph_of(flow_of(sequence(parts))).edges.size(), 5000U);
}

/// Whether a walk along the edges of a graph without parallel parts meets these steps.
bool walks(const FlowGraph& graph, const std::vector<Code>& steps) {
  const auto reached = [&](std::set<std::uint32_t> at) {  // by edges between nodes that are no steps
    for (bool grows = true; grows;) {
      grows = false;
      for (const auto& edge : graph.edges) {
        if (!at.contains(edge.from) || graph.nodes[edge.to].step != no_code) continue;
        grows = at.insert(edge.to).second || grows;
      }
    }
    return at;
  };
  std::set<std::uint32_t> at = reached({0});
  for (const Code step : steps) {
    std::set<std::uint32_t> next;
    for (const auto& edge : graph.edges) {
      if (at.contains(edge.from) && graph.nodes[edge.to].step == step) next.insert(edge.to);
    }
    at = reached(next);
  }
  return at.contains(static_cast<std::uint32_t>(graph.nodes.size() - 1));
}

bool has_parallel(const Sketched& part) {
  return part.part == Part::parallel || std::ranges::any_of(part.children, has_parallel);
}

TEST(FlowGraph, AllowsTheWalksThatTheFlowAllows) {
  std::mt19937_64 engine(31);
  for (int round = 0; round < 200; ++round) {
    const Sketched part = random_part(engine, 1 + static_cast<int>(engine() % 7), 3);
    if (has_parallel(part)) continue;
    const ServiceFlow flow = flow_of(part);
    const FlowGraph graph = graph_of(flow);
    FlowLanguage language(flow);
    for (int trial = 0; trial < 20; ++trial) {
      std::vector<Code> visit = random_visit(engine, flow, 4);
      std::erase(visit, no_code);
      EXPECT_EQ(walks(graph, visit), language.allows(visit)) << flow.text();
    }
    for (const auto& edge : graph.edges) EXPECT_TRUE(edge.goes_back || edge.from < edge.to);
  }
}

}  // namespace
}  // namespace fealty::flow
