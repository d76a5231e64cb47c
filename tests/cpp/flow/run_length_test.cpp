#include "fealty/flow/run_length.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"
#include "reference/run_length.hpp"

namespace fealty::flow {
namespace {

RunLengthOptions runs(std::uint32_t count, double shift = 0.0) {
  RunLengthOptions options;
  options.runs = count;
  options.shift = shift;
  return options;
}

/// The mean of simulated runs is within `relative` of what is known, and so are its errors.
void expect_length(const Estimate& estimate, double known, double relative) {
  EXPECT_NEAR(estimate.value, known, relative * known);
  EXPECT_LT(std::abs(estimate.value - known), 4 * estimate.standard_error) << "too far off for chance";
}

TEST(RunLength, OfAThreeSigmaChartIn370Points) {
  const double exact = 1 / (2 * normal_cdf(-3));
  EXPECT_NEAR(exact, 370.4, 0.05);
  const Estimate estimate = run_length(ShewhartParameters{});
  expect_length(estimate, exact, 0.01);
  EXPECT_LT(estimate.standard_error, 0.0025 * exact);
  EXPECT_LT(estimate.lower, exact);
  EXPECT_GT(estimate.upper, exact);
}

TEST(RunLength, OfAShiftedChartIsGeometric) {
  for (const double shift : {0.5, 1.0, -2.0, 3.0}) {
    const double exact = 1 / (normal_cdf(-3 - shift) + normal_cdf(-3 + shift));
    expect_length(run_length(ShewhartParameters{}, runs(20'000, shift)), exact, 0.03);
  }
}

TEST(RunLength, OfTheRulesOfWesternElectricIsThatOfChampAndWoodall) {
  using enum RunRule;
  // Champ and Woodall (1987), "Exact results for Shewhart control charts with supplementary runs rules", table 1.
  expect_length(run_length(ShewhartParameters{3.0, RunRuleSet::western_electric()}, runs(40'000)), 91.75, 0.02);
  expect_length(run_length(ShewhartParameters{3.0, {western_electric_1, western_electric_2}}, runs(20'000)), 225.44,
                0.03);
  expect_length(run_length(ShewhartParameters{3.0, {western_electric_1, western_electric_3}}, runs(20'000)), 166.05,
                0.03);
  expect_length(run_length(ShewhartParameters{3.0, {western_electric_1, western_electric_4}}, runs(20'000)), 152.73,
                0.03);
  expect_length(run_length(ShewhartParameters{3.0, RunRuleSet::western_electric()}, runs(40'000, 1.0)), 9.22, 0.02);
}

TEST(RunLength, OfMovingAveragesIsThatOfLucasAndSaccucci) {
  const EwmaParameters chart{.weight = 0.1, .width = 2.814, .steady = true};
  EXPECT_NEAR(reference::ewma_run_length(0.1, 2.814, 0), 500, 1);  // their table 3
  EXPECT_NEAR(reference::ewma_run_length(0.1, 2.814, 0.5), 31.3, 0.1);
  EXPECT_NEAR(reference::ewma_run_length(0.1, 2.814, 1), 10.3, 0.05);
  expect_length(run_length(chart, runs(20'000)), 500, 0.03);
  expect_length(run_length(chart, runs(40'000, 0.5)), reference::ewma_run_length(0.1, 2.814, 0.5), 0.02);
  expect_length(run_length(chart, runs(40'000, 1.0)), reference::ewma_run_length(0.1, 2.814, 1), 0.02);
}

TEST(RunLength, OfMovingAveragesIsShorterWithExactLimits) {
  const EwmaParameters exact{.weight = 0.1, .width = 2.814}, steady{.weight = 0.1, .width = 2.814, .steady = true};
  EXPECT_LT(run_length(exact, runs(20'000, 1.5)).upper, run_length(steady, runs(20'000, 1.5)).lower);
}

TEST(RunLength, OfAMovingAverageThatForgetsAllIsThatOfAShewhartChart) {
  const EwmaParameters chart{.weight = 1, .width = 2};
  EXPECT_EQ(run_length(chart, runs(5'000)).value, run_length(ShewhartParameters{2.0}, runs(5'000)).value);
}

TEST(RunLength, OfCumulativeSumsIsThatOfTheMarkovChain) {
  // Of both sides together, 1 / (1 / up + 1 / down); 465 is in Montgomery, table 9.3, and in Hawkins and Olwell.
  const auto both = [](double k, double h, double shift) {
    return 1 / (1 / reference::cusum_run_length(k, h, shift) + 1 / reference::cusum_run_length(k, h, -shift));
  };
  EXPECT_NEAR(both(0.5, 5, 0), 465, 1);
  EXPECT_NEAR(both(0.5, 4, 0), 168, 1);
  expect_length(run_length(CusumParameters{0.5, 5}, runs(20'000)), both(0.5, 5, 0), 0.03);
  expect_length(run_length(CusumParameters{0.5, 5}, runs(40'000, 1.0)), both(0.5, 5, 1), 0.02);  // 10.4 in the table
  expect_length(run_length(CusumParameters{0.5, 4}, runs(40'000, 0.5)), both(0.5, 4, 0.5), 0.02);
}

TEST(RunLength, HasTheSameBitsOnAnyNumberOfThreads) {
  const std::size_t before = threads();
  set_threads(1);
  const Estimate expected = run_length(CusumParameters{}, runs(3'000));
  for (const std::size_t count : {2U, 5U}) {
    set_threads(count);
    EXPECT_EQ(run_length(CusumParameters{}, runs(3'000)), expected);
  }
  set_threads(before);
  RunLengthOptions other = runs(3'000);
  other.seed = 2;
  EXPECT_NE(run_length(CusumParameters{}, other).value, expected.value);
}

TEST(RunLength, IsUnknownWhereChartsDoNotAlarm) {
  RunLengthOptions options = runs(1'000);
  options.longest = 1'000;
  EXPECT_THROW((void)run_length(ShewhartParameters{5.0}, options), FitError);
  EXPECT_THROW((void)run_length(ShewhartParameters{3.0, {}}, options), ParameterError);
}

TEST(RunLength, RefusesParametersOutsideTheirDomain) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW((void)run_length(ShewhartParameters{0.0}), ParameterError);
  EXPECT_THROW((void)run_length(EwmaParameters{.weight = 0}), ParameterError);
  EXPECT_THROW((void)run_length(EwmaParameters{.weight = 0.1, .width = nan}), ParameterError);
  EXPECT_THROW((void)run_length(CusumParameters{-1, 5}), ParameterError);
  EXPECT_THROW((void)run_length(CusumParameters{0.5, 0}), ParameterError);
  EXPECT_THROW((void)run_length(CusumParameters{}, runs(1)), ParameterError);
  EXPECT_THROW((void)run_length(CusumParameters{}, runs(10, nan)), ParameterError);
}

}  // namespace
}  // namespace fealty::flow
