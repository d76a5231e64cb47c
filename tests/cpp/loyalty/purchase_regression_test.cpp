#include "fealty/loyalty/purchase_regression.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "../../../src/loyalty/own_parameters.hpp"
#include "cpp/loyalty/customers_with_covariates.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/random.hpp"
#include "fealty/io/archive.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "reference/finite_differences.hpp"
#include "reference/purchase_regression.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;
template <class Model>
class EveryRegression : public ::testing::Test {
 public:
  static Model truth() { return known_regression<Model>(); }
};

using Regressions = ::testing::Types<ParetoNBDRegression, BetaGeoRegression, ModifiedBetaGeoRegression>;
TYPED_TEST_SUITE(EveryRegression, Regressions);

TYPED_TEST(EveryRegression, IsFoundAgainInWhatItDraws) {
  const TypeParam truth = this->truth();
  const Frame covariates = covariates_of(6000);
  const auto found =
      TypeParam::fit(summary_of(truth.simulate(covariates, 40, 7)), covariates, channel_and_gap).estimated();
  EXPECT_EQ(found.names, truth.estimated().names);
  for (const FitWarning& w : found.warnings) ADD_FAILURE() << w.parameter << ": " << w.meaning;
  for (std::size_t i = 0; i < found.names.size(); ++i) {
    const Estimate &e = found.estimates[i], &known = truth.estimated().estimates[i];
    EXPECT_LT(std::abs(e.value - known.value), 4 * e.standard_error) << found.names[i];
    EXPECT_GT(e.standard_error, 0) << found.names[i];
  }
  const Frame tests = found.coefficients_frame();
  EXPECT_EQ(tests.rows(), found.coefficients);
  const double p = as_doubles(tests.at("p_value"), "p_value")[0];
  EXPECT_LT(p, 1e-6);
}

TYPED_TEST(EveryRegression, IsThePlainModelWithoutCovariates) {
  const auto summary = summary_of(this->truth().simulate(covariates_of(2000), 40, 3));
  const auto plain = TypeParam::WithoutCovariates::fit(summary);
  const TypeParam found = TypeParam::fit(summary, covariates_of(2000), {});
  EXPECT_NEAR(found.estimated().log_likelihood, plain.estimated().log_likelihood,
              1e-10 * std::abs(plain.estimated().log_likelihood));
  for (std::size_t i = 0; i < 4; ++i) {
    const Estimate &a = found.estimated().estimates[i], &b = plain.estimated().estimates[i];
    EXPECT_NEAR(a.value, b.value, 1e-8 * b.value);
    EXPECT_NEAR(a.standard_error, b.standard_error, 1e-7 * b.standard_error);
  }
  const auto a = found.expected_purchases(summary, covariates_of(2000), 10, 0.9);
  const auto b = plain.expected_purchases(summary, 10, 0.9);
  for (std::size_t i = 0; i < 2000; ++i) ASSERT_NEAR(a.upper[i], b.upper[i], 1e-6 * b.upper[i]);
}

TYPED_TEST(EveryRegression, SaysThatACovariateWithoutDifferencesIsNotIdentified) {
  const auto summary = summary_of(this->truth().simulate(covariates_of(1500), 40, 3));
  const Frame zeros({{"nothing", Column(Numbers(1500, 0.0))}});
  const auto fit = TypeParam::fit(summary, zeros, {{"nothing"}, {}}).estimated();
  EXPECT_TRUE(std::ranges::any_of(fit.warnings, [](const FitWarning& w) {
    return w.parameter == "transaction.nothing" && w.kind == "not_identified";
  }));
  EXPECT_TRUE(std::isnan(fit.estimates[4].standard_error));
  EXPECT_TRUE(std::isfinite(fit.estimates[0].standard_error));
}

TYPED_TEST(EveryRegression, PredictsForEachCustomerByALawOfItsOwn) {
  const TypeParam truth = this->truth();
  const Frame covariates = covariates_of(500);
  const auto summary = summary_of(truth.simulate(covariates, 40, 9));
  const auto laws = truth.laws(summary, covariates);
  const auto alive = truth.probability_alive(summary, covariates, 0.9);
  const auto ahead = truth.expected_purchases(summary, covariates, 12);
  const auto distribution = truth.purchase_distribution(summary, covariates, 12, 3);
  const auto of_new = truth.expected_of_new(covariates, 12);
  for (std::size_t i = 0; i < 500; i += 50) {
    const typename TypeParam::WithoutCovariates own(laws[i]);
    const auto alone = summary_of({summary.patterns()[i]});
    EXPECT_NEAR(alive.values[i], own.probability_alive(alone).values[0], 1e-14);
    EXPECT_EQ(alive.standard_errors[i], 0);
    EXPECT_NEAR(ahead.values[i], own.expected_purchases(alone, 12).values[0], 1e-14);
    EXPECT_NEAR(distribution[5 * i + 1], own.purchase_distribution(alone, 12, 3)[1], 1e-14);
    EXPECT_NEAR(of_new.values[i], own.expected_of_new(12).value, 1e-14);
  }
}

