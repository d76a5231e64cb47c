#include "opening_hours.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace fealty::demo {
namespace {

constexpr std::int64_t opening = 8 * us_per_hour;
constexpr std::int64_t closing = 18 * us_per_hour;
constexpr int sunday = 6;

// Shares of a day's customers by hour, 8-9 first: workshops fill before ten and again in the late afternoon.
constexpr std::array<double, 10> hour_shares = {0.07, 0.15, 0.16, 0.11, 0.06, 0.06, 0.09, 0.13, 0.11, 0.06};
constexpr double fullest_share = 0.16;
constexpr double saturday_load = 1.25;

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
  return a / b - (a % b < 0 ? 1 : 0);
}

// Since opening, when this share of the day's customers has come.
Duration clock_of_share(double share) noexcept {
  double hour = 0;
  for (const double part : hour_shares) {
    if (share < part) return {static_cast<std::int64_t>((hour + share / part) * 3600) * us_per_second};
    share -= part;
    hour += 1;
  }
  return {closing - opening - us_per_second};
}

double share_of_clock(Duration since_opening) noexcept {
  const double hours = static_cast<double>(since_opening.us) / static_cast<double>(us_per_hour);
  const auto whole = static_cast<std::size_t>(hours);
  double share = 0;
  for (std::size_t i = 0; i < whole && i < hour_shares.size(); ++i) share += hour_shares[i];
  return whole < hour_shares.size() ? share + hour_shares[whole] * (hours - static_cast<double>(whole)) : share;
}

}  // namespace

OpeningHours::OpeningHours(std::chrono::year_month_day first_day, std::uint64_t days, Duration utc_offset)
    : begin_(at_midnight(first_day) - utc_offset),
      end_(begin_ + Duration{static_cast<std::int64_t>(days) * us_per_day}),
      first_weekday_(static_cast<int>(std::chrono::weekday{std::chrono::sys_days{first_day}}.iso_encoding()) - 1) {}

std::int64_t OpeningHours::day_of(Time instant) const noexcept {
  return floor_divide((instant - begin_).us, us_per_day);
}

int OpeningHours::weekday_of(std::int64_t day) const noexcept {
  return static_cast<int>(((day + first_weekday_) % 7 + 7) % 7);
}

// Open days are counted from the Monday of the first week, where the six of each week are simply in order.
Time OpeningHours::at(double open_time) const noexcept {
  const double whole = std::floor(open_time);
  const std::int64_t before = first_weekday_;  // open days of the first week before the first day
  const std::int64_t open_day = static_cast<std::int64_t>(whole) + before;
  const std::int64_t week = floor_divide(open_day, 6);
  const std::int64_t day = week * 7 + (open_day - week * 6) - first_weekday_;
  return clock(day, Duration{opening + clock_of_share(open_time - whole).us});
}

double OpeningHours::open_time(Time instant) const noexcept {
  const std::int64_t day = day_of(instant);
  const std::int64_t since_monday = day + first_weekday_;
  const std::int64_t week = floor_divide(since_monday, 7);
  const auto open_day = static_cast<double>(week * 6 + std::min<std::int64_t>(since_monday - week * 7, 6) -
                                            static_cast<std::int64_t>(first_weekday_));
  if (weekday_of(day) == sunday) return open_day;
  const std::int64_t since_opening = (instant - clock(day, Duration{opening})).us;
  if (since_opening >= closing - opening) return open_day + 1;
  return open_day + share_of_clock(Duration{std::max<std::int64_t>(since_opening, 0)});
}

Time OpeningHours::when_fits(Time earliest, Duration length) const noexcept {
  Time start = earliest;
  if (const Time next = at(open_time(earliest)); next > earliest + Duration{us_per_second}) start = next;
  const Time close = clock(day_of(start), Duration{closing});
  return start + length <= close ? start : at(std::floor(open_time(start)) + 1);
}

double OpeningHours::load_at(Time instant) const noexcept {
  const std::int64_t day = day_of(instant);
  const std::int64_t hour = (instant - clock(day, Duration{opening})).us / us_per_hour;
  const auto index = static_cast<std::size_t>(std::clamp<std::int64_t>(hour, 0, 9));
  const double load = hour_shares[index] / fullest_share / saturday_load;
  return weekday_of(day) == 5 ? load * saturday_load : load;
}

}  // namespace fealty::demo
