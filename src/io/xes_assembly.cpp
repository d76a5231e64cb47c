#include "xes_assembly.hpp"

#include <algorithm>
#include <bit>
#include <optional>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "xes_names.hpp"

namespace fealty::io {

namespace {

/// Which events have the value of a row: each the one of its own row, or all of a trace that of the trace.
class RowsOfValues {
 public:
  static RowsOfValues of_events(std::size_t events) { return RowsOfValues(events, {}); }

  /// From the begins of the traces and the end of the last.
  static RowsOfValues of_traces(std::vector<std::uint64_t> offsets) {
    const std::size_t traces = offsets.size() - 1;
    return RowsOfValues(traces, std::move(offsets));
  }

  /// The number of rows.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// The values of the events from those of the rows.
  template <class T>
  [[nodiscard]] std::vector<T> per_event(std::vector<T> per_row) const {
    if (offsets_.empty()) return per_row;
    std::vector<T> values(offsets_.back());
    for (std::size_t trace = 0; trace < size_; ++trace) {
      std::fill(values.begin() + static_cast<std::ptrdiff_t>(offsets_[trace]),
                values.begin() + static_cast<std::ptrdiff_t>(offsets_[trace + 1]), per_row[trace]);
    }
    return values;
  }

 private:
  RowsOfValues(std::size_t size, std::vector<std::uint64_t> offsets) : size_(size), offsets_(std::move(offsets)) {}

