#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fealty::reference {

/// An event of a visit, with whether it met what is required of its step, if that is known.
struct AuditedEvent {
  std::string step;
  std::optional<bool> met;
};

/// For each step of a visit whether it met it, if that is known: a plain walk over the events.
inline std::map<std::string, std::optional<bool>> outcomes(const std::vector<AuditedEvent>& visit) {
  std::map<std::string, std::optional<bool>> outcomes;
  for (const AuditedEvent& event : visit) {
    std::optional<bool>& outcome = outcomes[event.step];
    if (event.met && (!outcome || *outcome)) outcome = *event.met;
  }
  return outcomes;
}

/// The step whose touch missed first, or nothing.
inline std::string first_failure(const std::vector<AuditedEvent>& visit) {
  for (const AuditedEvent& event : visit) {
    if (event.met == false) return event.step;
  }
  return "";
}

/// Visits that met a step, and those of which it is known.
inline std::pair<int, int> met_and_known(const std::vector<std::vector<AuditedEvent>>& visits,
                                         const std::string& step) {
  std::pair<int, int> counts;
  for (const auto& visit : visits) {
    const auto all = outcomes(visit);
    const auto found = all.find(step);
    if (found == all.end() || !found->second) continue;
    counts.first += *found->second ? 1 : 0;
    ++counts.second;
  }
  return counts;
}

/// Share of the visits with something known of each of their steps that met all, and what it would be if steps were
/// independent.
inline std::pair<double, double> total_and_independent(const std::vector<std::vector<AuditedEvent>>& visits) {
  std::vector<std::vector<AuditedEvent>> complete;
  for (const auto& visit : visits) {
    bool known = !visit.empty();
    for (const auto& [step, outcome] : outcomes(visit)) known = known && outcome.has_value();
    if (known) complete.push_back(visit);
  }
  double total = 0;
  double independent = 0;
  for (const auto& visit : complete) {
    bool all = true;
    double product = 1;
    for (const auto& [step, outcome] : outcomes(visit)) {
      const auto [met, known] = met_and_known(complete, step);
      all = all && *outcome;
      product *= static_cast<double>(met) / known;
    }
    total += all ? 1 : 0;
    independent += product;
  }
  return {total / static_cast<double>(complete.size()), independent / static_cast<double>(complete.size())};
}

}  // namespace fealty::reference
