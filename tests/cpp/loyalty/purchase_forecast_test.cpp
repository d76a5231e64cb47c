#include "fealty/loyalty/purchase_forecast.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/loyalty/customers_with_covariates.hpp"
#include "cpp/loyalty/shared_data.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

PurchaseSummary customers_of_every_kind() {
  return PurchaseSummary::from_arrays(Column(Numbers{0, 1, 7, 2}), Column(Numbers{0, 3, 25, 4}),
                                      Column(Numbers{10, 9.5, 30, 39}));
}

PurchaseSummary drawn_from(const BetaGeoModel& truth, std::size_t customers) {
  return summary_of(truth.simulate(customers, 40.0, 11));
}

template <class Model>
void expect_places_in_the_distribution(const Model& model) {
  const PurchaseSummary summary = customers_of_every_kind();
  const Numbers p = model.purchase_distribution(summary, 13, 8);
  const std::vector<std::uint32_t> counts{0, 1, 8, 3};
  const CountProbabilities made = count_probabilities(model, summary, 13, counts);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    EXPECT_NEAR(made.log_probability[i], std::log(p[10 * i + counts[i]]), 1e-12) << i;
    double below = 0.0;
    for (std::size_t n = 0; n < counts[i]; ++n) below += p[10 * i + n];
    EXPECT_NEAR(made.below[i], below, 1e-12) << i;
  }
}

template <class Model>
void expect_moments_of_the_distribution(const Model& model) {
  const PurchaseSummary summary = customers_of_every_kind();
  constexpr std::size_t most = 2000;
  const Numbers p = model.purchase_distribution(summary, 13, most);
  double mean = 0.0, variance = 0.0;
  for (std::size_t i = 0; i < summary.size(); ++i) {
    double first = 0.0, second = 0.0;
    for (std::size_t n = 0; n <= most; ++n) {
      first += p[i * (most + 2) + n] * static_cast<double>(n);
      second += p[i * (most + 2) + n] * static_cast<double>(n * n);
    }
    mean += first;
    variance += second - first * first;
  }
  const PurchaseTotal total = total_purchases(model, summary, 13, 0.9);
  EXPECT_NEAR(total.expected.value, mean, 1e-9);
  EXPECT_EQ(total.expected.standard_error, 0.0);  // known parameters
  EXPECT_NEAR(total.foretold.standard_error, std::sqrt(variance), 1e-5);
  EXPECT_NEAR(total.foretold.upper - mean, 1.6448536 * std::sqrt(variance), 1e-5);
}

TEST(PurchaseForecast, PlacesCountsInTheDistribution) {
  expect_places_in_the_distribution(BetaGeoModel({0.25, 4.0, 0.8, 2.5}));
  expect_places_in_the_distribution(ModifiedBetaGeoModel({0.25, 4.0, 0.8, 2.5}));
  expect_places_in_the_distribution(ParetoNBDModel({0.55, 10.6, 0.6, 11.7}));
  expect_places_in_the_distribution(NBDModel({0.4, 12.0}));
}

TEST(PurchaseForecast, TotalHasTheMomentsOfTheDistribution) {
  expect_moments_of_the_distribution(BetaGeoModel({0.25, 4.0, 0.8, 2.5}));
  expect_moments_of_the_distribution(ModifiedBetaGeoModel({0.25, 4.0, 0.8, 2.5}));
  expect_moments_of_the_distribution(ParetoNBDModel({0.55, 10.6, 0.6, 11.7}));
  expect_moments_of_the_distribution(NBDModel({0.4, 12.0}));
}

