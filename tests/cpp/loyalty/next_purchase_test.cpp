#include "fealty/loyalty/next_purchase.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/loyalty/customers_with_covariates.hpp"
#include "cpp/loyalty/forecast_digits.hpp"
#include "fealty/core/dual.hpp"
#include "fealty/core/error.hpp"
#include "reference/finite_differences.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

constexpr double never = std::numeric_limits<double>::infinity();

template <class Law>
void expect_digits_of_next_purchase(std::string_view model) {
  for_each_forecast(model, [](const ForecastDigits& one) {
    const Law law = Law::of(one.parameters);
    EXPECT_NEAR(purchase_within(law, one.pattern, one.horizon) / one.within, 1, 1e-11);
    EXPECT_NEAR(staying_alive(law, one.pattern, one.time()), one.staying, 2e-14 + 1e-12 * one.staying);
  });
}

TEST(NextPurchase, HasTheDigitsOfManyDigitArithmetic) {
  expect_digits_of_next_purchase<ParetoNbd<double>>("pareto_nbd");
  expect_digits_of_next_purchase<BetaGeo<double>>("beta_geo");
  expect_digits_of_next_purchase<ModifiedBetaGeo<double>>("modified_beta_geo");
}

PurchaseSummary three_customers() {
  return PurchaseSummary::from_arrays(Column(Numbers{0, 3, 25}), Column(Numbers{0, 12, 30}),
                                      Column(Numbers{30, 30, 30}));
}

template <class Model>
class NextPurchaseOf : public ::testing::Test {
 public:
  static Model truth() {
    if constexpr (std::is_same_v<Model, NBDModel>) {
      return Model({0.6, 5});
    } else if constexpr (std::is_same_v<Model, ParetoNBDModel>) {
      return Model({0.6, 5, 1.0, 20});
    } else {
      return Model({0.6, 5, 1.2, 3});
    }
  }
};

using Models = ::testing::Types<BetaGeoModel, ModifiedBetaGeoModel, ParetoNBDModel, NBDModel>;
TYPED_TEST_SUITE(NextPurchaseOf, Models);

TYPED_TEST(NextPurchaseOf, HasQuantilesAtWhichThePurchaseHasComeWithThatProbability) {
  const TypeParam model = this->truth();
  const auto customers = three_customers();
  const std::vector<double> quantiles{1e-6, 0.1, 0.5, 0.9};
  const NextPurchase next = next_purchase(model, customers, quantiles);
  for (std::size_t i = 0; i < customers.size(); ++i) {
    for (std::size_t q = 0; q < quantiles.size(); ++q) {
      const double time = next.times[q][i];
      if (quantiles[q] >= next.probability.values[i]) {
        EXPECT_EQ(time, never);
        continue;
      }
      ASSERT_TRUE(std::isfinite(time));
      const double none = model.purchase_distribution(customers, time, 0)[2 * i];
      EXPECT_NEAR(1 - none, quantiles[q], 1e-10) << i;
    }
  }
}

TYPED_TEST(NextPurchaseOf, ComesEverWithTheProbabilityOfALongTime) {
  const TypeParam model = this->truth();
  const auto customers = three_customers();
  const auto ever = next_purchase(model, customers, {}, 0.95).probability;
  const auto distribution = model.purchase_distribution(customers, 1e9, 0);
  for (std::size_t i = 0; i < customers.size(); ++i) {
    EXPECT_NEAR(ever.values[i], 1 - distribution[2 * i], 1e-4);
    EXPECT_LE(ever.values[i], model.probability_alive(customers).values[i] + 1e-15);
  }
}

TYPED_TEST(NextPurchaseOf, FallsWithTimeForTheOneWhoMustBeAlive) {
  const TypeParam model = this->truth();
  const auto customers = three_customers();
  const auto now = model.probability_alive(customers).values;
  EXPECT_EQ(customer_survival(model, customers, 0).values.size(), now.size());
  for (std::size_t i = 0; i < now.size(); ++i) {
    double before = now[i];
    EXPECT_NEAR(customer_survival(model, customers, 0).values[i], before, 1e-15);
    for (const double time : {1.0, 10.0, 1e3, 1e6}) {
      const double after = customer_survival(model, customers, time, 0.95).values[i];
      EXPECT_TRUE(after >= 0 && after <= before) << time;
      before = after;
    }
  }
}

