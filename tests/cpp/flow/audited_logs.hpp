#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "fealty/flow/event_log.hpp"
#include "reference/audit.hpp"

namespace fealty::flow::testing {

inline constexpr Time monday{20'000 * us_per_day + 4 * us_per_day};  // 2024-10-07

/// A log that grows event by event.
struct LogOf {
  std::vector<std::int64_t> visits;
  std::vector<std::string> steps;
  std::vector<Time> at;
  std::vector<std::optional<Time>> ended;
  std::vector<std::int64_t> customers;
  std::vector<std::optional<bool>> met;
  std::vector<double> rating;

  void add(std::int64_t visit, std::string step, int minute, std::optional<bool> was_met = std::nullopt,
           std::optional<int> until = std::nullopt, double rated = 0.0) {
    visits.push_back(visit);
    steps.push_back(std::move(step));
    at.push_back(monday + Duration{minute * us_per_minute});
    ended.push_back(until ? std::optional(monday + Duration{*until * us_per_minute}) : std::nullopt);
    customers.push_back(visit / 3);
    met.push_back(was_met);
    rating.push_back(rated);
  }

  [[nodiscard]] EventLog log() const {
    Frame attributes;
    attributes.add("met", Column(met));
    attributes.add("rating", Column(rating));
    return EventLog({.case_id = Column(visits),
                     .activity = Column(steps),
                     .time = Column(at),
                     .ended = Column(ended),
                     .customer = Column(customers),
                     .attributes = attributes});
  }
};

/// Random visits over the steps a, b, c, d and x, of which about every fifth outcome is not known.
inline std::vector<std::vector<reference::AuditedEvent>> random_visits(std::mt19937_64& engine, std::size_t count) {
  std::vector<std::vector<reference::AuditedEvent>> visits(count);
  for (auto& visit : visits) {
    const bool good_day = engine() % 2 == 0;
    const auto events = 1 + engine() % 6;
    for (std::size_t i = 0; i < events; ++i) {
      const auto draw = engine() % 5;
      const std::string step(1, draw == 4 ? 'x' : static_cast<char>('a' + draw));
      const bool met = engine() % 10 < (good_day ? 9U : 6U);
      visit.push_back({step, engine() % 12 == 0 ? std::nullopt : std::optional(met)});
    }
  }
  return visits;
}

inline LogOf log_of(const std::vector<std::vector<reference::AuditedEvent>>& visits, std::size_t first,
                    std::size_t last) {
  LogOf log;
  for (std::size_t v = first; v < last; ++v) {
    int minute = static_cast<int>(v) * 60;
    for (const auto& event : visits[v]) log.add(static_cast<std::int64_t>(v), event.step, minute++, event.met);
  }
  return log;
}

}  // namespace fealty::flow::testing
