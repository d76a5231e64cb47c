#include "cleaning.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/customers/roles.hpp"

namespace fealty::customers {
namespace {

/// The value of a row as messages show it; empty where it is missing.
std::string shown(const Column& column, std::uint64_t row) {
  std::size_t first = 0;
  const Column plain = column.decoded();
  for (const Chunk& chunk : plain.chunks()) {
    const auto i = static_cast<std::int64_t>(row - first);
    if (i < chunk.length) {
      std::string text;
      const Kind kind = plain.type().kind;
      if (is_text(kind))
        for_each_text(chunk, kind, i, i + 1,
                      [&](auto, std::string_view value) { text = fmt::format("\"{}\"", value); });
      if (is_integer(kind))
        for_each_integer(chunk, kind, i, i + 1, [&](auto, auto value) { text = std::to_string(value); });
      if (kind == Kind::float64 && chunk.is_valid(i))
        text = fmt::format("{}", chunk.as<double>()[static_cast<std::size_t>(i)]);
      if (kind == Kind::timestamp && !plain.type().zone.empty() && plain.type().unit == TimeUnit::microsecond &&
          chunk.is_valid(i)) {
        text = to_string(chunk.as<Time>()[static_cast<std::size_t>(i)]);
      }
      return text;
    }
    first += static_cast<std::size_t>(chunk.length);
  }
  return {};
}

/// Counts the rows of [0, rows) that `is_bad` says have a problem.
template <class IsBad>
Affected affected_rows(std::size_t rows, const IsBad& is_bad) {
  return reduce_blocks(
      rows, Affected{},
      [&](std::size_t begin, std::size_t end) {
        Affected found;
        for (std::size_t i = begin; i < end; ++i) {
          if (is_bad(i)) found.note(i);
        }
        return found;
      },
      [](Affected& sum, const Affected& part) { sum += part; });
}

bool is_spelled_missing(std::string_view id) noexcept {
  constexpr std::array<std::string_view, 12> spellings{"",    "NA",   "N/A",  "n/a",  "na",   "NaN",
                                                       "nan", "NULL", "null", "None", "none", "-"};
  return std::find(spellings.begin(), spellings.end(), id) != spellings.end();
}

std::string_view stripped(std::string_view text) noexcept {
  constexpr std::string_view white = " \t\r\n";
  const auto begin = text.find_first_not_of(white);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

/// Whether an id needs no closer look: most do not, and the look takes time.
bool is_plain(std::string_view id) noexcept {
  const auto is_white = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  return id.size() > 4 && !is_white(id.front()) && !is_white(id.back());
}

/// Ids that are written oddly.
struct Spelling {
  Affected padded;
  Affected spelled_missing;
};

/// Whether a chunk has a dictionary of which no entry needs a closer look.
bool has_plain_dictionary(const Chunk& chunk, Kind kind) {
  if (chunk.dictionary == nullptr) return false;
  bool plain = true;
  const Chunk& entries = chunk.dictionary->chunks().front();
  for_each_text(entries, kind, 0, entries.length, [&](auto, std::string_view id) { plain = plain && is_plain(id); });
  return plain;
}

Spelling spelling_of(const Chunk& chunk, Kind kind, std::size_t first_row) {
  if (has_plain_dictionary(chunk, kind)) return {};
  return reduce_blocks(
      static_cast<std::size_t>(chunk.length), Spelling{},
      [&](std::size_t begin, std::size_t end) {
        Spelling found;
        for_each_text(chunk, kind, static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end),
                      [&](std::int64_t i, std::string_view id) {
                        if (is_plain(id)) return;
                        const std::string_view core = stripped(id);
                        const std::size_t row = first_row + static_cast<std::size_t>(i);
                        if (core.size() != id.size()) found.padded.note(row);
                        if (core.size() <= 4 && is_spelled_missing(core)) found.spelled_missing.note(row);
                      });
        return found;
      },
      [](Spelling& sum, const Spelling& part) {
        sum.padded += part.padded;
        sum.spelled_missing += part.spelled_missing;
      });
}

/// The number that a text spells, if it spells one and nothing else.
std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return number;
}

/// Cleans one table, column by column.
class Cleaner {
 public:
  Cleaner(Table table, const Frame& given, const BookOptions& options)
      : table_(table), given_(given), options_(options), removed_(given.rows(), false) {}

  Cleaned clean() {
    for (const StandardColumn& standard : standard_columns(table_)) {
      const Column* column = given_.find(standard.name);
      if (column == nullptr && standard.required) refuse_missing(standard);
      if (column != nullptr) records_.add(std::string(standard.name), cleaned(*column, standard));
    }
    for (const auto& [name, column] : given_.columns()) {
      if (records_.find(name) == nullptr) records_.add(name, column);
    }
    if (table_ == Table::touches) check_ends();
    if (table_ == Table::complaints) check_stages();
    Frame kept = without_removed();
    intake_.count_rows(std::string(name_of(table_)), {given_.rows(), kept.rows()});
    return {std::move(kept), std::move(intake_)};
  }

