#pragma once

#include <vector>

#include "fealty/core/time.hpp"
#include "fealty/customers/book.hpp"

namespace fealty::customers {

/// When each customer of a book became known to the business.
///
/// The earliest of joined_at and of the customer's records in any table. A customer who is listed without joined_at is
/// known from the beginning (the earliest instant there is), since nothing says otherwise; taking the first later
/// record instead would tell the past about the future. Customers with no time anywhere are never known
/// (the latest instant there is).
std::vector<Time> first_known(const Book& book);

}  // namespace fealty::customers
