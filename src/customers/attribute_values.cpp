#include "attribute_values.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include "fealty/core/error.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::customers {
namespace {

/// Values of the rows of a table.
struct RowValues {
  std::vector<std::string> labels;
  std::vector<Code> codes;
};

RowValues flags_by_row(const Column& column, std::string_view name) {
  RowValues rows{{"false", "true"}, {}};
  for (const double flag : as_doubles(column, name))
    rows.codes.push_back(std::isnan(flag) ? no_code : flag > 0 ? 1 : 0);
  return rows;
}

RowValues times_by_row(const Column& column, std::string_view name) {
  std::vector<std::optional<std::int64_t>> instants;
  for (const Time at : as_instants(column, name, TimeZone{}).at) {
    instants.push_back(at == no_time ? std::nullopt : std::optional(at.us));
  }
  EncodedIds encoded = encode_ids(Column(instants), name);
  RowValues rows{{}, std::move(encoded.codes)};
  for (Code code = 0; code < encoded.ids.size(); ++code) {
    rows.labels.push_back(to_string(Time{encoded.ids.integer(code)}));
  }
  return rows;
}

RowValues values_by_row(const Column& column, std::string_view name) {
  if (column.type().kind == Kind::boolean) return flags_by_row(column, name);
  if (is_temporal(column.type().kind)) return times_by_row(column, name);
  EncodedIds encoded = encode_ids(column, name);
  const bool has_empty = encoded.ids.is_text() && encoded.ids.size() > 0 && encoded.ids.text(0).empty();
  RowValues rows{{}, std::move(encoded.codes)};
  for (Code code = has_empty ? 1 : 0; code < encoded.ids.size(); ++code) rows.labels.push_back(encoded.ids.label(code));
  if (!has_empty) return rows;
  for (Code& code : rows.codes) {
    if (code != no_code) code = code == 0 ? no_code : code - 1;
  }
  return rows;
}

}  // namespace

const Column& attribute_column(const Book& book, std::string_view name) {
  if (!book.has(Table::customers)) {
    throw RecordError(code::missing_column,
                      "the book has no table of customers, and so no attribute \"" + std::string(name) + "\"");
  }
  return book.table(Table::customers).at(name);
}

AttributeValues attribute_values(const Book& book, std::string_view name) {
  RowValues rows = values_by_row(attribute_column(book, name), name);
  AttributeValues values{std::move(rows.labels), std::vector<Code>(book.customers().size(), no_code), 0};
  std::vector<bool> conflicts(values.of_customer.size(), false);
  const std::span<const Code> customers = book.customer_codes(Table::customers);
  for (std::size_t row = 0; row < customers.size(); ++row) {
    if (customers[row] == no_code || rows.codes[row] == no_code) continue;
    Code& value = values.of_customer[customers[row]];
    if (value != no_code && value != rows.codes[row]) conflicts[customers[row]] = true;
    value = std::min(value, rows.codes[row]);
  }
  values.conflicting = std::count(conflicts.begin(), conflicts.end(), true);
  return values;
}

}  // namespace fealty::customers
