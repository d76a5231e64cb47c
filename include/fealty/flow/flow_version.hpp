#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/time.hpp"

namespace fealty::flow {

/// How it is known that a flow is as it is drawn.
enum class EvidenceKind : std::uint8_t {
  customer_feedback,     ///< what customers said
  walked_with_customer,  ///< somebody went through it with a customer
  front_line,            ///< those who serve said so
  team,                  ///< the team went through it together
};

/// "customer feedback", "walked with customer", "front line", "team".
std::string_view name_of(EvidenceKind kind) noexcept;

/// The kind of that name; throws ParameterError that lists the four.
EvidenceKind evidence_named(std::string_view name);

/// What a version of a flow rests on.
struct Evidence {
  EvidenceKind kind = EvidenceKind::team;
  std::string note = {};
  std::optional<Time> at = {};  ///< when it was gathered

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// A version of a flow: when, by whom and on what evidence it was drawn.
struct FlowVersion {
  std::uint32_t number = 1;
  std::optional<Time> date = {};
  std::string author = {};
  std::string note = {};
  std::vector<Evidence> evidence = {};

  friend bool operator==(const FlowVersion&, const FlowVersion&) = default;
};

/// Why a version is stale at an instant: it has no date, is older than `oldest`, or rests on no evidence, or on none
/// that is as young as that. Empty if it is not stale.
std::vector<std::string> reasons_stale(const FlowVersion& version, Time as_of, Duration oldest = days(365));

}  // namespace fealty::flow
