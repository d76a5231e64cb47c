#include "fealty/loyalty/contract_model.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "cpp/loyalty/shared_data.hpp"
#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

/// Of a cohort of 1,000, those there at the beginning and after each of seven renewals.
ContractSummary cohort(const std::filesystem::path& path, std::size_t column) {
  Numbers survivors;
  const auto rows = rows_of(path);
  for (std::size_t year = 0; year <= 7; ++year)
    survivors.push_back(std::round(10 * std::stod(rows.at(year + 1).at(column))));
  return ContractSummary::from_survivors(survivors);
}

template <class Model>
void expect_parameters(const ContractSummary& summary, const Numbers& values, double log_likelihood) {
  const Model model = Model::fit(summary);
  EXPECT_EQ(model.estimated().observations, 1000);
  EXPECT_NEAR(model.estimated().log_likelihood, log_likelihood, 1e-6);
  EXPECT_NEAR(model.log_likelihood(summary), log_likelihood, 1e-6);
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_NEAR(model.estimated().estimates[i].value, values[i], 1e-6 * values[i]) << model.estimated().names[i];
}

TEST(ContractModel, GivesThePublishedParametersOfTwoCohorts) {
  const auto path = shared_data("sbg_customer_retention.csv");
  if (path.empty()) GTEST_SKIP() << "no data under ../shared/data, and FEALTY_DATA names no folder";
  const ContractSummary regular = cohort(path, 1), high_end = cohort(path, 2);
  expect_parameters<ShiftedBetaGeoModel>(regular, {0.7040773, 1.1820430}, -1680.265188);
  expect_parameters<ShiftedBetaGeoModel>(high_end, {0.6680884, 3.8060950}, -1611.158147);
  expect_parameters<BetaDiscreteWeibullModel>(regular, {0.4556140, 0.7793255, 1.2834513}, -1679.602833);
  expect_parameters<BetaDiscreteWeibullModel>(high_end, {0.2142533, 1.4265749, 1.7235648}, -1605.314213);
}

TEST(ContractModel, IsFoundAgainInWhatItDraws) {
  const ShiftedBetaGeoModel sbg({0.7, 1.2});
  const BetaDiscreteWeibullModel bdw({0.7, 1.2, 1.4});
  const auto found = ShiftedBetaGeoModel::fit(sbg.simulate(30'000, 10, 4)).estimated();
  const auto found_bdw = BetaDiscreteWeibullModel::fit(bdw.simulate(30'000, 10, 4)).estimated();
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_LT(std::abs(found.estimates[i].value - sbg.parameters().values()[i]), 4 * found.estimates[i].standard_error);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_LT(std::abs(found_bdw.estimates[i].value - bdw.parameters().values()[i]),
              4 * found_bdw.estimates[i].standard_error);
  }
}

TEST(ContractModel, IsTheSameForBothLawsWhereTimeDoesNotCount) {
  const auto sbg = ShiftedBetaGeoModel({0.7, 1.2}).survival(20).values;
  const auto bdw = BetaDiscreteWeibullModel({0.7, 1.2, 1.0}).survival(20).values;
  for (std::size_t t = 0; t <= 20; ++t) EXPECT_NEAR(sbg[t], bdw[t], 1e-14);
}

TEST(ContractModel, RetainsTheRatioOfSurvivals) {
  const auto model = BetaDiscreteWeibullModel::fit(BetaDiscreteWeibullModel({0.7, 1.2, 1.4}).simulate(2000, 8, 4));
  const auto survival = model.survival(12, 0.95), retention = model.retention(12, 0.95);
  EXPECT_EQ(survival.values[0], 1);
  EXPECT_EQ(survival.standard_errors[0], 0);
  for (std::size_t t = 1; t <= 12; ++t) {
    EXPECT_NEAR(retention.values[t - 1], survival.values[t] / survival.values[t - 1], 1e-13);
    EXPECT_LT(survival.lower[t], survival.values[t]);
    EXPECT_GT(survival.upper[t], survival.values[t]);
    EXPECT_LE(survival.upper[t], 1);
    EXPECT_LT(retention.upper[t - 1], 1);
  }
}

TEST(ContractModel, SaysThatEveryoneLeavesAlike) {
  Numbers survivors{1'000'000};
  for (int t = 0; t < 6; ++t) survivors.push_back(std::round(0.8 * survivors.back()));
  const auto fit = ShiftedBetaGeoModel::fit(ContractSummary::from_survivors(survivors)).estimated();
  EXPECT_TRUE(std::ranges::any_of(fit.warnings, [](const FitWarning& w) { return w.kind == "ridge"; }));
  EXPECT_TRUE(std::isinf(fit.estimates[0].upper));
  EXPECT_NEAR(fit.estimates[0].value / (fit.estimates[0].value + fit.estimates[1].value), 0.2, 1e-4);
}

TEST(ContractModel, SaysWhyItCannotBeFitted) {
  EXPECT_THROW(ShiftedBetaGeoModel::fit(ContractSummary()), FitError);
  EXPECT_THROW(ShiftedBetaGeoModel::fit(ContractSummary::from_survivors(Numbers{10})), FitError);
  EXPECT_THROW(ShiftedBetaGeoModel::fit(ContractSummary::from_survivors(Numbers{10, 10})), FitError);
}

}  // namespace
}  // namespace fealty::loyalty
