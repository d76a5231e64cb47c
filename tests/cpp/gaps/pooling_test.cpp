#include "fealty/gaps/pooling.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/special.hpp"
#include "fealty/io/archive.hpp"
#include "reference/pooling.hpp"

namespace fealty::gaps {
namespace {

using Sources = std::vector<std::pair<std::string, Estimate>>;

Sources sources(const std::vector<double>& values, const std::vector<double>& errors) {
  Sources made;
  for (std::size_t i = 0; i < values.size(); ++i)
    made.emplace_back("s" + std::to_string(i), normal_interval(values[i], errors[i]));
  return made;
}

std::string message_of_pooling(const Sources& bad) {
  return message_of<ParameterError>([&] { pooled(bad); });
}

/// Colditz et al. (1994): tuberculosis in 13 trials of a vaccine, ill and well with it and without it.
constexpr std::array<std::array<double, 4>, 13> trials = {{{4, 119, 11, 128},
                                                           {6, 300, 29, 274},
                                                           {3, 228, 11, 209},
                                                           {62, 13536, 248, 12619},
                                                           {33, 5036, 47, 5761},
                                                           {180, 1361, 372, 1079},
                                                           {8, 2537, 10, 619},
                                                           {505, 87886, 499, 87892},
                                                           {29, 7470, 45, 7232},
                                                           {17, 1699, 65, 1600},
                                                           {186, 50448, 141, 27197},
                                                           {5, 2493, 3, 2338},
                                                           {27, 16886, 29, 17825}}};

Sources log_risk_ratios() {
  std::vector<double> values, errors;
  for (const auto& [a, b, c, d] : trials) {
    values.push_back(std::log(a / (a + b)) - std::log(c / (c + d)));
    errors.push_back(std::sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)));
  }
  return sources(values, errors);
}

Sources log_odds_ratios() {
  std::vector<double> values, errors;
  for (const auto& [a, b, c, d] : trials) {
    values.push_back(std::log(a * d / (b * c)));
    errors.push_back(std::sqrt(1 / a + 1 / b + 1 / c + 1 / d));
  }
  return sources(values, errors);
}

TEST(Pooling, OfThreeSourcesByHand) {
  // Weights 4, 1, 1: mean (4 * 1 + 1 * 2 + 1 * 6) / 6 = 2, Q = 4 * 1 + 0 + 16 = 20, degrees 2. Moments: sum of weights
  // 6 less 18 / 6 is 3, so tau^2 = 18 / 3 = 6 and I^2 = 18 / 20. Random weights 1 / 6.25, 1 / 7, 1 / 7.
  const Pooled pool = pooled(sources({1, 2, 6}, {0.5, 1, 1}), false);
  EXPECT_NEAR(pool.mean.value, 2, 1e-14);
  EXPECT_NEAR(pool.mean.standard_error, 1 / std::sqrt(6.0), 1e-14);
  EXPECT_NEAR(pool.q, 20, 1e-12);
  EXPECT_EQ(pool.degrees, 2);
  EXPECT_NEAR(pool.p_value, std::exp(-10), 1e-15);  // chi-square with 2 degrees is exponential
  EXPECT_NEAR(pool.i_squared.value, 0.9, 1e-14);
  EXPECT_NEAR(pool.tau_squared.value, 6, 1e-12);
  const double total = 0.16 + 2.0 / 7;
  const double random = (0.16 + 8.0 / 7) / total;
  EXPECT_NEAR(pool.random.value, random, 1e-14);
  const double q = 0.16 * (1 - random) * (1 - random) + ((2 - random) * (2 - random) + (6 - random) * (6 - random)) / 7;
  EXPECT_NEAR(pool.random.standard_error, std::sqrt(q / (2 * total)), 1e-14);
  EXPECT_NEAR(pool.random.upper - pool.random.value,
              0.95 * std::sqrt(2 / (1 - 0.95 * 0.95)) * pool.random.standard_error, 1e-12);
  EXPECT_NEAR(pool.sources[0].weight, 4.0 / 6, 1e-15);
  EXPECT_NEAR(pool.sources[0].random_weight, 0.16 / total, 1e-15);
  // The third against the others: 6 - (4 + 2) / 5 = 4.8, variance 1 + 1 / 5.
  EXPECT_NEAR(pool.sources[2].deviation.value, 4.8, 1e-14);
  EXPECT_NEAR(pool.sources[2].deviation.standard_error, std::sqrt(1.2), 1e-14);
  EXPECT_NEAR(pool.sources[2].p_value, 3 * 2 * normal_cdf(-4.8 / std::sqrt(1.2)), 1e-12);
}

