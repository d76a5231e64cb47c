#include "fealty/core/interval.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/special.hpp"
#include "reference/interval.hpp"

namespace fealty {
namespace {

struct Published {
  std::int64_t successes, trials;
  double lower, upper;
};

// Newcombe (1998), table I: methods 3 (score) and 5 (Clopper-Pearson), 95 %.
constexpr Published score[] = {
    {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0, 0.1611}, {1, 29, 0.0061, 0.1718}};
constexpr Published exact[] = {
    {81, 263, 0.2527, 0.3676}, {15, 148, 0.0578, 0.1617}, {0, 20, 0.0, 0.1684}, {1, 29, 0.0009, 0.1776}};

TEST(Wilson, ReproducesNewcombesTable) {
  for (const auto& row : score) {
    const Estimate found = wilson(row.successes, row.trials);
    EXPECT_NEAR(found.lower, row.lower, 5e-5);
    EXPECT_NEAR(found.upper, row.upper, 5e-5);
    EXPECT_EQ(found.value, static_cast<double>(row.successes) / static_cast<double>(row.trials));
    EXPECT_EQ(found.level, 0.95);
  }
}

TEST(ClopperPearson, ReproducesNewcombesTable) {
  for (const auto& row : exact) {
    const Estimate found = clopper_pearson(row.successes, row.trials);
    EXPECT_NEAR(found.lower, row.lower, 5e-5);
    EXPECT_NEAR(found.upper, row.upper, 5e-5);
  }
}

TEST(ProportionIntervals, AgreeWithTheirDefinitions) {
  RandomStream random(1, "intervals");
  for (int i = 0; i < 60; ++i) {
    const auto trials = static_cast<std::int64_t>(1 + random.below(80));
    const auto successes = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(trials) + 1));
    const double level = 0.5 + 0.499 * random.uniform();
    SCOPED_TRACE(testing::Message() << successes << " of " << trials << " at " << level);
    const auto [exact_lower, exact_upper] = reference::clopper_pearson(successes, trials, level);
    EXPECT_NEAR(clopper_pearson(successes, trials, level).lower, exact_lower, 1e-12);
    EXPECT_NEAR(clopper_pearson(successes, trials, level).upper, exact_upper, 1e-12);
    const auto [lower, upper] = reference::wilson(successes, trials, normal_quantile((1 + level) / 2));
    EXPECT_NEAR(wilson(successes, trials, level).lower, lower, 1e-12);
    EXPECT_NEAR(wilson(successes, trials, level).upper, upper, 1e-12);
  }
}

TEST(ProportionIntervals, EndExactlyAtZeroAndOne) {
  for (const auto& interval : {wilson, clopper_pearson}) {
    for (const std::int64_t trials : {1, 7, 1000, 1'000'000'007}) {
      EXPECT_EQ(interval(0, trials, 0.9).lower, 0.0);
      EXPECT_EQ(interval(trials, trials, 0.9).upper, 1.0);
      EXPECT_GT(interval(0, trials, 0.9).upper, 0.0);
      EXPECT_LT(interval(trials, trials, 0.9).lower, 1.0);
    }
  }
}

TEST(ProportionIntervals, KeepTheirDigitsInHugeSamples) {
  constexpr std::int64_t trials = 1'000'000'000'000;
  const double z = normal_quantile(0.975);
  EXPECT_NEAR(wilson(0, trials).upper * 1e12, z * z, 1e-8);
  EXPECT_NEAR(clopper_pearson(0, trials).upper * 1e12, -std::log(0.025), 1e-8);
}

TEST(ProportionIntervals, SayNothingWithoutTrials) {
  for (const auto& interval : {wilson, clopper_pearson}) {
    const Estimate found = interval(0, 0, 0.95);
    EXPECT_TRUE(std::isnan(found.value));
    EXPECT_TRUE(std::isnan(found.standard_error));
    EXPECT_EQ(found.lower, 0.0);
    EXPECT_EQ(found.upper, 1.0);
  }
}

TEST(ProportionIntervals, RefuseImpossibleCountsAndLevels) {
  for (const auto& interval : {wilson, clopper_pearson}) {
    EXPECT_THROW(interval(-1, 10, 0.95), ParameterError);
    EXPECT_THROW(interval(11, 10, 0.95), ParameterError);
    EXPECT_THROW(interval(0, -1, 0.95), ParameterError);
    EXPECT_THROW(interval(1, 10, 0.0), ParameterError);
    EXPECT_THROW(interval(1, 10, 1.0), ParameterError);
    EXPECT_THROW(interval(1, 10, std::nan("")), ParameterError);
  }
  try {
    wilson(11, 10);
    FAIL();
  } catch (const ParameterError& e) {
    EXPECT_STREQ(e.what(), "FY202: successes is 11, but it must be between 0 and trials (10)");
  }
}

TEST(ClopperPearson, CoversAtLeastItsLevelForEveryTrueValue) {
  for (const double p : {0.003, 0.1, 0.37, 0.5, 0.9}) {
    for (const std::int64_t trials : {5, 30}) {
      double covered = 0.0;
      for (std::int64_t k = 0; k <= trials; ++k) {
        const Estimate e = clopper_pearson(k, trials);
        const double below = k == 0 ? 0.0 : reference::binomial_cdf(k - 1, trials, p);
        if (e.lower <= p && p <= e.upper) covered += reference::binomial_cdf(k, trials, p) - below;
      }
      EXPECT_GE(covered, 0.95);
    }
  }
}

TEST(NormalInterval, ReachesOneAndAHalfPercentPointsOfTheNormal) {
  const Estimate found = normal_interval(10, 2);
  EXPECT_NEAR(found.lower, 10 - 2 * 1.959963984540054, 1e-13);
  EXPECT_NEAR(found.upper, 10 + 2 * 1.959963984540054, 1e-13);
  EXPECT_THROW(normal_interval(0, -1), ParameterError);
  EXPECT_THROW(normal_interval(0, 1, 1.5), ParameterError);
}

TEST(NormalInterval, IsNaNWhereTheStandardErrorIs) {
  const Estimate found = normal_interval(3, std::nan(""));
  EXPECT_EQ(found.value, 3);
  EXPECT_TRUE(std::isnan(found.lower) && std::isnan(found.upper) && std::isnan(found.standard_error));
}

TEST(StudentTInterval, ReproducesGossetsSleepData) {
  // Student (1908): hours of sleep gained by ten patients, mean 0.75 and standard deviation 1.789010; the usual 95 %
  // interval is (-0.5297804, 2.0297804).
  const Estimate found = student_t_interval(0.75, 1.7890096577591623, 10);
  EXPECT_NEAR(found.lower, -0.5297804, 5e-8);
  EXPECT_NEAR(found.upper, 2.0297804, 5e-8);
}

TEST(StudentTInterval, SaysWhatTooFewNumbersTell) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(student_t_interval(4, nan, 1).value, 4);
  EXPECT_TRUE(std::isnan(student_t_interval(4, nan, 1).lower));
  EXPECT_TRUE(std::isnan(student_t_interval(4, nan, 0).value));
  EXPECT_THROW(student_t_interval(4, 1, -1), ParameterError);
}

}  // namespace
}  // namespace fealty
