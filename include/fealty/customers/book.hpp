#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/intake.hpp"
#include "fealty/core/time.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/customers/purchase_history.hpp"
#include "fealty/customers/tables.hpp"

namespace fealty::customers {

/// How records are taken in.
struct BookOptions {
  /// The zone of clock readings that name none. Without it they are taken as UTC, and reported.
  std::optional<TimeZone> zone = {};
  /// What is done about each problem; nothing is removed or changed unless asked for.
  Rules rules = {};
};

/// The rows of one table by customer, in the order of time; rows of the same instant stay in their order, and rows
/// without a time come last.
struct RowIndex {
  std::vector<std::uint32_t> offsets;  ///< of each customer's rows, one more than there are customers
  std::vector<std::uint32_t> rows;

  [[nodiscard]] std::span<const std::uint32_t> of(Code customer) const noexcept {
    return std::span(rows).subspan(offsets[customer], offsets[customer + 1] - offsets[customer]);
  }
};

/// The customer book: up to five tables of records, the customers in them, and a report of what was wrong.
///
/// Standard columns are held in one form: times as timestamp[us, UTC], numbers as float64, flags as bool; ids, texts
/// and attributes as they came. Columns that come in that form are not copied. A book is cheap to copy, and what has
/// been computed once is kept. All members may be called from several threads at once, but not while one adds.
class Book {
 public:
  explicit Book(BookOptions options = {});

  /// Takes in records of one table, below those it has. Throws RecordError if a required column is missing, a column
  /// has a type that it cannot have, or the rules refuse a row; the book is then as before.
  void add(Table table, const Frame& records);

  void add_customers(const CustomerColumns& columns) { add(Table::customers, to_frame(columns)); }
  void add_touches(const TouchColumns& columns) { add(Table::touches, to_frame(columns)); }
  void add_ratings(const RatingColumns& columns) { add(Table::ratings, to_frame(columns)); }
  void add_complaints(const ComplaintColumns& columns) { add(Table::complaints, to_frame(columns)); }
  void add_purchases(const PurchaseColumns& columns) { add(Table::purchases, to_frame(columns)); }

  /// Adds all records of another book below those of this one.
  Book& operator+=(const Book& other);

  [[nodiscard]] bool has(Table table) const noexcept { return tables_[static_cast<std::size_t>(table)] != nullptr; }

  /// The records of a table as they are held; an empty frame if there are none.
  [[nodiscard]] const Frame& table(Table table) const noexcept;

  /// All customers of all tables.
  [[nodiscard]] const Ids& customers() const;

  /// The customer of that id, or a missing one.
  [[nodiscard]] CustomerId find(std::string_view customer) const { return {customers().find(customer)}; }
  [[nodiscard]] CustomerId find(std::int64_t customer) const { return {customers().find(customer)}; }

  /// The customer of each row of a table.
  [[nodiscard]] std::span<const Code> customer_codes(Table table) const;

  /// The rows of a table by customer and time.
  [[nodiscard]] const RowIndex& index(Table table) const;

  /// The times of a table's rows (see time_column); empty if the table has none.
  [[nodiscard]] Values<Time> times(Table table) const;

  /// Another column of times; empty if the table does not have it.
  [[nodiscard]] Values<Time> times(Table table, std::string_view column) const;

  /// A column of numbers, NaN where missing; empty if the table does not have it.
  [[nodiscard]] Values<double> numbers(Table table, std::string_view column) const;

  /// A column of flags, NaN where unknown, else 0 or 1; empty if the table does not have it.
  [[nodiscard]] Values<double> flags(Table table, std::string_view column) const { return numbers(table, column); }

  /// What was taken in and what was wrong. Checks that look across rows are made when the report is first asked for.
  [[nodiscard]] Intake intake() const;

  /// The first and last time of any record, if any has one.
  [[nodiscard]] std::optional<std::pair<Time, Time>> span() const;

  /// What each customer has bought up to and including an instant.
  [[nodiscard]] PurchaseHistory purchase_history(Time as_of = Time{std::numeric_limits<std::int64_t>::max()}) const;

  /// Sum of the amounts of each customer who has purchases or refunds, in the order of the ids.
  [[nodiscard]] std::vector<double> value_per_customer() const { return purchase_history().values(); }

  [[nodiscard]] const BookOptions& options() const noexcept { return options_; }

  struct TableRecords;
  struct Cache;

  /// What was found in single rows as they came in, without what takes several rows to see.
  [[nodiscard]] const Intake& row_findings() const noexcept { return intake_; }

  /// A book of tables that a book has held, as an archive brings them back. Throws RecordError if a table lacks a
  /// required column.
  static Book restored(BookOptions options, Intake row_findings, std::array<std::optional<Frame>, 5> tables);

 private:
  [[nodiscard]] const TableRecords* records(Table table) const noexcept {
    return tables_[static_cast<std::size_t>(table)].get();
  }

  BookOptions options_;
  Intake intake_;
  std::array<std::shared_ptr<const TableRecords>, 5> tables_;
  std::shared_ptr<Cache> cache_;
};

}  // namespace fealty::customers
