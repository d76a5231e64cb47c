#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/customers/book.hpp"

namespace fealty::customers {

/// An attribute of the table of customers, by customer of the book.
struct AttributeValues {
  std::vector<std::string> labels;  ///< the distinct values, in their order
  std::vector<Code> of_customer;    ///< position in `labels`; no_code where missing
  std::int64_t conflicting = 0;     ///< customers who are listed with different values
};

/// The column of an attribute. Throws RecordError if the book has no table of customers or the table not this column.
const Column& attribute_column(const Book& book, std::string_view name);

/// Reads an attribute: a text, a flag, a whole number or a time; an empty text is missing.
///
/// A customer who is listed with different values has the first in the order of the values, so that the order of the
/// rows does not matter. Throws RecordError for numbers that are not whole.
AttributeValues attribute_values(const Book& book, std::string_view name);

}  // namespace fealty::customers
