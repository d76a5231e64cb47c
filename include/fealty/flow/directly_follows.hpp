#pragma once

#include <cstdint>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// How often one step came directly after another in the same case.
struct FollowsEdge {
  Code from = no_code;
  Code to = no_code;
  std::uint64_t count = 0;

  friend bool operator==(const FollowsEdge&, const FollowsEdge&) = default;
};

/// Which step follows which, where cases start and where they end.
///
/// Graphs of disjoint sets of cases add up to the graph of all. Source: van der Aalst (2016), "Process mining: data
/// science in action", section 5.2.
struct DirectlyFollowsGraph {
  Ids steps;                          ///< what the codes stand for
  std::vector<FollowsEdge> edges;     ///< ascending in (from, to), none of count 0
  std::vector<std::uint64_t> events;  ///< of each step
  std::vector<std::uint64_t> starts;  ///< cases that start with each step
  std::vector<std::uint64_t> ends;    ///< cases that end with each step

  /// Number of cases.
  [[nodiscard]] std::uint64_t case_count() const noexcept;

  /// Number of times that any step follows any.
  [[nodiscard]] std::uint64_t total() const noexcept;

  /// How often `to` came directly after `from`.
  [[nodiscard]] std::uint64_t count(Code from, Code to) const noexcept;

  /// Adds the graph of other cases.
  DirectlyFollowsGraph& operator+=(const DirectlyFollowsGraph& other);

  friend bool operator==(const DirectlyFollowsGraph&, const DirectlyFollowsGraph&) = default;
};

/// Counts which step follows which; O(events). Steps that do not occur are not in the graph.
DirectlyFollowsGraph directly_follows(const EventLog& log);

/// The edges with their uncertainty, the most frequent first: from, to, count with its interval, and share, the
/// probability that `to` comes after `from` (the end of the case is one of the things that may come), with its
/// interval; by the bootstrap over sampling_units().
Frame follows_frame(const EventLog& log, const Bootstrap& bootstrap = {});

/// The steps with their uncertainty, in the order of their names: step, events, cases (that have the step), starts and
/// ends as shares of the cases, each with its interval; by the bootstrap over sampling_units().
Frame steps_frame(const EventLog& log, const Bootstrap& bootstrap = {});

}  // namespace fealty::flow
