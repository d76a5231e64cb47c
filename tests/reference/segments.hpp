#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fealty::reference {

/// One customer: its segment and what it has bought.
struct SegmentMember {
  std::string segment;
  double value = 0.0;
};

/// Customers and value by segment.
inline std::map<std::string, std::pair<std::int64_t, double>> segments(const std::vector<SegmentMember>& members) {
  std::map<std::string, std::pair<std::int64_t, double>> totals;
  for (const auto& [segment, value] : members) {
    totals[segment].first += 1;
    totals[segment].second += value;
  }
  return totals;
}

}  // namespace fealty::reference
