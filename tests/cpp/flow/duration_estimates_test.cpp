#include "fealty/flow/duration_estimates.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/durations.hpp"
#include "../../reference/event_log.hpp"

namespace fealty::flow {
namespace {

EventLog log_of_cases(std::size_t count) {
  std::vector<reference::Event> events;
  for (std::size_t i = 0; i < count; ++i) events.push_back({std::to_string(i), "a", 1, 1, "", "", ""});
  return reference::log_of(events);
}

std::vector<CaseDuration> random_durations(std::uint64_t seed, std::size_t count, std::size_t cases) {
  RandomStream random(seed, "case durations");
  std::vector<CaseDuration> durations(count);
  for (CaseDuration& d : durations) {
    d.duration.us = static_cast<std::int64_t>(random.below(20'000'000));
    d.case_position = static_cast<std::uint32_t>(random.below(cases));
  }
  return durations;
}

/// The durations of one replicate in seconds, each as often as its case weighs.
std::vector<double> repeated(const std::vector<CaseDuration>& durations, const ReplicateWeights& weights,
                             std::size_t r) {
  std::vector<double> values;
  std::vector<std::uint8_t> scratch;
  for (const CaseDuration& d : durations)
    values.insert(values.end(), weights.of_case(d.case_position, scratch)[r],
                  static_cast<double>(d.duration.us) / us_per_second);
  return values;
}

TEST(DurationEstimates, AgreeWithFiguresOfRepeatedDurations) {
  for (const std::size_t count : {2U, 5U, 100U, 900U}) {
    const EventLog log = log_of_cases(50);
    const ReplicateWeights weights(log, {.replicates = 40, .seed = count});
    auto durations = random_durations(count, count, 50);
    std::vector<double> counts, sums, means, deviations, medians, upper;
    for (std::size_t r = 0; r < 40; ++r) {
      const auto values = repeated(durations, weights, r);
      constexpr double nan = std::numeric_limits<double>::quiet_NaN();
      counts.push_back(static_cast<double>(values.size()));
      sums.push_back(std::accumulate(values.begin(), values.end(), 0.0));
      means.push_back(values.empty() ? nan : reference::mean(values));
      deviations.push_back(values.size() < 2 ? nan : reference::standard_deviation(values));
      medians.push_back(values.empty() ? nan : reference::type_7_quantile(values, 0.5));
      upper.push_back(values.empty() ? nan : reference::type_7_quantile(values, 0.9));
    }
    const DurationEstimates estimates = duration_estimates(durations, weights);
    const auto expect_like = [&](const Estimate& estimate, const std::vector<double>& replicates) {
      const Estimate expected = percentile_interval(estimate.value, replicates);
      EXPECT_NEAR(estimate.lower, expected.lower, 1e-9 * std::abs(expected.lower) + 1e-9);
      EXPECT_NEAR(estimate.upper, expected.upper, 1e-9 * std::abs(expected.upper) + 1e-9);
      EXPECT_NEAR(estimate.standard_error, expected.standard_error, 1e-9 * expected.standard_error + 1e-9);
    };
    expect_like(estimates.count, counts);
    expect_like(estimates.sum, sums);
    expect_like(estimates.mean, means);
    expect_like(estimates.standard_deviation, deviations);
    expect_like(estimates.median, medians);
    expect_like(estimates.percentile_90, upper);
  }
}

TEST(DurationEstimates, DoNotDependOnTheOrderInWhichDurationsCome) {
  const EventLog log = log_of_cases(80);
  const ReplicateWeights weights(log, {});
  auto durations = random_durations(7, 3000, 80);
  const DurationEstimates expected = duration_estimates(durations, weights);
  std::shuffle(durations.begin(), durations.end(), std::mt19937(1));
  const DurationEstimates shuffled = duration_estimates(durations, weights);
  EXPECT_EQ(shuffled.mean, expected.mean);
  EXPECT_EQ(shuffled.standard_deviation, expected.standard_deviation);
  EXPECT_EQ(shuffled.percentile_75, expected.percentile_75);
}

TEST(DurationEstimates, OfNothingAreUnknownAndOfOneHaveNoDeviation) {
  const ReplicateWeights weights(log_of_cases(1), {});
  std::vector<CaseDuration> durations;
  EXPECT_TRUE(std::isnan(duration_estimates(durations, weights).median.value));
  EXPECT_EQ(duration_estimates(durations, weights).count.value, 0);
  EXPECT_TRUE(std::isnan(duration_estimates(durations, weights).greatest.upper));
  durations.push_back({Duration{3'000'000}, 0});
  EXPECT_EQ(duration_estimates(durations, weights).median.value, 3);
  EXPECT_TRUE(std::isnan(duration_estimates(durations, weights).standard_deviation.value));
}

TEST(DurationEstimates, LeastAndGreatestAreBoundedOnTheSideThatRecordsTell) {
  const ReplicateWeights weights(log_of_cases(30), {.level = 0.9});
  auto durations = random_durations(3, 200, 30);
  const auto [least, greatest] = std::ranges::minmax(durations, {}, [](const CaseDuration& d) { return d.duration; });
  const DurationEstimates estimates = duration_estimates(durations, weights);
  EXPECT_EQ(estimates.least.value, static_cast<double>(least.duration.us) / us_per_second);
  EXPECT_EQ(estimates.least.lower, 0);
  EXPECT_EQ(estimates.least.upper, estimates.least.value);
  EXPECT_EQ(estimates.greatest.value, static_cast<double>(greatest.duration.us) / us_per_second);
  EXPECT_EQ(estimates.greatest.lower, estimates.greatest.value);
  EXPECT_EQ(estimates.greatest.upper, std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(estimates.greatest.standard_error));
  EXPECT_EQ(estimates.greatest.level, 0.9);
}

TEST(DurationEstimates, IntervalsOfTheExtremesCoverThoseOfAllCasesInEverySample) {
  const ReplicateWeights weights(log_of_cases(40), {.replicates = 20});
  for (std::uint64_t sample = 0; sample < 200; ++sample) {
    RandomStream random(sample, "extremes");
    std::vector<CaseDuration> durations(40);
    for (std::uint32_t i = 0; i < 40; ++i)
      durations[i] = {Duration{1'000'000 + static_cast<std::int64_t>(random.below(1'000'001))}, i};
    const DurationEstimates estimates = duration_estimates(durations, weights);
    EXPECT_TRUE(estimates.least.lower <= 1 && 1 <= estimates.least.upper);
    EXPECT_TRUE(estimates.greatest.lower <= 2 && 2 <= estimates.greatest.upper);
  }
}

TEST(DurationEstimates, IntervalOfTheMeanCoversItInNineteenOfTwentySamples) {
  int covered = 0;
  constexpr int samples = 300;
  const EventLog log = log_of_cases(100);
  for (int sample = 0; sample < samples; ++sample) {
    const ReplicateWeights weights(log, {.seed = static_cast<std::uint64_t>(sample)});
    RandomStream random(static_cast<std::uint64_t>(sample), "coverage");
    std::vector<CaseDuration> durations(100);
    for (std::uint32_t i = 0; i < 100; ++i)
      durations[i] = {Duration{static_cast<std::int64_t>(1e6 * random.normal(50, 9))}, i};
    const Estimate mean = duration_estimates(durations, weights).mean;
    covered += mean.lower <= 50 && 50 <= mean.upper ? 1 : 0;
  }
  EXPECT_NEAR(covered, 0.94 * samples, 0.035 * samples);
}

}  // namespace
}  // namespace fealty::flow
