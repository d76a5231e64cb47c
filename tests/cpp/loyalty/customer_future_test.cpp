#include "fealty/loyalty/customer_future.hpp"

#include <cmath>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/loyalty/customers_with_covariates.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

PurchaseSummary four_customers() {
  return PurchaseSummary::from_arrays(Column(Numbers{0, 3, 25, 1}), Column(Numbers{0, 12, 30, 2}),
                                      Column(Numbers{30, 30, 30, 25}));
}

template <class Model>
class FuturesOf : public ::testing::Test {
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
TYPED_TEST_SUITE(FuturesOf, Models);

TYPED_TEST(FuturesOf, HaveTheMeanThatIsExpectedAtEachTime) {
  const TypeParam model = this->truth();
  const auto customers = four_customers();
  const CustomerFutures made = customer_futures(model, customers, {.horizon = 26, .draws = 40'000, .steps = 2});
  const auto half = model.expected_purchases(customers, 13).values,
             whole = model.expected_purchases(customers, 26).values;
  double sum = 0, sum_of_half = 0, squares = 0;
  for (std::size_t i = 0; i < customers.size(); ++i) {
    const auto p = model.purchase_distribution(customers, 26, 400);
    double square = 0;
    for (std::size_t n = 0; n <= 400; ++n) square += double(n * n) * p[i * 402 + n];
    const double error = std::sqrt((square - whole[i] * whole[i]) / 40'000);
    EXPECT_NEAR(made.mean[i], whole[i], 4.5 * error) << i;
    sum += whole[i];
    sum_of_half += half[i];
    squares += error * error;
  }
  EXPECT_NEAR(made.total.mean[1], sum, 4.5 * std::sqrt(squares));
  EXPECT_NEAR(made.total.mean[0], sum_of_half, 4.5 * std::sqrt(squares));
}

// Chi-square over the numbers of purchases of the drawn futures.
TYPED_TEST(FuturesOf, HaveTheDistributionOfPurchases) {
  const TypeParam model = this->truth();
  const auto customers = four_customers();
  constexpr std::size_t draws = 20'000, most = 6;
  const auto p = model.purchase_distribution(customers, 10, most);
  for (std::size_t i = 0; i < customers.size(); ++i) {
    std::vector<double> counted(most + 2, 0.0);
    RandomStream random(7, "test", i);
    for (std::size_t draw = 0; draw < draws; ++draw) {
      const auto& law = model.parameters();
      std::size_t n = 0;
      double before = 0;
      draw_future(law, draw_customer(law, customers.patterns()[i], random), 10, random, [&](double time) {
        ++n;
        EXPECT_TRUE(time > before && time <= 10);
        before = time;
      });
      ++counted[std::min(n, most + 1)];
    }
    double chi_square = 0;
    for (std::size_t n = 0; n < counted.size(); ++n) {
      const double expected = draws * p[i * (most + 2) + n];
      if (expected > 0) chi_square += (counted[n] - expected) * (counted[n] - expected) / expected;
    }
    EXPECT_GT(chi_square_upper_tail(chi_square, most + 1), 1e-4) << i;
  }
}

TYPED_TEST(FuturesOf, OfOneCustomerAreTheSameInAnySummaryAndOnAnyNumberOfThreads) {
  const TypeParam model = this->truth();
  const auto customers = four_customers();
  const FutureOptions options{.horizon = 26, .draws = 300, .seed = 5, .steps = 4};
  set_threads(1);
  const CustomerFutures once = customer_futures(model, customers, options);
  set_threads(5);
  const CustomerFutures again = customer_futures(model, customers, options);
  set_threads(0);
  EXPECT_EQ(once.mean, again.mean);
  EXPECT_EQ(once.totals, again.totals);
  const auto first =
      PurchaseSummary::from_arrays(Column(Numbers{0, 3}), Column(Numbers{0, 12}), Column(Numbers{30, 30}));
  EXPECT_EQ(customer_futures(model, first, options).upper[1], once.upper[1]);
  double mean = 0;
  for (std::size_t i = 0; i < customers.size(); ++i) {
    const FutureFan fan = future_of_customer(model, customers, i, options);
    EXPECT_EQ(fan.mean.back(), once.mean[i]);
    EXPECT_EQ(fan.lower.back(), once.lower[i]);
    EXPECT_EQ(fan.times, (Numbers{6.5, 13, 19.5, 26}));
    mean += fan.mean[1];
  }
  EXPECT_NEAR(mean, once.total.mean[1], 1e-10);
}

TEST(CustomerFutures, AreWiderWhereParametersVary) {
  const auto customers = summary_of(BetaGeoModel({0.6, 5, 1.2, 3}).simulate(400, 30, 3));
  const BetaGeoModel model = BetaGeoModel::fit(customers);
  FutureOptions options{.horizon = 52, .draws = 500, .level = 0.95};
  const FutureFan varying = customer_futures(model, customers, options).total;
  options.parameters_vary = false;
  const FutureFan fixed = customer_futures(model, customers, options).total;
  EXPECT_GT(varying.upper.back() - varying.lower.back(), 1.3 * (fixed.upper.back() - fixed.lower.back()));
  EXPECT_NEAR(varying.mean.back() / fixed.mean.back(), 1, 0.05);
  EXPECT_LE(fixed.lower.back(), fixed.median.back());
  EXPECT_LE(fixed.median.back(), fixed.upper.back());
}

TEST(CustomerFutures, RefuseWhatCannotBe) {
  const NBDModel model({0.6, 5});
  const auto customers = four_customers();
  EXPECT_THROW((void)customer_futures(model, customers, {.horizon = -1}), ParameterError);
  EXPECT_THROW((void)customer_futures(model, customers, {.draws = 0}), ParameterError);
  EXPECT_THROW((void)customer_futures(model, customers, {.steps = 0}), ParameterError);
  EXPECT_THROW((void)customer_futures(model, customers, {.level = 1}), ParameterError);
  EXPECT_THROW((void)future_of_customer(model, customers, 4), ParameterError);
  EXPECT_EQ(customer_futures(model, customers, {.horizon = 0, .draws = 3}).totals, Numbers(3, 0.0));
}

// ---- customers who differ by covariates ----

template <class Model>
class FuturesWithCovariates : public ::testing::Test {};

using FutureRegressions = ::testing::Types<ParetoNBDRegression, BetaGeoRegression, ModifiedBetaGeoRegression>;
TYPED_TEST_SUITE(FuturesWithCovariates, FutureRegressions);

TYPED_TEST(FuturesWithCovariates, AreThoseOfTheLawOfEachCustomer) {
  const auto truth = known_regression<TypeParam>();
  const Frame covariates = covariates_of(90);
  const auto customers = summary_of(truth.simulate(covariates, 40, 9));
  const FutureOptions options{.horizon = 26, .draws = 300, .seed = 5, .steps = 4};
  const CustomerFutures made = customer_futures(truth, customers, covariates, options);
  const auto laws = truth.laws(customers, covariates);
  for (std::size_t i = 0; i < laws.size(); ++i) {
    const typename TypeParam::WithoutCovariates own(laws[i]);
    const FutureFan fan = future_of_customer(own, customers, i, options);
    ASSERT_EQ(made.mean[i], fan.mean.back()) << i;
    ASSERT_EQ(made.upper[i], fan.upper.back()) << i;
    if (i % 10 == 0) {
      EXPECT_EQ(future_of_customer(truth, customers, covariates, i, options).mean, fan.mean);
    }
  }
}

TYPED_TEST(FuturesWithCovariates, AreThoseOfTheModelWithoutThemWhereThereAreNone) {
  const auto truth = known_regression<TypeParam>();
  const auto customers = summary_of(truth.simulate(covariates_of(300), 40, 9));
  const auto plain = TypeParam::WithoutCovariates::fit(customers);
  const TypeParam without(plain.estimated(), PurchaseCoding{});
  const Frame nothing({{"nothing", Column(Numbers(300, 0.0))}});
  for (const bool vary : {false, true}) {
    const FutureOptions options{.horizon = 26, .draws = 100, .steps = 3, .parameters_vary = vary};
    EXPECT_EQ(customer_futures(without, customers, nothing, options).totals,
              customer_futures(plain, customers, options).totals);
  }
}

TYPED_TEST(FuturesWithCovariates, HaveTheMeanThatIsExpectedAndVaryWithCoefficientsOnAnyNumberOfThreads) {
  const Frame covariates = covariates_of(400);
  const auto customers = summary_of(known_regression<TypeParam>().simulate(covariates, 40, 9));
  const auto model = TypeParam::fit(customers, covariates, channel_and_gap);
  FutureOptions options{.horizon = 26, .draws = 400, .steps = 2};
  set_threads(1);
  const CustomerFutures varying = customer_futures(model, customers, covariates, options);
  set_threads(5);
  EXPECT_EQ(customer_futures(model, customers, covariates, options).totals, varying.totals);
  set_threads(0);
  options.parameters_vary = false;
  const FutureFan fixed = customer_futures(model, customers, covariates, options).total;
  double expected = 0;
  for (const double one : model.expected_purchases(customers, covariates, 26).values) expected += one;
  EXPECT_NEAR(fixed.mean[1] / expected, 1, 0.02);
  EXPECT_GT(varying.total.upper[1] - varying.total.lower[1], 1.2 * (fixed.upper[1] - fixed.lower[1]));
}

}  // namespace
}  // namespace fealty::loyalty
