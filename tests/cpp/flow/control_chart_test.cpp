#include "fealty/flow/control_chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/random.hpp"
#include "fealty/flow/control_constants.hpp"
#include "reference/control_chart.hpp"

namespace fealty::flow {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// Cans of orange juice of which some leak, 30 samples of 50; Montgomery, example 7.1.
const std::vector<double> leaking = {12, 15, 8, 10, 4,  7,  16, 9,  14, 10, 5,  6, 17, 12, 22,
                                     8,  10, 5, 13, 11, 20, 18, 24, 15, 9,  12, 7, 13, 9,  6};

// Montgomery, table 9.1: the mean is 10 for 20 points, then 11; the standard deviation is 1.
const std::vector<double> shifted = {9.45,  7.99,  9.29,  11.66, 12.16, 10.18, 8.04,  11.46, 9.20,  10.34,
                                     9.03,  11.47, 10.51, 9.40,  10.08, 9.37,  10.62, 10.31, 8.52,  10.84,
                                     10.90, 9.33,  12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52};

ChartOptions only_limits() {
  ChartOptions options;
  options.rules = {RunRule::western_electric_1};
  return options;
}

std::vector<std::size_t> alarmed(const ControlChart& chart) {
  std::vector<std::size_t> points;
  for (const Alarm& alarm : chart.alarms) points.push_back(alarm.point);
  return points;
}

bool warns_of(const ControlChart& chart, const std::string& what) {
  return std::any_of(chart.warnings.begin(), chart.warnings.end(),
                     [&](const std::string& warning) { return warning.find(what) != std::string::npos; });
}

std::vector<double> normals(std::size_t count, std::uint64_t seed, double mean = 0, double deviation = 1) {
  RandomStream stream(seed, "control chart test");
  std::vector<double> values(count);
  for (double& x : values) x = stream.normal(mean, deviation);
  return values;
}

TEST(ControlChart, SharesHaveThePublishedLimitsOfTheOrangeJuice) {
  const std::vector<double> sizes(30, 50);
  const ControlChart chart = p_chart(leaking, sizes, only_limits());
  EXPECT_NEAR(chart.phases[0].center.value, 0.2313, 5e-5);
  EXPECT_NEAR(chart.panels[0].lower[0], 0.0524, 5e-5);
  EXPECT_NEAR(chart.panels[0].upper[0], 0.4102, 5e-5);
  EXPECT_EQ(alarmed(chart), (std::vector<std::size_t>{14, 22}));  // samples 15 and 23, as in the book
  EXPECT_EQ(chart.alarms[0].side, 1);
  EXPECT_DOUBLE_EQ(chart.alarms[0].value, 0.44);
  EXPECT_EQ(chart.alarms[0].limit, chart.panels[0].upper[14]);
}

TEST(ControlChart, CountsAreSharesTimesSize) {
  const std::vector<double> sizes(30, 50);
  const ControlChart shares = p_chart(leaking, sizes);
  const ControlChart counts = np_chart(leaking, sizes);
  EXPECT_EQ(alarmed(shares), alarmed(counts));
  for (std::size_t i = 0; i < 30; ++i) {
    EXPECT_DOUBLE_EQ(counts.panels[0].value[i], leaking[i]);
    EXPECT_NEAR(counts.panels[0].upper[i], 50 * shares.panels[0].upper[i], 1e-12);
    EXPECT_NEAR(counts.panels[0].lower[i], 50 * shares.panels[0].lower[i], 1e-12);
  }
}

TEST(ControlChart, LimitsOfSharesFollowTheirSizes) {
  std::mt19937_64 engine(2);
  for (int repetition = 0; repetition < 50; ++repetition) {
    std::vector<double> counts, sizes;
    for (int i = 0; i < 30; ++i) {
      sizes.push_back(static_cast<double>(1 + engine() % 200));
      counts.push_back(static_cast<double>(engine() % (static_cast<std::uint64_t>(sizes.back()) + 1)));
    }
    const ControlChart chart = p_chart(counts, sizes);
    const reference::PlainChart plain = reference::p_chart(counts, sizes);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      EXPECT_NEAR(chart.panels[0].value[i], plain.value[i], 1e-14);
      EXPECT_NEAR(chart.panels[0].lower[i], plain.lower[i], 1e-13);
      EXPECT_NEAR(chart.panels[0].upper[i], plain.upper[i], 1e-13);
    }
  }
}

