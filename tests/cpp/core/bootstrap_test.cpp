#include "fealty/core/bootstrap.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty {
namespace {

TEST(PoissonWeights, HaveTheProbabilitiesOfAPoissonNumberOfMeanOne) {
  constexpr std::size_t replicates = 1000;
  constexpr std::size_t subjects = 1000;
  std::array<double, 20> counts{};
  std::vector<std::uint8_t> weights(replicates);
  for (std::uint64_t subject = 0; subject < subjects; ++subject) {
    poisson_weights(7, subject, weights);
    for (const std::uint8_t weight : weights) counts[weight] += 1;
  }
  double probability = std::exp(-1.0);
  for (std::size_t k = 0; k < 8; ++k) {
    const double expected = probability * static_cast<double>(replicates * subjects);
    EXPECT_NEAR(counts[k], expected, 4 * std::sqrt(expected) + 1) << k;
    probability /= static_cast<double>(k + 1);
  }
}

TEST(PoissonWeights, AreAFunctionOfSeedSubjectAndReplicate) {
  std::vector<std::uint8_t> few(101), many(1000), other(101);
  poisson_weights(1, 42, few);
  poisson_weights(1, 42, many);
  EXPECT_TRUE(std::equal(few.begin(), few.end(), many.begin()));
  poisson_weights(1, 43, other);
  EXPECT_NE(few, other);
  poisson_weights(2, 42, other);
  EXPECT_NE(few, other);
}

TEST(PercentileInterval, TakesTheQuantilesOfTheReplicates) {
  std::vector<double> replicates;
  for (int i = 0; i <= 1000; ++i) replicates.push_back(i);
  const Estimate estimate = percentile_interval(480, replicates, 0.9);
  EXPECT_EQ(estimate.value, 480);
  EXPECT_DOUBLE_EQ(estimate.lower, 50);
  EXPECT_DOUBLE_EQ(estimate.upper, 950);
  EXPECT_EQ(estimate.level, 0.9);
  EXPECT_NEAR(estimate.standard_error, std::sqrt(1001.0 * 1002.0 / 12.0), 1e-9);
}

TEST(PercentileInterval, LeavesOutReplicatesWithoutAFigure) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const Estimate some = percentile_interval(1, std::vector{1.0, nan, 3.0});
  EXPECT_GE(some.lower, 1);
  EXPECT_LE(some.upper, 3);
  const Estimate none = percentile_interval(1, std::vector{nan, nan, 3.0});
  EXPECT_EQ(none.value, 1);
  EXPECT_TRUE(std::isnan(none.standard_error));
  EXPECT_TRUE(std::isnan(none.lower));
  EXPECT_THROW(percentile_interval(1, std::vector{1.0, 2.0}, 1), ParameterError);
}

}  // namespace
}  // namespace fealty