 private:
  [[noreturn]] void refuse_missing(const StandardColumn& standard) const {
    std::string present;
    for (const auto& [name, column] : given_.columns()) present += (present.empty() ? "" : ", ") + name;
    throw RecordError(code::missing_column, fmt::format("table {} needs a column {}; it has: {}", name_of(table_),
                                                        standard.name, present.empty() ? "none" : present));
  }

  /// Notes a problem of a column; `removes` says whether its repair is to remove the rows (all that `is_bad`).
  template <class IsBad>
  bool note(const Column& column, std::string_view name, Problem problem, const IsBad& is_bad, bool removes) {
    Affected affected = affected_rows(given_.rows(), is_bad);
    const bool repairs = affected.count > 0 && options_.rules[problem] == Rule::repair;
    note_counted(column, name, problem, std::move(affected));
    if (repairs && removes) {
      for (std::size_t i = 0; i < removed_.size(); ++i) removed_[i] = removed_[i] || is_bad(i);
    }
    return repairs;
  }

  void note_counted(const Column& column, std::string_view name, Problem problem, Affected affected) {
    if (affected.count == 0) return;
    std::string example = shown(column, affected.rows.front());
    intake_.note({std::string(name_of(table_)), std::string(name), problem, std::move(affected), std::move(example),
                  options_.rules[problem]});
  }

  Column cleaned(const Column& column, const StandardColumn& standard) {
    switch (standard.content) {
      case Content::id:
        return clean_ids(column, standard);
      case Content::time:
        return clean_times(column, standard);
      case Content::number:
        return clean_numbers(column, standard);
      case Content::flag:
        return clean_flags(column, standard);
      case Content::role:
        return clean_roles(column, standard);
      default:
        return column;
    }
  }

  Column clean_ids(const Column& column, const StandardColumn& standard) {
    const Column ids = is_text(column.type().kind) ? clean_spelling(column, standard) : column;
    if (!standard.required) return ids;
    if (ids.null_count() > 0 || is_floating(ids.type().kind)) {
      const std::vector<bool> missing = missing_rows(ids);
      note(column, standard.name, Problem::missing_id, [&](std::size_t i) { return missing[i]; }, true);
    }
    return ids;
  }

  static std::vector<bool> missing_rows(const Column& column) {
    std::vector<bool> missing;
    missing.reserve(column.size());
    for (const Chunk& chunk : column.chunks()) {
      for (std::int64_t i = 0; i < chunk.length; ++i) {
        bool is_missing = !chunk.is_valid(i) || column.type().kind == Kind::null;
        if (column.type().kind == Kind::float64)
          is_missing = is_missing || std::isnan(chunk.as<double>()[static_cast<std::size_t>(i)]);
        if (column.type().kind == Kind::float32)
          is_missing = is_missing || std::isnan(chunk.as<float>()[static_cast<std::size_t>(i)]);
        missing.push_back(is_missing);
      }
    }
    return missing;
  }

  /// Finds ids with white space around them and ids spelled like missing values.
  Column clean_spelling(const Column& column, const StandardColumn& standard) {
    Affected padded;
    Affected spelled;
    std::size_t first_row = 0;
    for (const Chunk& chunk : column.chunks()) {
      const Spelling found = spelling_of(chunk, column.type().kind, first_row);
      padded += found.padded;
      spelled += found.spelled_missing;
      first_row += static_cast<std::size_t>(chunk.length);
    }
    const bool strip = padded.count > 0 && options_.rules[Problem::padded_id] == Rule::repair;
    const bool drop = spelled.count > 0 && options_.rules[Problem::spelled_missing] == Rule::repair;
    note_counted(column, standard.name, Problem::padded_id, std::move(padded));
    note_counted(column, standard.name, Problem::spelled_missing, std::move(spelled));
    if (!strip && !drop) return column;
    std::vector<std::optional<std::string>> repaired(column.size());
    const TextReader ids(column, label(standard));
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (ids.is_missing(i)) continue;
      const std::string_view id = strip ? stripped(ids[i]) : ids[i];
      if (!drop || !is_spelled_missing(stripped(id))) repaired[i] = std::string(id);
    }
    return {repaired};
  }

