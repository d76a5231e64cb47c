#include "fealty/loyalty/beta_geo_beta_binom.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/loyalty/many_digits.hpp"
#include "cpp/loyalty/opportunity_patterns.hpp"
#include "cpp/loyalty/shared_data.hpp"
#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

TEST(BetaGeoBetaBinom, HasTheDigitsOfManyDigitArithmetic) {
  expect_many_digits("beta_geo_beta_binom", [](const ManyDigits& one) {
    return one.law<BetaGeoBetaBinom<double>>().log_likelihood(
        {static_cast<std::uint32_t>(one.x), static_cast<std::uint32_t>(one.t_x), static_cast<std::uint32_t>(one.t)});
  });
}

TEST(BetaGeoBetaBinomModel, SaysWhyItCannotBeFitted) {
  EXPECT_THROW(BetaGeoBetaBinomModel::fit(OpportunitySummary()), FitError);
  EXPECT_THROW(BetaGeoBetaBinomModel::fit(opportunities_in({{0, 0, 6}})), FitError);
}

TEST(BetaGeoBetaBinomModel, GivesThePublishedParametersOfTheDonations) {
  const auto path = shared_data("donations.csv");
  if (path.empty()) GTEST_SKIP() << "no data under ../shared/data, and FEALTY_DATA names no folder";
  Numbers x, t_x, n, donors;
  const auto rows = rows_of(path);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    x.push_back(std::stod(rows[i].at(0)));
    t_x.push_back(std::stod(rows[i].at(1)));
    n.push_back(std::stod(rows[i].at(2)));
    donors.push_back(std::stod(rows[i].at(3)));
  }
  const auto summary = OpportunitySummary::from_arrays(Column(x), Column(t_x), Column(n), Column(donors));
  const auto model = BetaGeoBetaBinomModel::fit(summary);
  EXPECT_EQ(model.estimated().observations, 11104);
  EXPECT_NEAR(model.estimated().log_likelihood, -33225.581274, 1e-6);
  const Numbers values{1.2035224, 0.7497164, 0.6567182, 2.7834422};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(model.estimated().estimates[i].value, values[i], 1e-6 * values[i]);
  const auto expected = model.expected_purchases(summary, 5).values;
  double sum = 0;
  for (std::size_t i = 0; i < summary.size(); ++i) sum += summary.cells()[i].customers * expected[i];
  EXPECT_NEAR(sum, 12884.2, 0.05);
}

TEST(BetaGeoBetaBinomModel, IsFoundAgainInWhatItDraws) {
  const BetaGeoBetaBinomModel truth({1.2, 0.8, 0.7, 2.8});
  const auto model = BetaGeoBetaBinomModel::fit(opportunities_in(truth.simulate(50'000, 8, 3)));
  for (std::size_t i = 0; i < 4; ++i) {
    const Estimate& e = model.estimated().estimates[i];
    EXPECT_LT(std::abs(e.value - truth.parameters().values()[i]), 4 * e.standard_error);
  }
}

TEST(BetaGeoBetaBinomModel, GivesProbabilitiesOfAllPatternsThatSumToOne) {
  const BetaGeoBetaBinomModel model({1.2, 0.8, 0.7, 2.8});
  constexpr std::uint32_t n = 6;
  double sum = 0;
  for (std::uint32_t last = 0; last <= n; ++last) {
    for (std::uint32_t x = last > 0 ? 1 : 0; x <= last; ++x) {
      const double orders = last == 0 ? 1 : std::exp(std::lgamma(last) - std::lgamma(x) - std::lgamma(last - x + 1));
      sum += orders * std::exp(model.parameters().log_likelihood({x, last, n}));
    }
  }
  EXPECT_NEAR(sum, 1.0, 1e-13);
}

TEST(BetaGeoBetaBinomModel, DistributesPurchasesAroundTheirExpectation) {
  const BetaGeoBetaBinomModel model({1.2, 0.8, 0.7, 2.8});
  const auto summary = opportunities_in({{0, 0, 6}, {3, 4, 6}, {6, 6, 6}});
  for (const std::uint32_t ahead : {0U, 1U, 7U, 60U}) {
    const auto p = model.purchase_distribution(summary, ahead);
    const auto expected = model.expected_purchases(summary, ahead, 0.95);
    for (std::size_t i = 0; i < 3; ++i) {
      double sum = 0, mean = 0;
      for (std::size_t k = 0; k <= ahead; ++k) {
        sum += p[i * (ahead + 1) + k];
        mean += static_cast<double>(k) * p[i * (ahead + 1) + k];
      }
      EXPECT_NEAR(sum, 1, 1e-12);
      EXPECT_NEAR(mean, expected.values[i], 1e-11);
    }
  }
  const auto alive = model.probability_alive(summary, 0.9);
  EXPECT_LT(alive.values[0], alive.values[1]);
  EXPECT_LT(alive.values[1], alive.values[2]);
}

}  // namespace
}  // namespace fealty::loyalty
