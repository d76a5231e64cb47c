#include "fealty/flow/directly_follows.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <string>
#include <utility>

#include "grouped_pairs.hpp"
#include "present_codes.hpp"

namespace fealty::flow {
namespace {

void add(std::vector<std::uint64_t>& sums, const std::vector<std::uint64_t>& terms) {
  std::ranges::transform(sums, terms, sums.begin(), std::plus{});
}

bool comes_before(const FollowsEdge& a, const FollowsEdge& b) noexcept {
  return std::pair(a.from, a.to) < std::pair(b.from, b.to);
}

std::vector<FollowsEdge> added(const std::vector<FollowsEdge>& a, const std::vector<FollowsEdge>& b) {
  std::vector<FollowsEdge> both;
  both.reserve(a.size() + b.size());
  std::ranges::merge(a, b, std::back_inserter(both), comes_before);
  std::vector<FollowsEdge> sums;
  for (const FollowsEdge& edge : both) {
    if (!sums.empty() && sums.back().from == edge.from && sums.back().to == edge.to)
      sums.back().count += edge.count;
    else
      sums.push_back(edge);
  }
  return sums;
}

/// Leaves out the steps that do not occur.
void drop_absent_steps(DirectlyFollowsGraph& graph) {
  std::vector<char> occurs(graph.steps.size());
  std::ranges::transform(graph.events, occurs.begin(), [](std::uint64_t count) { return count > 0 ? 1 : 0; });
  PresentCodes present = present_codes(graph.steps, occurs);
  for (auto* counts : {&graph.events, &graph.starts, &graph.ends}) {
    std::vector<std::uint64_t> kept(present.ids.size());
    for (std::size_t step = 0; step < counts->size(); ++step) {
      if (occurs[step] != 0) kept[present.place[step]] = (*counts)[step];
    }
    *counts = std::move(kept);
  }
  for (FollowsEdge& edge : graph.edges) edge = {present.place[edge.from], present.place[edge.to], edge.count};
  graph.steps = std::move(present.ids);
}

/// The same counts for a longer list of steps.
DirectlyFollowsGraph moved(const DirectlyFollowsGraph& graph, const Ids& steps, const std::vector<Code>& to) {
  DirectlyFollowsGraph result{steps, graph.edges, {}, {}, {}};
  for (FollowsEdge& edge : result.edges) edge = {to[edge.from], to[edge.to], edge.count};
  const auto spread = [&](const std::vector<std::uint64_t>& counts) {
    std::vector<std::uint64_t> places(steps.size());
    for (std::size_t i = 0; i < counts.size(); ++i) places[to[i]] = counts[i];
    return places;
  };
  result.events = spread(graph.events);
  result.starts = spread(graph.starts);
  result.ends = spread(graph.ends);
  return result;
}

}  // namespace

std::uint64_t DirectlyFollowsGraph::case_count() const noexcept {
  return std::accumulate(starts.begin(), starts.end(), std::uint64_t{0});
}

std::uint64_t DirectlyFollowsGraph::total() const noexcept {
  return std::accumulate(events.begin(), events.end(), std::uint64_t{0}) - case_count();
}

std::uint64_t DirectlyFollowsGraph::count(Code from, Code to) const noexcept {
  const auto found = std::ranges::lower_bound(edges, FollowsEdge{from, to, 0}, comes_before);
  return found != edges.end() && found->from == from && found->to == to ? found->count : 0;
}

DirectlyFollowsGraph& DirectlyFollowsGraph::operator+=(const DirectlyFollowsGraph& other) {
  const UnitedIds united = unite(steps, other.steps, "step");
  *this = moved(*this, united.ids, united.from_first);
  const DirectlyFollowsGraph second = moved(other, united.ids, united.from_second);
  edges = added(edges, second.edges);
  add(events, second.events);
  add(starts, second.starts);
  add(ends, second.ends);
  return *this;
}

DirectlyFollowsGraph directly_follows(const EventLog& log) {
  const auto outside = static_cast<Code>(log.steps().size());
  const std::vector<std::uint64_t> none(log.steps().size());
  DirectlyFollowsGraph graph{log.steps(), {}, none, none, none};
  for (const auto& [pair, count] : counted_follows(log)) {
    if (pair.from == outside) {  // where cases come from
      graph.starts[pair.to] = count;
      continue;
    }
    graph.events[pair.from] += count;
    if (pair.to == outside)
      graph.ends[pair.from] = count;
    else
      graph.edges.push_back({pair.from, pair.to, count});
  }
  drop_absent_steps(graph);
  return graph;
}

}  // namespace fealty::flow
