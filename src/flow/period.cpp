#include "fealty/flow/period.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fealty/core/error.hpp"

namespace fealty::flow {
namespace {

constexpr std::array<std::string_view, 4> period_names = {"hour", "day", "week", "month"};

Time floor_to(Time reading, std::int64_t unit) {
  const std::int64_t remainder = reading.us % unit;
  return {reading.us - remainder - (remainder < 0 ? unit : 0)};
}

/// The Monday on or before a midnight.
Time monday_of(Time midnight) {
  const std::int64_t day = midnight.us / us_per_day;  // day 0 was a Thursday
  return midnight - days(((day + 3) % 7 + 7) % 7);
}

}  // namespace

Period period_named(std::string_view name) {
  const auto* found = std::ranges::find(period_names, name);
  if (found == period_names.end()) {
    throw ParameterError(code::unknown_name,
                         fmt::format("{} is no period: there are {}", name, fmt::join(period_names, ", ")));
  }
  return static_cast<Period>(found - period_names.begin());
}

Time period_start(Time instant, Period period, const TimeZone& zone) {
  const Time reading = zone.to_local(instant);
  if (period == Period::hour) return floor_to(reading, us_per_hour);
  const Time midnight = floor_to(reading, us_per_day);
  if (period == Period::day) return midnight;
  if (period == Period::week) return monday_of(midnight);
  const auto date = date_of(midnight);
  return at_midnight(date.year() / date.month() / 1);
}

std::string period_label(Time start, Period period) {
  const auto text = [](Time t) { return to_string(t); };
  switch (period) {
    case Period::hour:
      return text(start).substr(0, 10) + " " + text(start).substr(11, 2);
    case Period::day:
      return text(start).substr(0, 10);
    case Period::month:
      return text(start).substr(0, 7);
    default: {
      // A week belongs to the year of its Thursday, and is as many weeks after the first as its Thursday is.
      const Time thursday = start + days(3);
      const auto year = date_of(thursday).year();
      const std::int64_t day = (thursday - at_midnight(year / 1 / 1)).us / us_per_day;
      return fmt::format("{:04}-W{:02}", static_cast<int>(year), day / 7 + 1);
    }
  }
}

}  // namespace fealty::flow
