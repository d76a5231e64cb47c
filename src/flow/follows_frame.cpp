#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "../core/estimate_columns.hpp"
#include "fealty/flow/bootstrap_totals.hpp"
#include "fealty/flow/directly_follows.hpp"

namespace fealty::flow {
namespace {

/// The place of each of the log's steps in the graph, which has only those that occur.
std::vector<Code> places_in(const DirectlyFollowsGraph& graph, const EventLog& log) {
  return unite(graph.steps, log.steps(), "step").from_second;  // the graph's steps are among the log's
}

struct EdgeFigures {
  Estimate count;
  Estimate share;
};

/// The edges that leave the steps [first, last), and where they stand in the graph.
struct Leaving {
  Code first;
  Code last;
  std::size_t first_edge;
  std::size_t last_edge;
};

Leaving leaving(const DirectlyFollowsGraph& graph, Code first, Code last) {
  const auto place = [&](Code step) {
    const auto found = std::ranges::lower_bound(graph.edges, step, {}, &FollowsEdge::from);
    return static_cast<std::size_t>(found - graph.edges.begin());
  };
  return {first, last, place(first), place(last)};
}

/// Resamples the edges that leave some steps; the steps' own totals stay in memory meanwhile.
void resample(const EventLog& log, const ReplicateWeights& weights, const DirectlyFollowsGraph& graph,
              std::span<const Code> place, const Leaving& part, std::vector<EdgeFigures>& figures) {
  std::vector<std::vector<std::int64_t>> events(part.last - part.first);
  const auto is_inside = [&](Code step) { return part.first <= step && step < part.last; };
  bootstrap_totals<1>(
      weights, events.size(),
      [&](std::size_t i, const auto& add) {
        for (const Code code : log.trace(i).steps) {
          if (is_inside(place[code])) add(place[code] - part.first, {1});
        }
      },
      [&](const ItemTotals& totals) { events[totals.item].assign(totals.of(0).begin(), totals.of(0).end()); });
  const std::span<const FollowsEdge> edges =
      std::span(graph.edges).subspan(part.first_edge, part.last_edge - part.first_edge);
  const auto item_of = [&](Code from, Code to) {
    const auto found = std::ranges::lower_bound(edges, std::pair(from, to), {},
                                                [](const FollowsEdge& e) { return std::pair(e.from, e.to); });
    return static_cast<std::size_t>(found - edges.begin());
  };
  bootstrap_totals<1>(
      weights, edges.size(),
      [&](std::size_t i, const auto& add) {
        const std::span<const Code> steps = log.trace(i).steps;
        for (std::size_t k = 1; k < steps.size(); ++k) {
          if (is_inside(place[steps[k - 1]])) add(item_of(place[steps[k - 1]], place[steps[k]]), {1});
        }
      },
      [&](const ItemTotals& totals) {
        const FollowsEdge& edge = edges[totals.item];
        const auto count = static_cast<double>(edge.count);
        const double share = count / static_cast<double>(graph.events[edge.from]);
        figures[part.first_edge + totals.item] = {
            estimated_total(count, totals.of(0), weights.level()),
            estimated_ratio(share, totals.of(0), events[edge.from - part.first], weights.level())};
      });
}

/// Calls `f(step, occurrences, is_first, is_last)` for each step of a trace.
template <class F>
void for_each_step(std::span<const Code> trace, std::span<const Code> place, std::vector<Code>& sorted, F&& f) {
  sorted.assign(trace.begin(), trace.end());
  std::ranges::sort(sorted);
  for (std::size_t k = 0; k < sorted.size();) {
    const auto next = std::upper_bound(sorted.begin() + static_cast<std::ptrdiff_t>(k), sorted.end(), sorted[k]);
    const auto end = static_cast<std::size_t>(next - sorted.begin());
    f(place[sorted[k]], end - k, sorted[k] == trace.front(), sorted[k] == trace.back());
    k = end;
  }
}

/// Number of cases that have each step.
std::vector<std::uint64_t> cases_with_step(const EventLog& log, std::span<const Code> place, std::size_t steps) {
  std::vector<std::uint64_t> counts(steps);
  std::vector<Code> sorted;
  for (std::size_t i = 0; i < log.case_count(); ++i)
    for_each_step(log.trace(i).steps, place, sorted, [&](Code step, std::size_t, bool, bool) { ++counts[step]; });
  return counts;
}

struct StepFigures {
  Estimate events, cases, starts, ends;
};

std::vector<StepFigures> step_figures(const EventLog& log, const DirectlyFollowsGraph& graph,
                                      const ReplicateWeights& weights) {
  const std::vector<Code> place = places_in(graph, log);
  const std::vector<std::uint64_t> cases_with = cases_with_step(log, place, graph.steps.size());
  const std::vector<std::int64_t> cases = resampled_cases(weights);
  const auto case_count = static_cast<double>(graph.case_count());
  std::vector<StepFigures> figures(graph.steps.size());
  bootstrap_totals<4>(
      weights, graph.steps.size(),
      [&](std::size_t i, const auto& add) {
        thread_local std::vector<Code> sorted;
        for_each_step(log.trace(i).steps, place, sorted, [&](Code step, std::size_t count, bool first, bool last) {
          add(step, {static_cast<std::int64_t>(count), 1, first, last});
        });
      },
      [&](const ItemTotals& totals) {
        const std::size_t step = totals.item;
        const auto share = [&](std::uint64_t count, std::size_t amount) {
          return estimated_ratio(static_cast<double>(count) / case_count, totals.of(amount), cases, weights.level());
        };
        figures[step] = {estimated_total(static_cast<double>(graph.events[step]), totals.of(0), weights.level()),
                         share(cases_with[step], 1), share(graph.starts[step], 2), share(graph.ends[step], 3)};
      });
  return figures;
}

template <class Key>
std::vector<std::size_t> by_frequency(std::size_t size, const Key& count) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{}, count);
  return order;
}

}  // namespace

