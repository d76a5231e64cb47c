#pragma once

#include "fealty/core/columns.hpp"
#include "fealty/core/intake.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/customers/tables.hpp"

namespace fealty::customers {

/// The records of a table in the form in which a book holds them, and what was found wrong with them.
struct Cleaned {
  Frame records;
  Intake intake;
};

/// Brings standard columns into their form, finds what is wrong with single rows, and applies the rules to it.
Cleaned clean(Table table, const Frame& records, const BookOptions& options);

}  // namespace fealty::customers
