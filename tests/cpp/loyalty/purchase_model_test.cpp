#include "fealty/loyalty/purchase_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/loyalty/purchase_patterns.hpp"
#include "cpp/loyalty/shared_data.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

PurchaseSummary one_customer(double x, double t_x, double t) {
  return PurchaseSummary::from_arrays(Column(Numbers{x}), Column(Numbers{t_x}), Column(Numbers{t}));
}

/// Parameters to six digits, standard errors to four, the log-likelihood to a millionth.
void expect_figures(const LikelihoodFit& fit, const Numbers& parameters, const Numbers& errors, double likelihood) {
  EXPECT_NEAR(fit.log_likelihood, likelihood, 1e-6);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    EXPECT_NEAR(fit.estimates[i].value, parameters[i], 1e-6 * parameters[i]) << fit.names[i];
    EXPECT_NEAR(fit.estimates[i].standard_error, errors[i], 6e-6 + 1e-4 * errors[i]) << fit.names[i];
  }
  EXPECT_TRUE(fit.warnings.empty());
}

class Cdnow : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto path = shared_data("CDNOW_sample.txt");
    if (path.empty()) GTEST_SKIP() << "no data under ../shared/data, and FEALTY_DATA names no folder";
    sample_ = cdnow_sample(path);
    ASSERT_EQ(sample_.size(), 2357U);
    ASSERT_EQ(sample_.counted().size(), 1016U);
  }

  PurchaseSummary sample_;
};

TEST_F(Cdnow, GivesThePublishedParametersOfBgNbd) {
  const auto model = BetaGeoModel::fit(sample_);
  expect_figures(model.estimated(), {0.2425945, 4.4136020, 0.7929220, 2.4259068}, {0.01256, 0.37822, 0.18573, 0.70541},
                 -9582.429207);
  EXPECT_NEAR(model.log_likelihood(sample_), -9582.429207, 1e-6);
  EXPECT_NEAR(model.expected_purchases(one_customer(2, 30.43, 38.86), 39).values[0], 1.226, 5e-4);
}

TEST_F(Cdnow, GivesTheParametersOfMbgNbd) {
  expect_figures(ModifiedBetaGeoModel::fit(sample_).estimated(), {0.5248432, 6.1830853, 0.8913594, 1.6140022},
                 {0.08327, 0.69562, 0.15479, 0.53749}, -9582.135716);
}

TEST_F(Cdnow, GivesThePublishedParametersOfParetoNbd) {
  expect_figures(ParetoNBDModel::fit(sample_).estimated(), {0.5532770, 10.5776835, 0.6062400, 11.6687353},
                 {0.04763, 0.84272, 0.18728, 6.21111}, -9594.976179);
}

TEST_F(Cdnow, GivesTheParametersOfNbd) {
  expect_figures(NBDModel::fit(sample_).estimated(), {0.3847661, 12.0720228}, {0.02099, 0.80872}, -3193.058675);
}

TEST(CdnowInRoundedWeeks, GivesItsLogLikelihoods) {
  const auto path = shared_data("cdnow_customers_summary.csv");
  if (path.empty()) GTEST_SKIP() << "no data under ../shared/data, and FEALTY_DATA names no folder";
  Numbers x, t_x, t;
  const auto rows = rows_of(path);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    x.push_back(std::stod(rows[i].at(1)));
    t_x.push_back(std::stod(rows[i].at(2)));
    t.push_back(std::stod(rows[i].at(3)));
  }
  const auto summary = PurchaseSummary::from_arrays(Column(x), Column(t_x), Column(t));
  EXPECT_NEAR(BetaGeoModel::fit(summary).estimated().log_likelihood, -9582.425561, 1e-6);
  EXPECT_NEAR(ModifiedBetaGeoModel::fit(summary).estimated().log_likelihood, -9582.132685, 1e-6);
  EXPECT_NEAR(ParetoNBDModel::fit(summary).estimated().log_likelihood, -9594.973930, 1e-6);
  EXPECT_NEAR(NBDModel::fit(summary).estimated().log_likelihood, -3193.056831, 1e-6);
}

TEST(ParetoNBDModel, GivesThePublishedProbabilityOfBeingAlive) {
  const ParetoNBDModel model({0.5534, 10.5802, 0.6061, 11.6562});
  EXPECT_NEAR(model.probability_alive(one_customer(26, 30.86, 31)).values[0], 0.9979, 5e-5);
}

