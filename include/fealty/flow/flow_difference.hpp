#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/flow/service_flow.hpp"

namespace fealty::flow {

/// Something in which a flow differs from another.
struct FlowChange {
  /// "added", "removed", "moved", "requirement added", "requirement removed", "lane", "channel", "optional",
  /// "structure".
  std::string_view change;
  std::string step;    ///< empty for the structure
  std::string before;  ///< as words; empty for what is new
  std::string after;   ///< as words; empty for what has gone

  friend bool operator==(const FlowChange&, const FlowChange&) = default;
};

/// What has changed from one flow to another: steps removed (in the order of the first), added, moved and changed (in
/// the order of the second), and the tree if it differs.
///
/// Moved are the fewest steps that must be taken out so that those left stand in the same order in both, the order
/// being that of first mention in the tree.
std::vector<FlowChange> difference(const ServiceFlow& before, const ServiceFlow& after);

/// The changes as records: change, step, before, after.
Frame frame_of(const std::vector<FlowChange>& changes);

}  // namespace fealty::flow
