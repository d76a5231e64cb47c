#include "fealty/loyalty/varying_pareto_nbd.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"
#include "fealty/io/archive.hpp"
#include "reference/varying_pareto_nbd.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

const PurchaseCoding campaign_and_price{CovariateCoding({{"campaign"}, {"price"}}), CovariateCoding({{"price"}})};

/// Periods of four units, the first of which began before the first purchase.
CovariatePeriods changing_periods(std::size_t customers, double until) {
  CovariatePeriods periods;
  std::vector<std::array<double, 2>> rows;
  for (std::size_t i = 0; i < customers; ++i) {
    RandomStream random(6, "periods", i);
    for (double start = -4 * random.uniform(); start < until; start += 4) {
      periods.starts.push_back(start);
      rows.push_back({random.uniform() < 0.3 ? 1.0 : 0.0, random.normal(2, 1)});
    }
    periods.offsets.push_back(rows.size());
  }
  periods.transaction.resize(static_cast<Eigen::Index>(rows.size()), 2);
  periods.dropout.resize(static_cast<Eigen::Index>(rows.size()), 1);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    periods.transaction.row(static_cast<Eigen::Index>(k)) << rows[k][0], rows[k][1];
    periods.dropout(static_cast<Eigen::Index>(k), 0) = rows[k][1];
  }
  return periods;
}

const VaryingParetoNBDModel& truth() {
  static const VaryingParetoNBDModel model({0.9, 6, 0.8, 15}, campaign_and_price, {0.7, -0.2, 0.15});
  return model;
}

/// Customers whose covariates stay as they are, in periods all the same, and as the model without periods takes them.
struct UnchangingSample {
  CovariatePeriods periods;
  PurchaseTimes purchases;
  Frame covariates;
  PurchaseSummary summary;
};

UnchangingSample unchanging_sample(std::size_t customers) {
  UnchangingSample made;
  made.periods = changing_periods(customers, 60);
  Numbers campaign, price, x, t_x, t;
  for (std::size_t i = 0; i < customers; ++i) {
    const auto first = static_cast<Eigen::Index>(made.periods.offsets[i]);
    const Eigen::Index count = static_cast<Eigen::Index>(made.periods.offsets[i + 1]) - first;
    for (Eigen::Index k = first; k < first + count; ++k) {
      made.periods.transaction.row(k) = made.periods.transaction.row(first).eval();
      made.periods.dropout.row(k) = made.periods.dropout.row(first).eval();
    }
    campaign.push_back(made.periods.transaction(first, 0));
    price.push_back(made.periods.transaction(first, 1));
  }
  made.purchases = truth().simulate(made.periods, 40, 2);
  for (std::size_t i = 0; i < customers; ++i) {
    const PurchasePattern p = made.purchases.pattern(i);
    x.push_back(p.frequency);
    t_x.push_back(p.recency);
    t.push_back(p.observed);
  }
  made.covariates = Frame({{"campaign", Column(campaign)}, {"price", Column(price)}});
  made.summary = PurchaseSummary::from_arrays(Column(x), Column(t_x), Column(t));
  return made;
}

TEST(VaryingParetoNBDModel, IsTheModelWithoutPeriodsWhereNothingChanges) {
  const UnchangingSample sample = unchanging_sample(250);
  const ParetoNBDRegression plain({0.9, 6, 0.8, 15}, campaign_and_price, {0.7, -0.2, 0.15});
  const double expected = plain.log_likelihood(sample.summary, sample.covariates);
  EXPECT_NEAR(truth().log_likelihood(sample.purchases, sample.periods), expected, 1e-9 * std::abs(expected));
  const auto fit = ParetoNBDRegression::fit(sample.summary, sample.covariates, {{"campaign", "price"}, {"price"}});
  const auto found = VaryingParetoNBDModel::fit(sample.purchases, sample.periods, campaign_and_price);
  EXPECT_NEAR(found.estimated().log_likelihood, fit.estimated().log_likelihood, 1e-7);
  for (std::size_t i = 0; i < 7; ++i) {
    const Estimate &a = found.estimated().estimates[i], &b = fit.estimated().estimates[i];
    EXPECT_NEAR(a.value, b.value, 1e-4 * b.standard_error) << fit.estimated().names[i];
    EXPECT_NEAR(a.standard_error, b.standard_error, 1e-4 * b.standard_error);
  }
  const auto alive = found.probability_alive(sample.purchases, sample.periods, 0.9);
  const auto ahead = found.expected_purchases(sample.purchases, sample.periods, 20, 0.9);
  const auto plain_alive = fit.probability_alive(sample.summary, sample.covariates, 0.9);
  const auto plain_ahead = fit.expected_purchases(sample.summary, sample.covariates, 20, 0.9);
  for (std::size_t i = 0; i < 250; ++i) {
    ASSERT_NEAR(alive.values[i], plain_alive.values[i], 1e-5);
    ASSERT_NEAR(alive.upper[i], plain_alive.upper[i], 1e-4);
    ASSERT_NEAR(ahead.values[i], plain_ahead.values[i], 1e-5 * plain_ahead.values[i]);
    ASSERT_NEAR(ahead.upper[i], plain_ahead.upper[i], 1e-4 * plain_ahead.upper[i]);
  }
}

TEST(VaryingParetoNBDModel, IsFoundAgainInWhatItDraws) {
  const auto periods = changing_periods(1000, 40);
  const auto purchases = truth().simulate(periods, 40, 3);
  const auto fit = VaryingParetoNBDModel::fit(purchases, periods, campaign_and_price).estimated();
  ASSERT_EQ(fit.names, truth().estimated().names);
  for (std::size_t i = 0; i < fit.names.size(); ++i) {
    const Estimate &e = fit.estimates[i], &known = truth().estimated().estimates[i];
    EXPECT_LT(std::abs(e.value - known.value), 4 * e.standard_error) << fit.names[i];
    EXPECT_GT(e.standard_error, 0) << fit.names[i];
  }
  EXPECT_LT(fit.estimates[4].standard_error, 0.15);
}

