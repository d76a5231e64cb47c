#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "fealty/core/ids.hpp"
#include "fealty/flow/alignment.hpp"

namespace fealty::flow {

/// A way in which a visit departs from its flow.
enum class DeviationKind : std::uint8_t {
  skipped,       ///< a step that should have happened did not
  repeated,      ///< a step happened again where the flow has it no more
  out_of_order,  ///< a step happened, but not where it should have
  excluded,      ///< a step of the flow that the path taken rules out, such as the other branch of a choice
  unknown,       ///< a step that the flow does not have
};

inline constexpr std::size_t deviation_kinds = 5;

/// "skipped", "repeated", "out of order", "excluded", "unknown".
std::string_view name_of(DeviationKind kind) noexcept;

/// A departure of a visit from its flow, and where it is.
struct Deviation {
  DeviationKind kind = DeviationKind::skipped;
  Code step = no_code;  ///< in ServiceFlow::steps; no_code for an unknown one
  /// Of the event in the visit; of the event before which a skipped step should have happened (the number of events if
  /// behind all).
  std::uint32_t position = 0;
  std::uint32_t expected = 0;  ///< for a step out of order, the place of the event before which it should have happened

  friend bool operator==(const Deviation&, const Deviation&) = default;
};

/// The departures that an account of a visit shows, by position, then kind.
///
/// A step that is missing in one place and too much in another is one deviation, out of order; the first
/// is paired with the first. A step too much that happens elsewhere as it should is repeated.
std::vector<Deviation> deviations(const Alignment& alignment);

}  // namespace fealty::flow