  std::size_t size_;
  std::vector<std::uint64_t> offsets_;
};

/// The values of all events; `filler` where there is none.
template <class T, class FromWord>
std::vector<T> values_of(const PackedValues& packed, const RowsOfValues& rows, T filler, FromWord&& from_word) {
  std::vector<T> values(rows.size(), filler);
  packed.for_each([&](std::uint64_t row, std::int64_t word) { values[row] = from_word(word); });
  return rows.per_event(std::move(values));
}

/// A bit for each event: that of its value, or that of the filler.
template <class FromWord>
std::vector<std::uint8_t> bits_of(const PackedValues& packed, const RowsOfValues& rows, bool filler,
                                  FromWord&& from_word) {
  const auto bytes = values_of<std::uint8_t>(
      packed, rows, filler ? 1 : 0, [&](std::int64_t word) { return static_cast<std::uint8_t>(from_word(word)); });
  return make_bitmap(bytes.size(), [&](std::size_t i) { return bytes[i] != 0; });
}

/// The column, whose values are then gone. Dictionaries are in the order of the rows, so that a log that is written and
/// read again is the same.
Column column_of(XesColumn& column, const RowsOfValues& rows, std::size_t events, std::optional<std::int64_t> filler) {
  const PackedValues values = std::exchange(column.values, {});
  Chunk chunk;
  chunk.length = static_cast<std::int64_t>(events);
  if (!filler && values.size() < rows.size()) {
    chunk.set_validity(bits_of(values, rows, false, [](std::int64_t) { return true; }));
  }
  const auto numbers = [&](auto from_word) {
    const auto number = from_word(filler.value_or(0));
    chunk.values = Buffer::from(values_of<std::remove_const_t<decltype(number)>>(values, rows, number, from_word));
  };
  switch (column.kind) {
    case XesKind::text: {
      const auto to_code = [](std::int64_t word) { return static_cast<std::int32_t>(word); };
      auto codes = values_of<std::int32_t>(values, rows, to_code(filler.value_or(-1)), to_code);
      column.texts.renumber(codes);
      chunk.values = Buffer::from(std::move(codes));
      chunk.dictionary = column.texts.take_dictionary();
      return {chunk.dictionary->type(), {chunk}};
    }
    case XesKind::boolean:
      chunk.values = Buffer::from(bits_of(values, rows, filler.value_or(0) != 0, [](auto word) { return word != 0; }));
      return {{Kind::boolean}, {chunk}};
    case XesKind::real:
      numbers([](std::int64_t word) { return std::bit_cast<double>(word); });
      return {{Kind::float64}, {chunk}};
    default:
      numbers([](std::int64_t word) { return word; });
      if (column.kind == XesKind::integer) return {{Kind::int64}, {chunk}};
      return {{Kind::timestamp, TimeUnit::microsecond, "UTC"}, {chunk}};
  }
}

/// The first row that has a value; the number of rows if none has.
std::int64_t first_value(const Column& column) {
  const Chunk& chunk = column.chunks().front();
  std::int64_t row = 0;
  while (row < chunk.length && !chunk.is_valid(row)) ++row;
  return row;
}

const XesDefault* default_of(const std::string& key, const std::vector<XesDefault>& defaults) {
  const auto found = std::find_if(defaults.begin(), defaults.end(), [&](const auto& one) { return one.key == key; });
  return found == defaults.end() ? nullptr : &*found;
}

void add_columns_of_defaults(XesColumns& columns, const std::vector<XesDefault>& defaults) {
  for (const XesDefault& one : defaults) columns.of(one.key, one.kind, {});
}

void note_kinds_of_defaults(XesColumns& columns, const std::vector<XesDefault>& defaults, std::size_t rows) {
  for (const XesDefault& one : defaults) {
    XesColumn& column = columns.all()[columns.of(one.key, one.kind, {})];
    if (column.values.size() < rows) column.seen.add(one.kind);
  }
}

bool find_mixed_in(const XesColumns& columns, ForcedKinds& forced) {
  bool found = false;
  for (const XesColumn& column : columns.all()) {
    if (!column.seen.is_mixed() || column.is_forced) continue;
    forced[column.key] = column.seen.common();
    found = true;
  }
  return found;
}

/// A frame is as large as its rows times its columns; this must be backed by values that the text holds.
void require_backed(std::uint64_t rows, const XesColumns& columns, std::uint64_t rows_of_columns) {
  constexpr std::uint64_t always_allowed = std::uint64_t{1} << 27;
  constexpr std::uint64_t allowed_per_value = 64;
  std::uint64_t values = 0;
  for (const XesColumn& column : columns.all()) values += column.values.size();
  const std::uint64_t repeated = rows_of_columns == 0 ? 0 : rows / rows_of_columns + 1;
  if (columns.all().size() > always_allowed / std::max<std::uint64_t>(rows, 1) &&
      columns.all().size() >
          (always_allowed + allowed_per_value * values * repeated) / std::max<std::uint64_t>(rows, 1)) {
    throw RecordError(code::refused_record,
                      fmt::format("{} attributes of {} events hold only {} values: such a table is refused",
                                  columns.all().size(), rows, values));
  }
}

void note_findings(Intake& intake, const XesColumn& column, const std::string& table, const Rules& rules) {
  const auto note = [&](Problem problem, const Affected& affected, const std::string& example) {
    intake.note({table, column.key, problem, affected, example, rules[problem]});
  };
  note(column.kind == XesKind::time ? Problem::unreadable_time : Problem::unreadable_value, column.unreadable,
       column.unreadable_example);
  note(Problem::naive_time, column.naive, column.naive_example);
}

/// The traces that have events: their begins and the end of the last.
std::vector<std::uint64_t> offsets_of(const std::vector<std::uint64_t>& begins, std::uint64_t events) {
  std::vector<std::uint64_t> offsets;
  for (const std::uint64_t begin : begins) {
    if (offsets.empty() || offsets.back() != begin) offsets.push_back(begin);
  }
  if (offsets.empty() || offsets.back() != events) offsets.push_back(events);
  return offsets;
}

}  // namespace

void XesAssembly::append(ParsedBlock&& block, Place start) {
  const std::uint64_t trace_base = trace_begins_.size() - (start == Place::trace ? 1 : 0);
  for (const std::uint64_t begin : block.trace_begins) trace_begins_.push_back(events_ + begin);
  std::string repeated = std::move(block.repeated_key);
  repeated_keys_ += block.repeated_keys;
  repeated_keys_ += event_columns_.append(block.event_columns, events_, repeated);
  repeated_keys_ += trace_columns_.append(block.trace_columns, trace_base, repeated);
  if (repeated_key_.empty()) repeated_key_ = std::move(repeated);
  events_ += block.events;
  declarations_.append(std::move(block.declarations));
}

void XesAssembly::note_defaults() {
  note_kinds_of_defaults(event_columns_, declarations_.event_values, events_);
  note_kinds_of_defaults(trace_columns_, declarations_.trace_values, trace_begins_.size());
}

bool XesAssembly::find_mixed(XesForced& forced) const {
  const bool in_events = find_mixed_in(event_columns_, forced.events);
  return find_mixed_in(trace_columns_, forced.traces) || in_events;
}

/// A column on its way into the frame.
struct XesAssembly::Making {
  XesColumn* column;
  const std::vector<XesDefault>* defaults;
  const RowsOfValues* rows;
  std::string name;
  Column made = {};
  std::uint64_t filled = 0;

