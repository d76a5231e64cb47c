#include "fealty/loyalty/gamma_gamma.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/loyalty/many_digits.hpp"
#include "cpp/loyalty/shared_data.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

PurchaseSummary spend_of(const std::vector<std::uint32_t>& frequencies, const Numbers& mean_values) {
  Numbers x, t_x;
  for (const std::uint32_t f : frequencies) {
    x.push_back(f);
    t_x.push_back(f > 0 ? 1 : 0);
  }
  const Column times(Numbers(x.size(), 2.0));
  return PurchaseSummary::from_arrays(Column(x), Column(t_x), times, Column(mean_values));
}

TEST(GammaGamma, HasTheDigitsOfManyDigitArithmetic) {
  expect_many_digits("gamma_gamma", [](const ManyDigits& one) {
    const auto law = one.law<GammaGamma<double>>();
    return law.log_likelihood(one.x, one.t_x, law.frequency_term(one.x));
  });
}

// The figures were made from mean values that had been rounded to cents, halves up.
TEST(GammaGammaModel, GivesTheParametersOfCdnowInCents) {
  const auto path = shared_data("CDNOW_sample.txt");
  if (path.empty()) GTEST_SKIP() << "no data under ../shared/data, and FEALTY_DATA names no folder";
  const PurchaseSummary sample = cdnow_sample(path);
  std::vector<std::uint32_t> frequencies;
  Numbers cents;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    frequencies.push_back(sample.patterns()[i].frequency);
    cents.push_back(std::floor(100 * sample.monetary_values()[i] + 0.5 + 1e-9) / 100);
  }
  const LikelihoodFit fit = GammaGammaModel::fit(spend_of(frequencies, cents)).estimated();
  EXPECT_EQ(fit.observations, 946);
  EXPECT_NEAR(fit.log_likelihood, -4055.923244, 1e-6);
  const Numbers values{6.2488025, 3.7445885, 15.4477480}, errors{1.18969, 0.29017, 4.15999};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(fit.estimates[i].value, values[i], 1e-6 * values[i]);
    EXPECT_NEAR(fit.estimates[i].standard_error, errors[i], 1e-4 * errors[i]);
  }
  const GammaGammaModel exact = GammaGammaModel::fit(sample);
  EXPECT_NEAR(exact.estimated().log_likelihood, -4055.917695, 1e-6);
  EXPECT_NEAR(exact.log_likelihood(sample), -4055.917695, 1e-6);
}

std::vector<std::uint32_t> random_frequencies(std::size_t size) {
  std::vector<std::uint32_t> frequencies;
  for (std::size_t i = 0; i < size; ++i)
    frequencies.push_back(static_cast<std::uint32_t>(RandomStream(1, "test", i).poisson(2.0)));
  return frequencies;
}

TEST(GammaGammaModel, IsFoundAgainInWhatItDraws) {
  const GammaGammaModel truth({4.0, 3.0, 20.0});
  const auto frequencies = random_frequencies(20'000);
  const PurchaseSummary summary = spend_of(frequencies, truth.simulate(frequencies, 5));
  const GammaGammaModel model = GammaGammaModel::fit(summary);
  for (std::size_t i = 0; i < 3; ++i) {
    const Estimate& e = model.estimated().estimates[i];
    EXPECT_LT(std::abs(e.value - truth.parameters().values()[i]), 4 * e.standard_error);
  }
  const Estimate mean = model.mean_value();
  EXPECT_NEAR(truth.mean_value().value, 40, 1e-12);
  EXPECT_LT(std::abs(mean.value - 40), 4 * mean.standard_error);
  const CustomerFigures spend = model.expected_value(summary, 0.9);
  for (std::size_t i = 0; i < summary.size(); ++i) {
    ASSERT_LT(spend.lower[i], spend.values[i]);
    ASSERT_GT(spend.upper[i], spend.values[i]);
    if (frequencies[i] == 0) {
      ASSERT_DOUBLE_EQ(spend.values[i], mean.value);
    }
  }
}

TEST(GammaGammaModel, ShrinksTowardTheMeanLessTheMoreIsKnown) {
  const GammaGammaModel model({6.0, 4.0, 15.0});
  const auto spend = model.expected_value(spend_of({1, 10, 1000}, {100, 100, 100})).values;
  EXPECT_LT(model.mean_value().value, spend[0]);
  EXPECT_LT(spend[0], spend[1]);
  EXPECT_LT(spend[1], spend[2]);
  EXPECT_NEAR(spend[2], 100, 1);
}

TEST(GammaGammaModel, SaysThatTheMeanIsInfinite) {
  const GammaGammaModel truth({2.0, 0.6, 5.0});
  const auto frequencies = random_frequencies(3000);
  const GammaGammaModel model = GammaGammaModel::fit(spend_of(frequencies, truth.simulate(frequencies, 9)));
  EXPECT_TRUE(std::ranges::any_of(model.estimated().warnings,
                                  [](const FitWarning& w) { return w.parameter == "q" && w.kind == "infinite_mean"; }));
  EXPECT_TRUE(std::isinf(model.mean_value().value));
}

TEST(GammaGammaModel, CountsWhoBoughtForNothing) {
  const auto frequencies = random_frequencies(500);
  Numbers spend = GammaGammaModel({4.0, 3.0, 20.0}).simulate(frequencies, 5);
  spend[static_cast<std::size_t>(std::ranges::find(frequencies, 2U) - frequencies.begin())] = 0;
  const GammaGammaModel model = GammaGammaModel::fit(spend_of(frequencies, spend));
  EXPECT_TRUE(
      std::ranges::any_of(model.estimated().warnings, [](const FitWarning& w) { return w.kind == "without_value"; }));
}

TEST(GammaGammaModel, SaysWhyItCannotBeFitted) {
  EXPECT_THROW(GammaGammaModel::fit(PurchaseSummary()), FitError);
  EXPECT_THROW(GammaGammaModel::fit(spend_of({1, 0}, {3, NAN})), FitError);
  EXPECT_THROW(GammaGammaModel::fit(spend_of({1, 2, 1}, {3, 3, 3})), FitError);
}

}  // namespace
}  // namespace fealty::loyalty
