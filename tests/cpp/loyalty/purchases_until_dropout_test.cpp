#include "fealty/loyalty/purchases_until_dropout.hpp"

#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "fealty/core/dual.hpp"
#include "reference/purchases_until_dropout.hpp"

namespace fealty::loyalty {
namespace {

double between(std::mt19937_64& random, double low, double high) {
  return low * std::pow(high / low, std::uniform_real_distribution<double>()(random));
}

TEST(PurchasesUntilDropout, AreThoseOfTheDefinition) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 20; ++round) {
    const PurchasesUntilDropout<double> d{between(random, 0.1, 20), between(random, 0.01, 2), between(random, 4, 20),
                                          between(random, 4, 20)};
    const auto plain = reference::purchases_until_dropout(d.shape, d.growth, d.a, d.b, 400);
    const auto found = purchase_probabilities(d, 30);
    double expected = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) expected += static_cast<double>(i) * plain[i];
    for (std::size_t i = 0; i <= 30; ++i) ASSERT_NEAR(found[i], plain[i], 1e-10);
    ASSERT_NEAR(std::accumulate(found.begin(), found.end(), 0.0), 1.0, 1e-13);
    ASSERT_NEAR(d.expected(), expected, 1e-8 * expected);
  }
}

TEST(PurchasesUntilDropout, HaveTheSameExpectationBySeriesAndByIntegral) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 400; ++round) {
    const PurchasesUntilDropout<double> d{between(random, 1e-3, 100), between(random, 1e-5, 20),
                                          between(random, 1e-4, 1e4), between(random, 1e-4, 1e4)};
    if (d.shape * d.growth > 600) continue;
    const double series = d.expected_by_series();
    ASSERT_NEAR(d.expected_by_integral(), series, 2e-11 * series)
        << d.shape << ' ' << d.growth << ' ' << d.a << ' ' << d.b;
  }
}

TEST(PurchasesUntilDropout, AreFiniteForAnyCustomerAndAtMostThoseWithoutDropout) {
  for (const double shape : {1e-4, 0.3, 12.0, 10'000.0}) {
    for (const double growth : {1e-9, 1.0, 50.0, 1e7}) {
      for (const double a : {1e-9, 0.9999999, 1.0, 30.0, 1e9}) {
        for (const double b : {1e-9, 2.0, 1e4, 1e12}) {
          const double expected = PurchasesUntilDropout<double>{shape, growth, a, b}.expected();
          ASSERT_TRUE(std::isfinite(expected)) << shape << ' ' << growth << ' ' << a << ' ' << b;
          ASSERT_GT(expected, 0);
          ASSERT_LE(expected, shape * growth * (1 + 1e-12));
        }
      }
    }
  }
}

TEST(PurchasesUntilDropout, HaveDerivativesThatDifferencesConfirm) {
  for (const double growth : {0.4, 15.0}) {
    const std::array<double, 4> x{2.3, growth, 1.0, 3.5};
    const auto f = []<class S>(const std::array<S, 4>& v) {
      return PurchasesUntilDropout<S>{v[0], v[1], v[2], v[3]}.expected();
    };
    const Dual<4> exact = f(variables(x));
    for (std::size_t i = 0; i < 4; ++i) {
      const double h = 1e-5 * x[i];
      auto above = x, below = x;
      above[i] += h;
      below[i] -= h;
      EXPECT_NEAR(exact.gradient[i], (f(above) - f(below)) / (2 * h), 1e-7 * std::max(1.0, exact.value));
    }
  }
}

}  // namespace
}  // namespace fealty::loyalty
