#include "fealty/flow/flow_graph.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace fealty::flow {
namespace {

constexpr std::array<std::string_view, 6> node_kind_names = {"start", "end", "step", "junction", "split", "join"};
constexpr std::size_t most_open_ends = 4;  // that go on without a junction

using Nodes = std::vector<std::uint32_t>;

/// Draws a flow from the start to the end. Open ends are nodes from which an edge to what follows is still to be drawn.
class Drawing {
 public:
  explicit Drawing(const ServiceFlow& flow) : flow_(flow) {}

  FlowGraph drawn() {
    const Nodes open = part(0, {add(FlowGraph::Kind::start)});
    connect(open, add(FlowGraph::Kind::end));
    finish();
    return std::move(graph_);
  }

 private:
  std::uint32_t add(FlowGraph::Kind kind, Code step = no_code) {
    const Lane lane = step == no_code ? Lane::frontstage : flow_.steps()[step].lane;
    graph_.nodes.push_back({kind, step, lane, 0});
    return static_cast<std::uint32_t>(graph_.nodes.size() - 1);
  }

  void connect(const Nodes& open, std::uint32_t to, bool goes_back = false) {
    for (const std::uint32_t from : open) {
      if (from != to) graph_.edges.push_back({from, to, goes_back, {}});
    }
  }

  Nodes met(Nodes open, std::size_t most) {
    if (open.size() <= most) return open;
    const std::uint32_t junction = add(FlowGraph::Kind::junction);
    connect(open, junction);
    return {junction};
  }

  Nodes part(std::uint32_t place, Nodes open) {
    const FlowNode& node = flow_.nodes()[place];
    switch (node.part) {
      case Part::step: {
        const std::uint32_t step = add(FlowGraph::Kind::step, node.step);
        connect(open, step);
        return {step};
      }
      case Part::sequence:
        for (const std::uint32_t child : node.children) open = part(child, std::move(open));
        return open;
      case Part::choice:
        return choice(node, met(std::move(open), 1));
      case Part::optional: {
        open = met(std::move(open), most_open_ends);
        return joined(part(node.children.front(), open), open);
      }
      case Part::parallel:
        return parallel(node, open);
      default:
        return loop(node, std::move(open));
    }
  }

  Nodes choice(const FlowNode& node, const Nodes& open) {
    Nodes ends;
    for (const std::uint32_t child : node.children) ends = joined(ends, part(child, open));
    return ends;
  }

  Nodes parallel(const FlowNode& node, const Nodes& open) {
    if (node.children.empty()) return open;
    const std::uint32_t split = add(FlowGraph::Kind::split);
    connect(open, split);
    Nodes ends;
    for (const std::uint32_t child : node.children) ends = joined(ends, part(child, {split}));
    const std::uint32_t join = add(FlowGraph::Kind::join);
    connect(ends, join);
    return {join};
  }

  Nodes loop(const FlowNode& node, Nodes open) {
    if (!leads_with_a_node(node.children.front())) {
      const std::uint32_t junction = add(FlowGraph::Kind::junction);
      connect(open, junction);
      open = {junction};
      return closed(node, open, junction);
    }
    return closed(node, open, static_cast<std::uint32_t>(graph_.nodes.size()));
  }

  Nodes closed(const FlowNode& node, const Nodes& open, std::uint32_t entry) {
    Nodes ends = met(part(node.children.front(), open), most_open_ends);
    const bool has_way_back = node.children.size() > 1;
    const Nodes back = has_way_back ? part(node.children.back(), ends) : ends;
    for (const std::uint32_t from : back) graph_.edges.push_back({from, entry, true, {}});
    return ends;
  }

  /// Whether every way into a part goes to the node that is drawn first.
  [[nodiscard]] bool leads_with_a_node(std::uint32_t place) const {
    const FlowNode& node = flow_.nodes()[place];
    if (node.part == Part::step || (node.part == Part::parallel && !node.children.empty())) return true;
    const bool leads = node.part == Part::sequence || node.part == Part::loop;
    return leads && !node.children.empty() && leads_with_a_node(node.children.front());
  }

  static Nodes joined(Nodes a, const Nodes& b) {
    a.insert(a.end(), b.begin(), b.end());
    std::ranges::sort(a);
    a.erase(std::ranges::unique(a).begin(), a.end());
    return a;
  }

  void finish() {
    const auto key = [](const FlowGraph::Edge& e) { return std::tuple(e.from, e.to, e.goes_back); };
    std::ranges::sort(graph_.edges, {}, key);
    const auto repeated = std::ranges::unique(graph_.edges, {}, key);
    graph_.edges.erase(repeated.begin(), repeated.end());
    for (FlowGraph::Edge& edge : graph_.edges) {
      FlowGraph::Node& to = graph_.nodes[edge.to];
      const FlowGraph::Node& from = graph_.nodes[edge.from];
      if (!edge.goes_back) to.layer = std::max(to.layer, from.layer + 1);
      if (from.step != no_code && to.step != no_code) edge.crosses = lines_between(from.lane, to.lane);
    }
  }

  const ServiceFlow& flow_;
  FlowGraph graph_;
};

}  // namespace

std::string_view name_of(FlowGraph::Kind kind) noexcept {
  return node_kind_names[static_cast<std::size_t>(kind)];
}

FlowGraph graph_of(const ServiceFlow& flow) {
  return Drawing(flow).drawn();
}

Frame FlowGraph::nodes_frame(const ServiceFlow& flow) const {
  std::vector<std::int64_t> places, layers;
  std::vector<std::string> kinds, steps, lanes;
  for (const Node& node : nodes) {
    const bool is_step = node.step != no_code;
    places.push_back(static_cast<std::int64_t>(places.size()));
    kinds.emplace_back(name_of(node.kind));
    steps.push_back(is_step ? flow.steps()[node.step].name : "");
    lanes.emplace_back(is_step ? name_of(node.lane) : "");
    layers.push_back(node.layer);
  }
  return Frame({{"node", Column(std::move(places))},
                {"kind", Column(kinds)},
                {"step", Column(steps)},
                {"lane", Column(lanes)},
                {"layer", Column(std::move(layers))}});
}

Frame FlowGraph::edges_frame() const {
  std::vector<std::int64_t> from, to;
  std::vector<bool> back;
  std::vector<std::string> crosses;
  for (const Edge& edge : edges) {
    std::vector<std::string_view> lines;
    for (const Line line : edge.crosses) lines.push_back(name_of(line));
    from.push_back(edge.from);
    to.push_back(edge.to);
    back.push_back(edge.goes_back);
    crosses.push_back(fmt::format("{}", fmt::join(lines, ", ")));
  }
  return Frame({{"from", Column(std::move(from))},
                {"to", Column(std::move(to))},
                {"goes_back", Column(std::move(back))},
                {"crosses", Column(crosses)}});
}

}  // namespace fealty::flow
