#include "fealty/core/time_zone.hpp"

#include <gtest/gtest.h>

#include "clock_times.hpp"
#include "fealty/core/error.hpp"

namespace fealty {
namespace {

constexpr Duration hours(std::int64_t n) {
  return {n * us_per_hour};
}

TimeZone berlin_2026() {
  return {"Europe/Berlin", hours(1), {{at("2026-03-29T01:00"), hours(2)}, {at("2026-10-25T01:00"), hours(1)}}};
}

TEST(TimeZone, KnowsTheOffsetOnBothSidesOfAChange) {
  const TimeZone zone = berlin_2026();
  EXPECT_EQ(zone.offset_at(at("2026-03-29T00:59:59")), hours(1));
  EXPECT_EQ(zone.offset_at(at("2026-03-29T01:00")), hours(2));
  EXPECT_EQ(zone.offset_at(at("2026-12-01")), hours(1));
}

TEST(TimeZone, TakesAReadingThatOccursOnceToItsInstant) {
  const LocalTime summer = berlin_2026().to_utc(at("2026-07-01T12:00"));
  EXPECT_EQ(summer.instant, at("2026-07-01T10:00"));
  EXPECT_EQ(summer.kind, LocalTime::Kind::unique);
  EXPECT_EQ(berlin_2026().to_utc(at("2026-01-01T12:00")).instant, at("2026-01-01T11:00"));
}

TEST(TimeZone, TakesTheEarlierOfTwoInstants) {
  const LocalTime twice = berlin_2026().to_utc(at("2026-10-25T02:30"));
  EXPECT_EQ(twice.kind, LocalTime::Kind::ambiguous);
  EXPECT_EQ(twice.instant, at("2026-10-25T00:30"));
}

TEST(TimeZone, TakesTheInstantOfTheChangeForAReadingThatNeverOccurs) {
  const LocalTime never = berlin_2026().to_utc(at("2026-03-29T02:30"));
  EXPECT_EQ(never.kind, LocalTime::Kind::skipped);
  EXPECT_EQ(never.instant, at("2026-03-29T01:00"));
}

TEST(TimeZone, ReadingsOfInstantsComeBack) {
  const TimeZone zone = berlin_2026();
  for (Time t = at("2026-01-01"); t < at("2027-01-01"); t = t + Duration{us_per_hour / 2}) {
    const LocalTime back = zone.to_utc(zone.to_local(t));
    EXPECT_NE(back.kind, LocalTime::Kind::skipped) << to_string(t);
    if (back.kind == LocalTime::Kind::unique) {
      EXPECT_EQ(back.instant, t) << to_string(t);
    }
  }
}

TEST(TimeZone, RefusesTransitionsOutOfOrder) {
  EXPECT_THROW(TimeZone("x", hours(0), {{at("2026-03-01"), hours(1)}, {at("2026-03-01"), hours(2)}}), ParameterError);
  EXPECT_THROW(TimeZone("x", hours(24)), ParameterError);
}

}  // namespace
}  // namespace fealty
