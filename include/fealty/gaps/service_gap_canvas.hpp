#pragma once

#include <string>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::gaps {

/// A strategy that is to close the gap between what customers need and what is offered.
struct BridgingStrategy {
  std::string strategy;
  std::vector<std::string> needs;  ///< that it serves
};

/// A competitor, and the needs that it serves.
struct CanvasCompetitor {
  std::string name;
  std::vector<std::string> needs;
};

/// A sheet in four slots: what customers need, what we serve of it, the strategies that bridge the gap between, and
/// what competitors serve.
///
/// Needs are matched by their names.
struct ServiceGapCanvas {
  std::vector<std::string> them;  ///< what customers need
  std::vector<std::string> us;    ///< needs that we serve
  std::vector<BridgingStrategy> strategies;
  std::vector<CanvasCompetitor> competitors;

  /// Throws ParameterError, naming the slot, for a name that is empty or stands twice in its slot or list.
  void validate() const;

  /// Share of the four slots that something stands in.
  [[nodiscard]] double completeness() const noexcept;

  /// The slots in which nothing stands: "us", "them", "strategies", "competitors".
  [[nodiscard]] std::vector<std::string> empty_slots() const;

  /// Needs of customers that neither we serve nor a strategy is to serve.
  [[nodiscard]] std::vector<std::string> unmatched() const;

  /// Those of the unmatched needs that a competitor serves: what customers may leave for.
  [[nodiscard]] std::vector<std::string> lost_to_competitors() const;

  /// What we serve, or a strategy is to serve, though it is among no needs of customers.
  [[nodiscard]] std::vector<std::string> unasked() const;

  /// One row per need of customers: need, served (by us), strategies and competitors (by name, separated by "; "),
  /// matched.
  [[nodiscard]] Frame frame() const;
};

}  // namespace fealty::gaps
