#include "repetitions.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/core/ids.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"
#include "row_index.hpp"

namespace fealty::customers {
namespace {

/// The bytes of single values, so that rows can be compared.
class RowsCompared {
 public:
  explicit RowsCompared(const Frame& frame) {
    for (const auto& [name, column] : frame.columns()) columns_.push_back(column.decoded().combined());
  }

  [[nodiscard]] bool same(std::uint32_t a, std::uint32_t b) const {
    return std::all_of(columns_.begin(), columns_.end(),
                       [&](const Column& column) { return bytes(column, a) == bytes(column, b); });
  }

  [[nodiscard]] std::size_t hash(std::uint32_t row) const {
    std::size_t hash = 0;
    for (const Column& column : columns_)
      hash = (hash ^ std::hash<std::string_view>{}(bytes(column, row))) * 0x9e3779b97f4a7c15ULL;
    return hash;
  }

 private:
  /// The value of a row; a missing one is told from an empty text by its mark.
  static std::string_view bytes(const Column& column, std::uint32_t row) {
    constexpr std::string_view missing = "\xff";
    const Chunk& chunk = column.chunks().front();
    const Kind kind = column.type().kind;
    if (kind == Kind::null || !chunk.is_valid(row)) return missing;
    if (kind == Kind::boolean) {
      const auto bit = static_cast<std::uint64_t>(chunk.offset) + row;
      return ((chunk.values.as<std::uint8_t>()[bit >> 3] >> (bit & 7)) & 1) != 0 ? "1" : "0";
    }
    std::string_view value;
    if (is_text(kind)) {
      for_each_text(chunk, kind, row, std::int64_t{row} + 1,
                    [&](std::int64_t, std::string_view text) { value = text; });
      return value;
    }
    const std::size_t width = width_of(kind);
    return {chunk.values.as<char>() + (static_cast<std::size_t>(chunk.offset) + row) * width, width};
  }

  std::vector<Column> columns_;
};

/// The rows of a table by the id that heads it, which every record has.
struct Groups {
  EncodedIds ids;
  Values<Time> times;
  RowIndex index;
};

Groups groups_of(Table table, const Frame& frame) {
  const std::string_view head = standard_columns(table).front().name;
  Groups groups;
  groups.ids = encode_ids(frame.at(head), head);
  const Column* times = frame.find(time_column(table));
  if (times != nullptr) groups.times = as_instants(*times, time_column(table), TimeZone{}).at;
  groups.index = make_index(groups.ids.ids.size(), groups.ids.codes, groups.times);
  return groups;
}

using RowList = std::vector<std::uint32_t>;

/// Gathers rows from every group: `look(rows of the group, found)`; the result is in the order of rows.
template <class Look>
RowList gather(const Groups& groups, const Look& look) {
  RowList all = reduce_blocks(
      groups.ids.ids.size(), RowList{},
      [&](std::size_t begin, std::size_t end) {
        RowList found;
        for (std::size_t group = begin; group < end; ++group) look(groups.index.of(static_cast<Code>(group)), found);
        return found;
      },
      [](RowList& sum, const RowList& part) { sum.insert(sum.end(), part.begin(), part.end()); }, 4096,
      "checking records");
  std::sort(all.begin(), all.end());
  return all;
}

/// Calls `f(run)` for the runs of rows of the same instant.
template <class F>
void for_ties(const Groups& groups, std::span<const std::uint32_t> rows, const F& f) {
  const auto instant = [&](std::uint32_t row) { return groups.times.empty() ? Time{} : groups.times[row]; };
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin + 1;
    while (end < rows.size() && instant(rows[end]) == instant(rows[begin])) ++end;
    if (end - begin > 1) f(rows.subspan(begin, end - begin));
    begin = end;
  }
}

RowList repetitions(const Groups& groups, const Frame& frame) {
  if (frame.rows() == 0) return {};
  const RowsCompared values(frame);
  return gather(groups, [&](std::span<const std::uint32_t> rows, RowList& found) {
    for_ties(groups, rows, [&](std::span<const std::uint32_t> tied) {
      std::vector<std::pair<std::size_t, std::uint32_t>> hashed;
      hashed.reserve(tied.size());
      for (const std::uint32_t row : tied) hashed.emplace_back(values.hash(row), row);
      std::sort(hashed.begin(), hashed.end());
      for (std::size_t i = 1; i < hashed.size(); ++i) {
        if (hashed[i].first == hashed[i - 1].first && values.same(hashed[i].second, hashed[i - 1].second))
          found.push_back(hashed[i].second);
      }
    });
  });
}

RowList ties(const Groups& groups) {
  if (groups.times.empty()) return {};
  return gather(groups, [&](std::span<const std::uint32_t> rows, RowList& found) {
    for_ties(groups, rows, [&](std::span<const std::uint32_t> tied) {
      if (groups.times[tied.front()] != no_time) found.insert(found.end(), tied.begin() + 1, tied.end());
    });
  });
}

RowList disorder(const Groups& groups) {
  if (groups.times.empty()) return {};
  return gather(groups, [&](std::span<const std::uint32_t> rows, RowList& found) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (groups.times[rows[i]] != no_time && rows[i] < rows[i - 1]) found.push_back(rows[i]);
    }
  });
}

