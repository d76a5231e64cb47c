#include "fealty/customers/concentration.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"
#include "reference/concentration.hpp"

namespace fealty::customers {
namespace {

std::vector<double> lognormal(std::size_t n, double sigma, std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  std::lognormal_distribution<double> draw(0.0, sigma);
  std::vector<double> values(n);
  for (double& value : values) value = draw(engine);
  return values;
}

std::vector<std::uint64_t> bits_of(const Concentration& c) {
  std::vector<std::uint64_t> bits{std::bit_cast<std::uint64_t>(c.total)};
  for (const Estimate& e : {c.gini, c.top_share, c.pareto_share}) {
    for (const double x : {e.value, e.standard_error, e.lower, e.upper})
      bits.push_back(std::bit_cast<std::uint64_t>(x));
  }
  for (const double x : c.share_of_value) bits.push_back(std::bit_cast<std::uint64_t>(x));
  return bits;
}

TEST(Concentration, OfAHandComputedExample) {
  // Sorted 1, 2, 3, 4, 10: sum of (2 i - 6) x_i = -4 - 4 + 0 + 8 + 40 = 40, over 5 * 20.
  const auto c = concentration(std::vector<double>{3, 1, 10, 2, 4});
  EXPECT_EQ(c.customers, 5);
  EXPECT_DOUBLE_EQ(c.total, 20);
  EXPECT_DOUBLE_EQ(c.gini.value, 0.4);
  EXPECT_DOUBLE_EQ(c.top_share.value, 0.5);
  // 16 are wanted: 10, 4 and two thirds of the 3.
  EXPECT_DOUBLE_EQ(c.pareto_share.value, (2 + 2.0 / 3) / 5);
  EXPECT_DOUBLE_EQ(c.share_of_value[20], 0.05);
  EXPECT_DOUBLE_EQ(c.share_of_value[30], 0.10);  // half of the second customer
  EXPECT_DOUBLE_EQ(c.share_of_value[80], 0.50);
}

TEST(Concentration, AgreesWithTheIncomesOfThePackageIneq) {
  // Zeileis, R package ineq, example of the function ineq: Gini(c(541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904,
  // 22261)).
  const auto c = concentration(std::vector<double>{541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261});
  EXPECT_NEAR(c.gini.value, 0.4620911, 5e-8);
}

TEST(Concentration, OfEqualCustomersIsNone) {
  for (const std::size_t n : {1U, 2U, 5U, 7U, 100U, 1001U}) {
    const auto c = concentration(std::vector<double>(n, 12.34));
    EXPECT_EQ(c.gini.value, 0.0);
    EXPECT_DOUBLE_EQ(c.top_share.value, 0.2);
    EXPECT_DOUBLE_EQ(c.pareto_share.value, 0.8);
    for (std::size_t i = 0; i <= 100; ++i) EXPECT_DOUBLE_EQ(c.share_of_value[i], c.share_of_customers[i]);
    if (n > 1) {
      EXPECT_NEAR(c.gini.standard_error, 0.0, 1e-14);
      EXPECT_NEAR(c.top_share.upper, 0.2, 1e-14);
    }
  }
}

TEST(Concentration, OfOneWhoHasEverythingIsTheLargest) {
  std::vector<double> values(10, 0.0);
  values[3] = 7;
  const auto c = concentration(values);
  EXPECT_DOUBLE_EQ(c.gini.value, 0.9);
  EXPECT_DOUBLE_EQ(c.top_share.value, 1.0);
  EXPECT_DOUBLE_EQ(c.pareto_share.value, 0.08);
}

TEST(Concentration, OfOneCustomerHasNoErrors) {
  const auto c = concentration(std::vector<double>{5}, 1.0);
  EXPECT_EQ(c.gini.value, 0);
  EXPECT_EQ(c.top_share.value, 1);
  for (const Estimate& e : {c.gini, c.top_share, c.pareto_share}) {
    EXPECT_TRUE(std::isnan(e.standard_error));
    EXPECT_TRUE(std::isnan(e.lower));
    EXPECT_TRUE(std::isnan(e.upper));
  }
}

TEST(Concentration, OfNothingIsNotANumber) {
  for (const auto& values : {std::vector<double>{}, {0, 0, 0}, {-1, -2}}) {
    const auto c = concentration(values);
    EXPECT_EQ(c.customers, static_cast<std::int64_t>(values.size()));
    EXPECT_EQ(c.total, 0);
    for (const Estimate& e : {c.gini, c.top_share, c.pareto_share}) {
      EXPECT_TRUE(std::isnan(e.value));
      EXPECT_TRUE(std::isnan(e.lower));
    }
    EXPECT_TRUE(std::isnan(c.share_of_value[50]));
  }
}

TEST(Concentration, TakesNegativeValuesAsZeroAndCountsThem) {
  const auto with = concentration(std::vector<double>{5, -3, 2, -1});
  const auto without = concentration(std::vector<double>{5, 0, 2, 0});
  EXPECT_EQ(with.negative, 2);
  EXPECT_EQ(without.negative, 0);
  EXPECT_EQ(bits_of(with), bits_of(without));
}

TEST(Concentration, RefusesWhatIsNotFiniteWithItsPosition) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {std::nan(""), infinity, -infinity}) {
    try {
      (void)concentration(std::vector<double>{1, 2, bad, 3, bad});
      FAIL() << "a value that is not finite was taken";
    } catch (const RecordError& error) {
      EXPECT_NE(std::string(error.what()).find("value 2 "), std::string::npos) << error.what();
    }
  }
}

