#include "fealty/core/time_column.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "clock_times.hpp"
#include "fealty/core/error.hpp"

namespace fealty {
namespace {

Column timestamps(std::vector<std::int64_t> values, TimeUnit unit, std::string zone) {
  Chunk chunk;
  chunk.length = static_cast<std::int64_t>(values.size());
  chunk.values = Buffer::from(std::move(values));
  return {Type{Kind::timestamp, unit, std::move(zone)}, {chunk}};
}

TEST(TimeColumn, InstantsInMicrosecondsAreNotCopied) {
  const Column column = timestamps({0, 5, 10}, TimeUnit::microsecond, "UTC");
  const Instants instants = as_instants(column, "at", TimeZone{});
  EXPECT_EQ(static_cast<const void*>(instants.at.span().data()),
            static_cast<const void*>(column.chunks()[0].values.data));
  EXPECT_EQ(instants.naive.count, 0U);
}

TEST(TimeColumn, UnitsAreScaledAndPartsOfAMicrosecondCutOff) {
  EXPECT_EQ(as_instants(timestamps({-1'500, 1'999}, TimeUnit::nanosecond, "UTC"), "at", TimeZone{}).at[0], Time{-2});
  EXPECT_EQ(as_instants(timestamps({-1'500, 1'999}, TimeUnit::nanosecond, "UTC"), "at", TimeZone{}).at[1], Time{1});
  EXPECT_EQ(as_instants(timestamps({7}, TimeUnit::second, "UTC"), "at", TimeZone{}).at[0], Time{7 * us_per_second});
  EXPECT_EQ(as_instants(timestamps({7}, TimeUnit::millisecond, "Asia/Shanghai"), "at", TimeZone{}).at[0], Time{7000});
}

TEST(TimeColumn, ReadingsWithoutAZoneAreTakenInTheGivenZoneAndCounted) {
  const TimeZone shanghai("Asia/Shanghai", Duration{8 * us_per_hour});
  const Instants instants =
      as_instants(timestamps({at("2026-06-30T12:00").us}, TimeUnit::microsecond, ""), "at", shanghai);
  EXPECT_EQ(instants.at[0], at("2026-06-30T04:00"));
  EXPECT_EQ(instants.naive.count, 1U);
}

TEST(TimeColumn, TextsAreReadAndWhatIsWrongIsCounted) {
  const Column texts(std::vector<std::optional<std::string>>{"2026-06-30T12:00:00Z", "yesterday", std::nullopt,
                                                             "2026-06-30T12:00:00+02:00", "2026-06-30",
                                                             "1666-06-30T00:00Z"});
  const Instants instants = as_instants(texts, "at", TimeZone{});
  EXPECT_EQ(instants.at[0], at("2026-06-30T12:00"));
  EXPECT_EQ(instants.at[1], no_time);
  EXPECT_EQ(instants.at[2], no_time);
  EXPECT_EQ(instants.at[3], at("2026-06-30T10:00"));
  EXPECT_EQ(instants.unreadable.rows, std::vector<std::uint64_t>{1});
  EXPECT_EQ(instants.missing.rows, std::vector<std::uint64_t>{2});
  EXPECT_EQ(instants.other_offset.rows, (std::vector<std::uint64_t>{3, 4}));
  EXPECT_EQ(instants.naive.rows, std::vector<std::uint64_t>{4});
  EXPECT_EQ(instants.implausible.rows, std::vector<std::uint64_t>{5});
}

TEST(TimeColumn, ChangesOfTheClockAreCounted) {
  const Duration hour{us_per_hour};
  const TimeZone berlin("Europe/Berlin", hour,
                        {{at("2026-03-29T01:00"), {2 * us_per_hour}}, {at("2026-10-25T01:00"), hour}});
  const Column texts(std::vector<std::string>{"2026-03-29 02:30", "2026-10-25 02:30", "2026-07-01 00:00"});
  const Instants instants = as_instants(texts, "at", berlin);
  EXPECT_EQ(instants.skipped.rows, std::vector<std::uint64_t>{0});
  EXPECT_EQ(instants.ambiguous.rows, std::vector<std::uint64_t>{1});
}

TEST(TimeColumn, NumbersAreNoTimes) {
  EXPECT_THROW(as_instants(Column(std::vector<double>{1.0}), "purchases.at", TimeZone{}), RecordError);
}

TEST(TimeColumn, MissingInstantsAreMissingInTheColumn) {
  const Column column = column_of(Values<Time>(std::vector<Time>{Time{1}, no_time}));
  EXPECT_EQ(column.null_count(), 1U);
  EXPECT_EQ(as_instants(column, "at", TimeZone{}).at[1], no_time);
}

}  // namespace
}  // namespace fealty
