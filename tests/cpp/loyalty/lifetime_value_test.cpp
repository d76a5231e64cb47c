#include "fealty/loyalty/lifetime_value.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/discounted_purchases.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

/// Customers of the models with which the tests reckon, and what they spend.
PurchaseSummary drawn_customers(std::size_t size) {
  const auto patterns = BetaGeoModel({0.6, 5, 1.2, 3}).simulate(size, 40, 3);
  std::vector<std::uint32_t> frequencies;
  Numbers x, t_x, t;
  for (const PurchasePattern& p : patterns) {
    frequencies.push_back(p.frequency);
    x.push_back(p.frequency);
    t_x.push_back(p.recency);
    t.push_back(p.observed);
  }
  const Numbers spend = GammaGammaModel({6, 4, 15}).simulate(frequencies, 4);
  return PurchaseSummary::from_arrays(Column(x), Column(t_x), Column(t), Column(spend));
}

TEST(LifetimeValue, IsMarginTimesSpendTimesDiscountedPurchases) {
  const auto customers = drawn_customers(3000);
  const auto purchases = BetaGeoModel::fit(customers);
  const auto spend = GammaGammaModel::fit(customers);
  const LifetimeOptions options{.horizon = 52, .rate = 0.002, .margin = 0.3, .level = 0.9};
  const LifetimeValues made = lifetime_value(purchases, spend, customers, options);
  const CustomerFigures amounts = spend.expected_value(customers, 0.9);
  const CustomerFigures counts = discounted_purchases(purchases, customers, 52, 0.002, 0.9);
  const double z = normal_quantile(0.95);
  double total = 0;
  for (std::size_t i = 0; i < customers.size(); ++i) {
    ASSERT_NEAR(made.expected_spend[i] / amounts.values[i], 1, 1e-14);
    ASSERT_NEAR(made.discounted_purchases[i] / counts.values[i], 1, 1e-14);
    ASSERT_NEAR(made.value[i] / (0.3 * amounts.values[i] * counts.values[i]), 1, 1e-13);
    const double error =
        std::hypot(amounts.standard_errors[i] / amounts.values[i], counts.standard_errors[i] / counts.values[i]);
    ASSERT_NEAR(made.upper[i] / (made.value[i] * std::exp(z * error)), 1, 1e-11);
    ASSERT_NEAR(made.lower[i] / (made.value[i] * std::exp(-z * error)), 1, 1e-11);
    total += made.value[i];
  }
  EXPECT_NEAR(made.total.value, total, 1e-9 * total);
  EXPECT_EQ(made.total.level, 0.9);
  EXPECT_LT(made.total.lower, total);
  EXPECT_GT(made.total.upper, total);
}

TEST(LifetimeValue, HasErrorsThatGoTogetherInTheTotal) {
  const auto customers = drawn_customers(2000);
  const auto purchases = ParetoNBDModel::fit(customers);
  const auto spend = GammaGammaModel::fit(customers);
  const auto total_of = [&](const Numbers& x, const Numbers& t_x, const Numbers& amounts) {
    const auto some =
        PurchaseSummary::from_arrays(Column(x), Column(t_x), Column(Numbers(x.size(), 30.0)), Column(amounts));
    return lifetime_value(purchases, spend, some, {.horizon = 52, .rate = 0.002}).total;
  };
  const Estimate one = total_of({3}, {20}, {40}), three = total_of({3, 3, 3}, {20, 20, 20}, {40, 40, 40});
  EXPECT_NEAR(three.value, 3 * one.value, 1e-12 * three.value);
  EXPECT_NEAR(three.standard_error, 3 * one.standard_error, 1e-12 * three.value);
  EXPECT_NEAR(three.upper, 3 * one.upper, 1e-12 * three.value);
  const auto alone =
      PurchaseSummary::from_arrays(Column(Numbers{3}), Column(Numbers{20}), Column(Numbers{30}), Column(Numbers{40}));
  EXPECT_NEAR(one.upper, lifetime_value(purchases, spend, alone, {.horizon = 52, .rate = 0.002}).upper[0],
              1e-12 * one.upper);
}

