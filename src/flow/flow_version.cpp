#include "fealty/flow/flow_version.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fealty/core/error.hpp"

namespace fealty::flow {
namespace {

constexpr std::array<std::string_view, 4> evidence_names = {"customer feedback", "walked with customer", "front line",
                                                            "team"};

}  // namespace

std::string_view name_of(EvidenceKind kind) noexcept {
  return evidence_names[static_cast<std::size_t>(kind)];
}

EvidenceKind evidence_named(std::string_view name) {
  const auto* found = std::ranges::find(evidence_names, name);
  if (found == evidence_names.end()) {
    throw ParameterError(code::unknown_name, fmt::format("{} is no evidence for a flow: there are {}", name,
                                                         fmt::join(evidence_names, ", ")));
  }
  return static_cast<EvidenceKind>(found - evidence_names.begin());
}

std::vector<std::string> reasons_stale(const FlowVersion& version, Time as_of, Duration oldest) {
  std::vector<std::string> reasons;
  const auto is_old = [&](Time at) { return as_of - at > oldest; };
  if (!version.date) {
    reasons.emplace_back("it is not known when it was drawn");
  } else if (is_old(*version.date)) {
    reasons.push_back(fmt::format("it was drawn {:.0f} days ago", in_days(as_of - *version.date)));
  }
  if (version.evidence.empty()) {
    reasons.emplace_back("it rests on no evidence");
  } else if (std::ranges::all_of(version.evidence, [&](const Evidence& e) { return e.at && is_old(*e.at); })) {
    reasons.push_back(fmt::format("all of its evidence is older than {:.0f} days", in_days(oldest)));
  }
  return reasons;
}

}  // namespace fealty::flow
