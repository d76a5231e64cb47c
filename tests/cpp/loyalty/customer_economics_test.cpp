#include "fealty/loyalty/customer_economics.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"
#include "fealty/loyalty/propagated_error.hpp"
#include "reference/customer_economics.hpp"

namespace fealty::loyalty {
namespace {

using Rates = std::vector<Estimate>;

std::vector<Estimate> all_known(const std::vector<double>& values) {
  std::vector<Estimate> list;
  for (const double value : values) list.push_back(known(value));
  return list;
}

ProfitStreams constant(double profit, double acquisition) {
  ProfitStreams streams;
  streams.base_profit = {known(profit)};
  streams.acquisition_cost = known(acquisition);
  return streams;
}

EconomicsOptions over(std::uint32_t years, double discount = 0.1) {
  return {known(discount), years, 0.95};
}

TEST(CustomerEconomics, ComesToTheClosedFormWithoutEnd) {
  const CustomerEconomics made(constant(100, 80), Rates{known(0.8)}, over(400));
  EXPECT_NEAR(made.value().value, 100 * 1.1 / (1.1 - 0.8) - 80, 1e-9);
  EXPECT_NEAR(made.value_after(3).value, 100 * 1.1 / 0.3, 1e-9);
  EXPECT_NEAR(made.new_for_one_lost(3).value, (110 / 0.3) / (110 / 0.3 - 80), 1e-10);
}

TEST(CustomerEconomics, IsTheSumOverYearsOfAPlainTwin) {
  RandomStream random(1, "economics");
  for (int repeat = 0; repeat < 30; ++repeat) {
    ProfitStreams streams;
    const std::uint32_t years = 1 + static_cast<std::uint32_t>(random.below(15));
    const auto list = [&](std::size_t size) {
      std::vector<Estimate> values;
      for (std::size_t i = 0; i < size; ++i) values.push_back(known(100 * random.uniform()));
      return values;
    };
    streams.base_profit = list(1 + random.below(4));
    streams.cost_saving = list(random.below(3));
    streams.referrals = list(random.below(3));
    streams.price_premium = list(random.below(3));
    streams.retention_cost = list(random.below(3));
    streams.growth = known(random.uniform() - 0.3);
    streams.acquisition_cost = known(100 * random.uniform());
    Rates rates(1 + random.below(4));
    for (Estimate& rate : rates) rate = known(random.uniform());
    const double discount = 0.3 * random.uniform();
    std::vector<double> profits, retention;
    const auto at = [](const std::vector<Estimate>& values, std::size_t t) {
      return values.empty() ? 0.0 : values[std::min(t, values.size() - 1)].value;
    };
    for (std::size_t t = 0; t < years; ++t) {
      profits.push_back(at(streams.base_profit, t) * std::pow(1 + streams.growth.value, static_cast<double>(t)) +
                        at(streams.cost_saving, t) + at(streams.referrals, t) + at(streams.price_premium, t) -
                        at(streams.retention_cost, t));
      retention.push_back(at(rates, t));
    }
    const CustomerEconomics made(streams, rates, over(years, discount));
    EXPECT_NEAR(made.value().value,
                reference::customer_value(profits, retention, discount, streams.acquisition_cost.value), 1e-9);
    const EconomicsYear& last = made.years().back();
    EXPECT_NEAR(last.profit.value,
                last.base_profit.value + last.growth.value + last.cost_saving.value + last.referrals.value +
                    last.price_premium.value - last.retention_cost.value,
                1e-10);
  }
}

TEST(CustomerEconomics, PaysBackWhatACreditCardCustomerCostAfterTwoYears) {
  // Profits per year of Reichheld and Sasser (1990) for a credit card, of everyone who stays: 51 to win, then 30, 42,
  // 44, 49, 55. Without discount and loss the cost is back in the second year.
  ProfitStreams streams;
  streams.base_profit = all_known({30, 42, 44, 49, 55});
  streams.acquisition_cost = known(51);
  const CustomerEconomics made(streams, Rates{known(1)}, over(5, 0));
  EXPECT_EQ(made.break_even().value, 2);
  EXPECT_EQ(made.value().value, 220 - 51);
  const CustomerEconomics lossy(streams, Rates{known(0.5)}, over(5, 0.15));
  EXPECT_EQ(lossy.break_even().value, 3);
  EXPECT_TRUE(std::isinf(CustomerEconomics(streams, Rates{known(0.1)}, over(5)).break_even().value));
}

TEST(CustomerEconomics, ComputesWhatFivePointsOfRetentionAreWorth) {
  const CustomerEconomics made(constant(100, 0), Rates{known(0.9)}, over(600));
  const RetentionEffect effect = made.raising_retention(0.05);
  EXPECT_NEAR(effect.before.value, 110 / 0.2, 1e-9);
  EXPECT_NEAR(effect.after.value, 110 / 0.15, 1e-9);
  EXPECT_NEAR(effect.relative.value, 1.0 / 3, 1e-12);
  // Of a customer who hardly stays, five points are worth far less.
  EXPECT_NEAR(CustomerEconomics(constant(100, 0), Rates{known(0.3)}, over(600)).raising_retention().relative.value,
              0.8 / 0.75 - 1, 1e-12);
  EXPECT_NEAR(CustomerEconomics(constant(100, 0), Rates{known(0.99)}, over(600, 0)).raising_retention(0.05).after.value,
              100 * 600, 1e-6);  // at most everyone stays
  EXPECT_TRUE(
      std::isnan(CustomerEconomics(constant(10, 500), Rates{known(0.5)}, over(5)).raising_retention().relative.value));
}

TEST(CustomerEconomics, CarriesTheErrorsOfItsInputs) {
  const auto value = [](double profit, double growth, double retention, double discount, double acquisition) {
    ProfitStreams streams = constant(profit, acquisition);
    streams.growth = known(growth);
    return CustomerEconomics(streams, Rates{known(retention)}, over(12, discount)).value().value;
  };
  ProfitStreams streams = constant(100, 80);
  streams.base_profit[0].standard_error = 7;
  streams.growth = {0.05, 0.01};
  streams.acquisition_cost.standard_error = 5;
  const CustomerEconomics made(streams, Rates{{0.8, 0.02}}, {{0.1, 0.005}, 12, 0.95});
  constexpr double h = 1e-5;
  const double slopes[] = {7 * (value(100 + h, 0.05, 0.8, 0.1, 80) - value(100 - h, 0.05, 0.8, 0.1, 80)) / (2 * h),
                           0.01 * (value(100, 0.05 + h, 0.8, 0.1, 80) - value(100, 0.05 - h, 0.8, 0.1, 80)) / (2 * h),
                           0.02 * (value(100, 0.05, 0.8 + h, 0.1, 80) - value(100, 0.05, 0.8 - h, 0.1, 80)) / (2 * h),
                           0.005 * (value(100, 0.05, 0.8, 0.1 + h, 80) - value(100, 0.05, 0.8, 0.1 - h, 80)) / (2 * h),
                           5};
  double variance = 0;
  for (const double slope : slopes) variance += slope * slope;
  EXPECT_NEAR(made.value().standard_error, std::sqrt(variance), 1e-5);
  const Estimate pays_back = made.break_even();
  EXPECT_LE(pays_back.lower, pays_back.value);
  EXPECT_LE(pays_back.value, pays_back.upper);
  const RetentionEffect effect = made.raising_retention();
  // Both values move together: their difference is surer than the two of them.
  EXPECT_LT(effect.gain.standard_error, std::hypot(effect.before.standard_error, effect.after.standard_error));
}

TEST(CustomerEconomics, TakesTheSurvivalOfAFittedModel) {
  const std::vector<double> survivors{1000, 869, 743, 653, 593, 551, 517, 491};
  const auto summary = ContractSummary::from_survivors(survivors);
  const ShiftedBetaGeoModel sbg = ShiftedBetaGeoModel::fit(summary);
  const CustomerEconomics made(constant(100, 80), sbg, over(12));
  const CustomerFigures survival = sbg.survival(11, 0.95);
  double value = -80;
  for (std::size_t t = 0; t < 12; ++t) {
    EXPECT_NEAR(made.years()[t].survival.value, survival.values[t], 1e-13);
    EXPECT_NEAR(made.years()[t].survival.standard_error, survival.standard_errors[t], 1e-12);
    value += 100 * survival.values[t] / std::pow(1.1, static_cast<double>(t));
  }
  EXPECT_NEAR(made.value().value, value, 1e-10);
  const CustomerEconomics weibull(constant(100, 80), BetaDiscreteWeibullModel::fit(summary), over(12));
  EXPECT_NEAR(weibull.value().value, made.value().value, 15);
  EXPECT_GT(weibull.value().standard_error, 0);
  // Who has stayed for long stays on: the value of those left rises, which a constant rate hides.
  EXPECT_GT(made.value_after(8).value, made.value_after(0).value);
  EXPECT_GT(made.raising_retention().gain.value, 0);
}

TEST(CustomerEconomics, IsATable) {
  const CustomerEconomics made(constant(100, 80), Rates{known(0.8)}, over(7));
  EXPECT_EQ(made.frame().rows(), 7U);
  EXPECT_EQ(made.frame().columns().size(), 13U);
}

TEST(CustomerEconomics, RefusesWhatCannotBe) {
  EXPECT_THROW(CustomerEconomics(ProfitStreams{}, Rates{known(0.8)}), ParameterError);
  EXPECT_THROW(CustomerEconomics(constant(100, -1), Rates{known(0.8)}), ParameterError);
  EXPECT_THROW(CustomerEconomics(constant(std::nan(""), 1), Rates{known(0.8)}), ParameterError);
  EXPECT_THROW(CustomerEconomics(constant(100, 1), Rates{}), ParameterError);
  EXPECT_THROW(CustomerEconomics(constant(100, 1), Rates{known(1.2)}), ParameterError);
  EXPECT_THROW(CustomerEconomics(constant(100, 1), Rates{{0.8, -0.1}}), ParameterError);
  EXPECT_THROW(CustomerEconomics(constant(100, 1), Rates{known(0.8)}, over(0)), ParameterError);
  EXPECT_THROW(CustomerEconomics(constant(100, 1), Rates{known(0.8)}, over(5, -1)), ParameterError);
  EXPECT_THROW((void)CustomerEconomics(constant(100, 1), Rates{known(0.8)}).raising_retention(5), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
