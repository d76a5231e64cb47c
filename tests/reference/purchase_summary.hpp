#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fealty::reference {

/// A purchase on a day counted from some first one; a negative amount is a refund.
struct DatedPurchase {
  std::string customer;
  int day = 0;
  std::optional<double> amount;
};

struct PlainPattern {
  int frequency = 0;
  int recency = 0;   ///< in days
  int observed = 0;  ///< in days
  std::optional<double> monetary_value;
};

/// Patterns of repeat buying, customer by customer: what PurchaseSummary holds.
inline std::map<std::string, PlainPattern> purchase_patterns(const std::vector<DatedPurchase>& rows, int until) {
  std::map<std::string, std::set<int>> days;
  for (const DatedPurchase& row : rows) {
    if (row.day <= until && row.amount.value_or(0) >= 0) days[row.customer].insert(row.day);
  }
  std::map<std::string, PlainPattern> all;
  for (const auto& [customer, own] : days) {
    PlainPattern& pattern = all[customer];
    pattern.frequency = static_cast<int>(own.size()) - 1;
    pattern.recency = *own.rbegin() - *own.begin();
    pattern.observed = until - *own.begin();
    if (pattern.frequency == 0) continue;
    double spend = 0;
    for (const DatedPurchase& row : rows) {
      const double amount = row.amount.value_or(0);
      if (row.customer == customer && row.day <= until && row.day > *own.begin() && amount >= 0) spend += amount;
    }
    pattern.monetary_value = spend / pattern.frequency;
  }
  return all;
}

}  // namespace fealty::reference