TYPED_TEST(EveryRegression, ComesBackFromItsArchive) {
  const Frame covariates = covariates_of(800);
  const auto summary = summary_of(this->truth().simulate(covariates, 40, 9));
  const TypeParam model = TypeParam::fit(summary, covariates, channel_and_gap);
  const TypeParam again = io::from_bytes<TypeParam>(io::to_bytes(model));
  EXPECT_EQ(again.coding(), model.coding());
  EXPECT_EQ(again.expected_purchases(summary, covariates, 9, 0.9).upper,
            model.expected_purchases(summary, covariates, 9, 0.9).upper);
}

TYPED_TEST(EveryRegression, HasTheSameBitsOnAnyNumberOfThreads) {
  std::vector<Numbers> made;
  const Frame covariates = covariates_of(8400);
  for (const std::size_t count : {1U, 5U}) {
    set_threads(count);
    const auto summary = summary_of(this->truth().simulate(covariates, 30, 3));
    const TypeParam model = TypeParam::fit(summary, covariates, channel_and_gap, {.errors = StandardErrors::robust});
    made.push_back(model.expected_purchases(summary, covariates, 20, 0.9).upper);
  }
  set_threads(0);
  EXPECT_EQ(made[0], made[1]);
}

TYPED_TEST(EveryRegression, RefusesWhatItCannotUse) {
  const TypeParam truth = this->truth();
  const Frame covariates = covariates_of(10);
  const auto summary = summary_of(truth.simulate(covariates, 40, 9));
  EXPECT_THROW((void)truth.probability_alive(summary, covariates_of(9)), RecordError);
  EXPECT_THROW((void)truth.probability_alive(summary, Frame()), RecordError);
  EXPECT_THROW((void)truth.expected_of_new(covariates, -1), ParameterError);
  EXPECT_THROW(TypeParam(truth.parameters(), truth.coding(), {1.0}), ParameterError);
  EXPECT_THROW(TypeParam::fit(summary_of({}), Frame(), {}), FitError);
  EXPECT_THROW(TypeParam::fit(summary, covariates, {{"channel", "gap"}, {"age"}}), RecordError);
}

TEST(BetaGeoRegression, HasRobustErrorsLikeThoseOfTheModelWhereItIsRight) {
  const auto truth = EveryRegression<BetaGeoRegression>::truth();
  const Frame covariates = covariates_of(12'000);
  const auto summary = summary_of(truth.simulate(covariates, 40, 7));
  const auto model = BetaGeoRegression::fit(summary, covariates, channel_and_gap).estimated();
  const auto robust =
      BetaGeoRegression::fit(summary, covariates, channel_and_gap, {.errors = StandardErrors::robust}).estimated();
  for (std::size_t i = 0; i < model.names.size(); ++i) {
    EXPECT_EQ(robust.estimates[i].value, model.estimates[i].value);
    EXPECT_NE(robust.estimates[i].standard_error, model.estimates[i].standard_error);
    EXPECT_NEAR(robust.estimates[i].standard_error, model.estimates[i].standard_error,
                0.1 * model.estimates[i].standard_error);
  }
}

TEST(BetaGeoRegression, CountsEqualCustomersOfOneClusterOnce) {
  const auto truth = EveryRegression<BetaGeoRegression>::truth();
  const Frame covariates = covariates_of(4000);
  auto patterns = truth.simulate(covariates, 40, 7);
  const auto once = summary_of(patterns);
  std::vector<std::uint32_t> clusters(8000), rows(8000);
  for (std::uint32_t i = 0; i < 8000; ++i) rows[i] = clusters[i] = i % 4000;
  const Frame twice_covariates(
      {{"channel", covariates.at("channel").take(rows)}, {"gap", covariates.at("gap").take(rows)}});
  patterns.insert(patterns.end(), patterns.begin(), patterns.begin() + 4000);
  const auto twice = summary_of(patterns);
  const FitOptions robust{.errors = StandardErrors::robust}, clustered{.clusters = clusters};
  const auto a = BetaGeoRegression::fit(once, covariates, channel_and_gap, robust).estimated();
  const auto b = BetaGeoRegression::fit(twice, twice_covariates, channel_and_gap, clustered).estimated();
  EXPECT_EQ(b.errors, StandardErrors::clustered);
  for (std::size_t i = 0; i < a.names.size(); ++i)
    EXPECT_NEAR(b.estimates[i].standard_error, a.estimates[i].standard_error, 1e-6 * a.estimates[i].standard_error);
  // So it is without covariates.
  const auto c = BetaGeoModel::fit(once, robust).estimated();
  const auto d = BetaGeoModel::fit(twice, clustered).estimated();
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(d.estimates[i].standard_error, c.estimates[i].standard_error, 1e-6 * c.estimates[i].standard_error);
  EXPECT_THROW(BetaGeoModel::fit(once, clustered), ParameterError);
}

TEST(BetaGeoRegression, HoldsCoefficientsOnTheOriginalScale) {
  const auto truth = EveryRegression<BetaGeoRegression>::truth();
  const Frame covariates = covariates_of(4000);
  const auto summary = summary_of(truth.simulate(covariates, 40, 7));
  const auto free = BetaGeoRegression::fit(summary, covariates, channel_and_gap).estimated();
  const double value = free.estimates[6].value;
  const auto fixed =
      BetaGeoRegression::fit(summary, covariates, channel_and_gap, {.fixed = {{"transaction.gap", value}}}).estimated();
  EXPECT_NEAR(fixed.log_likelihood, free.log_likelihood, 1e-7);
  EXPECT_EQ(fixed.estimates[6].value, value);
  const auto equal =
      BetaGeoRegression::fit(summary, covariates, channel_and_gap, {.equal = {{"dropout_a.gap", "dropout_b.gap"}}})
          .estimated();
  EXPECT_EQ(equal.estimates[7].value, equal.estimates[8].value);
  EXPECT_LT(equal.log_likelihood, free.log_likelihood);
}

// The plain twins: printed formulas, covariates by hand.

template <class Reference, class Model>
void expect_reference(const Model& model, Reference&& reference) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Frame covariates = covariates_of(40);
    const auto patterns = model.simulate(covariates, 20, seed);
    const auto rows = covariate_rows(covariates);
    const CovariateDesign tr = model.coding().transaction.design(covariates, rows);
    const CovariateDesign dr = model.coding().dropout.design(covariates, rows);
    double sum = 0.0;
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      sum += reference(Numbers(tr.row(row).begin(), tr.row(row).end()), Numbers(dr.row(row).begin(), dr.row(row).end()),
                       patterns[i]);
    }
    EXPECT_NEAR(model.log_likelihood(summary_of(patterns), covariates), sum, 1e-8 * std::abs(sum));
  }
}

