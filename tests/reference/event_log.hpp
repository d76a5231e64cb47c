#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/time.hpp"
#include "fealty/flow/event_log.hpp"

/// Event logs as plain lists, and random ones to try things on.
namespace fealty::reference {

struct Event {
  std::string case_id;
  std::string step;
  std::int64_t at = 0;
  std::int64_t ended = 0;
  std::string resource;
  std::string customer;
  std::string channel;
};

/// Rows in any order, with repeated times and cases that have few or many events.
inline std::vector<Event> random_events(std::uint64_t seed, std::size_t count, std::size_t cases, std::size_t steps) {
  RandomStream random(seed, "random events");
  std::vector<Event> events(count);
  for (Event& event : events) {
    const std::uint64_t number = random.below(cases) * random.below(cases) / cases;
    event.case_id = "case " + std::to_string(number);
    event.customer = number % 5 == 0 ? "" : "customer " + std::to_string(number / 3);
    event.step = "step " + std::to_string(random.below(steps));
    event.at = 1'700'000'000'000'000 + static_cast<std::int64_t>(random.below(50)) * us_per_hour;
    event.ended = event.at + static_cast<std::int64_t>(random.below(90)) * us_per_minute;
    event.resource = "staff " + std::to_string(random.below(4));
    event.channel = random.below(2) == 0 ? "phone" : "face";
  }
  return events;
}

inline flow::EventLog log_of(const std::vector<Event>& events) {
  std::vector<std::string> cases, steps, resources, channels;
  std::vector<std::optional<std::string>> customers;
  std::vector<Time> at, ended;
  for (const Event& event : events) {
    cases.push_back(event.case_id);
    steps.push_back(event.step);
    resources.push_back(event.resource);
    channels.push_back(event.channel);
    customers.push_back(event.customer.empty() ? std::nullopt : std::optional(event.customer));
    at.push_back({event.at});
    ended.push_back({event.ended});
  }
  return flow::EventLog(flow::EventColumns{.case_id = cases,
                                           .activity = steps,
                                           .time = at,
                                           .ended = ended,
                                           .resource = resources,
                                           .customer = customers,
                                           .attributes = Frame({{"channel", channels}})});
}

/// The events of each case in their order.
inline std::map<std::string, std::vector<Event>> traces_of(const std::vector<Event>& events) {
  std::map<std::string, std::vector<Event>> traces;
  for (const Event& event : events) traces[event.case_id].push_back(event);
  for (auto& [id, trace] : traces)
    std::ranges::stable_sort(trace, [](const Event& a, const Event& b) { return a.at < b.at; });
  return traces;
}

inline std::map<std::pair<std::string, std::string>, std::uint64_t> directly_follows(const std::vector<Event>& events) {
  std::map<std::pair<std::string, std::string>, std::uint64_t> counts;
  for (const auto& [id, trace] : traces_of(events)) {
    for (std::size_t k = 1; k < trace.size(); ++k) ++counts[{trace[k - 1].step, trace[k].step}];
  }
  return counts;
}

inline std::map<std::vector<std::string>, std::uint64_t> variants(const std::vector<Event>& events) {
  std::map<std::vector<std::string>, std::uint64_t> counts;
  for (const auto& [id, trace] : traces_of(events)) {
    std::vector<std::string> steps;
    for (const Event& event : trace) steps.push_back(event.step);
    ++counts[steps];
  }
  return counts;
}

}  // namespace fealty::reference