TEST(ControlChart, OverdispersedSharesAreSaidToBeAndHaveWiderLimitsOnAPrimeChart) {
  RandomStream stream(5, "overdispersion");
  std::vector<double> counts, chance, sizes(60, 1000);
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    counts.push_back(static_cast<double>(stream.binomial(1000, stream.beta(20, 80))));
    chance.push_back(static_cast<double>(stream.binomial(1000, 0.2)));
  }
  const ControlChart plain = p_chart(counts, sizes, only_limits());
  EXPECT_TRUE(warns_of(plain, "overdispersion"));
  EXPECT_GT(plain.phases[0].dispersion.lower, 3);
  EXPECT_GT(plain.alarms.size(), 10U);
  EXPECT_LT(p_prime_chart(counts, sizes, only_limits()).alarms.size(), 3U);
  const ControlChart fair = p_chart(chance, sizes, only_limits());
  EXPECT_TRUE(fair.warnings.empty());
  EXPECT_LT(fair.phases[0].dispersion.lower, 1);
  EXPECT_GT(fair.phases[0].dispersion.upper, 1);
}

TEST(ControlChart, APrimeChartOfSharesIsThatOfTheirStandardizedValues) {
  const std::vector<double> sizes(30, 50);
  const ControlChart chart = p_prime_chart(leaking, sizes);
  const double p = 347.0 / 1500;
  const double binomial = std::sqrt(p * (1 - p) / 50);
  double sum = 0;
  for (std::size_t i = 1; i < 30; ++i) sum += std::abs(leaking[i] - leaking[i - 1]) / 50 / binomial;
  EXPECT_NEAR(chart.panels[0].deviation[3], binomial * sum / 29 / 1.128379, 1e-7);
}

TEST(ControlChart, APointWithoutRecordsIsAGapThatEndsRuns) {
  std::vector<double> counts(20, 7), sizes(20, 10);
  for (std::size_t i = 0; i < 10; i += 2) counts[i] = 5;
  EXPECT_EQ(p_chart(counts, sizes).alarms.back().first, 12U);
  counts[15] = 0;
  sizes[15] = 0;
  const ControlChart chart = p_chart(counts, sizes);
  EXPECT_TRUE(chart.alarms.empty());
  EXPECT_TRUE(std::isnan(chart.panels[0].value[15]));
  EXPECT_TRUE(std::isnan(chart.panels[0].upper[15]));
  EXPECT_TRUE(warns_of(chart, "1 of 20 points"));
  EXPECT_EQ(chart.phases[0].calibrated, 19U);
}

TEST(ControlChart, SharesOfAllOrNothingLeaveNoLimits) {
  for (const double count : {0.0, 10.0}) {
    const ControlChart chart = p_chart(std::vector<double>(5, count), std::vector<double>(5, 10));
    EXPECT_TRUE(std::isnan(chart.panels[0].upper[0]));
    EXPECT_TRUE(warns_of(chart, "no variation"));
    EXPECT_TRUE(chart.alarms.empty());
  }
  const ControlChart nothing = p_chart(std::vector<double>(3, 0), std::vector<double>(3, 0));
  EXPECT_TRUE(warns_of(nothing, "nothing to compute"));
  EXPECT_TRUE(std::isnan(nothing.phases[0].center.value));
}