// A customer survives the future as often as futures of living customers who buy without end are survived.
TEST(StayingAlive, IsTheShareOfDrawnCustomersWhoAreAlive) {
  const BetaGeoModel model({0.6, 5, 1.2, 3});
  constexpr double time = 25;
  constexpr int draws = 200'000;
  int alive = 0;
  RandomStream random(1, "test");
  for (int draw = 0; draw < draws; ++draw) {
    const double rate = random.gamma(0.6, 1 / 5.0), dropout = random.beta(1.2, 3);
    alive += random.uniform() < std::exp(-rate * dropout * time) ? 1 : 0;
  }
  const double expected = staying_alive(model.parameters(), {}, time);
  EXPECT_NEAR(double(alive) / draws, expected, 4 * std::sqrt(expected * (1 - expected) / draws));
}

TEST(NextPurchase, GivesDerivativesThatDifferencesConfirm) {
  const std::array<double, 4> x{0.7, 4.0, 0.8, 7.5};
  const PurchasePattern p{3, 0.0, 30.0};
  const auto confirm = [&](const auto& f) {
    const Dual<4> exact = f(variables(x));
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(exact.gradient[i], reference::derivative(f, x, i), 1e-7);
  };
  for (const double time : {5.0, never})
    confirm([&](const auto& v) { return purchase_within(ParetoNbd<std::decay_t<decltype(v[0])>>::of(v), p, time); });
  confirm([&](const auto& v) { return staying_alive(ModifiedBetaGeo<std::decay_t<decltype(v[0])>>::of(v), p, 40); });
}

TEST(NextPurchase, RefusesWhatIsNoQuantileOrNoTime) {
  const NBDModel model({0.6, 5});
  EXPECT_THROW((void)next_purchase(model, three_customers(), std::array{0.0}), ParameterError);
  EXPECT_THROW((void)next_purchase(model, three_customers(), std::array{1.0}), ParameterError);
  EXPECT_THROW((void)customer_survival(model, three_customers(), -1), ParameterError);
  EXPECT_THROW((void)customer_survival(model, three_customers(), never), ParameterError);
}

