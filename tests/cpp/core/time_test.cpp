#include "fealty/core/time.hpp"

#include <string>

#include <gtest/gtest.h>

namespace fealty {
namespace {

using namespace std::chrono_literals;

constexpr Time noon = at_midnight(std::chrono::year{2026} / 6 / 30) + Duration{12 * us_per_hour};

TEST(Time, ReadsDatesAndClockReadingsAndOffsets) {
  EXPECT_EQ(parse_iso8601("2026-06-30T12:00")->wall, noon);
  EXPECT_EQ(parse_iso8601("2026-06-30 12:00:00")->wall, noon);
  EXPECT_EQ(parse_iso8601("20260630T120000")->wall, noon);
  EXPECT_FALSE(parse_iso8601("2026-06-30T12:00")->offset.has_value());
  EXPECT_EQ(parse_iso8601("2026-06-30T12:00:00Z")->offset, Duration{0});
  EXPECT_EQ(parse_iso8601("2026-06-30T12:00:00+08:00")->offset, Duration{8 * us_per_hour});
  EXPECT_EQ(parse_iso8601("2026-06-30T12:00:00-0330")->offset, Duration{-(3 * us_per_hour + 30 * us_per_minute)});
  EXPECT_TRUE(parse_iso8601("2026-06-30")->date_only);
}

TEST(Time, KeepsMicrosecondsAndCutsOffTheRest) {
  EXPECT_EQ(parse_iso8601("2026-06-30T12:00:00.25")->wall, noon + Duration{250'000});
  EXPECT_EQ(parse_iso8601("2026-06-30T12:00:00.123456789")->wall, noon + Duration{123'456});
  EXPECT_EQ(parse_iso8601("2026-06-30T12:00:00,5Z")->wall, noon + Duration{500'000});
}

TEST(Time, DoesNotGuess) {
  for (const char* text :
       {"", "2026", "2026-6-3", "30.06.2026", "06/30/2026", "2026-02-29", "2026-13-01", "2026-06-30T24:00",
        "2026-06-30T12:60", "2026-06-30T12:00:61", "2026-06-30T12:00 ", "2026-06-30T", "2026-06-30T12:00+",
        "2026-06-30T12:00:00.", "x2026-06-30", "1893456000", "2026-06-30T12:00Zx"}) {
    EXPECT_FALSE(parse_iso8601(text).has_value()) << text;
  }
}

TEST(Time, PrintsWhatItReads) {
  for (const char* text :
       {"2026-06-30T12:00:00Z", "1969-12-31T23:59:59.999999Z", "1900-01-01T00:00:00Z", "2000-02-29T05:06:07.000001Z"}) {
    EXPECT_EQ(to_string(parse_iso8601(text)->wall), text);
  }
}

TEST(Time, DaysAreExact) {
  EXPECT_EQ(in_days(days(3)), 3.0);
  EXPECT_EQ(date_of(noon), std::chrono::year{2026} / 6 / 30);
  EXPECT_EQ(date_of(Time{-1}), std::chrono::year{1969} / 12 / 31);
}

}  // namespace
}  // namespace fealty