TEST(Concentration, RefusesSharesOutsideTheirDomain) {
  const std::vector<double> values{1, 2};
  EXPECT_THROW((void)concentration(values, 0.0), ParameterError);
  EXPECT_THROW((void)concentration(values, 1.5), ParameterError);
  EXPECT_THROW((void)concentration(values, std::nan("")), ParameterError);
  EXPECT_THROW((void)concentration(values, 0.2, 1.0), ParameterError);
  EXPECT_THROW((void)concentration(values, 0.2, 0.95, 0.0), ParameterError);
}

TEST(Concentration, AgreesWithItsDefinitionsOnRandomValues) {
  std::mt19937_64 engine(7);
  for (int round = 0; round < 200; ++round) {
    const std::size_t n = 2 + engine() % 60;
    std::vector<double> values(n);
    // Few distinct numbers, so that there are ties and zeros.
    for (double& value : values) value = static_cast<double>(engine() % 12) * 0.25;
    values[0] = 1;
    const double top = 0.01 * static_cast<double>(1 + engine() % 99);
    const auto c = concentration(values, top, 0.95, 1 - top);
    ASSERT_NEAR(c.gini.value, reference::gini(values), 1e-13);
    ASSERT_NEAR(c.top_share.value, reference::top_share(values, top), 1e-13);
    ASSERT_NEAR(c.pareto_share.value, reference::share_that_holds(values, 1 - top), 1e-12);
  }
}

TEST(Concentration, ErrorsAgreeWithTheJackknife) {
  const auto values = lognormal(400, 0.8, 11);
  const auto c = concentration(values);
  const auto error = [&](auto figure) { return reference::jackknife_error(values, figure); };
  const double gini = error([](const auto& v) { return reference::gini(v); });
  const double top = error([](const auto& v) { return reference::top_share(v, 0.2); });
  const double pareto = error([](const auto& v) { return reference::share_that_holds(v, 0.8); });
  EXPECT_NEAR(c.gini.standard_error, gini, 0.02 * gini);
  EXPECT_NEAR(c.top_share.standard_error, top, 0.03 * top);
  EXPECT_NEAR(c.pareto_share.standard_error, pareto, 0.05 * pareto);
}

TEST(Concentration, IntervalsCoverTheTruthOfALognormalDistribution) {
  // Of a lognormal distribution with sigma 1: L(p) = Phi(Phi^-1(p) - 1), Gini = 2 Phi(1 / sqrt 2) - 1.
  const double gini = 2 * normal_cdf(1 / std::sqrt(2.0)) - 1;
  const double top_share = 1 - normal_cdf(normal_quantile(0.8) - 1);
  const double pareto_share = 1 - normal_cdf(normal_quantile(0.2) + 1);
  int covered[3] = {};
  constexpr int rounds = 400;
  for (int round = 0; round < rounds; ++round) {
    const auto c = concentration(lognormal(500, 1.0, 1000 + static_cast<std::uint64_t>(round)));
    covered[0] += c.gini.lower <= gini && gini <= c.gini.upper;
    covered[1] += c.top_share.lower <= top_share && top_share <= c.top_share.upper;
    covered[2] += c.pareto_share.lower <= pareto_share && pareto_share <= c.pareto_share.upper;
  }
  for (const int count : covered) {
    EXPECT_GE(count, rounds * 90 / 100);
    EXPECT_LE(count, rounds * 98 / 100);
  }
}

TEST(Concentration, DependsNeitherOnOrderNorUnit) {
  auto values = lognormal(1000, 1.2, 3);
  const auto c = concentration(values);
  auto reversed = values;
  std::reverse(reversed.begin(), reversed.end());
  EXPECT_EQ(bits_of(c), bits_of(concentration(reversed)));
  for (const double unit : {0x1p-1000, 0x1p-40, 0x1p40, 0x1p900}) {
    auto scaled = values;
    for (double& value : scaled) value *= unit;
    const auto same = concentration(scaled);
    EXPECT_EQ(same.gini, c.gini);
    EXPECT_EQ(same.top_share, c.top_share);
    EXPECT_EQ(same.pareto_share, c.pareto_share);
    EXPECT_EQ(same.total, c.total * unit);
  }
}

TEST(Concentration, HasTheSameBitsOnAnyNumberOfThreads) {
  auto values = lognormal(300'000, 1.5, 5);
  for (std::size_t i = 0; i < values.size(); i += 7) values[i] = std::floor(values[i]);
  const std::size_t before = threads();
  set_threads(1);
  const auto expected = bits_of(concentration(values));
  for (const std::size_t count : {2U, 7U}) {
    set_threads(count);
    EXPECT_EQ(bits_of(concentration(values)), expected);
  }
  set_threads(before);
}

TEST(Concentration, FrameIsTheLorenzCurve) {
  const auto c = concentration(lognormal(50, 1.0, 1));
  const Frame frame = c.frame();
  EXPECT_EQ(frame.rows(), 101U);
  const auto share = as_doubles(frame.at("share_of_value"), "share_of_value");
  EXPECT_EQ(share[0], 0.0);
  EXPECT_EQ(share[100], 1.0);
  for (std::size_t i = 2; i <= 100; ++i) EXPECT_GE(share[i] - share[i - 1], share[i - 1] - share[i - 2] - 1e-15);
}

}  // namespace
}  // namespace fealty::customers
