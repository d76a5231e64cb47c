#include "fealty/core/time_column.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty {
namespace {

/// Where the values of one block go, and what is found there.
struct Block {
  Instants found;
  std::vector<Time>* at;
  const TimeZone* zone;

  void put(std::size_t row, Time instant) {
    if (!is_plausible(instant)) found.implausible.note(row);
    (*at)[row] = instant;
  }

  void put_reading(std::size_t row, Time wall) {
    found.naive.note(row);
    const LocalTime local = zone->to_utc(wall);
    if (local.kind == LocalTime::Kind::ambiguous) found.ambiguous.note(row);
    if (local.kind == LocalTime::Kind::skipped) found.skipped.note(row);
    put(row, local.instant);
  }
};

void add_counts(Instants& total, const Instants& part) {
  total.missing += part.missing;
  total.unreadable += part.unreadable;
  total.implausible += part.implausible;
  total.naive += part.naive;
  total.ambiguous += part.ambiguous;
  total.skipped += part.skipped;
  total.other_offset += part.other_offset;
}

/// Fills the rows of a chunk block by block: `fill(block, begin, end)` puts those that are not missing.
template <class Fill>
void fill_chunk(const Chunk& chunk, std::size_t first_row, std::vector<Time>& at, const TimeZone& zone, Instants& total,
                const Fill& fill) {
  const auto length = static_cast<std::size_t>(chunk.length);
  Instants counts = reduce_blocks(
      length, Instants{},
      [&](std::size_t begin, std::size_t end) {
        Block block{{}, &at, &zone};
        for (std::size_t i = begin; i < end; ++i) {
          if (!chunk.is_valid(static_cast<std::int64_t>(i))) block.found.missing.note(first_row + i);
        }
        fill(block, static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end));
        return std::move(block.found);
      },
      [](Instants& sum, const Instants& part) { add_counts(sum, part); });
  add_counts(total, counts);
}

/// Microseconds in a unit, or units in a microsecond.
struct Scale {
  std::int64_t times = 1;
  std::int64_t over = 1;
};

Scale scale_of(const Type& type) noexcept {
  if (type.kind == Kind::date32) return {us_per_day, 1};
  if (type.kind == Kind::date64) return {1000, 1};
  switch (type.unit) {
    case TimeUnit::second:
      return {us_per_second, 1};
    case TimeUnit::millisecond:
      return {1000, 1};
    case TimeUnit::nanosecond:
      return {1, 1000};
    default:
      return {1, 1};
  }
}

/// The value in microseconds, cut off downwards; beyond the range of Time it stays at its end.
Time scaled(std::int64_t value, Scale scale) noexcept {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max() / scale.times;
  const std::int64_t us = std::clamp(value, -most, most) * scale.times;
  return {us / scale.over - (us % scale.over < 0 ? 1 : 0)};
}

template <class T>
void fill_numbers(Block& block, const Chunk& chunk, const Type& type, std::size_t first_row, std::int64_t begin,
                  std::int64_t end) {
  const auto values = chunk.as<T>();
  const Scale scale = scale_of(type);
  const bool is_instant = type.kind == Kind::timestamp && !type.zone.empty();
  for (std::int64_t i = begin; i < end; ++i) {
    if (!chunk.is_valid(i)) continue;
    const Time time = scaled(static_cast<std::int64_t>(values[static_cast<std::size_t>(i)]), scale);
    const std::size_t row = first_row + static_cast<std::size_t>(i);
    is_instant ? block.put(row, time) : block.put_reading(row, time);
  }
}

void fill_texts(Block& block, const Chunk& chunk, Kind kind, std::size_t first_row, std::int64_t begin,
                std::int64_t end, std::optional<Duration> usual_offset) {
  for_each_text(chunk, kind, begin, end, [&](std::int64_t i, std::string_view text) {
    const std::size_t row = first_row + static_cast<std::size_t>(i);
    const auto parsed = parse_iso8601(text);
    if (!parsed) {
      block.found.unreadable.note(row);
      return;
    }
    if (parsed->offset != usual_offset) block.found.other_offset.note(row);
    parsed->offset ? block.put(row, parsed->wall - *parsed->offset) : block.put_reading(row, parsed->wall);
  });
}

