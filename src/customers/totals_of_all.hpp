#pragma once

#include <vector>

#include "fealty/core/time.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/customers/purchase_history.hpp"

namespace fealty::customers {

/// What each customer of the book has bought up to an instant, with zeros for those who have not, in the order of ids.
std::vector<PurchaseTotals> totals_of_all(const Book& book, Time as_of);

}  // namespace fealty::customers