TEST(ControlChart, SingleValuesAreJudgedByTheirMovingRanges) {
  const ControlChart chart = individuals_chart(shifted);
  double sum = 0, ranges = 0;
  for (const double x : shifted) sum += x;
  for (std::size_t i = 1; i < 30; ++i) ranges += std::abs(shifted[i] - shifted[i - 1]);
  const double mean = sum / 30, range = ranges / 29;
  EXPECT_NEAR(chart.panels[0].center[0], mean, 1e-12);
  EXPECT_NEAR(chart.panels[0].upper[0], mean + 2.659 * range, 1e-3);  // the factor of the textbooks
  EXPECT_NEAR(chart.panels[1].center[1], range, 1e-12);
  EXPECT_NEAR(chart.panels[1].upper[1], 3.267 * range, 1e-3);
  EXPECT_EQ(chart.panels[1].lower[1], 0);
  EXPECT_TRUE(std::isnan(chart.panels[1].value[0]));
}

TEST(ControlChart, CanTakeTheConstantOfPrintedTables) {
  ChartOptions printed;
  printed.printed_d2 = true;
  const std::vector<std::int64_t> sizes = {5, 5};
  const std::vector<double> values = normals(10, 4);
  const double exact = mean_range_chart(values, sizes).phases[0].deviation.value;
  EXPECT_NEAR(mean_range_chart(values, sizes, printed).phases[0].deviation.value, exact * d2(5) / 2.326, 1e-15);
  EXPECT_NEAR(individuals_chart(values, printed).phases[0].deviation.value,
              individuals_chart(values).phases[0].deviation.value * d2(2) / 1.128, 1e-15);
}

TEST(ControlChart, ErrorsOfEstimatedDeviationsAreThoseOfRepetition) {
  const auto check = [](const std::function<ControlChart(const std::vector<double>&)>& make, std::size_t values) {
    double sum = 0, squares = 0, errors = 0;
    constexpr int repetitions = 800;
    int covered = 0;
    for (int i = 0; i < repetitions; ++i) {
      const Estimate deviation = make(normals(values, static_cast<std::uint64_t>(i), 5, 2)).phases[0].deviation;
      sum += deviation.value;
      squares += deviation.value * deviation.value;
      errors += deviation.standard_error;
      covered += deviation.lower < 2 && deviation.upper > 2 ? 1 : 0;
    }
    const double mean = sum / repetitions;
    EXPECT_NEAR(mean, 2, 0.04);
    EXPECT_NEAR(errors / repetitions, std::sqrt(squares / repetitions - mean * mean), 0.025);
    EXPECT_NEAR(covered, 0.95 * repetitions, 0.025 * repetitions);
  };
  const std::vector<std::int64_t> sizes(25, 4);
  check([](const auto& x) { return individuals_chart(x); }, 60);
  check([&](const auto& x) { return mean_range_chart(x, sizes); }, 100);
  check([&](const auto& x) { return mean_deviation_chart(x, sizes); }, 100);
}

TEST(ControlChart, SamplesOfDifferentSizesHaveLimitsOfTheirOwn) {
  const std::vector<std::int64_t> sizes = {2, 5, 3, 9};
  const std::vector<double> values = normals(19, 3, 100, 5);
  for (const bool by_range : {true, false}) {
    const ControlChart chart = by_range ? mean_range_chart(values, sizes) : mean_deviation_chart(values, sizes);
    const double sigma = chart.phases[0].deviation.value;
    double estimate = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const auto n = static_cast<double>(sizes[i]);
      const double factor = by_range ? d2(sizes[i]) : c4(sizes[i]);
      estimate += chart.panels[1].value[i] / factor / 4;
      EXPECT_NEAR(chart.panels[0].upper[i] - chart.panels[0].center[i], 3 * sigma / std::sqrt(n), 1e-12);
      EXPECT_NEAR(chart.panels[1].center[i], factor * sigma, 1e-12);
    }
    EXPECT_NEAR(sigma, estimate, 1e-12);
    EXPECT_DOUBLE_EQ(chart.panels[0].value[0], (values[0] + values[1]) / 2);
  }
}