TEST(LifetimeValue, HasTheSameBitsOnAnyNumberOfThreads) {
  const auto customers = drawn_customers(30'000);
  const BetaGeoModel purchases({0.6, 5, 1.2, 3});
  const GammaGammaModel spend({6, 4, 15});
  set_threads(1);
  const LifetimeValues once = lifetime_value(purchases, spend, customers, {.horizon = 52, .rate = 0.002});
  set_threads(5);
  const LifetimeValues again = lifetime_value(purchases, spend, customers, {.horizon = 52, .rate = 0.002});
  set_threads(0);
  EXPECT_EQ(once.value, again.value);
  EXPECT_EQ(once.total, again.total);
}

TEST(LifetimeValue, IsThatOfANewCustomersSpendWithoutRepeatPurchases) {
  const auto customers =
      PurchaseSummary::from_arrays(Column(Numbers{0}), Column(Numbers{0}), Column(Numbers{30}), Column(Numbers{NAN}));
  const LifetimeValues made =
      lifetime_value(NBDModel({0.6, 5}), GammaGammaModel({6, 4, 15}), customers, {.horizon = 10, .rate = 0});
  EXPECT_NEAR(made.expected_spend[0], 6 * 15 / 3.0, 1e-12);
  EXPECT_NEAR(made.value[0], 30 * 0.6 / 35 * 10, 1e-12);
}

TEST(LifetimeValue, IsInfiniteWhereSpendIsAndZeroWithoutAFuture) {
  const auto customers = drawn_customers(50);
  const NBDModel purchases({0.6, 5});
  const GammaGammaModel spend({2, 0.9, 5});
  const LifetimeValues made = lifetime_value(purchases, spend, customers, {.horizon = 10});
  EXPECT_TRUE(std::isinf(made.total.value) && std::isnan(made.total.upper));
  const LifetimeValues nothing = lifetime_value(purchases, spend, customers, {.horizon = 0});
  EXPECT_EQ(nothing.value, Numbers(50, 0.0));
  EXPECT_EQ(nothing.total.value, 0.0);
  for (const double value : made.value) EXPECT_FALSE(std::isnan(value));
}

TEST(ContinuousRate, DiscountsAYearByTheAnnualDiscount) {
  EXPECT_NEAR(std::exp(-continuous_rate(0.10, PurchaseUnit::year)), 1 / 1.1, 1e-15);
  EXPECT_NEAR(std::exp(-12 * continuous_rate(0.10, PurchaseUnit::month)), 1 / 1.1, 1e-15);
  EXPECT_NEAR(std::exp(-365.25 * continuous_rate(0.10, PurchaseUnit::day)), 1 / 1.1, 1e-15);
  EXPECT_NEAR(std::exp(-365.25 / 7 * continuous_rate(0.10, PurchaseUnit::week)), 1 / 1.1, 1e-15);
  EXPECT_THROW((void)continuous_rate(-0.1, PurchaseUnit::week), ParameterError);
}

TEST(LifetimeValue, IsThatOfTheCustomersOwnLawWhereThereAreCovariates) {
  const ParetoNbd<double> base{0.6, 5, 1, 20};
  const PurchaseCoding coding{CovariateCoding({{"gap"}}), CovariateCoding({{"gap"}})};
  const ParetoNBDRegression model(base, coding, {0.5, -0.2});
  const GammaGammaModel spend({6, 4, 15});
  const auto customers = PurchaseSummary::from_arrays(Column(Numbers{2, 2}), Column(Numbers{20, 20}),
                                                      Column(Numbers{30, 30}), Column(Numbers{40, 40}));
  Frame covariates;
  covariates.add("gap", Numbers{0, 1});
  const LifetimeOptions options{.horizon = 52, .rate = 0.002};
  const auto made = lifetime_value(model, spend, customers, covariates, options);
  const auto first = lifetime_value(ParetoNBDModel(base), spend, customers, options);
  const auto second =
      lifetime_value(ParetoNBDModel({0.6, 5 * std::exp(-0.5), 1, 20 * std::exp(0.2)}), spend, customers, options);
  EXPECT_NEAR(made.value[0] / first.value[0], 1, 1e-12);
  EXPECT_NEAR(made.value[1] / second.value[1], 1, 1e-12);
  EXPECT_NEAR(made.total.value, made.value[0] + made.value[1], 1e-10);
}

TEST(LifetimeValue, CarriesTheUncertaintyOfCoefficients) {
  const auto customers = drawn_customers(1500);
  Frame covariates;
  Numbers gap;
  for (std::size_t i = 0; i < customers.size(); ++i) gap.push_back(static_cast<double>(i % 3));
  covariates.add("gap", gap);
  const auto spend = GammaGammaModel({6, 4, 15});
  const auto fitted = BetaGeoRegression::fit(customers, covariates, {.transaction = {"gap"}, .dropout = {}});
  const LifetimeOptions options{.horizon = 52, .rate = 0.002, .level = 0.9};
  const Estimate total = lifetime_value(fitted, spend, customers, covariates, options).total;
  const auto& fit = fitted.estimated();
  const auto total_at = [&](std::size_t moved, double step) {
    auto values = fitted.parameters().values();
    double coefficient = fit.estimates.back().value;
    if (moved < values.size()) {
      values[moved] *= std::exp(step);
    } else {
      coefficient += step;
    }
    const BetaGeoRegression other(BetaGeo<double>::of(values), fitted.coding(), {coefficient});
    return lifetime_value(other, spend, customers, covariates, options).total.value;
  };
  Eigen::VectorXd gradient(5);
  for (std::size_t i = 0; i < 5; ++i)
    gradient[static_cast<Eigen::Index>(i)] = (total_at(i, 1e-4) - total_at(i, -1e-4)) / 2e-4;
  EXPECT_NEAR(total.standard_error / std::sqrt(gradient.dot(fit.log_covariance() * gradient)), 1, 1e-5);
}

TEST(LifetimeValue, RefusesAMarginOrLevelThatCannotBe) {
  const auto customers = drawn_customers(5);
  const NBDModel purchases({0.6, 5});
  const GammaGammaModel spend({6, 4, 15});
  EXPECT_THROW((void)lifetime_value(purchases, spend, customers, {.horizon = 1, .margin = 0}), ParameterError);
  EXPECT_THROW((void)lifetime_value(purchases, spend, customers, {.horizon = 1, .level = 0}), ParameterError);
  EXPECT_THROW((void)lifetime_value(purchases, spend, customers, {}), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
