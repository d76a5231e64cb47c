#include "totals_of_all.hpp"

#include <cstddef>

#include "fealty/core/ids.hpp"

namespace fealty::customers {

std::vector<PurchaseTotals> totals_of_all(const Book& book, Time as_of) {
  const PurchaseHistory history = book.purchase_history(as_of);
  const auto place = unite(book.customers(), history.customers(), "customer_id").from_second;
  std::vector<PurchaseTotals> totals(book.customers().size());
  for (std::size_t i = 0; i < place.size(); ++i) totals[place[i]] = history.totals()[i];
  return totals;
}

}  // namespace fealty::customers