TEST(ControlChart, CumulativeSumsAlarmWhereTheBookSays) {
  ChartOptions options;
  options.center = 10;
  options.deviation = 1;
  const ControlChart chart = cusum_chart(shifted, {}, {}, options);
  EXPECT_EQ(alarmed(chart), (std::vector<std::size_t>{28, 29}));  // Montgomery, table 9.2: period 29 is the first
  EXPECT_NEAR(chart.panels[0].value[28], 5.28, 1e-9);
  EXPECT_NEAR(chart.panels[0].value[4], 2.82, 1e-9);
  EXPECT_NEAR(chart.panels[1].value[1], -1.56, 1e-9);
  EXPECT_EQ(chart.phases[0].calibrated, 0U);
}

TEST(ControlChart, WeightedAveragesAreThoseOfTheBook) {
  ChartOptions options;
  options.center = 10;
  options.deviation = 1;
  const ControlChart chart = ewma_chart(shifted, {}, {.weight = 0.1, .width = 2.7}, options);
  EXPECT_NEAR(chart.panels[0].value[0], 9.945, 1e-9);  // Montgomery, table 9.11
  EXPECT_NEAR(chart.panels[0].value[1], 9.7495, 1e-9);
  EXPECT_NEAR(chart.panels[0].value[2], 9.70355, 1e-9);
  EXPECT_NEAR(chart.panels[0].upper[0], 10.27, 1e-9);
  EXPECT_NEAR(chart.panels[0].upper[29], 10.62, 5e-3);
  EXPECT_NEAR(chart.panels[0].value[27], 10.5731, 5e-5);
  EXPECT_NEAR(chart.panels[0].value[28], 10.6468, 5e-5);
  EXPECT_EQ(alarmed(chart), (std::vector<std::size_t>{28, 29}));
}

TEST(ControlChart, SequentialChartsAgreeWithTheirDefinitionsOnRandomValues) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const std::vector<double> values = normals(60, seed, 3, 2);
    ChartOptions options;
    options.center = 3;
    options.deviation = 2;
    const ControlChart average = ewma_chart(values, {}, {.weight = 0.3, .width = 2.5}, options);
    const reference::PlainChart plain = reference::ewma_chart(values, 3, 2, 0.3, 2.5);
    std::vector<double> z, mirrored;
    for (const double x : values) z.push_back((x - 3) / 2);
    for (const double one : z) mirrored.push_back(-one);
    const ControlChart sums = cusum_chart(values, {}, {.allowance = 0.25, .interval = 4}, options);
    const auto up = reference::cusum_upward(z, 0.25), down = reference::cusum_upward(mirrored, 0.25);
    for (std::size_t i = 0; i < values.size(); ++i) {
      ASSERT_NEAR(average.panels[0].value[i], plain.value[i], 1e-12);
      ASSERT_NEAR(average.panels[0].upper[i], plain.upper[i], 1e-12);
      ASSERT_NEAR(average.panels[0].lower[i], plain.lower[i], 1e-12);
      ASSERT_NEAR(sums.panels[0].value[i], up[i], 1e-12);
      ASSERT_NEAR(sums.panels[1].value[i], -down[i], 1e-12);
    }
  }
}

TEST(ControlChart, SteadyLimitsAreThoseThatGrowingOnesApproach) {
  const std::vector<double> values = normals(200, 1);
  const ControlChart growing = ewma_chart(values, {}, {.weight = 0.1, .width = 2.7});
  const ControlChart steady = ewma_chart(values, {}, {.weight = 0.1, .width = 2.7, .steady = true});
  EXPECT_LT(growing.panels[0].upper[0], steady.panels[0].upper[0]);
  EXPECT_NEAR(growing.panels[0].upper[199], steady.panels[0].upper[199], 1e-9);
}

TEST(ControlChart, LimitsComeFromTheCalibrationAndStayForLaterPoints) {
  std::vector<double> values = normals(40, 7, 10, 1);
  for (std::size_t i = 30; i < 40; ++i) values[i] += 20;
  ChartOptions options;
  options.calibration = 25;
  const ControlChart chart = individuals_chart(values, options);
  const ControlChart alone = individuals_chart(std::span(values).first(25));
  EXPECT_EQ(chart.panels[0].upper[39], alone.panels[0].upper[0]);
  EXPECT_EQ(chart.phases[0].calibrated, 25U);
  for (std::size_t i = 30; i < 40; ++i) EXPECT_GT(chart.panels[0].value[i], chart.panels[0].upper[i]);
}