TEST(NextPurchase, IsFiniteForExtremeCustomersOfParetoNbd) {
  for (const std::uint32_t x : {0U, 1U, 10'000U}) {
    for (const double t : {1e-6, 1.0, 1e6}) {
      for (const ParetoNbd<double>& law :
           {ParetoNbd<double>{0.01, 5, 0.01, 2000}, ParetoNbd<double>{50, 1e-3, 80, 1e4}}) {
        const PurchasePattern p{x, 0.0, t};
        const double ever = purchase_within(law, p, never);
        EXPECT_TRUE(ever > 0 && ever <= 1 + 1e-12);
        EXPECT_GT(time_to_purchase(law, p, 0.5 * ever), 0);
      }
    }
  }
}

// ---- customers who differ by covariates ----

template <class Model>
class NextPurchaseWithCovariates : public ::testing::Test {};

using NextPurchaseRegressions = ::testing::Types<ParetoNBDRegression, BetaGeoRegression, ModifiedBetaGeoRegression>;
TYPED_TEST_SUITE(NextPurchaseWithCovariates, NextPurchaseRegressions);

TYPED_TEST(NextPurchaseWithCovariates, IsThatOfTheLawOfEachCustomer) {
  const auto truth = known_regression<TypeParam>();
  const Frame covariates = covariates_of(300);
  const auto summary = summary_of(truth.simulate(covariates, 40, 9));
  const std::vector<double> quantiles{0.1, 0.5};
  const NextPurchase next = next_purchase(truth, summary, covariates, quantiles, 0.9);
  const CustomerFigures staying = customer_survival(truth, summary, covariates, 12, 0.9);
  const auto laws = truth.laws(summary, covariates);
  for (std::size_t i = 0; i < laws.size(); ++i) {
    const typename TypeParam::WithoutCovariates own(laws[i]);
    const auto alone = customer_alone(summary, i);
    const NextPurchase of_own = next_purchase(own, alone, quantiles);
    ASSERT_NEAR(next.probability.values[i], of_own.probability.values[0], 1e-14);
    ASSERT_EQ(next.probability.standard_errors[i], 0);
    for (std::size_t q = 0; q < 2; ++q) {
      if (std::isinf(of_own.times[q][0])) {
        ASSERT_EQ(next.times[q][i], never);
      } else {
        ASSERT_NEAR(next.times[q][i] / of_own.times[q][0], 1, 1e-10);
      }
    }
    ASSERT_NEAR(staying.values[i], customer_survival(own, alone, 12).values[0], 1e-14);
  }
}

TYPED_TEST(NextPurchaseWithCovariates, IsThatOfTheModelWithoutThemWhereCoefficientsAreZero) {
  const auto truth = known_regression<TypeParam>();
  const Frame covariates = covariates_of(200);
  const auto summary = summary_of(truth.simulate(covariates, 40, 9));
  const typename TypeParam::WithoutCovariates plain(truth.parameters());
  const TypeParam zero(truth.parameters(), truth.coding(), std::vector<double>(truth.estimated().coefficients, 0.0));
  const std::vector<double> quantiles{0.2};
  const NextPurchase a = next_purchase(zero, summary, covariates, quantiles);
  const NextPurchase b = next_purchase(plain, summary, quantiles);
  const auto c = customer_survival(zero, summary, covariates, 12).values,
             d = customer_survival(plain, summary, 12).values;
  for (std::size_t i = 0; i < summary.size(); ++i) {
    ASSERT_NEAR(a.probability.values[i], b.probability.values[i], 1e-14);
    ASSERT_NEAR(c[i], d[i], 1e-14);
    ASSERT_EQ(std::isinf(a.times[0][i]), std::isinf(b.times[0][i]));
    if (std::isfinite(a.times[0][i])) {
      ASSERT_NEAR(a.times[0][i] / b.times[0][i], 1, 1e-10);
    }
  }
}

TYPED_TEST(NextPurchaseWithCovariates, HasIntervalsThatCarryTheErrorsOfCoefficients) {
  const Frame covariates = covariates_of(2000);
  const auto summary = summary_of(known_regression<TypeParam>().simulate(covariates, 40, 9));
  const auto model = TypeParam::fit(summary, covariates, channel_and_gap);
  const auto again = next_purchase(model, summary, covariates, {}, 0.9).probability;
  const auto staying = customer_survival(model, summary, covariates, 12, 0.9);
  for (std::size_t i = 0; i < 60; i += 7) {
    const auto alone = customer_alone(summary, i);
    const std::vector<std::uint32_t> row{static_cast<std::uint32_t>(i)};
    const Frame own({{"channel", covariates.at("channel").take(row)}, {"gap", covariates.at("gap").take(row)}});
    const auto error_of_again = standard_error_by_differences(
        model, [&](const TypeParam& other) { return next_purchase(other, alone, own, {}).probability.values[0]; });
    const auto error_of_staying = standard_error_by_differences(
        model, [&](const TypeParam& other) { return customer_survival(other, alone, own, 12).values[0]; });
    EXPECT_NEAR(again.standard_errors[i], error_of_again, 1e-3 * error_of_again);
    EXPECT_NEAR(staying.standard_errors[i], error_of_staying, 1e-3 * error_of_staying);
    EXPECT_LE(again.lower[i], again.values[i]);
    EXPECT_LE(again.values[i], again.upper[i]);
  }
}

TEST(NextPurchaseWithCovariates, NeedsARowForEachCustomer) {
  const auto truth = known_regression<BetaGeoRegression>();
  const auto summary = summary_of(truth.simulate(covariates_of(10), 40, 9));
  EXPECT_THROW((void)next_purchase(truth, summary, covariates_of(9), {}), RecordError);
  EXPECT_THROW((void)customer_survival(truth, summary, covariates_of(9), 1), RecordError);
  EXPECT_THROW((void)next_purchase(truth, summary, covariates_of(10), std::array{1.0}), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
