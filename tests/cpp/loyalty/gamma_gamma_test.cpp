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

// The share of intervals of level 90 % that miss 0, where frequency and spend are independent: the correlation of log m
// itself would be above 0, because the mean of few purchases is more skewed.
TEST(GammaGammaModel, FindsNoFrequencyCorrelationWhereThereIsNone) {
  const GammaGammaModel truth({0.8, 3.0, 20.0});
  constexpr int samples = 200;
  int misses = 0;
  double sum = 0;
  for (std::uint64_t seed = 0; seed < samples; ++seed) {
    std::vector<std::uint32_t> frequencies;
    for (std::size_t i = 0; i < 400; ++i)
      frequencies.push_back(1 + static_cast<std::uint32_t>(RandomStream(seed, "test", i).poisson(1.5)));
    const Estimate made = truth.frequency_correlation(spend_of(frequencies, truth.simulate(frequencies, seed)), 0.9);
    misses += made.lower > 0 || made.upper < 0 ? 1 : 0;
    sum += made.value;
  }
  EXPECT_NEAR(sum / samples, 0, 4 * 0.05 / std::sqrt(samples));
  EXPECT_GT(misses, 8);
  EXPECT_LT(misses, 36);
}

TEST(GammaGammaModel, WarnsWhereThoseWhoBuyMoreOftenSpendMore) {
  const auto frequencies = random_frequencies(3000);
  Numbers spend = GammaGammaModel({4.0, 3.0, 20.0}).simulate(frequencies, 5);
  const auto warns = [&] {
    const auto warnings = GammaGammaModel::fit(spend_of(frequencies, spend)).estimated().warnings;
    return std::ranges::any_of(warnings, [](const FitWarning& w) { return w.kind == "frequency_correlation"; });
  };
  EXPECT_FALSE(warns());
  for (std::size_t i = 0; i < spend.size(); ++i) spend[i] *= std::pow(frequencies[i], 0.3);
  EXPECT_TRUE(warns());
  EXPECT_TRUE(std::isnan(GammaGammaModel({4, 3, 20}).frequency_correlation(spend_of({1, 2}, {3, 4})).value));
}

/// Purchases of customers of a law, each with its value.
struct SinglePurchases {
  std::vector<std::int64_t> customers;
  Numbers amounts;
};

SinglePurchases single_purchases(const GammaGamma<double>& law, std::size_t size) {
  SinglePurchases made;
  for (std::size_t i = 0; i < size; ++i) {
    RandomStream random(2, "single purchases", i);
    const double rate = random.gamma(law.q, 1 / law.v);
    for (std::uint64_t n = 1 + random.poisson(2.0); n > 0; --n) {
      made.customers.push_back(static_cast<std::int64_t>(i));
      made.amounts.push_back(random.gamma(law.p, 1 / rate));
    }
  }
  return made;
}

TEST(GammaGammaModel, IsToldBetterByTheValuesOfSinglePurchases) {
  const GammaGamma<double> truth{4.0, 3.0, 20.0};
  SinglePurchases purchases = single_purchases(truth, 4000);
  purchases.customers.push_back(3);
  purchases.amounts.push_back(-5);
  const Column customers(purchases.customers), amounts(purchases.amounts);
  const LikelihoodFit fit = GammaGammaModel::fit_values(customers, amounts).estimated();
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_LT(std::abs(fit.estimates[i].value - truth.values()[i]), 4 * fit.estimates[i].standard_error);
  ASSERT_EQ(fit.warnings.size(), 1U);
  EXPECT_EQ(fit.warnings[0].kind, "without_value");
  std::vector<std::uint32_t> frequencies(4000, 0);
  Numbers sums(4000, 0.0);
  for (std::size_t i = 0; i + 1 < purchases.amounts.size(); ++i) {
    ++frequencies[static_cast<std::size_t>(purchases.customers[i])];
    sums[static_cast<std::size_t>(purchases.customers[i])] += purchases.amounts[i];
  }
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] /= frequencies[i];
  const LikelihoodFit means = GammaGammaModel::fit(spend_of(frequencies, sums)).estimated();
  EXPECT_LT(fit.estimates[0].standard_error, 0.6 * means.estimates[0].standard_error);
}

// The density of all values of a customer: Gamma(p x + q) / (Gamma(p)^x Gamma(q)) v^q prod z^(p - 1) / (v + sum z)^(p x
// + q).
TEST(GammaGammaModel, HasTheLikelihoodOfTheIndividualForm) {
  const std::vector<Numbers> values{{3, 5, 4}, {20}, {11, 9}, {2, 2.5, 1, 3}};
  std::vector<std::int64_t> customers;
  Numbers amounts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (const double z : values[i]) {
      customers.push_back(static_cast<std::int64_t>(i));
      amounts.push_back(z);
    }
  }
  const GammaGammaModel model = GammaGammaModel::fit_values(Column(customers), Column(amounts));
  const auto [p, q, v] = model.parameters();
  double expected = 0;
  for (const Numbers& own : values) {
    const auto x = static_cast<double>(own.size());
    double sum = 0, logarithms = 0;
    for (const double z : own) {
      sum += z;
      logarithms += std::log(z);
    }
    expected += std::lgamma(p * x + q) - x * std::lgamma(p) - std::lgamma(q) + q * std::log(v) + (p - 1) * logarithms -
                (p * x + q) * std::log(v + sum);
  }
  EXPECT_NEAR(model.estimated().log_likelihood, expected, 1e-8);
}

TEST(GammaGammaModel, SaysWhyItCannotBeFitted) {
  EXPECT_THROW(GammaGammaModel::fit(PurchaseSummary()), FitError);
  EXPECT_THROW(GammaGammaModel::fit(spend_of({1, 0}, {3, NAN})), FitError);
  EXPECT_THROW(GammaGammaModel::fit(spend_of({1, 2, 1}, {3, 3, 3})), FitError);
  const Column customers(std::vector<std::int64_t>{1, 1, 2});
  EXPECT_THROW(GammaGammaModel::fit_values(customers, Column(Numbers{1, 2, -3})), FitError);
  EXPECT_THROW(GammaGammaModel::fit_values(customers, Column(Numbers{1, 2, INFINITY})), RecordError);
  EXPECT_THROW(GammaGammaModel::fit_values(customers, Column(Numbers{1, 2})), RecordError);
}

}  // namespace
}  // namespace fealty::loyalty
