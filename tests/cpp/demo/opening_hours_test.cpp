#include "../../../src/demo/opening_hours.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

#include "fealty/core/random.hpp"

namespace fealty::demo {
namespace {

constexpr Duration offset{8 * us_per_hour};

OpeningHours hours_from(int day_of_july_2025, std::uint64_t days = 365) {
  const std::chrono::day day{static_cast<unsigned>(day_of_july_2025)};
  return {std::chrono::year{2025} / std::chrono::July / day, days, offset};
}

unsigned weekday_of(Time instant) {  // 0 for Sunday
  return std::chrono::weekday{std::chrono::sys_days{date_of(instant + offset)}}.c_encoding();
}

Duration clock_of(Time instant) {
  const Time local = instant + offset;
  return local - at_midnight(date_of(local));
}

// The plain twin: looks at one day after the other.
Time opening_by_counting(const OpeningHours& hours, int open_days) {
  Time day = hours.begin();
  for (int seen = weekday_of(day) == 0 ? -1 : 0; seen < open_days;) {
    day = day + days(1);
    if (weekday_of(day) != 0) ++seen;
  }
  return day + Duration{8 * us_per_hour};
}

TEST(OpeningHours, OpenDaysAreCountedFromAnyWeekday) {
  for (int first = 1; first <= 7; ++first) {
    const auto hours = hours_from(first);
    for (int k = 0; k < 30; ++k) EXPECT_EQ(hours.at(k), opening_by_counting(hours, k)) << first << " " << k;
  }
}

TEST(OpeningHours, EveryInstantIsInWholeSecondsOfAnOpenHourOfAnOpenDay) {
  RandomStream random(1, "test");
  const auto hours = hours_from(1);
  for (int i = 0; i < 20'000; ++i) {
    const Time instant = hours.at(-1000 + 2000 * random.uniform());
    EXPECT_NE(weekday_of(instant), 0U);
    EXPECT_GE(clock_of(instant), Duration{8 * us_per_hour});
    EXPECT_LT(clock_of(instant), Duration{18 * us_per_hour});
    EXPECT_EQ(instant.us % us_per_second, 0);
  }
}

TEST(OpeningHours, OpenTimeIsTheInverseUpToTheSecond) {
  RandomStream random(2, "test");
  const auto hours = hours_from(6);
  for (int i = 0; i < 20'000; ++i) {
    const double t = -100 + 600 * random.uniform();
    const double back = hours.open_time(hours.at(t));
    EXPECT_LE(back, t + 1e-9);
    EXPECT_GT(back, t - 1e-4);
  }
}

TEST(OpeningHours, ClosedHoursCountAsTheNextOpening) {
  const auto hours = hours_from(1);  // a Tuesday
  EXPECT_EQ(hours.open_time(hours.begin()), 0.0);
  EXPECT_EQ(hours.open_time(hours.begin() + Duration{20 * us_per_hour}), 1.0);
  const Time sunday = hours.begin() + days(5) + Duration{12 * us_per_hour};
  EXPECT_EQ(hours.open_time(sunday), 5.0);
  EXPECT_EQ(hours.at(hours.open_time(sunday)), hours.begin() + days(6) + Duration{8 * us_per_hour});
}

TEST(OpeningHours, AWeekHasSixOpenDays) {
  EXPECT_EQ(hours_from(1, 7).open_days(), 6.0);
  EXPECT_EQ(hours_from(6, 1).open_days(), 0.0);  // a Sunday
  EXPECT_EQ(hours_from(1, 365).open_days(), 313.0);
}

TEST(OpeningHours, WhatDoesNotFitBeforeClosingWaitsForTheNextOpening) {
  const auto hours = hours_from(1);
  const Time five = hours.begin() + Duration{17 * us_per_hour};
  EXPECT_EQ(hours.when_fits(five, Duration{us_per_hour}), five);
  EXPECT_EQ(hours.when_fits(five, Duration{us_per_hour + us_per_second}), hours.at(1));
  EXPECT_EQ(hours.when_fits(five + Duration{3 * us_per_hour}, Duration{us_per_minute}), hours.at(1));
}

TEST(OpeningHours, TheMorningIsFullerThanNoonAndSaturdayThanFriday) {
  const auto hours = hours_from(1);
  const auto load = [&](int day, int hour) {
    return hours.load_at(hours.begin() + days(day) + Duration{hour * us_per_hour});
  };
  EXPECT_GT(load(3, 10), load(3, 12));
  EXPECT_GT(load(4, 10), load(3, 10));
  EXPECT_DOUBLE_EQ(load(4, 10), 1.0);
}

TEST(OpeningHours, DaysBeforeTheFirstAreNegative) {
  const auto hours = hours_from(1);
  EXPECT_EQ(hours.day_of(hours.begin()), 0);
  EXPECT_EQ(hours.day_of(hours.begin() - Duration{1}), -1);
  EXPECT_EQ(hours.day_of(hours.end()), 365);
}

}  // namespace
}  // namespace fealty::demo
