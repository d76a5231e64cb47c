#include "fealty/customers/customer_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/time_column.hpp"
#include "stated_roles.hpp"

namespace fealty::customers {
namespace {

using RowList = std::vector<std::uint32_t>;

std::string label_of(const CustomerKey& key) {
  if (const auto* text = std::get_if<std::string>(&key)) return fmt::format("\"{}\"", *text);
  return std::to_string(std::get<std::int64_t>(key));
}

Code code_of(const Book& book, const CustomerKey& key) {
  const Code code = std::visit([&](const auto& id) { return book.find(id).code; }, key);
  if (code == no_code) {
    throw ParameterError(code::unknown_name, fmt::format("customer {} is not in the book", label_of(key)));
  }
  return code;
}

/// Which customer goes into which, chains followed to their end.
std::map<Code, Code> resolved(const Book& book, std::span<const Merge> merges) {
  std::map<Code, Code> into;
  for (const Merge& merge : merges) {
    const Code target = code_of(book, merge.into);
    const auto [place, is_first] = into.emplace(code_of(book, merge.from), target);
    if (!is_first && place->second != target) {
      throw ParameterError(code::out_of_domain,
                           fmt::format("customer {} cannot go both into {} and into {}", label_of(merge.from),
                                       book.customers().label(place->second), label_of(merge.into)));
    }
  }
  std::map<Code, Code> resolved;
  for (const auto& [from, first] : into) {
    Code last = first;
    std::size_t steps = 0;
    for (auto next = into.find(last); next != into.end(); next = into.find(last)) {
      last = next->second;
      if (++steps > into.size()) {
        throw ParameterError(code::out_of_domain, fmt::format("the merges that start from customer {} run in a circle",
                                                              book.customers().label(from)));
      }
    }
    resolved.emplace(from, last);
  }
  return resolved;
}

/// The code of each row after the merges, `count` codes being in use.
RowList codes_after(std::span<const Code> codes, std::size_t count, const std::map<Code, Code>& into) {
  RowList target(count);
  std::iota(target.begin(), target.end(), Code{0});
  for (const auto& [from, last] : into) target[from] = last;
  RowList after(codes.begin(), codes.end());
  for (Code& code : after) {
    if (code != no_code) code = target[code];
  }
  return after;
}

/// Single values of a column.
class Cells {
 public:
  explicit Cells(const Column& column) : column_(column.decoded().combined()) {}

  [[nodiscard]] bool is_missing(std::uint32_t row) const {
    const Chunk& chunk = column_.chunks().front();
    const Kind kind = column_.type().kind;
    if (kind == Kind::null || !chunk.is_valid(row)) return true;
    if (kind == Kind::float64) return std::isnan(chunk.as<double>()[row]);
    if (kind == Kind::float32) return std::isnan(chunk.as<float>()[row]);
    bool is_empty = false;
    if (is_text(kind)) {
      for_each_text(chunk, kind, row, std::int64_t{row} + 1,
                    [&](std::int64_t, std::string_view text) { is_empty = text.empty(); });
    }
    return is_empty;
  }