TEST(PurchaseForecast, ErrorOfTheTotalIsThatOfTheParameters) {
  const auto summary = drawn_from(BetaGeoModel({0.25, 4.0, 0.8, 2.5}), 2000);
  const auto model = BetaGeoModel::fit(summary);
  const auto total = [&](const std::vector<double>& logarithms) {
    const BetaGeoModel near(
        {std::exp(logarithms[0]), std::exp(logarithms[1]), std::exp(logarithms[2]), std::exp(logarithms[3])});
    double sum = 0.0;
    for (const double one : near.expected_purchases(summary, 39).values) sum += one;
    return sum;
  };
  Eigen::VectorXd slope(4);
  for (Eigen::Index i = 0; i < 4; ++i) {
    std::vector<double> up, down;
    for (const double value : model.parameters().values()) up.push_back(std::log(value));
    down = up;
    up[static_cast<std::size_t>(i)] += 1e-5;
    down[static_cast<std::size_t>(i)] -= 1e-5;
    slope[i] = (total(up) - total(down)) / 2e-5;
  }
  const double error = std::sqrt(slope.dot(model.estimated().log_covariance() * slope));
  const PurchaseTotal made = total_purchases(model, summary, 39);
  EXPECT_NEAR(made.expected.standard_error, error, 1e-5 * error);
  EXPECT_GT(made.foretold.standard_error, error);
}

TEST(PurchaseForecast, CohortAddsNewCustomersOfEachAge) {
  const ParetoNBDModel model({0.55, 10.6, 0.6, 11.7});
  const Estimate made = cohort_purchases(model, Numbers{0, 10, 20}, Numbers{5, 3, -1});
  EXPECT_NEAR(made.value, 3 * model.expected_of_new(10).value - model.expected_of_new(20).value, 1e-12);
  const auto fitted = BetaGeoModel::fit(drawn_from(BetaGeoModel({0.25, 4.0, 0.8, 2.5}), 500));
  EXPECT_NEAR(cohort_purchases(fitted, Numbers{26}, Numbers{1}).standard_error,
              fitted.expected_of_new(26).standard_error, 1e-12);
}

TEST(PurchaseForecast, IsTheSameOnAnyNumberOfThreads) {
  const BetaGeoModel model({0.25, 4.0, 0.8, 2.5});
  const auto summary = drawn_from(model, 3000);
  set_threads(1);
  const PurchaseTotal one = total_purchases(model, summary, 39);
  set_threads(4);
  EXPECT_EQ(total_purchases(model, summary, 39).foretold, one.foretold);
  set_threads(0);
}

TEST(PurchaseForecast, HoldsWhatItPromises) {
  const BetaGeoModel truth({0.5, 5.0, 0.8, 2.5});
  const auto summary = drawn_from(truth, 400);
  EXPECT_EQ(total_purchases(truth, summary, 0).foretold.upper, 0.0);
  const PurchaseTotal total = total_purchases(truth, summary, 39);
  EXPECT_GT(total.foretold.lower, 0.5 * total.expected.value);
}

TEST(PurchaseForecast, RefusesWhatCannotBe) {
  const NBDModel model({0.4, 12.0});
  EXPECT_THROW(count_probabilities(model, customers_of_every_kind(), 13, std::vector<std::uint32_t>{1}),
               ParameterError);
  EXPECT_THROW(total_purchases(model, customers_of_every_kind(), -1), ParameterError);
  EXPECT_THROW(total_purchases(model, customers_of_every_kind(), 1, 1.0), ParameterError);
  EXPECT_THROW(cohort_purchases(model, Numbers{1}, Numbers{}), ParameterError);
  EXPECT_THROW(cohort_purchases(model, Numbers{NAN}, Numbers{1}), ParameterError);
}

// ---- customers who differ by covariates ----

template <class Model>
class ForecastWithCovariates : public ::testing::Test {};

using ForecastRegressions = ::testing::Types<ParetoNBDRegression, BetaGeoRegression, ModifiedBetaGeoRegression>;
TYPED_TEST_SUITE(ForecastWithCovariates, ForecastRegressions);

