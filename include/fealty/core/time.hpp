#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fealty {

/// An instant: microseconds since 1970-01-01T00:00:00 UTC, without leap seconds.
///
/// Every time in the library is one of these. A local (wall) time becomes one only through a TimeZone, so a record
/// without a zone is never taken for UTC in silence.
struct Time {
  std::int64_t us = 0;

  friend constexpr auto operator<=>(Time, Time) = default;
};

/// A length of time in microseconds.
struct Duration {
  std::int64_t us = 0;

  friend constexpr auto operator<=>(Duration, Duration) = default;
};

inline constexpr std::int64_t us_per_second = 1'000'000;
inline constexpr std::int64_t us_per_minute = 60 * us_per_second;
inline constexpr std::int64_t us_per_hour = 60 * us_per_minute;
inline constexpr std::int64_t us_per_day = 24 * us_per_hour;
inline constexpr double seconds_per_us = 1e-6;

constexpr Duration operator-(Time a, Time b) noexcept {
  return {a.us - b.us};
}
constexpr Time operator+(Time t, Duration d) noexcept {
  return {t.us + d.us};
}
constexpr Time operator-(Time t, Duration d) noexcept {
  return {t.us - d.us};
}

/// Whole days, exact.
constexpr Duration days(std::int64_t n) noexcept {
  return {n * us_per_day};
}

/// A length of time in days, as a real number.
constexpr double in_days(Duration d) noexcept {
  return static_cast<double>(d.us) / static_cast<double>(us_per_day);
}

/// Midnight UTC of a civil date (proleptic Gregorian calendar).
constexpr Time at_midnight(std::chrono::year_month_day date) noexcept {
  return {std::chrono::sys_days{date}.time_since_epoch().count() * us_per_day};
}

/// The civil date, in UTC, of an instant.
constexpr std::chrono::year_month_day date_of(Time t) noexcept {
  return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::microseconds>{std::chrono::microseconds{t.us}})};
}

/// What an ISO 8601 text says: the clock reading, and the zone if the text names one.
struct ParsedTime {
  Time wall;                       ///< the reading of the clock, as if it were UTC
  std::optional<Duration> offset;  ///< the offset from UTC ("Z" is 0), if the text has one
  bool date_only = false;          ///< the text has no time of day
};

/// Reads an ISO 8601 date or date and time: "2026-06-30", "2026-06-30 14:05", "2026-06-30T14:05:09.25+08:00",
/// "20260630". Nothing is guessed: any other text gives no value.
std::optional<ParsedTime> parse_iso8601(std::string_view text) noexcept;

/// The instant as ISO 8601 in UTC, "2026-06-30T14:05:09Z"; microseconds are printed only where they are not zero.
std::string to_string(Time t);

}  // namespace fealty