  Column clean_times(const Column& column, const StandardColumn& standard) {
    const TimeZone utc;
    Instants instants = as_instants(column, label(standard), options_.zone ? *options_.zone : utc);
    note_counted(column, standard.name, Problem::unreadable_time, instants.unreadable);
    note_counted(column, standard.name, Problem::mixed_zones, instants.other_offset);
    note_counted(column, standard.name, Problem::ambiguous_time, instants.ambiguous);
    note_counted(column, standard.name, Problem::skipped_time, instants.skipped);
    if (!options_.zone) note_counted(column, standard.name, Problem::naive_time, instants.naive);
    if (standard.required) note_counted(column, standard.name, Problem::missing_time, instants.missing);
    const bool forget = instants.implausible.count > 0 && options_.rules[Problem::implausible_time] == Rule::repair;
    note_counted(column, standard.name, Problem::implausible_time, std::move(instants.implausible));
    remove_rows_without_time(instants, standard);
    return forget ? column_of(without_implausible(instants.at)) : column_in_form(column, instants.at);
  }

  void remove_rows_without_time(const Instants& instants, const StandardColumn& standard) {
    if (!standard.required || instants.missing.count + instants.unreadable.count == 0) return;
    const bool both = options_.rules[Problem::missing_time] == Rule::repair &&
                      options_.rules[Problem::unreadable_time] == Rule::repair;
    const bool either = options_.rules[Problem::missing_time] == Rule::repair ||
                        options_.rules[Problem::unreadable_time] == Rule::repair;
    if (!either) return;
    const std::vector<bool> missing = missing_rows(*given_.find(standard.name));
    for (std::size_t i = 0; i < removed_.size(); ++i) {
      if (instants.at[i] != no_time) continue;
      const Problem problem = missing[i] ? Problem::missing_time : Problem::unreadable_time;
      if (both || options_.rules[problem] == Rule::repair) removed_[i] = true;
    }
  }

  static Values<Time> without_implausible(const Values<Time>& at) {
    std::vector<Time> kept(at.begin(), at.end());
    for (Time& t : kept) {
      if (!is_plausible(t)) t = no_time;
    }
    return Values<Time>(std::move(kept));
  }

  /// The given column if its buffer is the one that the instants view.
  static Column column_in_form(const Column& column, const Values<Time>& at) {
    const bool viewed =
        column.chunks().size() == 1 && !at.empty() && column.chunks().front().values.owner == at.owner();
    return viewed ? column : column_of(at);
  }

  [[nodiscard]] std::string label(const StandardColumn& standard) const {
    return fmt::format("{}.{}", name_of(table_), standard.name);
  }

