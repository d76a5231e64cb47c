#include "fealty/flow/directly_follows.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <span>
#include <string>
#include <utility>

#include "case_blocks.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

constexpr std::size_t most_dense_steps = 512;  // beyond it a matrix no longer fits into the cache

/// Counts of one block of cases.
struct Counts {
  std::vector<FollowsEdge> edges;
  std::vector<std::uint64_t> starts, ends;
};

void count_ends(const EventLog& log, CaseBlock block, Counts& counts) {
  for (std::size_t i = block.begin; i < block.end; ++i) {
    const Trace trace = log.trace(i);
    ++counts.starts[trace.steps.front()];
    ++counts.ends[trace.steps.back()];
  }
}

/// For few steps: a matrix with a cell for each pair. Two of them in turn, because a pair often repeats itself and an
/// addition would have to wait for the one before.
void count_densely(const EventLog& log, CaseBlock block, Counts& counts) {
  const std::size_t n = log.steps().size();
  std::array<std::vector<std::uint32_t>, 2> matrix{std::vector<std::uint32_t>(n * n),
                                                   std::vector<std::uint32_t>(n * n)};
  std::uint32_t* const even = matrix[0].data();
  std::uint32_t* const odd = matrix[1].data();
  for (std::size_t i = block.begin; i < block.end; ++i) {
    const std::span<const Code> steps = log.trace(i).steps;
    std::size_t k = 1;
    for (; k + 1 < steps.size(); k += 2) {
      ++even[steps[k - 1] * n + steps[k]];
      ++odd[steps[k] * n + steps[k + 1]];
    }
    if (k < steps.size()) ++even[steps[k - 1] * n + steps[k]];
  }
  for (std::size_t cell = 0; cell < n * n; ++cell) {
    const std::uint64_t count = std::uint64_t{even[cell]} + odd[cell];
    if (count > 0) counts.edges.push_back({static_cast<Code>(cell / n), static_cast<Code>(cell % n), count});
  }
}

/// For many steps: the pairs themselves, sorted.
void count_sparsely(const EventLog& log, CaseBlock block, Counts& counts) {
  std::vector<std::uint64_t> pairs;
  for (std::size_t i = block.begin; i < block.end; ++i) {
    const std::span<const Code> steps = log.trace(i).steps;
    for (std::size_t k = 1; k < steps.size(); ++k) pairs.push_back(std::uint64_t{steps[k - 1]} << 32 | steps[k]);
  }
  std::ranges::sort(pairs);
  for (std::size_t k = 0; k < pairs.size();) {
    const auto next = std::upper_bound(pairs.begin() + static_cast<std::ptrdiff_t>(k), pairs.end(), pairs[k]);
    const auto end = static_cast<std::size_t>(next - pairs.begin());
    counts.edges.push_back({static_cast<Code>(pairs[k] >> 32), static_cast<Code>(pairs[k]), end - k});
    k = end;
  }
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

void add(std::vector<std::uint64_t>& sums, const std::vector<std::uint64_t>& terms) {
  std::ranges::transform(sums, terms, sums.begin(), std::plus{});
}

/// Leaves out the steps that do not occur.
void drop_absent_steps(DirectlyFollowsGraph& graph) {
  std::vector<Code> present;
  for (Code step = 0; step < graph.events.size(); ++step) {
    if (graph.events[step] > 0) present.push_back(step);
  }
  if (present.size() == graph.events.size()) return;
  std::vector<Code> place(graph.events.size(), no_code);
  for (Code i = 0; i < present.size(); ++i) {
    place[present[i]] = i;
    for (auto* counts : {&graph.events, &graph.starts, &graph.ends}) (*counts)[i] = (*counts)[present[i]];
  }
  for (auto* counts : {&graph.events, &graph.starts, &graph.ends}) counts->resize(present.size());
  for (FollowsEdge& edge : graph.edges) edge = {place[edge.from], place[edge.to], edge.count};
  graph.steps = graph.steps.subset(present);
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
  const std::size_t n = log.steps().size();
  const std::vector<CaseBlock> blocks = case_blocks(log);
  std::vector<Counts> parts(blocks.size());
  run_tasks(blocks.size(), [&](std::size_t b) {
    Counts counts{{}, std::vector<std::uint64_t>(n), std::vector<std::uint64_t>(n)};
    n <= most_dense_steps ? count_densely(log, blocks[b], counts) : count_sparsely(log, blocks[b], counts);
    count_ends(log, blocks[b], counts);
    parts[b] = std::move(counts);
  });
  DirectlyFollowsGraph graph{
      log.steps(), {}, std::vector<std::uint64_t>(n), std::vector<std::uint64_t>(n), std::vector<std::uint64_t>(n)};
  for (const Counts& part : parts) {
    graph.edges = added(graph.edges, part.edges);
    add(graph.starts, part.starts);
    add(graph.ends, part.ends);
  }
  graph.events = graph.ends;  // an event either ends its case or is followed by another
  for (const FollowsEdge& edge : graph.edges) graph.events[edge.from] += edge.count;
  drop_absent_steps(graph);
  return graph;
}

}  // namespace fealty::flow
