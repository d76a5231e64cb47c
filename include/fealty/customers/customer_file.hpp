#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/customers/tables.hpp"

namespace fealty::customers {

/// A text as it is compared between customer files: without white space and punctuation, ASCII letters small,
/// full-width forms (U+FF01 to U+FF5E) as their ASCII characters. "Ｌｉ, Mei " and "li mei" are the same.
std::string normalized_text(std::string_view text);

/// A telephone number as it is compared: its digits alone, full-width ones too. No country code is guessed.
std::string normalized_phone(std::string_view text);

/// The id of a customer, as the records have it.
using CustomerKey = std::variant<std::int64_t, std::string>;

/// One customer file that goes into another.
struct Merge {
  CustomerKey from;
  CustomerKey into;
};

/// Customer files that may be of one customer.
struct DuplicateGroup {
  std::vector<CustomerId> customers;  ///< in the order of ids; two or more
  std::vector<std::string> values;    ///< the normalized values on which they agree, by attribute
};

/// Candidates for merging. They are for people to look at: namesakes are no duplicates.
struct DuplicateCandidates {
  std::vector<std::string> on;         ///< the attributes
  Ids ids;                             ///< all customers of the book
  std::vector<DuplicateGroup> groups;  ///< in the order of their first customers

  /// One row per customer in a group: group (from 1), customer_id, and normalized_<attribute> for each attribute.
  [[nodiscard]] Frame frame() const;

  /// Each group merged into its first customer.
  [[nodiscard]] std::vector<Merge> merges() const;
};

/// Groups the customers who agree on all the given attributes of the table of customers.
///
/// Texts are compared by normalized_text, those of columns whose name says telephone ("phone", "mobile" or "fax"
/// anywhere in it, "tel" as a word of it, or 电话, 手机, 传真) by normalized_phone; flags, whole numbers and times by
/// value. A customer without value, or with one of which normalizing leaves nothing, is in no group. Throws RecordError
/// for an attribute that is not there or holds numbers that are not whole, and ParameterError if none is given.
DuplicateCandidates duplicate_candidates(const Book& book, const std::vector<std::string>& on);

/// What became of one merged file.
struct MergedFile {
  std::string from;                    ///< id that is no more
  std::string into;                    ///< id that all its records now have
  std::array<std::int64_t, 5> rows{};  ///< its records by table, in the order of all_tables
};

/// A book whose customer files have been merged, and the record of it.
struct Merged {
  Book book;                      ///< all records, under the ids that remain
  std::vector<MergedFile> files;  ///< in the order of the ids that are no more

  /// One row per merged file: from_id, into_id, and the number of its records in each table.
  [[nodiscard]] Frame frame() const;
};

/// Merges customer files. Every record of every table is kept, under the id that remains.
///
/// Only in the table of customers do the rows of merged files become one, at the place of the first row of the id that
/// remains. Each of its columns has the first value that is not missing: rows of the id that remains come first, then
/// those of the others in the order of ids. But joined_at is the earliest; and of a column of consent (a flag named
/// consent_...) a no outweighs every yes, so that no withdrawal is lost. In touches.staff_id an id is replaced
/// as well if the table of customers lists it as staff or manager.
///
/// Chains are followed: with a into b and b into c, a goes into c. Throws ParameterError for a customer who is not in
/// the book, one who goes into two others, and circles; RecordError if a column of consent is no flag. The new book has
/// the options of the old one; its intake report is that of the records as they now are.
Merged merged(const Book& book, std::span<const Merge> merges);

}  // namespace fealty::customers