/// The offset of the first text that can be read.
std::optional<Duration> first_offset(const Column& column) {
  for (const Chunk& chunk : column.chunks()) {
    for (std::int64_t i = 0; i < chunk.length; ++i) {
      std::optional<ParsedTime> parsed;
      for_each_text(chunk, column.type().kind, i, i + 1,
                    [&](std::int64_t, std::string_view text) { parsed = parse_iso8601(text); });
      if (parsed) return parsed->offset;
    }
  }
  return std::nullopt;
}

bool is_ready(const Column& column) {
  const Type& type = column.type();
  return type.kind == Kind::timestamp && type.unit == TimeUnit::microsecond && !type.zone.empty() &&
         column.chunks().size() == 1 && column.null_count() == 0 && column.chunks().front().dictionary == nullptr;
}

Instants view_of(const Column& column) {
  const Chunk& chunk = column.chunks().front();
  Instants instants;
  instants.at = Values<Time>(chunk.as<Time>(), chunk.values.owner);
  instants.implausible = reduce_blocks(
      instants.at.size(), Affected{},
      [&](std::size_t begin, std::size_t end) {
        Affected found;
        for (std::size_t i = begin; i < end; ++i) {
          if (!is_plausible(instants.at[i])) found.note(i);
        }
        return found;
      },
      [](Affected& sum, const Affected& part) { sum += part; });
  return instants;
}

}  // namespace

Instants as_instants(const Column& given, std::string_view name, const TimeZone& zone) {
  const Kind kind = given.type().kind;
  if (!is_temporal(kind) && !is_text(kind) && kind != Kind::null) {
    throw RecordError(code::wrong_type,
                      fmt::format("column {}: times must be timestamps, dates or ISO 8601 texts, not {}", name,
                                  to_string(given.type())));
  }
  if (is_ready(given)) return view_of(given);
  const Column column = is_text(kind) ? given : given.decoded();
  const auto usual_offset = is_text(kind) ? first_offset(column) : std::nullopt;
  Instants instants;
  std::vector<Time> at(column.size(), no_time);
  std::size_t first_row = 0;
  for (const Chunk& chunk : column.chunks()) {
    fill_chunk(chunk, first_row, at, zone, instants, [&](Block& block, std::int64_t begin, std::int64_t end) {
      if (is_text(kind)) fill_texts(block, chunk, kind, first_row, begin, end, usual_offset);
      if (kind == Kind::date32) fill_numbers<std::int32_t>(block, chunk, column.type(), first_row, begin, end);
      if (kind == Kind::timestamp || kind == Kind::date64)
        fill_numbers<std::int64_t>(block, chunk, column.type(), first_row, begin, end);
    });
    first_row += static_cast<std::size_t>(chunk.length);
  }
  instants.at = Values<Time>(std::move(at));
  return instants;
}

Column column_of(const Values<Time>& times) {
  Chunk chunk;
  chunk.length = static_cast<std::int64_t>(times.size());
  chunk.values = {reinterpret_cast<const std::byte*>(times.span().data()), times.size() * sizeof(Time), times.owner()};
  std::vector<std::uint8_t> validity((times.size() + 7) / 8, 0);
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (times[i] == no_time) {
      ++chunk.null_count;
    } else {
      validity[i >> 3] = static_cast<std::uint8_t>(validity[i >> 3] | (1U << (i & 7)));
    }
  }
  if (chunk.null_count > 0) chunk.validity = Buffer::from(std::move(validity));
  return {Type{Kind::timestamp, TimeUnit::microsecond, "UTC"}, {std::move(chunk)}};
}

}  // namespace fealty
