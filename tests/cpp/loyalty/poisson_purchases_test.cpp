#include "fealty/loyalty/poisson_purchases.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::loyalty {
namespace {

TEST(PoissonPurchases, AreNegativeBinomialOverGammaRates) {
  double sum = 0, mean = 0, ratio = 1;
  for_each_negative_binomial(0.7, 1.5, 300, [&](std::size_t i, double p) {
    EXPECT_NEAR(p, std::pow(2.5, -0.7) * ratio, 1e-14);
    ratio *= (0.7 + static_cast<double>(i)) / (static_cast<double>(i) + 1) * 0.6;
    sum += p;
    mean += static_cast<double>(i) * p;
  });
  EXPECT_NEAR(sum, 1.0, 1e-13);
  EXPECT_NEAR(mean, 0.7 * 1.5, 1e-12);
  EXPECT_EQ(with_the_rest({0.5, 0.25}), (std::vector<double>{0.5, 0.25, 0.25}));
}

TEST(PoissonPurchases, EndWithLife) {
  double frequency = 0, recency = 0;
  constexpr int customers = 20'000;
  for (std::uint64_t i = 0; i < customers; ++i) {
    RandomStream random(1, "test", i);
    const PurchasePattern p = draw_pattern(3.0, 2.0, 10.0, random);
    EXPECT_LE(p.recency, 2.0);
    EXPECT_EQ(p.observed, 10.0);
    EXPECT_EQ(p.frequency > 0, p.recency > 0);
    frequency += p.frequency;
    recency += p.recency;
  }
  EXPECT_NEAR(frequency / customers, 6.0, 4 * std::sqrt(6.0 / customers));
  EXPECT_NEAR(recency / customers, 2.0 - (1 - std::exp(-6.0)) / 3.0, 0.01);  // the last of a Poisson process
}

}  // namespace
}  // namespace fealty::loyalty
