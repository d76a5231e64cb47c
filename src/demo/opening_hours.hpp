#pragma once

#include <chrono>
#include <cstdint>

#include "fealty/core/time.hpp"

namespace fealty::demo {

/// The hours of a dealership, 8 to 18 local time from Monday to Saturday, and how busy they are.
///
/// Open time counts open days from the first day of the records; its fraction is the share of a day's customers who
/// have come so far. So what happens at a constant rate in open time follows the hours' load, and keeps its order.
class OpeningHours {
 public:
  OpeningHours(std::chrono::year_month_day first_day, std::uint64_t days, Duration utc_offset);

  /// Local midnight before the first day, and after the last.
  [[nodiscard]] Time begin() const noexcept { return begin_; }
  [[nodiscard]] Time end() const noexcept { return end_; }

  /// The whole length of the records in open days.
  [[nodiscard]] double open_days() const noexcept { return open_time(end_); }

  /// The instant, in whole seconds, of an open time; negative ones lie before the first day.
  [[nodiscard]] Time at(double open_time) const noexcept;

  /// The open time of an instant; hours when the dealership is closed count as the next opening.
  [[nodiscard]] double open_time(Time instant) const noexcept;

  /// The instant that is so much open time later, at least the next opening.
  [[nodiscard]] Time later(Time instant, double open_days) const noexcept { return at(open_time(instant) + open_days); }

  /// The first instant, not before `earliest`, from which so much time is left before closing.
  [[nodiscard]] Time when_fits(Time earliest, Duration length) const noexcept;

  /// Load of the hour, from 0 to 1; Saturdays are fuller than other days.
  [[nodiscard]] double load_at(Time instant) const noexcept;

  /// Days since the first, 0 for the first itself.
  [[nodiscard]] std::int64_t day_of(Time instant) const noexcept;

 private:
  [[nodiscard]] int weekday_of(std::int64_t day) const noexcept;  // 0 for Monday
  [[nodiscard]] Time clock(std::int64_t day, Duration since_midnight) const noexcept {
    return begin_ + Duration{day * us_per_day + since_midnight.us};
  }

  Time begin_;
  Time end_;
  int first_weekday_;
};

}  // namespace fealty::demo