TEST(ControlChart, EachPhaseHasItsOwnLimitsAndRunsEndBetweenThem) {
  std::vector<double> values = normals(50, 8, 10, 1);
  for (std::size_t i = 25; i < 50; ++i) values[i] += 50;
  ChartOptions options;
  options.phases = {25};
  const ControlChart chart = individuals_chart(values, options);
  ASSERT_EQ(chart.phases.size(), 2U);
  EXPECT_NEAR(chart.phases[1].center.value - chart.phases[0].center.value, 50, 1.5);
  EXPECT_TRUE(std::isnan(chart.panels[1].value[25]));  // no moving range over the step
  EXPECT_EQ(chart.panels[0].upper[24], individuals_chart(std::span(values).first(25)).panels[0].upper[0]);
  EXPECT_EQ(chart.panels[0].upper[25], individuals_chart(std::span(values).last(25)).panels[0].upper[0]);
  for (const Alarm& alarm : chart.alarms) EXPECT_TRUE(alarm.point < 25 || alarm.first >= 25);
}

TEST(ControlChart, AlarmsNameTheLimitThatCountsAndWhereThePatternBegan) {
  std::vector<double> values(20, 0);
  for (std::size_t i = 0; i < 20; ++i) values[i] = i % 2 == 0 ? 0.5 : -0.5;
  for (std::size_t i = 10; i < 13; ++i) values[i] = 2.5;
  ChartOptions options;
  options.center = 0;
  options.deviation = 1;
  options.rules = {RunRule::western_electric_2};
  const ControlChart chart = individuals_chart(values, options);
  ASSERT_EQ(chart.alarms.size(), 2U);
  EXPECT_EQ(chart.alarms[0].point, 11U);
  EXPECT_EQ(chart.alarms[0].first, 9U);
  EXPECT_EQ(chart.alarms[0].limit, 2);
  EXPECT_EQ(chart.alarms[0].rule, RunRule::western_electric_2);
}

TEST(ControlChart, OnePointOrEqualOnesHaveNoLimits) {
  const ControlChart one = individuals_chart(std::vector<double>{5});
  EXPECT_EQ(one.phases[0].center.value, 5);
  EXPECT_TRUE(std::isnan(one.panels[0].upper[0]));
  EXPECT_TRUE(warns_of(one, "one point"));
  const std::vector<double> equal(30, 0.1);
  for (const ControlChart& chart :
       {individuals_chart(equal), mean_range_chart(equal, std::vector<std::int64_t>(10, 3)),
        mean_deviation_chart(equal, std::vector<std::int64_t>(10, 3)), ewma_chart(equal), cusum_chart(equal)}) {
    EXPECT_TRUE(warns_of(chart, "do not vary")) << name_of(chart.kind);
    EXPECT_TRUE(std::isnan(chart.panels[0].upper[0]));
    EXPECT_TRUE(chart.alarms.empty());
  }
}

TEST(ControlChart, FewPointsAreWarnedOf) {
  EXPECT_TRUE(warns_of(individuals_chart(normals(19, 1)), "19 points only"));
  EXPECT_TRUE(individuals_chart(normals(20, 1)).warnings.empty());
}