TEST(VaryingParetoNBDModel, IsWhatItsDefinitionIntegratesTo) {
  const auto periods = changing_periods(30, 50);
  const auto purchases = truth().simulate(periods, 30, 4);
  double sum = 0.0;
  for (std::size_t i = 0; i < purchases.customers(); ++i) {
    reference::VaryingCustomer customer;
    const auto times = purchases.of(i);
    customer.times.assign(times.begin(), times.end());
    customer.observed = 30;
    for (auto k = periods.offsets[i]; k < periods.offsets[i + 1]; ++k) {
      const auto row = static_cast<Eigen::Index>(k);
      customer.starts.push_back(periods.starts[k]);
      customer.rate.push_back(std::exp(0.7 * periods.transaction(row, 0) - 0.2 * periods.transaction(row, 1)));
      customer.death.push_back(std::exp(0.15 * periods.dropout(row, 0)));
    }
    sum += reference::varying_pareto_nbd(0.9, 6, 0.8, 15, customer);
  }
  EXPECT_NEAR(truth().log_likelihood(purchases, periods), sum, 1e-5 * std::abs(sum));
}

TEST(VaryingParetoNBDModel, ExpectsWhatItDraws) {
  CovariatePeriods periods = changing_periods(1, 60);
  // The same customer many times, all new: what they buy in 40 units is what is expected of one at the beginning.
  const std::size_t count = 20'000;
  CovariatePeriods many;
  const auto rows = static_cast<std::size_t>(periods.transaction.rows());
  many.transaction = periods.transaction.replicate(static_cast<Eigen::Index>(count), 1);
  many.dropout = periods.dropout.replicate(static_cast<Eigen::Index>(count), 1);
  for (std::size_t i = 0; i < count; ++i) {
    many.starts.insert(many.starts.end(), periods.starts.begin(), periods.starts.end());
    many.offsets.push_back((i + 1) * rows);
  }
  double mean = 0.0, squares = 0.0;
  const auto drawn = truth().simulate(many, 40, 8);
  for (std::size_t i = 0; i < count; ++i) {
    const double x = drawn.pattern(i).frequency;
    mean += x / double(count);
    squares += x * x / double(count);
  }
  const PurchaseTimes as_new{{0, 0}, {}, {0.0}};
  EXPECT_NEAR(truth().expected_purchases(as_new, periods, 40).values[0], mean,
              4 * std::sqrt((squares - mean * mean) / double(count)));
  EXPECT_EQ(truth().probability_alive(as_new, periods).values[0], 1.0);
  EXPECT_EQ(truth().expected_purchases(as_new, periods, 0, 0.9).values[0], 0.0);
}

TEST(VaryingParetoNBDModel, ObservesEachCustomerForATimeOfTheirOwn) {
  const auto periods = changing_periods(40, 40);
  Numbers observed;
  for (std::size_t i = 0; i < 40; ++i) observed.push_back(static_cast<double>(i));
  const PurchaseTimes all = truth().simulate(periods, 40, 5), own = truth().simulate(periods, observed, 5);
  EXPECT_EQ(own.observed, observed);
  for (std::size_t i = 0; i < 40; ++i) {
    const auto times = all.of(i), until = own.of(i);
    const auto within = std::ranges::count_if(times, [&](double time) { return time <= observed[i]; });
    ASSERT_EQ(until.size(), static_cast<std::size_t>(within)) << i;
    for (std::size_t k = 0; k < until.size(); ++k) ASSERT_NEAR(until[k], times[k], 1e-12);
  }
  EXPECT_THROW((void)truth().simulate(periods, Numbers{1, 2}), ParameterError);
  observed[3] = -1;
  EXPECT_THROW((void)truth().simulate(periods, observed), ParameterError);
}

TEST(VaryingParetoNBDModel, ComesBackFromItsArchiveAndRefusesWhatItCannotUse) {
  const auto again = io::from_bytes<VaryingParetoNBDModel>(io::to_bytes(truth()));
  EXPECT_EQ(again.coding(), campaign_and_price);
  auto periods = changing_periods(3, 20);
  const auto purchases = truth().simulate(periods, 20, 3);
  EXPECT_THROW((void)truth().probability_alive(purchases, changing_periods(2, 20)), ParameterError);
  EXPECT_THROW((void)truth().expected_purchases(purchases, periods, -1), ParameterError);
  periods.starts[0] = 1e-3;
  EXPECT_THROW((void)truth().log_likelihood(purchases, periods), ParameterError);
  EXPECT_THROW(VaryingParetoNBDModel::fit({}, CovariatePeriods(), campaign_and_price), FitError);
  EXPECT_THROW(
      (void)purchase_times(PurchaseSummary::from_arrays(Column(Numbers{0}), Column(Numbers{0}), Column(Numbers{1}))),
      ParameterError);
}

TEST(PurchaseTimes, AreThoseOfTheDays) {
  const PurchaseSummary summary(
      Column(std::vector<std::string>{"b", "a", "b", "b"}),
      Column(std::vector<std::string>{"2026-01-15", "2026-01-02", "2026-01-01", "2026-01-08"}));
  const PurchaseTimes times = purchase_times(summary);
  EXPECT_EQ(times.offsets, (std::vector<std::uint64_t>{0, 0, 2}));
  EXPECT_EQ(times.times, (Numbers{1, 2}));
  EXPECT_EQ(times.pattern(1), (PurchasePattern{2, 2, 2}));
}

}  // namespace
}  // namespace fealty::loyalty
