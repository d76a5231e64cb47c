#include "fealty/complaints/beta_negative_binomial.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "reference/beta_negative_binomial.hpp"

namespace fealty::complaints {
namespace {

TEST(BetaNegativeBinomial, HasTheDistributionOfItsTermsAddedUp) {
  for (const double seen : {1.0, 2.0, 7.0, 50.0, 350.0}) {
    for (const double unseen_weight : {0.3, 1.0, 10.0, 400.0}) {
      for (const double seen_weight : {0.5, 1.0, 9.0, 300.0}) {
        const BetaNegativeBinomial d{seen, unseen_weight, seen_weight};
        for (const double k : {0.0, 1.0, 3.0, 20.0, 200.0, 1500.0})
          EXPECT_NEAR(d.cdf(k), reference::cdf(d, k), 1e-12) << seen << ' ' << unseen_weight << ' ' << seen_weight;
      }
    }
  }
}

TEST(BetaNegativeBinomial, QuantileIsTheLeastThatReachesTheProbability) {
  for (const double seen : {1.0, 4.0, 60.0, 900.0}) {
    for (const double weight : {1.0, 10.0, 200.0}) {
      const BetaNegativeBinomial d{seen, weight, weight};
      for (const double p : {0.025, 0.05, 0.5, 0.9}) {
        const double k = d.quantile(p);
        EXPECT_EQ(k, reference::quantile(d, p)) << seen << ' ' << weight << ' ' << p;
      }
    }
  }
}

TEST(BetaNegativeBinomial, ProbabilitiesAddUpAndHaveTheMoments) {
  const BetaNegativeBinomial d{40, 10, 10};
  double sum = 0, first = 0, second = 0;
  for (double k = 0; k < 100'000; ++k) {
    const double p = std::exp(d.log_probability(k));
    sum += p, first += p * k, second += p * k * k;
  }
  EXPECT_NEAR(sum, 1, 1e-10);
  EXPECT_NEAR(first, d.mean(), 1e-6);
  EXPECT_NEAR(std::sqrt(second - first * first), d.standard_deviation(), 1e-5);
}

TEST(BetaNegativeBinomial, OfABillionIsThatOfOddsTimesABillion) {
  const BetaNegativeBinomial d{1e9, 1, 1};  // the odds of a uniform share: quantile p / (1 - p)
  EXPECT_NEAR(d.quantile(0.5) / 1e9, 1, 1e-4);
  EXPECT_NEAR(d.quantile(0.95) / 1e9, 19, 1e-3);
  const BetaNegativeBinomial sure{1e9, 1e8, 1e8};
  EXPECT_NEAR(sure.quantile(0.5) / 1e9, 1, 1e-7);
  EXPECT_NEAR((sure.quantile(0.975) - 1e9) / sure.standard_deviation(), 1.96, 1e-3);
}

TEST(BetaNegativeBinomial, MedianIsAsManyAsWereSeenWhereBothAreAsLikely) {
  for (const double seen : {1.0, 50.0, 350.0, 12'345.0}) {
    EXPECT_EQ((BetaNegativeBinomial{seen, 10, 10}.median()), seen);
    EXPECT_EQ((BetaNegativeBinomial{seen, 10, 10}.quantile(0.5)), seen - 1);
  }
  EXPECT_EQ((BetaNegativeBinomial{50, 10, 9}.median()), (BetaNegativeBinomial{50, 10, 9}.quantile(0.5)));
}

TEST(BetaNegativeBinomial, WithoutMomentsHasStillAMedian) {
  const Estimate e = BetaNegativeBinomial{5, 10, 1}.estimate(0.9);
  EXPECT_TRUE(std::isnan(e.standard_error));
  EXPECT_LT(e.lower, e.value);
  EXPECT_LT(e.value, e.upper);
  EXPECT_TRUE(std::isinf(BetaNegativeBinomial({5, 10, 1}).mean()));
}

TEST(BetaNegativeBinomial, OfNobodySeenIsNobody) {
  const BetaNegativeBinomial d{0, 10, 10};
  EXPECT_EQ(d.cdf(0), 1);
  EXPECT_EQ(d.quantile(0.9), 0);
  EXPECT_EQ(d.mean(), 0);
  EXPECT_EQ(d.log_probability(0), 0);
}

}  // namespace
}  // namespace fealty::complaints