TYPED_TEST(ForecastWithCovariates, IsThatOfTheLawsOfAllCustomers) {
  const auto truth = known_regression<TypeParam>();
  const Frame covariates = covariates_of(150);
  const auto summary = summary_of(truth.simulate(covariates, 40, 9));
  std::vector<std::uint32_t> counts;
  Numbers from, to;
  for (std::uint32_t i = 0; i < 150; ++i) {
    counts.push_back(i % 5);
    from.push_back(i % 3 == 0 ? 0.0 : i % 7);
    to.push_back(from.back() + i % 4);
  }
  const CountProbabilities places = count_probabilities(truth, summary, covariates, 13, counts);
  const PurchaseTotal total = total_purchases(truth, summary, covariates, 13, 0.9);
  const Estimate cohort = cohort_purchases(truth, summary, covariates, from, to);
  const auto laws = truth.laws(summary, covariates);
  double expected = 0.0, variance = 0.0, of_new = 0.0;
  for (std::size_t i = 0; i < laws.size(); ++i) {
    const typename TypeParam::WithoutCovariates own(laws[i]);
    const auto alone = customer_alone(summary, i);
    const auto place = count_probabilities(own, alone, 13, std::vector<std::uint32_t>{counts[i]});
    ASSERT_NEAR(places.log_probability[i], place.log_probability[0], 1e-11);
    ASSERT_NEAR(places.below[i], place.below[0], 1e-12);
    const PurchaseTotal own_total = total_purchases(own, alone, 13, 0.9);
    expected += own_total.expected.value;
    variance += own_total.foretold.standard_error * own_total.foretold.standard_error;
    of_new += own.expected_of_new(to[i]).value - own.expected_of_new(from[i]).value;
  }
  EXPECT_NEAR(total.expected.value, expected, 1e-10);
  EXPECT_EQ(total.expected.standard_error, 0.0);
  EXPECT_NEAR(total.foretold.standard_error, std::sqrt(variance), 1e-10);
  EXPECT_NEAR(cohort.value, of_new, 1e-10);
}

TYPED_TEST(ForecastWithCovariates, HasErrorsThatCarryThoseOfCoefficients) {
  const Frame covariates = covariates_of(1500);
  const auto summary = summary_of(known_regression<TypeParam>().simulate(covariates, 40, 9));
  const auto model = TypeParam::fit(summary, covariates, channel_and_gap);
  const Numbers from(1500, 5.0), to(1500, 30.0);
  const double total = standard_error_by_differences(model, [&](const TypeParam& other) {
    double sum = 0.0;
    for (const double one : other.expected_purchases(summary, covariates, 20).values) sum += one;
    return sum;
  });
  EXPECT_NEAR(total_purchases(model, summary, covariates, 20).expected.standard_error, total, 1e-3 * total);
  const double cohort = standard_error_by_differences(
      model, [&](const TypeParam& other) { return cohort_purchases(other, summary, covariates, from, to).value; });
  EXPECT_NEAR(cohort_purchases(model, summary, covariates, from, to).standard_error, cohort, 1e-3 * cohort);
  set_threads(1);
  const Estimate once = total_purchases(model, summary, covariates, 20).foretold;
  set_threads(4);
  EXPECT_EQ(total_purchases(model, summary, covariates, 20).foretold, once);
  set_threads(0);
}

TEST(ForecastWithCovariates, RefusesWhatCannotBe) {
  const auto truth = known_regression<BetaGeoRegression>();
  const Frame covariates = covariates_of(2);
  const auto summary = summary_of({{0, 0, 20}, {2, 10, 20}});
  EXPECT_EQ(total_purchases(truth, summary, covariates, 0).foretold.upper, 0.0);
  EXPECT_THROW((void)total_purchases(truth, summary, covariates_of(3), 5), RecordError);
  EXPECT_THROW((void)count_probabilities(truth, summary, covariates, 5, std::vector<std::uint32_t>{1}), ParameterError);
  EXPECT_THROW((void)cohort_purchases(truth, summary, covariates, Numbers{1}, Numbers{1, 2}), ParameterError);
  EXPECT_THROW((void)cohort_purchases(truth, summary, covariates, Numbers{1, 3}, Numbers{1, 2}), ParameterError);
  EXPECT_THROW((void)cohort_purchases(truth, summary, covariates, Numbers{0, 0}, Numbers{1, NAN}), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