template <class Model>
class EveryModel : public ::testing::Test {
 public:
  static Model truth();
};

template <>
BetaGeoModel EveryModel<BetaGeoModel>::truth() {
  return BetaGeoModel({0.6, 5, 1.2, 3});
}
template <>
ModifiedBetaGeoModel EveryModel<ModifiedBetaGeoModel>::truth() {
  return ModifiedBetaGeoModel({0.6, 5, 1.2, 3});
}
template <>
ParetoNBDModel EveryModel<ParetoNBDModel>::truth() {
  return ParetoNBDModel({0.6, 5, 1.0, 20});
}
template <>
NBDModel EveryModel<NBDModel>::truth() {
  return NBDModel({0.6, 5});
}

using Models = ::testing::Types<BetaGeoModel, ModifiedBetaGeoModel, ParetoNBDModel, NBDModel>;
TYPED_TEST_SUITE(EveryModel, Models);

TYPED_TEST(EveryModel, IsFoundAgainInWhatItDraws) {
  const TypeParam truth = this->truth();
  const TypeParam found = TypeParam::fit(summary_of(truth.simulate(40'000, 40, 7)));
  for (std::size_t i = 0; i < found.estimated().names.size(); ++i) {
    const Estimate& e = found.estimated().estimates[i];
    EXPECT_LT(std::abs(e.value - truth.parameters().values()[i]), 4 * e.standard_error) << found.estimated().names[i];
    EXPECT_LT(e.standard_error, 0.3 * e.value);
  }
  EXPECT_TRUE(found.estimated().warnings.empty());
}

TYPED_TEST(EveryModel, HasTheSameBitsOnAnyNumberOfThreads) {
  std::vector<std::vector<double>> made;
  for (const std::size_t count : {1U, 5U}) {
    set_threads(count);
    const auto summary = summary_of(this->truth().simulate(20'000, 30, 3));
    const TypeParam model = TypeParam::fit(summary);
    std::vector<double> all = model.expected_purchases(summary, 20, 0.9).upper;
    for (const double value : model.parameters().values()) all.push_back(value);
    made.push_back(all);
  }
  set_threads(0);
  EXPECT_EQ(made[0], made[1]);
}

TYPED_TEST(EveryModel, ExpectsOfNewCustomersWhatTheyBuy) {
  const TypeParam model = this->truth();
  const auto drawn = model.simulate(100'000, 25, 11);
  double mean = 0, squares = 0;
  for (const PurchasePattern& p : drawn) {
    mean += p.frequency;
    squares += double(p.frequency) * p.frequency;
  }
  mean /= 1e5;
  const double error = std::sqrt((squares / 1e5 - mean * mean) / 1e5);
  EXPECT_NEAR(model.expected_of_new(25).value, mean, 4 * error);
}

TYPED_TEST(EveryModel, DistributesPurchasesAroundTheirExpectation) {
  const TypeParam model = this->truth();
  for (const auto& customer : {one_customer(0, 0, 30), one_customer(3, 12, 30), one_customer(25, 30, 30)}) {
    const auto p = model.purchase_distribution(customer, 12, 150);
    ASSERT_EQ(p.size(), 152U);
    EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1.0, 1e-12);
    double expected = 0;
    for (std::size_t n = 0; n < 151; ++n) expected += static_cast<double>(n) * p[n];
    EXPECT_LT(p.back(), 1e-9);
    EXPECT_NEAR(model.expected_purchases(customer, 12).values[0], expected, 1e-7);
    EXPECT_LE(1 - model.probability_alive(customer).values[0], p[0] + 1e-15);
  }
}

TYPED_TEST(EveryModel, GivesIntervalsThatHoldTheValue) {
  const auto summary = summary_of(this->truth().simulate(3000, 30, 5));
  const TypeParam model = TypeParam::fit(summary);
  for (const CustomerFigures& f :
       {model.expected_purchases(summary, 10, 0.95), model.probability_alive(summary, 0.95)}) {
    for (std::size_t i = 0; i < summary.size(); ++i) {
      ASSERT_LE(f.lower[i], f.values[i]);
      ASSERT_GE(f.upper[i], f.values[i]);
      ASSERT_GE(f.standard_errors[i], 0);
      ASSERT_GE(f.lower[i], 0);
    }
  }
  const auto alive = model.probability_alive(summary, 0.95);
  EXPECT_LE(*std::ranges::max_element(alive.upper), 1.0);
  EXPECT_EQ(alive.values, model.probability_alive(summary).values);
}

TYPED_TEST(EveryModel, IsFiniteForExtremeCustomers) {
  const TypeParam model = this->truth();
  for (const double x : {0.0, 1.0, 300.0, 10'000.0}) {
    for (const double t : {1e-6, 1.0, 1e6}) {
      for (const double share : {1e-9, 0.5, 1.0}) {
        const auto customer = one_customer(x, x == 0 ? 0 : share * t, t);
        const double alive = model.probability_alive(customer).values[0];
        EXPECT_TRUE(alive >= 0 && alive <= 1);
        for (const double horizon : {0.0, 1e-6, 100.0, 1e6}) {
          const auto expected = model.expected_purchases(customer, horizon, 0.9);
          EXPECT_TRUE(std::isfinite(expected.upper[0]) && std::isfinite(expected.standard_errors[0]))
              << x << ' ' << t << ' ' << share << ' ' << horizon;
        }
      }
    }
  }
}

TYPED_TEST(EveryModel, SaysWhyItCannotBeFitted) {
  EXPECT_THROW(TypeParam::fit(PurchaseSummary()), FitError);
  EXPECT_THROW(TypeParam::fit(one_customer(0, 0, 5)), FitError);
  EXPECT_THROW(TypeParam::fit(one_customer(1, 1, 5), {.level = 1}), ParameterError);
  const TypeParam model = this->truth();
  EXPECT_THROW((void)model.expected_purchases(one_customer(1, 1, 5), -1), ParameterError);
  auto values = model.parameters().values();
  values[0] = 0;
  EXPECT_THROW(TypeParam(TypeParam::Parameters::of(values)), ParameterError);
}

TYPED_TEST(EveryModel, TakesOneCustomerWithoutNonsense) {
  const TypeParam model = TypeParam::fit(one_customer(4, 9, 10));
  EXPECT_FALSE(model.estimated().warnings.empty());
  EXPECT_TRUE(std::isfinite(model.estimated().log_likelihood));
  for (const Estimate& e : model.estimated().estimates) EXPECT_TRUE(e.value > 0 && std::isfinite(e.value));
}

bool warns_of(const LikelihoodFit& fit, std::string_view parameter, std::string_view meaning) {
  return std::ranges::any_of(fit.warnings, [&](const FitWarning& w) {
    return w.parameter == parameter && w.kind == "limit" && w.meaning.find(meaning) != std::string::npos;
  });
}

TEST(BetaGeoModel, SaysThatThereIsNoDropoutWhereNobodyLeaves) {
  const auto summary = summary_of(NBDModel({2.0, 8.0}).simulate(5000, 40, 2));
  const BetaGeoModel model = BetaGeoModel::fit(summary);
  EXPECT_TRUE(warns_of(model.estimated(), "a", "no dropout")) << model.estimated().warnings.size();
  const Estimate& a = model.estimated().estimates[2];
  EXPECT_TRUE(std::isnan(a.standard_error));
  EXPECT_EQ(a.lower, 0.0);
  EXPECT_NEAR(model.estimated().estimates[0].value, 2.0, 4 * model.estimated().estimates[0].standard_error);
  const auto alive = model.probability_alive(summary, 0.95);
  EXPECT_GT(*std::ranges::min_element(alive.values), 0.9);
}

TEST(BetaGeoModel, SaysThatItIsOnARidgeWhereEveryoneDropsOutAlike) {
  const BetaGeoModel truth({1.0, 4.0, 3000.0, 9000.0});
  const BetaGeoModel model = BetaGeoModel::fit(summary_of(truth.simulate(3000, 40, 3)));
  const auto& warnings = model.estimated().warnings;
  EXPECT_TRUE(std::ranges::any_of(
      warnings, [](const FitWarning& w) { return w.kind == "ridge" && w.meaning.find("a, b") != std::string::npos; }));
  EXPECT_TRUE(std::isinf(model.estimated().estimates[2].upper));
  EXPECT_GT(model.estimated().estimates[2].lower, 1.0);
}

}  // namespace
}  // namespace fealty::loyalty