TEST(ControlChart, WrongRecordsAreNamed) {
  const std::vector<double> ten(3, 10);
  ChartOptions labeled;
  labeled.labels = {"W1", "W2", "W3"};
  const auto counts_message = [&](std::vector<double> counts, std::vector<double> sizes) {
    return message_of<RecordError>([&] { (void)p_chart(counts, sizes, labeled); });
  };
  EXPECT_NE(counts_message({1, 11, 1}, ten).find("point 2 (W2): count 11 exceeds the size 10"), std::string::npos);
  EXPECT_NE(counts_message({1, 1, -1}, ten).find("point 3 (W3): count -1"), std::string::npos);
  EXPECT_NE(counts_message({1.5, 1, 1}, ten).find("point 1 (W1): count 1.5"), std::string::npos);
  EXPECT_NE(counts_message({1, nan, 1}, ten).find("point 2 (W2): count nan"), std::string::npos);
  EXPECT_NE(counts_message({1, 1, 1}, {10, 10, infinite}).find("point 3 (W3): size inf"), std::string::npos);
  EXPECT_NE(counts_message({1, 1}, ten).find("2 counts and 3 sizes"), std::string::npos);
  for (const double wrong : {nan, infinite, -infinite, 1e200}) {
    const std::vector<double> values = {1, 2, wrong};
    const std::vector<std::int64_t> sizes = {3};
    EXPECT_NE(message_of<RecordError>([&] { (void)individuals_chart(values); }).find("point 3: value"),
              std::string::npos);
    EXPECT_NE(message_of<RecordError>([&] { (void)mean_range_chart(values, sizes); }).find("point 1: value"),
              std::string::npos);
  }
}

TEST(ControlChart, WrongSamplesAreNamed) {
  const std::vector<double> values(6, 1);
  const auto message = [&](const std::vector<std::int64_t>& sizes) {
    return message_of<RecordError>([&] { (void)mean_range_chart(values, sizes); });
  };
  EXPECT_NE(message({3, 1, 2}).find("point 2: a sample has from 2"), std::string::npos);
  EXPECT_NE(message({3, -4}).find("point 2"), std::string::npos);
  EXPECT_NE(message({3, 2}).find("do not add up"), std::string::npos);
  EXPECT_NE(message({3, 4}).find("do not add up"), std::string::npos);
  EXPECT_NE(message({}).find("do not add up"), std::string::npos);
  EXPECT_THROW((void)p_chart({}, {}), RecordError);
  EXPECT_THROW((void)individuals_chart({}), RecordError);
  EXPECT_THROW((void)mean_range_chart({}, {}), RecordError);
}

TEST(ControlChart, WrongOptionsAreRefused) {
  const std::vector<double> values = normals(10, 1);
  const auto refuses = [&](const std::function<void(ChartOptions&)>& set) {
    ChartOptions options;
    set(options);
    EXPECT_THROW((void)individuals_chart(values, options), ParameterError);
  };
  refuses([](ChartOptions& o) { o.width = 0; });
  refuses([](ChartOptions& o) { o.width = nan; });
  refuses([](ChartOptions& o) { o.deviation = 0; });
  refuses([](ChartOptions& o) { o.center = infinite; });
  refuses([](ChartOptions& o) { o.phases = {0}; });
  refuses([](ChartOptions& o) { o.phases = {10}; });
  refuses([](ChartOptions& o) { o.phases = {5, 5}; });
  refuses([](ChartOptions& o) { o.level = 1; });
  ChartOptions labels;
  labels.labels = {"a"};
  EXPECT_THROW((void)individuals_chart(values, labels), RecordError);
  ChartOptions center;
  center.center = 1.5;
  EXPECT_THROW((void)p_chart(std::vector<double>{1}, std::vector<double>{2}, center), ParameterError);
  EXPECT_THROW((void)ewma_chart(values, {}, {.weight = 0}), ParameterError);
  EXPECT_THROW((void)ewma_chart(values, {}, {.weight = 0.2, .width = -1}), ParameterError);
  EXPECT_THROW((void)cusum_chart(values, {}, {.allowance = -1}), ParameterError);
  EXPECT_THROW((void)cusum_chart(values, {}, {.allowance = 1, .interval = 0}), ParameterError);
}

TEST(ControlChart, TablesHaveARowForEachPointAlarmAndPhase) {
  const ControlChart chart = p_chart(leaking, std::vector<double>(30, 50));
  EXPECT_EQ(chart.frame().rows(), 30U);
  EXPECT_EQ(chart.alarms_frame().rows(), chart.alarms.size());
  EXPECT_EQ(chart.phases_frame().rows(), 1U);
  EXPECT_NE(individuals_chart(shifted).frame().find("moving_range_upper"), nullptr);
}

}  // namespace
}  // namespace fealty::flow
