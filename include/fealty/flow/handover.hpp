#pragma once

#include <cstdint>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// How often one resource takes a case over directly from another.
struct Handover {
  Code from = no_code;
  Code to = no_code;
  std::uint64_t count = 0;

  friend bool operator==(const Handover&, const Handover&) = default;
};

/// Who hands cases over to whom.
///
/// Two events in a row are a handover where it is known who did each; it may be the same one. Handovers of disjoint
/// sets of cases add up to those of all. Source: van der Aalst, Reijers and Song (2005), "Discovering social networks
/// from event logs", Computer Supported Cooperative Work 14, section 4.2, direct succession with multiple counting.
struct Handovers {
  Ids resources;                ///< those who hand over or take over
  std::vector<Handover> pairs;  ///< ascending in (from, to), none of count 0
  std::uint64_t unknown = 0;    ///< events in a row of which one has no resource

  /// Number of handovers, with those of resources to themselves or without.
  [[nodiscard]] std::uint64_t total(bool to_self = true) const noexcept;

  /// Adds the handovers of other cases.
  Handovers& operator+=(const Handovers& other);

  friend bool operator==(const Handovers&, const Handovers&) = default;
};

/// Counts the handovers; O(events). A log that knows no resources has none.
Handovers handovers(const EventLog& log);

/// The handovers with their uncertainty, the most frequent first: from, to, count and share (of all that are listed),
/// with their intervals, by the bootstrap over sampling_units(). Without `to_self`, those to another alone.
Frame handovers_frame(const EventLog& log, bool to_self = true, const Bootstrap& bootstrap = {});

}  // namespace fealty::flow