TEST(Pooling, AgreesWithThePublishedFiguresOfTheVaccineTrials) {
  // Viechtbauer, R package metafor, tests against Stata's metan: rma(yi, vi, method = "EE") and method = "DL".
  const Pooled pool = pooled(log_risk_ratios(), false);
  EXPECT_NEAR(pool.mean.value, -0.4303, 5e-5);
  EXPECT_NEAR(pool.mean.lower, -0.5097, 5e-5);
  EXPECT_NEAR(pool.mean.upper, -0.3509, 5e-5);
  EXPECT_NEAR(pool.q, 152.2330, 5e-5);
  EXPECT_NEAR(pool.random.value, -0.7141, 5e-5);
  EXPECT_NEAR(pool.tau_squared.value, 0.3088, 5e-5);
  EXPECT_NEAR(pool.i_squared.value, 0.9212, 5e-5);
}

TEST(Pooling, IntervalOfTheVarianceIsThatOfTheProfile) {
  // metafor, replication of van Houwelingen et al. (2002) on log odds ratios: "confint(res)" by Q-profile. Its roots
  // are found to R's usual tolerance, the fourth root of the precision: 1.2e-4.
  const Pooled pool = pooled(log_odds_ratios());
  EXPECT_NEAR(pool.tau_squared.lower, 0.1302, 1.2e-4);
  EXPECT_NEAR(pool.tau_squared.upper, 1.1812, 1.2e-4);
}

TEST(Pooling, AgreesWithItsPlainTwinOnRandomSources) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> value(-3, 3), error(0.05, 2);
  for (int round = 0; round < 300; ++round) {
    const std::size_t count = 2 + random() % 8;
    std::vector<double> values, errors;
    for (std::size_t i = 0; i < count; ++i) {
      values.push_back(value(random));
      errors.push_back(error(random));
    }
    const Pooled pool = pooled(sources(values, errors), false);
    const reference::PlainPool plain = reference::plain_pool(values, errors);
    ASSERT_NEAR(pool.mean.value, plain.mean, 1e-12);
    ASSERT_NEAR(pool.mean.standard_error, plain.mean_error, 1e-12);
    ASSERT_NEAR(pool.q, plain.q, 1e-10 * (1 + plain.q));
    ASSERT_NEAR(pool.i_squared.value, plain.i_squared, 1e-11);
    ASSERT_NEAR(pool.tau_squared.value, plain.tau_squared, 1e-10 * (1 + plain.tau_squared));
    ASSERT_NEAR(pool.random.value, plain.random, 1e-11);
    ASSERT_NEAR(pool.random.standard_error, plain.random_error, 1e-11);
    ASSERT_LE(pool.tau_squared.lower, pool.tau_squared.upper);
  }
}

TEST(Pooling, ModifiedIntervalIsNeverNarrowerThanThatOfTheWeights) {
  const Sources agreeing = sources({4, 4, 4}, {0.2, 0.4, 0.3});
  const Pooled plain = pooled(agreeing, false), modified = pooled(agreeing);
  EXPECT_EQ(plain.random.standard_error, 0);  // what the modification is for
  EXPECT_NEAR(modified.random.standard_error, modified.mean.standard_error, 1e-15);
  EXPECT_GT(modified.random.upper, modified.mean.upper);
  EXPECT_EQ(modified.i_squared.value, 0);
  EXPECT_EQ(modified.p_value, 1);
  EXPECT_EQ(modified.sources[0].p_value, 1);
}

TEST(Pooling, FindsTheSourceThatDisagrees) {
  const Pooled pool = pooled(sources({4.0, 4.1, 3.9, 4.0, 6.0}, {0.2, 0.2, 0.3, 0.4, 0.3}));
  EXPECT_LT(pool.p_value, 1e-6);
  EXPECT_LT(pool.sources[4].p_value, 1e-6);
  EXPECT_GT(pool.sources[4].deviation.lower, 1);
  EXPECT_GT(pool.sources[2].p_value, 0.05);
}

