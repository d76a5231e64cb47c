#include "fealty/customers/book.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>

#include <fmt/format.h>

#include "cleaning.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/large_pages.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"
#include "repetitions.hpp"
#include "row_index.hpp"

namespace fealty::customers {

/// One table as it is held: its columns, and its customers coded among themselves.
struct Book::TableRecords {
  Frame frame;
  EncodedIds customers;
};

/// What follows from the tables and is computed when it is first needed.
struct Book::Cache {
  struct Directory {
    Ids customers;
    std::array<std::vector<Code>, 5> codes;  ///< of each table's rows; empty where the table's own codes serve
  };

  std::mutex mutex;
  std::optional<Directory> directory;
  std::array<std::optional<RowIndex>, 5> indexes;
  std::optional<Intake> across_rows;
};

namespace {

const Frame no_records;

std::size_t place_of(Table table) noexcept {
  return static_cast<std::size_t>(table);
}

EncodedIds customers_of(const Frame& frame) {
  const Column* ids = frame.find("customer_id");
  if (ids == nullptr) return {Ids{}, large_vector<Code>(frame.rows(), no_code)};
  return encode_ids(*ids, "customer_id");
}

/// The rows of both frames; a column that one of them lacks is missing there.
Frame stacked(const Frame& upper, const Frame& lower) {
  const auto missing = [](const Column& like, std::size_t rows) {
    return like.take(std::vector<std::uint32_t>(rows, Column::missing_row));
  };
  Frame both;
  for (const auto& [name, column] : upper.columns()) {
    const Column* below = lower.find(name);
    both.add(name, column.followed_by(below != nullptr ? *below : missing(column, lower.rows())));
  }
  for (const auto& [name, column] : lower.columns()) {
    if (upper.find(name) == nullptr) both.add(name, missing(column, upper.rows()).followed_by(column));
  }
  return both;
}

bool refuses_across_rows(const Rules& rules) {
  constexpr std::array seen_across_rows{Problem::duplicate_row, Problem::duplicate_id, Problem::unsorted,
                                        Problem::tied_times, Problem::unknown_customer};
  return std::any_of(seen_across_rows.begin(), seen_across_rows.end(),
                     [&](Problem problem) { return rules[problem] == Rule::refuse; });
}

}  // namespace

Book::Book(BookOptions options) : options_(std::move(options)), cache_(std::make_shared<Cache>()) {}

void Book::add(Table table, const Frame& records) {
  Cleaned cleaned = clean(table, records, options_);
  if (options_.rules[Problem::duplicate_row] == Rule::repair) remove_repetitions(table, cleaned);
  if (options_.rules[Problem::duplicate_id] == Rule::repair) merge_repeated_ids(table, cleaned);
  auto held = std::make_shared<TableRecords>();
  const auto* before = this->records(table);
  held->frame = before == nullptr ? std::move(cleaned.records) : stacked(before->frame, cleaned.records);
  held->customers = customers_of(held->frame);
  Book with_it = *this;
  with_it.tables_[place_of(table)] = std::move(held);
  with_it.intake_ += cleaned.intake;
  with_it.cache_ = std::make_shared<Cache>();
  (void)with_it.customers();  // ids of different types in two tables are refused now, not at the first question
  if (refuses_across_rows(options_.rules)) (void)with_it.intake();
  *this = std::move(with_it);
}

Book Book::restored(BookOptions options, Intake row_findings, std::array<std::optional<Frame>, 5> tables) {
  Book book(std::move(options));
  book.intake_ = std::move(row_findings);
  for (const Table table : all_tables) {
    auto& frame = tables[place_of(table)];
    if (!frame) continue;
    for (const StandardColumn& column : standard_columns(table)) {
      if (column.required) (void)frame->at(column.name);
    }
    auto held = std::make_shared<TableRecords>();
    held->customers = customers_of(*frame);
    held->frame = std::move(*frame);
    book.tables_[place_of(table)] = std::move(held);
  }
  (void)book.customers();
  return book;
}

Book& Book::operator+=(const Book& other) {
  Book sum = *this;
  for (const Table table : all_tables) {
    if (!other.has(table)) continue;
    auto held = std::make_shared<TableRecords>();
    held->frame = sum.has(table) ? stacked(sum.table(table), other.table(table)) : other.table(table);
    held->customers = customers_of(held->frame);
    sum.tables_[place_of(table)] = std::move(held);
  }
  sum.intake_ += other.intake_;
  sum.cache_ = std::make_shared<Cache>();
  (void)sum.customers();
  *this = std::move(sum);
  return *this;
}

const Frame& Book::table(Table table) const noexcept {
  const auto* held = records(table);
  return held == nullptr ? no_records : held->frame;
}

const Ids& Book::customers() const {
  const std::lock_guard lock(cache_->mutex);
  if (cache_->directory) return cache_->directory->customers;
  Cache::Directory directory;
  std::array<std::vector<Code>, 5> moved;  // where the table's own codes have gone
  for (const Table table : all_tables) {
    const auto* held = records(table);
    if (held == nullptr) continue;
    UnitedIds united = unite(directory.customers, held->customers.ids, "customer_id");
    for (std::vector<Code>& codes : moved) {
      for (Code& code : codes) code = united.from_first[code];
    }
    moved[place_of(table)] = std::move(united.from_second);
    directory.customers = std::move(united.ids);
  }
  for (const Table table : all_tables) {
    const auto* held = records(table);
    if (held == nullptr || held->customers.ids.size() == directory.customers.size()) continue;
    auto& codes = directory.codes[place_of(table)];
    codes = held->customers.codes;
    for (Code& code : codes) {
      if (code != no_code) code = moved[place_of(table)][code];
    }
  }
  cache_->directory = std::move(directory);
  return cache_->directory->customers;
}

std::span<const Code> Book::customer_codes(Table table) const {
  const auto* held = records(table);
  if (held == nullptr) return {};
  (void)customers();
  const auto& codes = cache_->directory->codes[place_of(table)];
  return codes.empty() ? held->customers.codes : codes;
}

const RowIndex& Book::index(Table table) const {
  const std::size_t count = customers().size();
  const auto codes = customer_codes(table);
  const Values<Time> at = times(table);
  const std::lock_guard lock(cache_->mutex);
  auto& index = cache_->indexes[place_of(table)];
  if (!index) index = make_index(count, codes, at);
  return *index;
}

Values<Time> Book::times(Table table) const {
  return times(table, time_column(table));
}

Values<Time> Book::times(Table table, std::string_view column) const {
  const Column* found = this->table(table).find(column);
  return found == nullptr ? Values<Time>{} : as_instants(*found, column, TimeZone{}).at;
}

Values<double> Book::numbers(Table table, std::string_view column) const {
  const Column* found = this->table(table).find(column);
  return found == nullptr ? Values<double>{} : as_doubles(*found, column);
}

Intake Book::intake() const {
  (void)customers();
  {
    const std::lock_guard lock(cache_->mutex);
    if (cache_->across_rows) {
      Intake all = intake_;
      return all += *cache_->across_rows;
    }
  }
  Intake across = findings_across_rows(*this);
  const std::lock_guard lock(cache_->mutex);
  cache_->across_rows = std::move(across);
  Intake all = intake_;
  return all += *cache_->across_rows;
}

std::optional<std::pair<Time, Time>> Book::span() const {
  std::optional<std::pair<Time, Time>> span;
  for (const Table table : all_tables) {
    const Values<Time> at = times(table);
    for (const Time t : at) {
      if (t == no_time) continue;
      if (!span) span.emplace(t, t);
      span->first = std::min(span->first, t);
      span->second = std::max(span->second, t);
    }
  }
  return span;
}

PurchaseHistory Book::purchase_history(Time as_of) const {
  const auto* held = records(Table::purchases);
  if (held == nullptr) return {};
  return {held->customers.ids, held->customers.codes, times(Table::purchases).span(),
          numbers(Table::purchases, "amount").span(), as_of};
}

}  // namespace fealty::customers
