#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/flow/service_flow.hpp"

namespace fealty::flow {

/// A flow as nodes and edges, as it is drawn.
///
/// A choice, an optional part and a loop are edges that part and meet; where many meet, or nothing but edges stands, a
/// junction does. Parallel parts stand between a split and a join. There are at most a few more nodes and edges than
/// parts in the flow.
struct FlowGraph {
  enum class Kind : std::uint8_t { start, end, step, junction, split, join };

  struct Node {
    Kind kind = Kind::step;
    Code step = no_code;           ///< in ServiceFlow::steps, for a step; it may stand in several nodes
    Lane lane = Lane::frontstage;  ///< of a step
    std::uint32_t layer = 0;       ///< most edges from the start to it, without those that go back
  };

  struct Edge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    bool goes_back = false;          ///< closes a loop
    std::vector<Line> crosses = {};  ///< the lines between the lanes of two steps
  };

  std::vector<Node> nodes;  ///< the start first, the end last
  std::vector<Edge> edges;  ///< ascending by from and to; those that do not go back lead to a later node

  /// One row per node: node, kind, step, lane, layer; the last three empty or 0 where there is none.
  [[nodiscard]] Frame nodes_frame(const ServiceFlow& flow) const;

  /// One row per edge: from, to, goes_back, crosses (lines joined by ", ").
  [[nodiscard]] Frame edges_frame() const;
};

/// "start", "end", "step", "junction", "split", "join".
std::string_view name_of(FlowGraph::Kind kind) noexcept;

/// The nodes and edges of a flow.
FlowGraph graph_of(const ServiceFlow& flow);

}  // namespace fealty::flow