Frame follows_frame(const EventLog& log, const Bootstrap& bootstrap) {
  const DirectlyFollowsGraph graph = directly_follows(log);
  const std::vector<Code> place = places_in(graph, log);
  const ReplicateWeights weights(log, bootstrap);
  std::vector<EdgeFigures> figures(graph.edges.size());
  constexpr std::size_t most_totals = std::size_t{1} << 22;
  const auto at_once = static_cast<Code>(most_totals / std::max<std::size_t>(1, bootstrap.replicates) + 1);
  const auto steps = static_cast<Code>(graph.steps.size());
  for (Code first = 0; first < steps; first += at_once)
    resample(log, weights, graph, place, leaving(graph, first, std::min(steps, first + at_once)), figures);
  std::vector<std::string> from, to;
  EstimateColumns count, share;
  for (const std::size_t e : by_frequency(graph.edges.size(), [&](std::size_t i) { return graph.edges[i].count; })) {
    from.push_back(graph.steps.label(graph.edges[e].from));
    to.push_back(graph.steps.label(graph.edges[e].to));
    count.push(figures[e].count);
    share.push(figures[e].share);
  }
  Frame frame({{"from", from}, {"to", to}});
  count.add_to(frame, "count");
  share.add_to(frame, "share");
  return frame;
}

Frame steps_frame(const EventLog& log, const Bootstrap& bootstrap) {
  const DirectlyFollowsGraph graph = directly_follows(log);
  EstimateColumns events, with, starts, ends;
  for (const StepFigures& f : step_figures(log, graph, ReplicateWeights(log, bootstrap))) {
    events.push(f.events);
    with.push(f.cases);
    starts.push(f.starts);
    ends.push(f.ends);
  }
  std::vector<std::string> names;
  for (Code step = 0; step < graph.steps.size(); ++step) names.push_back(graph.steps.label(step));
  Frame frame({{"step", names}});
  events.add_to(frame, "events");
  with.add_to(frame, "cases");
  starts.add_to(frame, "starts");
  ends.add_to(frame, "ends");
  return frame;
}

}  // namespace fealty::flow
