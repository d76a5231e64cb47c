#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/flow/calendar.hpp"
#include "fealty/flow/control_chart.hpp"
#include "fealty/flow/quality_cycle.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::flow {
namespace {

/// What comes back gives the same bytes, and no damage passes unseen.
template <class T>
T there_and_back(const T& value) {
  const std::string bytes = io::to_bytes(value);
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    EXPECT_THROW((void)io::from_bytes<T>(damaged), ArchiveError) << i;
    EXPECT_THROW((void)io::from_bytes<T>(std::string_view(bytes).substr(0, i)), ArchiveError) << i;
  }
  T back = io::from_bytes<T>(bytes);
  EXPECT_EQ(io::to_bytes(back), bytes);
  return back;
}

ControlChart chart_of(bool gaps) {
  ChartOptions options;
  options.labels = {"a", "b", "c", "d", "e", "f"};
  options.phases = {3};
  options.rules = RunRuleSet::nelson();
  return p_chart(std::vector<double>{1, 2, 3, 40, 5, gaps ? 0.0 : 6},
                 std::vector<double>{50, 50, 50, 50, 50, gaps ? 0.0 : 50}, options);
}

TEST(ControlArchive, CalendarsComeBack) {
  OpeningWeek week;
  week[0] = {{Duration{9 * us_per_hour}, Duration{12 * us_per_hour}},
             {Duration{13 * us_per_hour}, Duration{us_per_day}}};
  const auto date = std::chrono::year{2026} / 10 / 1;
  const Time change{1'774'746'000'000'000};  // 2026-03-29T01:00Z
  const TimeZone zone("Europe/Berlin", Duration{us_per_hour}, {{change, Duration{2 * us_per_hour}}});
  const Calendar calendar(week, {{date}, {std::chrono::year{2026} / 10 / 10, week[0]}}, zone);
  const Calendar back = there_and_back(calendar);
  EXPECT_EQ(back.week(), week);
  EXPECT_EQ(back.exceptions(), calendar.exceptions());
  EXPECT_EQ(back.zone().name(), "Europe/Berlin");
  EXPECT_EQ(back.working_time(Time{0}, change + days(400)), calendar.working_time(Time{0}, change + days(400)));
}

TEST(ControlArchive, ChartsOfEveryKindComeBack) {
  const std::vector<double> values = {1, 2, 4, 3, 2, 9, 1, 2, 3, 2, 1, 40};
  const std::vector<std::int64_t> sizes(4, 3);
  for (const ControlChart& chart :
       {chart_of(false), chart_of(true), individuals_chart(values), mean_range_chart(values, sizes),
        mean_deviation_chart(values, sizes), ewma_chart(values, {}, {.weight = 0.4, .width = 2, .steady = true}),
        cusum_chart(values, sizes, {.allowance = 0.25, .interval = 3})}) {
    const ControlChart back = there_and_back(chart);
    EXPECT_EQ(back.labels, chart.labels);
    EXPECT_EQ(back.alarms.size(), chart.alarms.size());
    EXPECT_EQ(back.rules, chart.rules);
    EXPECT_EQ(back.warnings, chart.warnings);
    EXPECT_EQ(back.ewma.weight, chart.ewma.weight);
    EXPECT_EQ(back.cusum.interval, chart.cusum.interval);
  }
}

TEST(ControlArchive, AChartThatContradictsItselfIsNotSaved) {
  ControlChart chart = chart_of(false);
  chart.panels[0].upper.pop_back();
  EXPECT_THROW((void)io::to_bytes(chart), ArchiveError);
  chart = chart_of(false);
  chart.phases.pop_back();
  EXPECT_THROW((void)io::to_bytes(chart), ArchiveError);
  chart = chart_of(false);
  ASSERT_FALSE(chart.alarms.empty());
  chart.alarms[0].point = 6;
  EXPECT_THROW((void)io::to_bytes(chart), ArchiveError);
}

TEST(ControlArchive, ACycleGoesOnWhereItWasSaved) {
  QualityCycle cycle("visits");
  cycle.orient("reception", "why");
  cycle.set_standard("at most 10 min");
  cycle.control(chart_of(false));
  QualityCycle back = there_and_back(cycle);
  EXPECT_EQ(back.waits_for(), CycleStep::evaluation);
  back.evaluate(wilson(60, 400), wilson(20, 400), "a second desk");
  back.next_round();
  const QualityCycle again = there_and_back(back);
  EXPECT_EQ(again.subject(), "visits");
  EXPECT_EQ(again.rounds().size(), 2U);
  EXPECT_EQ(*again.rounds()[0].evaluation, *back.rounds()[0].evaluation);
}

}  // namespace
}  // namespace fealty::flow
