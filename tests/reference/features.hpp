#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fealty::reference {

struct Touch {
  std::string customer, visit;
  std::int64_t at;
  std::int64_t ended;
  std::optional<bool> met;
  std::optional<std::string> channel = std::nullopt;
};

struct TouchFeatures {
  int touches = 0;
  int met = 0;
  int judged = 0;
  std::set<std::string> visits;
  std::set<std::pair<std::int64_t, std::string>> channels;  // by time
};

/// Features of touches known at an instant, one row at a time.
inline std::map<std::string, TouchFeatures> touch_features(const std::vector<Touch>& rows, std::int64_t as_of) {
  std::map<std::string, TouchFeatures> all;
  for (const Touch& row : rows) {
    if (row.at > as_of) continue;
    TouchFeatures& of_customer = all[row.customer];
    ++of_customer.touches;
    of_customer.visits.insert(row.visit);
    if (row.channel) of_customer.channels.insert({row.at, *row.channel});
    if (!row.met || row.ended > as_of) continue;
    ++of_customer.judged;
    of_customer.met += *row.met ? 1 : 0;
  }
  return all;
}

}  // namespace fealty::reference