RowList repeated_ids(const Groups& groups) {
  RowList later;
  for (Code id = 0; id < groups.ids.ids.size(); ++id) {
    auto rows = groups.index.of(id);
    RowList sorted(rows.begin(), rows.end());
    std::sort(sorted.begin(), sorted.end());
    later.insert(later.end(), sorted.begin() + 1, sorted.end());
  }
  std::sort(later.begin(), later.end());
  return later;
}

bool has_unique_ids(Table table) noexcept {
  return table == Table::customers || table == Table::complaints;
}

Affected affected(const RowList& rows) {
  Affected affected;
  for (const std::uint32_t row : rows) affected.note(row);
  return affected;
}

void note(Intake& intake, Table table, std::string_view column, Problem problem, const RowList& rows,
          const Groups& groups, Rule rule) {
  if (rows.empty()) return;
  intake.note({std::string(name_of(table)), std::string(column), problem, affected(rows),
               groups.ids.ids.label(groups.ids.codes[rows.front()]), rule});
}

RowList all_but(const RowList& removed, std::size_t rows) {
  RowList kept;
  kept.reserve(rows - removed.size());
  auto next = removed.begin();
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (next != removed.end() && *next == row) {
      ++next;
    } else {
      kept.push_back(row);
    }
  }
  return kept;
}

}  // namespace

void remove_repetitions(Table table, Cleaned& cleaned) {
  const Groups groups = groups_of(table, cleaned.records);
  const RowList repeated = repetitions(groups, cleaned.records);
  if (repeated.empty()) return;
  note(cleaned.intake, table, standard_columns(table).front().name, Problem::duplicate_row, repeated, groups,
       Rule::repair);
  const RowList kept = all_but(repeated, cleaned.records.rows());
  Frame frame;
  for (const auto& [name, column] : cleaned.records.columns()) frame.add(name, column.take(kept));
  cleaned.records = std::move(frame);
  cleaned.intake.count_removed(std::string(name_of(table)), repeated.size());
}

void merge_repeated_ids(Table table, Cleaned& cleaned) {
  if (!has_unique_ids(table)) return;
  const Groups groups = groups_of(table, cleaned.records);
  const RowList later = repeated_ids(groups);
  if (later.empty()) return;
  note(cleaned.intake, table, standard_columns(table).front().name, Problem::duplicate_id, later, groups, Rule::repair);
  const RowList kept = all_but(later, cleaned.records.rows());
  const std::size_t rows = cleaned.records.rows();
  Frame frame;
  for (const auto& [name, column] : cleaned.records.columns()) {
    const Column plain = column.decoded().combined();
    const Chunk& chunk = plain.chunks().front();
    RowList source(rows);
    for (std::uint32_t row = 0; row < rows; ++row) source[row] = row;
    for (Code id = 0; id < groups.ids.ids.size(); ++id) {
      auto of_id = groups.index.of(id);
      RowList sorted(of_id.begin(), of_id.end());
      std::sort(sorted.begin(), sorted.end());
      const auto value =
          std::find_if(sorted.begin(), sorted.end(), [&](std::uint32_t row) { return chunk.is_valid(row); });
      if (value != sorted.end()) source[sorted.front()] = *value;
    }
    RowList taken(kept.size());
    std::transform(kept.begin(), kept.end(), taken.begin(), [&](std::uint32_t row) { return source[row]; });
    frame.add(name, plain.take(taken));
  }
  cleaned.records = std::move(frame);
  cleaned.intake.count_removed(std::string(name_of(table)), later.size());
}

Intake findings_across_rows(const Book& book) {
  Intake intake;
  const Rules& rules = book.options().rules;
  for (const Table table : all_tables) {
    if (!book.has(table)) continue;
    const Frame& frame = book.table(table);
    const Groups groups = groups_of(table, frame);
    const std::string_view head = standard_columns(table).front().name;
    note(intake, table, head, Problem::duplicate_row, repetitions(groups, frame), groups,
         rules[Problem::duplicate_row]);
    if (has_unique_ids(table))
      note(intake, table, head, Problem::duplicate_id, repeated_ids(groups), groups, rules[Problem::duplicate_id]);
    if (table == Table::touches) {
      note(intake, table, time_column(table), Problem::tied_times, ties(groups), groups, rules[Problem::tied_times]);
      note(intake, table, time_column(table), Problem::unsorted, disorder(groups), groups, rules[Problem::unsorted]);
    }
  }
  if (!book.has(Table::customers)) return intake;
  std::vector<bool> listed(book.customers().size(), false);
  for (const Code code : book.customer_codes(Table::customers)) {
    if (code != no_code) listed[code] = true;
  }
  for (const Table table : all_tables) {
    const auto codes = book.customer_codes(table);
    Affected unlisted;
    for (std::size_t row = 0; row < codes.size(); ++row) {
      if (codes[row] != no_code && !listed[codes[row]]) unlisted.note(row);
    }
    if (unlisted.count == 0) continue;
    std::string example = book.customers().label(codes[unlisted.rows.front()]);
    intake.note({std::string(name_of(table)), "customer_id", Problem::unknown_customer, std::move(unlisted),
                 std::move(example), rules[Problem::unknown_customer]});
  }
  return intake;
}

}  // namespace fealty::customers
