#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fealty::reference {

struct Purchase {
  std::optional<std::string> customer;
  std::int64_t at;
  double amount;
};

struct PlainTotals {
  std::optional<std::int64_t> first, last;
  long double value = 0;
  int purchases = 0, refunds = 0;
};

/// Totals per customer, one row at a time: what PurchaseHistory holds.
inline std::map<std::string, PlainTotals> totals(const std::vector<Purchase>& rows, std::int64_t as_of) {
  std::map<std::string, PlainTotals> all;
  for (const Purchase& row : rows) {
    if (!row.customer || row.at > as_of) continue;
    PlainTotals& of_customer = all[*row.customer];
    of_customer.value += row.amount;
    if (row.amount < 0) {
      ++of_customer.refunds;
      continue;
    }
    ++of_customer.purchases;
    of_customer.first = std::min(of_customer.first.value_or(row.at), row.at);
    of_customer.last = std::max(of_customer.last.value_or(row.at), row.at);
  }
  return all;
}

}  // namespace fealty::reference