 private:
  Column column_;
};

/// The first of the rows that has a value; the first row if none has.
std::uint32_t first_with_value(const RowList& rows, const Cells& cells) {
  const auto found = std::ranges::find_if(rows, [&](std::uint32_t row) { return !cells.is_missing(row); });
  return found == rows.end() ? rows.front() : *found;
}

/// The first of the rows that has the least value; NaN is missing, and the first row is taken if all are.
template <class Values>
std::uint32_t first_with_least(const RowList& rows, const Values& values, const auto& is_missing) {
  std::uint32_t least = rows.front();
  for (const std::uint32_t row : rows) {
    if (!is_missing(values[row]) && (is_missing(values[least]) || values[row] < values[least])) least = row;
  }
  return least;
}

bool is_consent(std::string_view name) {
  return name.starts_with("consent_");
}

/// For each list of rows the one from which the merged row has its value of a column.
RowList sources(const std::string& name, const Column& column, const std::vector<RowList>& files) {
  RowList chosen;
  const auto choose = [&](const auto& choice) {
    for (const RowList& rows : files) chosen.push_back(choice(rows));
  };
  const Kind kind = column.type().kind;
  if (name == "joined_at") {
    const Values<Time> joined = as_instants(column, name, TimeZone{}).at;
    choose([&](const RowList& rows) { return first_with_least(rows, joined, [](Time t) { return t == no_time; }); });
  } else if (is_consent(name) && kind != Kind::null) {
    if (kind != Kind::boolean) {
      throw RecordError(code::wrong_type,
                        fmt::format("column customers.{} says by its name that it is a consent, but it is of type {}; "
                                    "make it a flag, so that no withdrawal is lost in a merge",
                                    name, to_string(column.type())));
    }
    const Values<double> consent = as_doubles(column, name);
    choose([&](const RowList& rows) {
      return first_with_least(rows, consent, [](double flag) { return std::isnan(flag); });
    });
  } else {
    const Cells cells(column);
    choose([&](const RowList& rows) { return first_with_value(rows, cells); });
  }
  return chosen;
}

/// The rows in the table of customers of each file that others go into: its own first, then theirs in the order of ids.
std::vector<RowList> rows_of_files(std::span<const Code> codes, const std::map<Code, Code>& into) {
  std::map<Code, std::map<std::pair<bool, Code>, RowList>> files;
  for (const auto& [from, target] : into) files[target];
  for (std::uint32_t row = 0; row < codes.size(); ++row) {
    const auto merge = into.find(codes[row]);
    const Code target = merge == into.end() ? codes[row] : merge->second;
    const auto file = files.find(target);
    if (file != files.end()) file->second[{codes[row] != target, codes[row]}].push_back(row);
  }
  std::vector<RowList> lists;
  for (const auto& [target, members] : files) {
    RowList all;
    for (const auto& [member, rows] : members) all.insert(all.end(), rows.begin(), rows.end());
    if (all.size() > 1) lists.push_back(std::move(all));
  }
  return lists;
}

/// The table of customers with each file in one row.
Frame merged_customers(const Frame& records, const Column& ids, const RowList& after,
                       const std::vector<RowList>& files) {
  std::vector<bool> is_dropped(records.rows(), false);
  std::map<std::uint32_t, std::size_t> file_at;  // by the row that stays
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (const std::uint32_t row : files[i]) is_dropped[row] = row != files[i].front();
    file_at.emplace(files[i].front(), i);
  }
  RowList kept;
  for (std::uint32_t row = 0; row < records.rows(); ++row) {
    if (!is_dropped[row]) kept.push_back(row);
  }
  Frame merged;
  for (const auto& [name, column] : records.columns()) {
    RowList taken = kept;
    if (name == "customer_id") {
      for (std::uint32_t& row : taken) row = after[row];
      merged.add(name, ids.take(taken));
      continue;
    }
    const RowList chosen = sources(name, column, files);
    for (std::uint32_t& row : taken) {
      const auto file = file_at.find(row);
      if (file != file_at.end()) row = chosen[file->second];
    }
    merged.add(name, column.take(taken));
  }
  return merged;
}

/// Those of the merges whose file is listed as staff or manager.
std::map<Code, Code> merges_of_staff(const Book& book, const std::map<Code, Code>& into) {
  const auto roles = stated_roles(book);
  const std::span<const Code> codes = book.customer_codes(Table::customers);
  std::map<Code, Code> staff;
  for (std::size_t row = 0; row < codes.size(); ++row) {
    const auto merge = into.find(codes[row]);
    if (merge != into.end() && is_internal(roles[row])) staff.insert(*merge);
  }
  return staff;
}

/// The ids of staff after the merges.
Column staff_after(const Column& column, const Ids& customers, const std::map<Code, Code>& into) {
  EncodedIds staff = encode_ids(column, "staff_id");
  if (into.empty() || staff.ids.is_text() != customers.is_text()) return column;
  const UnitedIds united = unite(staff.ids, customers, "staff_id");
  std::map<Code, Code> moves;
  for (const auto& [from, target] : into) moves.emplace(united.from_second[from], united.from_second[target]);
  for (Code& code : staff.codes) code = code == no_code ? no_code : united.from_first[code];
  return united.ids.column().take(codes_after(staff.codes, united.ids.size(), moves));
}

Frame with_column(const Frame& frame, std::string_view name, const Column& replacement) {
  Frame replaced;
  for (const auto& [other, column] : frame.columns()) replaced.add(other, other == name ? replacement : column);
  return replaced;
}

Frame after_merges(const Book& book, Table table, const std::map<Code, Code>& into) {
  static_assert(no_code == Column::missing_row);  // so a row without customer stays without
  const Column ids = book.customers().column();
  const std::span<const Code> before = book.customer_codes(table);
  const RowList after = codes_after(before, book.customers().size(), into);
  if (table == Table::customers) {
    return merged_customers(book.table(table), ids, after, rows_of_files(before, into));
  }
  Frame records = book.table(table);
  if (!std::ranges::equal(before, after)) records = with_column(records, "customer_id", ids.take(after));
  const Column* staff = table == Table::touches ? records.find("staff_id") : nullptr;
  if (staff != nullptr) {
    records = with_column(records, "staff_id", staff_after(*staff, book.customers(), merges_of_staff(book, into)));
  }
  return records;
}

std::vector<MergedFile> record_of(const Book& book, const std::map<Code, Code>& into) {
  std::vector<MergedFile> record;
  for (const auto& [from, target] : into) {
    record.push_back({book.customers().label(from), book.customers().label(target), {}});
  }
  for (const Table table : all_tables) {
    std::vector<std::int64_t> rows(book.customers().size(), 0);
    for (const Code code : book.customer_codes(table)) {
      if (code != no_code) ++rows[code];
    }
    auto file = record.begin();
    for (const auto& [from, target] : into) (file++)->rows[static_cast<std::size_t>(table)] = rows[from];
  }
  return record;
}

}  // namespace

Merged merged(const Book& book, std::span<const Merge> merges) {
  const std::map<Code, Code> into = resolved(book, merges);
  if (into.empty()) return {book, {}};
  // The records have been taken in already: none is refused or repaired again, not even one that now repeats another.
  Book records;
  for (const Table table : all_tables) {
    if (book.has(table)) records.add(table, after_merges(book, table, into));
  }
  Merged result{Book(book.options()), record_of(book, into)};
  result.book += records;
  return result;
}

Frame Merged::frame() const {
  std::vector<std::string> from, into;
  std::array<std::vector<std::int64_t>, 5> rows;
  for (const MergedFile& file : files) {
    from.push_back(file.from);
    into.push_back(file.into);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].push_back(file.rows[i]);
  }
  Frame frame({{"from_id", from}, {"into_id", into}});
  for (const Table table : all_tables) {
    frame.add(std::string(name_of(table)), std::move(rows[static_cast<std::size_t>(table)]));
  }
  return frame;
}

}  // namespace fealty::customers