TEST(ParetoNBDRegression, IsThePrintedFormulaWithCovariatesByHand) {
  expect_reference(EveryRegression<ParetoNBDRegression>::truth(),
                   [](const Numbers& x, const Numbers& y, const PurchasePattern& p) {
                     const double alpha = 20 * std::exp(-reference::linear({-0.5, 0.4, 0.01}, x));
                     const double beta = 1.5 * std::exp(-reference::linear({-0.02}, y));
                     return reference::pareto_nbd(0.8, alpha, 0.7, beta, p.frequency, p.recency, p.observed);
                   });
}

TEST(BetaGeoRegression, IsThePrintedFormulaWithCovariatesByHand) {
  const auto printed = [](int first) {
    return [first](const Numbers& x, const Numbers& y, const PurchasePattern& p) {
      const double alpha = 20 * std::exp(-reference::linear({-0.5, 0.4, 0.01}, x));
      const double a = 0.6 * std::exp(reference::linear({0.006}, y)), b = 4 * std::exp(reference::linear({-0.004}, y));
      return reference::geometric_dropout(0.8, alpha, a, b, p.frequency, p.recency, p.observed, first);
    };
  };
  expect_reference(EveryRegression<BetaGeoRegression>::truth(), printed(0));
  expect_reference(EveryRegression<ModifiedBetaGeoRegression>::truth(), printed(1));
}

TEST(OwnParameters, HaveDerivativesThatDifferencesConfirm) {
  CovariateDesign transaction(3, 2), dropout(3, 1);
  transaction << 0.5, -1, 2, 0.25, -0.75, 1;
  dropout << 1, -0.5, 0.25;
  const OwnParameters<BetaGeo> own(transaction, dropout);
  ASSERT_EQ(own.coordinates(), 8);
  const std::vector<PurchasePattern> patterns{{3, 12, 30}, {0, 0, 20}, {7, 25, 26}};
  const auto at = [&]<class S>(const Eigen::VectorXd& x, std::size_t i, S) {
    const auto law = own.law<S>(x, i);
    return law.log_likelihood(patterns[i], law.count_terms(std::span(&patterns[i].frequency, 1)).front());
  };
  const std::array<double, 8> point{-0.3, 1.2, 0.2, 0.9, 0.3, -0.2, 0.4, -0.1};
  const auto sum = [&](const std::array<double, 8>& v) {
    double total = 0.0;
    for (std::size_t i = 0; i < 3; ++i) total += at(Eigen::VectorXd::Map(v.data(), 8), i, 0.0);
    return total;
  };
  std::vector<Dual<4>> parts;
  for (std::size_t i = 0; i < 3; ++i) parts.push_back(at(Eigen::VectorXd::Map(point.data(), 8), i, Dual<4>()));
  const Expansion exact = own.sum(0, parts);
  EXPECT_NEAR(exact.value, sum(point), 1e-13);
  for (std::size_t i = 0; i < 8; ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    EXPECT_NEAR(exact.gradient[row], reference::derivative(sum, point, i), 1e-8);
    for (std::size_t j = 0; j < 8; ++j) {
      EXPECT_NEAR(exact.hessian(row, static_cast<Eigen::Index>(j)), reference::second_derivative(sum, point, i, j),
                  1e-6);
    }
  }
}

}  // namespace
}  // namespace fealty::loyalty
