#include "fealty/flow/calendar.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"
#include "reference/calendar.hpp"

namespace fealty::flow {
namespace {

using std::chrono::year_month_day;

Time at(const char* text) {
  return parse_iso8601(text)->wall;
}

constexpr Duration hours(double n) {
  return {static_cast<std::int64_t>(n * us_per_hour)};
}

OpeningBlock block(double opens, double closes) {
  return {hours(opens), hours(closes)};
}

year_month_day date(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
}

OpeningWeek office_week() {
  OpeningWeek week;
  for (std::size_t day = 0; day < 5; ++day) week[day] = {block(9, 12), block(13, 17.5)};
  week[5] = {block(9, 12)};
  return week;
}

TimeZone berlin_2026() {
  return {"Europe/Berlin", hours(1), {{at("2026-03-29T01:00"), hours(2)}, {at("2026-10-25T01:00"), hours(1)}}};
}

OpeningWeek every_day(const std::vector<OpeningBlock>& blocks) {
  OpeningWeek week;
  week.fill(blocks);
  return week;
}

TEST(Calendar, CountsTheBlocksOfADayAndTheBreakBetweenThemNot) {
  const Calendar office(office_week());
  EXPECT_EQ(office.working_time(at("2026-06-01T08:00"), at("2026-06-01T18:00")), hours(7.5));  // a Monday
  EXPECT_EQ(office.working_time(at("2026-06-01T11:30"), at("2026-06-01T13:30")), hours(1));
  EXPECT_EQ(office.working_time(at("2026-06-01T12:10"), at("2026-06-01T12:50")), hours(0));
  EXPECT_EQ(office.working_time(at("2026-06-01T00:00"), at("2026-06-08T00:00")), hours(5 * 7.5 + 3));
}

TEST(Calendar, CountsBackwardAsNegative) {
  const Calendar office(office_week());
  EXPECT_EQ(office.working_time(at("2026-06-01T13:30"), at("2026-06-01T11:30")), hours(-1));
  EXPECT_EQ(office.working_time(at("2026-06-01T13:30"), at("2026-06-01T13:30")), hours(0));
}

TEST(Calendar, TakesWeeksBefore1970AsTheyAre) {
  const Calendar office(office_week());
  EXPECT_EQ(office.working_time(at("1969-12-29"), at("1970-01-05")), hours(5 * 7.5 + 3));  // Monday to Monday
  EXPECT_EQ(office.working_time(at("1950-01-01"), at("1950-01-02")), hours(0));            // a Sunday
}

TEST(Calendar, IsClosedOnHolidaysAndKeepsTheHoursOfExceptions) {
  const Calendar office(office_week(), {{date(2026, 10, 10), {block(9, 18)}}, {date(2026, 10, 1)}});
  EXPECT_EQ(office.working_time(at("2026-10-01"), at("2026-10-02")), hours(0));
  EXPECT_EQ(office.working_time(at("2026-10-10"), at("2026-10-11")), hours(9));
  EXPECT_EQ(office.working_time(at("2026-09-28"), at("2026-10-12")), hours(2 * 40.5 - 7.5 + 6));
  EXPECT_EQ(office.exceptions().front().date, date(2026, 10, 1));
}

TEST(Calendar, ReadsTheClockOfItsZone) {
  const Calendar shanghai(office_week(), {}, TimeZone("Asia/Shanghai", hours(8)));
  EXPECT_EQ(shanghai.working_time(at("2026-06-01T01:00"), at("2026-06-01T09:30")), hours(7.5));
}

TEST(Calendar, AnHourThatIsSkippedIsNotWorkedAndOneThatComesTwiceIsWorkedTwice) {
  const Calendar always(every_day({block(0, 24)}), {}, berlin_2026());
  EXPECT_EQ(always.working_time(at("2026-03-28T23:00"), at("2026-03-29T22:00")), hours(23));
  EXPECT_EQ(always.working_time(at("2026-10-24T22:00"), at("2026-10-25T23:00")), hours(25));
  const Calendar night(every_day({block(2.25, 2.75)}), {}, berlin_2026());
  EXPECT_EQ(night.working_time(at("2026-03-28T23:00"), at("2026-03-29T22:00")), hours(0));
  EXPECT_EQ(night.working_time(at("2026-10-24T22:00"), at("2026-10-25T23:00")), hours(1));
  EXPECT_EQ(night.working_time(at("2026-10-25T22:00"), at("2026-10-26T23:00")), hours(0.5));
}

TEST(Calendar, AddsWorkingTimeToTheInstantOfTheDeadline) {
  const Calendar office(office_week(), {{date(2026, 6, 2)}});
  EXPECT_EQ(office.add(at("2026-06-01T11:00"), hours(2)), at("2026-06-01T14:00"));
  EXPECT_EQ(office.add(at("2026-06-01T17:00"), hours(1)), at("2026-06-03T09:30"));  // over the holiday
  EXPECT_EQ(office.add(at("2026-06-01T11:00"), hours(1)), at("2026-06-01T12:00"));  // at closing, not at opening
  EXPECT_EQ(office.add(at("2026-06-07T03:00"), hours(0)), at("2026-06-07T03:00"));  // a closed Sunday
  EXPECT_EQ(office.add(at("2026-06-01T14:00"), hours(-2)), at("2026-06-01T11:00"));
  EXPECT_EQ(office.add(at("2026-06-01T14:00"), hours(-1)), at("2026-06-01T13:00"));  // at opening, not at closing
}

TEST(Calendar, KnowsWhenExceptionalDaysDoNotHoldTheTime) {
  const Calendar fair(OpeningWeek{}, {{date(2026, 6, 2), {block(9, 12)}}, {date(2026, 6, 9), {block(9, 12)}}});
  EXPECT_EQ(fair.working_time(at("2020-01-01"), at("2030-01-01")), hours(6));
  EXPECT_EQ(fair.add(at("2026-01-01"), hours(4)), at("2026-06-09T10:00"));
  EXPECT_EQ(fair.add(at("2026-12-01"), hours(-6)), at("2026-06-02T09:00"));
  EXPECT_THROW((void)fair.add(at("2026-01-01"), hours(7)), ParameterError);
  EXPECT_THROW((void)fair.add(at("2026-12-01"), hours(-7)), ParameterError);
}

TEST(Calendar, CannotBeAskedOutOfItsRange) {
  OpeningWeek week;
  week[0] = {{hours(9), Duration{hours(9).us + 1}}};  // a microsecond a week
  const Calendar brief(week);
  EXPECT_THROW((void)brief.add(at("2026-01-01"), Duration{std::numeric_limits<std::int64_t>::max()}), ParameterError);
  EXPECT_THROW((void)brief.add(at("2026-01-01"), Duration{std::numeric_limits<std::int64_t>::min()}), ParameterError);
  const Calendar always;
  EXPECT_GT(always.working_time(Time{std::numeric_limits<std::int64_t>::min()}, at("2026-01-01")).us, 0);
}

TEST(Calendar, NamesTheBlockThatCannotBe) {
  const auto message = [](const OpeningWeek& week, const std::vector<ExceptionalDay>& days = {}) {
    try {
      (void)Calendar(week, days);
    } catch (const ParameterError& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  OpeningWeek week;
  week[2] = {block(9, 12), block(11.5, 13)};
  EXPECT_NE(message(week).find("wed 11:30-13:00 overlaps 09:00-12:00"), std::string::npos) << message(week);
  week[2] = {block(22, 2)};
  EXPECT_NE(message(week).find("wed 22:00-02:00 must close after"), std::string::npos) << message(week);
  week[2] = {block(9, 25)};
  EXPECT_NE(message(week).find("wed 09:00-25:00 must lie between"), std::string::npos) << message(week);
  EXPECT_NE(message(OpeningWeek{}).find("at least one block"), std::string::npos);
  EXPECT_NE(message(office_week(), {{date(2026, 2, 30)}}).find("2026-02-30"), std::string::npos);
  EXPECT_NE(message(office_week(), {{date(2026, 2, 3)}, {date(2026, 2, 3)}}).find("twice"), std::string::npos);
  EXPECT_NE(message(office_week(), {{date(2026, 2, 3), {block(9, 9)}}}).find("2026-02-03 09:00-09:00"),
            std::string::npos);
}

TEST(Calendar, ListsItsBlocksAndHolidays) {
  const Frame frame = Calendar(office_week(), {{date(2026, 10, 1)}, {date(2026, 10, 10), {block(9, 18.5)}}}).frame();
  ASSERT_EQ(frame.rows(), 13U);
  const TextReader days(frame.at("day"), "day"), opens(frame.at("opens"), "opens"),
      closes(frame.at("closes"), "closes");
  EXPECT_EQ(days[0], "mon");
  EXPECT_EQ(closes[1], "17:30");
  EXPECT_EQ(days[11], "2026-10-01");
  EXPECT_TRUE(opens.is_missing(11));
  EXPECT_EQ(closes[12], "18:30");
}

TEST(Calendar, LeavesUnknownTimesUnknown) {
  const Calendar office(office_week());
  const std::vector<Time> from = {at("2026-06-01T09:00"), no_time, at("2026-06-01T09:00")};
  const std::vector<Time> to = {at("2026-06-01T10:00"), at("2026-06-01T10:00"), no_time};
  EXPECT_EQ(office.working_times(from, to), (std::vector<Duration>{hours(1), no_duration, no_duration}));
  EXPECT_THROW((void)office.working_times(from, {}), RecordError);
}

/// Blocks at whole quarters of an hour, several a day or none.
std::vector<OpeningBlock> random_day(std::mt19937_64& engine) {
  std::vector<OpeningBlock> blocks;
  std::int64_t quarter = static_cast<std::int64_t>(engine() % 40);
  while (quarter < 90 && engine() % 4 != 0) {
    const std::int64_t end = std::min<std::int64_t>(96, quarter + 1 + static_cast<std::int64_t>(engine() % 30));
    blocks.push_back({{quarter * 15 * us_per_minute}, {end * 15 * us_per_minute}});
    quarter = end + static_cast<std::int64_t>(engine() % 20);
  }
  return blocks;
}

Calendar random_calendar(std::mt19937_64& engine) {
  OpeningWeek week;
  for (auto& day : week) day = random_day(engine);
  week[0].assign({block(8, 9)});
  std::vector<ExceptionalDay> exceptions;
  for (const auto& [month, day] : {std::pair{3U, 28U}, {3U, 29U}, {4U, 1U}, {10U, 24U}, {10U, 25U}, {12U, 31U}}) {
    if (engine() % 2 == 0) exceptions.push_back({date(2026, month, day), random_day(engine)});
  }
  const TimeZone half_hours("Australia/Lord_Howe", hours(11),
                            {{at("2026-04-04T15:00"), hours(10.5)}, {at("2026-10-03T15:30"), hours(11)}});
  const TimeZone zones[] = {TimeZone(), TimeZone("Asia/Shanghai", hours(8)), berlin_2026(), half_hours};
  return Calendar(week, exceptions, zones[engine() % 4]);
}

TEST(Calendar, AgreesWithAWalkMinuteByMinute) {
  std::mt19937_64 engine(5);
  const std::int64_t edges[] = {at("2026-03-28").us, at("2026-10-24").us, at("2026-04-03").us, at("2026-12-30").us};
  for (int repetition = 0; repetition < 60; ++repetition) {
    const Calendar calendar = random_calendar(engine);
    for (const std::int64_t edge : edges) {
      const Time from{edge + static_cast<std::int64_t>(engine() % 4320) * us_per_minute};
      const Time to = from + Duration{(static_cast<std::int64_t>(engine() % 8640) - 4320) * us_per_minute};
      ASSERT_EQ(calendar.working_time(from, to), reference::working_time(calendar, from, to))
          << to_string(from) << " to " << to_string(to) << " in " << calendar.zone().name();
    }
  }
}

TEST(Calendar, AddsWhatItCounts) {
  std::mt19937_64 engine(6);
  for (int repetition = 0; repetition < 300; ++repetition) {
    const Calendar calendar = random_calendar(engine);
    const Time from{at("2026-03-01").us + static_cast<std::int64_t>(engine() % 400'000) * us_per_minute};
    const Duration length{(static_cast<std::int64_t>(engine() % 20'000) - 10'000) * us_per_minute};
    const Time to = calendar.add(from, length);
    ASSERT_EQ(calendar.working_time(from, to), length) << to_string(from) << " to " << to_string(to);
    if (length.us > 0) {
      EXPECT_LT(calendar.working_time(from, to - Duration{1}), length) << "not the first instant";
    } else if (length.us < 0) {
      EXPECT_GT(calendar.working_time(from, to + Duration{1}), length) << "not the last instant";
    }
  }
}

}  // namespace
}  // namespace fealty::flow