  /// The numbers of a column; texts, as files often hold them, are read.
  Values<double> numbers_of(const Column& column, const StandardColumn& standard) {
    if (!is_text(column.type().kind)) return as_doubles(column, label(standard));
    const TextReader texts(column, label(standard));
    std::vector<double> numbers(texts.size(), std::numeric_limits<double>::quiet_NaN());
    Affected unreadable;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (texts.is_missing(i) || texts[i].empty()) continue;
      const auto number = number_in(stripped(texts[i]));
      if (number) numbers[i] = *number;
      if (!number) unreadable.note(i);
    }
    note_counted(column, standard.name, Problem::unreadable_value, std::move(unreadable));
    return Values<double>(std::move(numbers));
  }

  Column clean_numbers(const Column& column, const StandardColumn& standard) {
    const Values<double> numbers = numbers_of(column, standard);
    const bool needed = table_ == Table::purchases && standard.name == "amount";
    const auto is_bad = [&](std::size_t i) {
      return std::isinf(numbers[i]) || std::abs(numbers[i]) > largest_number || (needed && std::isnan(numbers[i]));
    };
    const std::uint64_t before = intake_.findings().size();
    note(column, standard.name, Problem::invalid_number, is_bad, true);
    if (needed)
      note(column, standard.name, Problem::negative_amount, [&](std::size_t i) { return numbers[i] < 0; }, true);
    const bool clean = intake_.findings().size() == before;
    if (clean)
      return column.type().kind == Kind::float64 && column.chunks().size() == 1
                 ? column
                 : Column(std::vector<double>(numbers.begin(), numbers.end()));
    std::vector<double> kept(numbers.begin(), numbers.end());
    for (std::size_t i = 0; i < kept.size(); ++i) {
      if (is_bad(i)) kept[i] = std::numeric_limits<double>::quiet_NaN();
    }
    return {std::move(kept)};
  }

  Column clean_flags(const Column& column, const StandardColumn& standard) {
    if (!is_text(column.type().kind)) return clean_flag_numbers(column, standard);
    const TextReader texts(column, label(standard));
    std::vector<std::optional<bool>> flags(texts.size());
    Affected unreadable;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (texts.is_missing(i)) continue;
      flags[i] = flag_named(texts[i]);
      if (!flags[i] && !is_unknown(texts[i])) unreadable.note(i);
    }
    note_counted(column, standard.name, Problem::unreadable_value, std::move(unreadable));
    return {flags};
  }

  Column clean_flag_numbers(const Column& column, const StandardColumn& standard) {
    if (column.type().kind == Kind::boolean) return column;
    const Values<double> numbers = as_doubles(column, label(standard));
    std::vector<std::optional<bool>> flags(numbers.size());
    Affected unreadable;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] == 0 || numbers[i] == 1) flags[i] = numbers[i] == 1;
      if (!flags[i] && !std::isnan(numbers[i])) unreadable.note(i);
    }
    note_counted(column, standard.name, Problem::unreadable_value, std::move(unreadable));
    return {flags};
  }

  static std::optional<bool> flag_named(std::string_view text) {
    constexpr std::array<std::string_view, 10> yes{"true", "True", "TRUE", "yes", "Yes", "y", "Y", "1", "是", "met"};
    constexpr std::array<std::string_view, 10> no{"false", "False", "FALSE", "no", "No", "n", "N", "0", "否", "unmet"};
    if (std::find(yes.begin(), yes.end(), text) != yes.end()) return true;
    if (std::find(no.begin(), no.end(), text) != no.end()) return false;
    return std::nullopt;
  }

  static bool is_unknown(std::string_view text) {
    return text.empty() || text == "unknown" || text == "Unknown" || text == "未知";
  }

  Column clean_roles(const Column& column, const StandardColumn& standard) {
    const TextReader texts(column, label(standard));
    Affected unreadable;
    std::vector<std::optional<std::string>> roles(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (texts.is_missing(i) || texts[i].empty()) continue;
      const auto role = role_named(texts[i]);
      if (role) roles[i] = std::string(name_of(*role));
      if (!role) unreadable.note(i);
    }
    note_counted(column, standard.name, Problem::unreadable_value, std::move(unreadable));
    return {roles};
  }

  void check_ends() {
    const Column* ended = records_.find("ended_at");
    if (ended == nullptr) return;
    Instants begin = as_instants(records_.at("at"), "at", TimeZone{});
    Instants end = as_instants(*ended, "ended_at", TimeZone{});
    const auto is_bad = [&](std::size_t i) {
      return begin.at[i] != no_time && end.at[i] != no_time && end.at[i] < begin.at[i];
    };
    if (!note(*ended, "ended_at", Problem::ends_before_start, is_bad, false)) return;
    std::vector<Time> begins(begin.at.begin(), begin.at.end());
    std::vector<Time> ends(end.at.begin(), end.at.end());
    for (std::size_t i = 0; i < begins.size(); ++i) {
      if (is_bad(i)) std::swap(begins[i], ends[i]);
    }
    replace("at", column_of(Values<Time>(std::move(begins))));
    replace("ended_at", column_of(Values<Time>(std::move(ends))));
  }

  void check_stages() {
    const Instants opened = as_instants(records_.at("opened_at"), "opened_at", TimeZone{});
    for (const std::string_view stage : {"acknowledged_at", "owned_at", "resolved_at"}) {
      const Column* column = records_.find(stage);
      if (column == nullptr) continue;
      const Instants reached = as_instants(*column, stage, TimeZone{});
      const auto is_bad = [&](std::size_t i) {
        return opened.at[i] != no_time && reached.at[i] != no_time && reached.at[i] < opened.at[i];
      };
      if (!note(*column, stage, Problem::out_of_order, is_bad, false)) continue;
      std::vector<Time> times(reached.at.begin(), reached.at.end());
      for (std::size_t i = 0; i < times.size(); ++i) {
        if (is_bad(i)) times[i] = no_time;
      }
      replace(stage, column_of(Values<Time>(std::move(times))));
    }
  }

  void replace(std::string_view name, const Column& column) {
    Frame replaced;
    for (const auto& [other, old] : records_.columns()) replaced.add(other, other == name ? column : old);
    records_ = std::move(replaced);
  }

  Frame without_removed() const {
    if (std::find(removed_.begin(), removed_.end(), true) == removed_.end()) return records_;
    std::vector<std::uint32_t> kept;
    for (std::size_t i = 0; i < removed_.size(); ++i) {
      if (!removed_[i]) kept.push_back(static_cast<std::uint32_t>(i));
    }
    Frame frame;
    for (const auto& [name, column] : records_.columns()) frame.add(name, column.take(kept));
    return frame;
  }

  /// Sums of amounts are exact for numbers up to this one.
  static constexpr double largest_number = 1e15;

  Table table_;
  const Frame& given_;
  const BookOptions& options_;
  Frame records_;
  Intake intake_;
  std::vector<bool> removed_;
};

}  // namespace

Cleaned clean(Table table, const Frame& records, const BookOptions& options) {
  return Cleaner(table, records, options).clean();
}

}  // namespace fealty::customers
