#include "fealty/core/quantile.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/special.hpp"
#include "reference/quantile.hpp"

namespace fealty {
namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();

std::vector<double> one_to(int n) {
  std::vector<double> values(static_cast<std::size_t>(n));
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}

void expect_same(const Estimate& found, const Estimate& expected) {
  EXPECT_NEAR(found.value, expected.value, 1e-12 * (1 + std::abs(expected.value)));
  EXPECT_EQ(found.lower, expected.lower);
  EXPECT_EQ(found.upper, expected.upper);
  if (std::isnan(expected.standard_error)) {
    EXPECT_TRUE(std::isnan(found.standard_error));
  } else {
    EXPECT_NEAR(found.standard_error, expected.standard_error, 1e-12 * (1 + expected.standard_error));
  }
}

TEST(Quantile, AgreesWithSortingAndTryingEveryRank) {
  RandomStream random(5, "quantile");
  for (int round = 0; round < 200; ++round) {
    std::vector<double> values(1 + random.below(60));
    const bool tied = random.uniform() < 0.5;
    for (double& v : values) v = tied ? static_cast<double>(random.below(6)) : random.normal(3, 10);
    const double p = random.uniform();
    const double level = 0.5 + 0.49 * random.uniform();
    SCOPED_TRACE(testing::Message() << values.size() << " values, " << p << " at " << level);
    expect_same(quantile(values, p, level), reference::quantile(values, p, level, normal_quantile((1 + level) / 2)));
  }
}

TEST(Quantile, InterpolatesLikeRAndNumPy) {
  const std::vector<double> values = {3, 1, 4, 1, 5, 9, 2, 6};  // quantile(x, p) of R: 1, 1.75, 3.5, 5.25, 9
  EXPECT_EQ(quantile(values, 0).value, 1);
  EXPECT_EQ(quantile(values, 0.25).value, 1.75);
  EXPECT_EQ(quantile(values, 0.5).value, 3.5);
  EXPECT_EQ(quantile(values, 0.75).value, 5.25);
  EXPECT_EQ(quantile(values, 1).value, 9);
}

TEST(Quantile, BoundsAMedianByTheRanksOfTheSignTest) {
  // The ranks of the 95 % interval of a median, as in the tables of Conover (1999, A3): n = 10: 2 and 9; n = 20: 6 and
  // 15; n = 100: 40 and 61.
  const int table[][3] = {{10, 2, 9}, {20, 6, 15}, {100, 40, 61}};
  for (const auto& [n, lower, upper] : table) {
    const Estimate found = quantile(one_to(n), 0.5);
    EXPECT_EQ(found.lower, lower);
    EXPECT_EQ(found.upper, upper);
  }
}

TEST(Quantile, HasNoBoundWhereTheSampleIsTooSmall) {
  const Estimate median = quantile(one_to(5), 0.5);  // 2 * 0.5^5 > 0.05
  EXPECT_EQ(median.value, 3);
  EXPECT_EQ(median.lower, -unbounded);
  EXPECT_EQ(median.upper, unbounded);
  EXPECT_TRUE(std::isnan(median.standard_error));
  const Estimate high = quantile(one_to(50), 0.99);
  EXPECT_GT(high.lower, 0);
  EXPECT_EQ(high.upper, unbounded);
}

TEST(Quantile, CoversTheTrueQuantileAsOftenAsItSays) {
  int covered = 0;
  constexpr int rounds = 4000;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    RandomStream random(9, "coverage", round);
    std::vector<double> values(120);
    for (double& v : values) v = random.exponential();
    const Estimate e = quantile(values, 0.75, 0.9);
    const double truth = -std::log(0.25);
    covered += e.lower <= truth && truth <= e.upper ? 1 : 0;
  }
  EXPECT_GT(covered, 0.9 * rounds - 5 * std::sqrt(0.09 * rounds));
  EXPECT_LT(covered, 0.95 * rounds);
}

TEST(Quantiles, AreEachTheSameAsAlone) {
  RandomStream random(5, "many");
  std::vector<double> values(1000);
  for (double& v : values) v = random.normal();
  const std::vector<double> probabilities = {0.9, 0.1, 0.5, 0.5, 0, 1, 0.501};
  const auto found = quantiles(values, probabilities);
  ASSERT_EQ(found.size(), probabilities.size());
  for (std::size_t i = 0; i < found.size(); ++i) expect_same(found[i], quantile(values, probabilities[i]));
}

TEST(Quantile, OfNothingIsUnknown) {
  const Estimate found = quantile({}, 0.5);
  EXPECT_TRUE(std::isnan(found.value));
  EXPECT_TRUE(std::isnan(found.standard_error));
  EXPECT_EQ(found.lower, -unbounded);
}

TEST(Quantile, TakesInfiniteValues) {
  const std::vector<double> values = {1, unbounded, unbounded, -unbounded};
  EXPECT_EQ(quantile(values, 0).value, -unbounded);
  EXPECT_EQ(quantile(values, 0.1).value, -unbounded);
  EXPECT_EQ(quantile(values, 1.0 / 3).value, 1);
  EXPECT_EQ(quantile(values, 0.9).value, unbounded);
}

TEST(Quantile, RefusesNaNWithItsPosition) {
  try {
    quantile(std::vector<double>{1, 2, std::nan(""), 4}, 0.5);
    FAIL();
  } catch (const RecordError& e) {
    EXPECT_NE(std::string(e.what()).find("value 2 "), std::string::npos) << e.what();
  }
}

TEST(Quantile, RefusesProbabilitiesAndLevelsOutsideTheirDomain) {
  const auto values = one_to(3);
  EXPECT_THROW(quantile(values, -0.1), ParameterError);
  EXPECT_THROW(quantile(values, 1.1), ParameterError);
  EXPECT_THROW(quantile(values, std::nan("")), ParameterError);
  EXPECT_THROW(quantile(values, 0.5, 1), ParameterError);
}

}  // namespace
}  // namespace fealty