TEST(Pooling, SetsApartWhatKeepsTheOthersFromAgreeing) {
  const auto apart = [](const std::vector<double>& values, const std::vector<double>& errors) {
    std::string flags;
    for (const PooledSource& source : pooled(sources(values, errors)).sources) flags += source.apart ? '1' : '0';
    return flags;
  };
  // The fourth is precise, and deviates from the others because of the third; without that it does not.
  const Pooled pool = pooled(sources({4.1, 3.9, 2.9, 4.2, 4.0}, {0.2, 0.3, 0.25, 0.1, 0.35}));
  EXPECT_LT(pool.sources[3].p_value, 0.05);
  EXPECT_EQ(apart({4.1, 3.9, 2.9, 4.2, 4.0}, {0.2, 0.3, 0.25, 0.1, 0.35}), "00100");
  EXPECT_EQ(apart({4, 4.1, 3.9}, {0.1, 0.1, 0.1}), "000");
  EXPECT_EQ(apart({4, 6, 4.1, 1}, {0.1, 0.1, 0.1, 0.1}), "0101");
  EXPECT_EQ(apart({4, 6}, {0.1, 0.1}), "11");
  EXPECT_EQ(apart({1, 3, 5}, {0.1, 0.1, 0.1}), "111");
  EXPECT_EQ(apart({1}, {0.1}), "0");
}

TEST(Pooling, OfOneSourceIsThatSource) {
  const Pooled pool = pooled(sources({4}, {0.5}));
  EXPECT_EQ(pool.mean.value, 4);
  EXPECT_EQ(pool.mean.standard_error, 0.5);
  EXPECT_EQ(pool.sources[0].weight, 1);
  for (const double unknown :
       {pool.q, pool.p_value, pool.i_squared.value, pool.tau_squared.value, pool.random.standard_error,
        pool.random.lower, pool.sources[0].deviation.value, pool.sources[0].p_value}) {
    EXPECT_TRUE(std::isnan(unknown));
  }
}

TEST(Pooling, DependsOnNoUnit) {
  const Pooled pool = pooled(sources({1, 2, 6}, {0.5, 1, 1}));
  for (const double unit : {0x1p-500, 0x1p500}) {
    const Pooled same = pooled(sources({unit, 2 * unit, 6 * unit}, {0.5 * unit, unit, unit}));
    EXPECT_EQ(same.q, pool.q);
    EXPECT_EQ(same.mean.value, pool.mean.value * unit);
    EXPECT_EQ(same.random.upper, pool.random.upper * unit);
    EXPECT_EQ(same.sources[1].p_value, pool.sources[1].p_value);
  }
}

TEST(Pooling, RefusesWhatHasNoPrecisionAndNamesIt) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NE(message_of_pooling({{"survey", {4, 0, 4, 4, 0.95}}}).find("the standard error of survey"),
            std::string::npos);
  EXPECT_NE(message_of_pooling({{"投诉", {4, nan, nan, nan, 0.95}}}).find("投诉"), std::string::npos);
  EXPECT_NE(message_of_pooling({{"survey", {nan, 1, 0, 0, 0.95}}}).find("the value of survey"), std::string::npos);
  EXPECT_NE(message_of_pooling({{"survey", {1, INFINITY, 0, 0, 0.95}}}).find("survey"), std::string::npos);
  EXPECT_NE(message_of_pooling({{"a", {1, 1, 0, 2, 0.95}}, {"a", {1, 1, 0, 2, 0.95}}}).find("stands twice"),
            std::string::npos);
  EXPECT_NE(message_of_pooling({}).find("no source"), std::string::npos);
  EXPECT_THROW(pooled(sources({1}, {1}), true, 1.0), ParameterError);
}

TEST(Pooling, ComesBackFromItsArchive) {
  const Pooled pool = pooled(log_risk_ratios());
  const std::string bytes = io::to_bytes(pool);
  EXPECT_EQ(io::to_bytes(io::from_bytes<Pooled>(bytes)), bytes);
  EXPECT_EQ(pool.frame().rows(), 13U);
}

}  // namespace
}  // namespace fealty::gaps
