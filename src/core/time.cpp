#include "fealty/core/time.hpp"

#include <fmt/format.h>

namespace fealty {
namespace {

/// Reads digits and marks from the front of a text; once something does not fit, nothing more does.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const noexcept { return rest_.empty(); }
  [[nodiscard]] bool next_is(char mark) const noexcept { return !rest_.empty() && rest_.front() == mark; }

  bool skip(char mark) noexcept {
    if (!next_is(mark)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Exactly `count` digits, as a number.
  std::optional<int> digits(std::size_t count) noexcept {
    if (rest_.size() < count) return std::nullopt;
    int number = 0;
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      number = 10 * number + (c - '0');
    }
    rest_.remove_prefix(count);
    return number;
  }

  /// The digits behind a decimal point, as microseconds; digits beyond the sixth are cut off.
  std::optional<std::int64_t> fraction() noexcept {
    std::int64_t us = 0;
    std::size_t count = 0;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      if (count++ < 6) us = 10 * us + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    if (count == 0) return std::nullopt;
    for (; count < 6; ++count) us *= 10;
    return us;
  }

 private:
  std::string_view rest_;
};

std::optional<Time> read_date(Cursor& cursor) noexcept {
  const auto year = cursor.digits(4);
  const bool dashes = cursor.skip('-');
  const auto month = cursor.digits(2);
  if (dashes && !cursor.skip('-')) return std::nullopt;
  const auto day = cursor.digits(2);
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return at_midnight(date);
}

std::optional<Duration> read_clock(Cursor& cursor) noexcept {
  const auto hour = cursor.digits(2);
  const bool colons = cursor.skip(':');
  const auto minute = cursor.digits(2);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  Duration clock{*hour * us_per_hour + *minute * us_per_minute};
  const bool has_seconds = colons
                               ? cursor.skip(':')
                               : !cursor.done() && !cursor.next_is('Z') && !cursor.next_is('+') && !cursor.next_is('-');
  if (!has_seconds) return clock;
  const auto second = cursor.digits(2);
  if (!second || *second > 59) return std::nullopt;
  clock.us += *second * us_per_second;
  if (cursor.skip('.') || cursor.skip(',')) {
    const auto fraction = cursor.fraction();
    if (!fraction) return std::nullopt;
    clock.us += *fraction;
  }
  return clock;
}

std::optional<Duration> read_offset(Cursor& cursor) noexcept {
  if (cursor.skip('Z')) return Duration{0};
  const bool west = cursor.next_is('-');
  if (!cursor.skip('-') && !cursor.skip('+')) return std::nullopt;
  const auto hour = cursor.digits(2);
  cursor.skip(':');
  const auto minute = cursor.done() ? std::optional<int>(0) : cursor.digits(2);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  const std::int64_t us = *hour * us_per_hour + *minute * us_per_minute;
  return Duration{west ? -us : us};
}

}  // namespace

std::optional<ParsedTime> parse_iso8601(std::string_view text) noexcept {
  Cursor cursor(text);
  const auto date = read_date(cursor);
  if (!date) return std::nullopt;
  if (cursor.done()) return ParsedTime{*date, std::nullopt, true};
  if (!cursor.skip('T') && !cursor.skip(' ')) return std::nullopt;
  const auto clock = read_clock(cursor);
  if (!clock) return std::nullopt;
  ParsedTime parsed{*date + *clock, std::nullopt, false};
  if (cursor.done()) return parsed;
  parsed.offset = read_offset(cursor);
  if (!parsed.offset || !cursor.done()) return std::nullopt;
  return parsed;
}

std::string to_string(Time t) {
  const auto date = date_of(t);
  const std::int64_t clock = (t - at_midnight(date)).us;
  auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                          static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock / us_per_hour,
                          clock / us_per_minute % 60, clock / us_per_second % 60);
  if (clock % us_per_second != 0) text += fmt::format(".{:06}", clock % us_per_second);
  return text + "Z";
}

}  // namespace fealty
