#include "fealty/flow/period.hpp"

#include <chrono>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::flow {
namespace {

constexpr Time midnight(int year, unsigned month, unsigned day) {
  return at_midnight(std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day));
}

std::string week_of(Time t) {
  return period_label(period_start(t, Period::week, TimeZone()), Period::week);
}

TEST(Period, NamesWeeksAsIso8601Does) {
  EXPECT_EQ(week_of(midnight(2026, 6, 30)), "2026-W27");
  EXPECT_EQ(week_of(midnight(2021, 1, 3)), "2020-W53");  // the examples of the standard's edge
  EXPECT_EQ(week_of(midnight(2021, 1, 4)), "2021-W01");
  EXPECT_EQ(week_of(midnight(2018, 12, 31)), "2019-W01");
  EXPECT_EQ(week_of(midnight(1969, 12, 31)), "1970-W01");
  EXPECT_EQ(week_of(midnight(1969, 12, 28)), "1969-W52");
}

TEST(Period, BeginsByTheClocksOfTheZone) {
  const TimeZone shanghai("Asia/Shanghai", Duration{8 * us_per_hour});
  const Time late = midnight(2026, 6, 30) + Duration{17 * us_per_hour};  // already July there
  EXPECT_EQ(period_label(period_start(late, Period::month, shanghai), Period::month), "2026-07");
  EXPECT_EQ(period_label(period_start(late, Period::day, shanghai), Period::day), "2026-07-01");
  EXPECT_EQ(period_label(period_start(late, Period::hour, shanghai), Period::hour), "2026-07-01 01");
  EXPECT_EQ(period_label(period_start(late, Period::day, TimeZone()), Period::day), "2026-06-30");
}

TEST(Period, BeforeTheEpochBeginsBefore) {
  const Time t = midnight(1969, 12, 31) + Duration{5};
  EXPECT_EQ(period_start(t, Period::day, TimeZone()), midnight(1969, 12, 31));
  EXPECT_EQ(period_start(t, Period::hour, TimeZone()), midnight(1969, 12, 31));
}

TEST(Period, OfAnotherNameIsRefused) {
  EXPECT_EQ(period_named("week"), Period::week);
  EXPECT_THROW((void)period_named("fortnight"), ParameterError);
}

}  // namespace
}  // namespace fealty::flow
