#pragma once

#include "cleaning.hpp"
#include "fealty/core/intake.hpp"
#include "fealty/customers/book.hpp"

namespace fealty::customers {

/// Removes rows that repeat an earlier one in every column, and notes them.
void remove_repetitions(Table table, Cleaned& cleaned);

/// Merges the rows of an id that must stand once (customers, complaints): for each column the first value that is not
/// missing; and notes them.
void merge_repeated_ids(Table table, Cleaned& cleaned);

/// The findings that take more than one row to see: repetitions, disorder, ties, customers who are in no table of
/// customers.
Intake findings_across_rows(const Book& book);

}  // namespace fealty::customers