  void make(std::size_t events, bool fill_defaults) {
    std::optional<std::int64_t> filler;
    const XesDefault* filling = fill_defaults ? default_of(column->key, *defaults) : nullptr;
    const std::size_t missing = rows->size() - column->values.size();
    bool is_naive = false;
    if (filling != nullptr && missing > 0) filler = word_of(*column, filling->text, is_naive);
    filled = filler ? missing : 0;
    made = column_of(*column, *rows, events, filler);
  }
};

XesLog XesAssembly::finish(const XesOptions& options) && {
  if (options.fill_defaults) {
    add_columns_of_defaults(event_columns_, declarations_.event_values);
    add_columns_of_defaults(trace_columns_, declarations_.trace_values);
  }
  require_backed(events_, event_columns_, events_);
  require_backed(events_, trace_columns_, trace_begins_.size());

  const std::size_t traces = trace_begins_.size();
  XesLog log;
  log.trace_offsets = offsets_of(trace_begins_, events_);
  log.empty_traces = traces - log.traces();
  log.repeated_keys = repeated_keys_;
  log.repeated_key = std::move(repeated_key_);
  log.intake.count_rows("events", {events_, events_});
  log.intake.count_rows("traces", {traces, log.traces()});

  trace_begins_.push_back(events_);
  const auto of_events = RowsOfValues::of_events(events_);
  const auto of_traces = RowsOfValues::of_traces(std::move(trace_begins_));
  std::vector<Making> of_event;
  std::vector<Making> of_trace;
  for (XesColumn& column : event_columns_.all()) {
    note_findings(log.intake, column, "events", options.rules);
    of_event.push_back({&column, &declarations_.event_values, &of_events, column_of_event(column.key)});
  }
  for (XesColumn& column : trace_columns_.all()) {
    note_findings(log.intake, column, "traces", options.rules);
    of_trace.push_back({&column, &declarations_.trace_values, &of_traces, column_of_trace(column.key)});
  }
  note_unreadable_declarations(log.intake, options.rules);
  make_all(of_event, options.fill_defaults, log);
  make_all(of_trace, options.fill_defaults, log);

  log.attributes = std::move(declarations_.attributes);
  log.trace_defaults = std::move(declarations_.trace_defaults);
  log.event_defaults = std::move(declarations_.event_defaults);
  log.classifiers = std::move(declarations_.classifiers);
  log.extensions = std::move(declarations_.extensions);
  return log;
}

// The columns stand in the order of their first values, as they do when what is here written is read.
void XesAssembly::make_all(std::vector<Making>& columns, bool fill_defaults, XesLog& log) const {
  run_tasks(columns.size(), [&](std::size_t i) { columns[i].make(events_, fill_defaults); });
  std::stable_sort(columns.begin(), columns.end(),
                   [](const Making& a, const Making& b) { return first_value(a.made) < first_value(b.made); });
  for (Making& one : columns) {
    if (one.filled > 0) log.filled.push_back({one.name, one.filled});
    log.events.add(std::move(one.name), std::move(one.made));
  }
}

void XesAssembly::note_unreadable_declarations(Intake& intake, const Rules& rules) const {
  if (declarations_.unreadable == 0) return;
  constexpr auto problem = Problem::unreadable_value;
  intake.note({"log", declarations_.unreadable_key, problem, Affected{declarations_.unreadable, {}},
               declarations_.unreadable_value, rules[problem]});
}

}  // namespace fealty::io
