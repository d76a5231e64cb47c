#include "fealty/loyalty/regular_purchase_model.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/io/archive.hpp"
#include "fealty/loyalty/purchase_model.hpp"

namespace fealty::loyalty {
namespace {

using Numbers = std::vector<double>;

struct RegularSample {
  PurchaseSummary summary;
  Numbers log_gaps;
};

template <class Model>
RegularSample sample_of(const Model& truth, std::size_t customers) {
  Numbers x, t_x, t, log_gaps;
  for (const auto& drawn : truth.simulate(customers, 52, 4)) {
    x.push_back(drawn.pattern.frequency);
    t_x.push_back(drawn.pattern.recency);
    t.push_back(drawn.pattern.observed);
    log_gaps.push_back(drawn.log_gaps);
  }
  return {PurchaseSummary::from_arrays(Column(x), Column(t_x), Column(t)), log_gaps};
}

template <class Model>
class EveryRegularity : public ::testing::Test {};

using Regularities = ::testing::Types<RegularBetaGeoModel, RegularModifiedBetaGeoModel>;
TYPED_TEST_SUITE(EveryRegularity, Regularities);

TYPED_TEST(EveryRegularity, IsFoundAgainInWhatItDraws) {
  const TypeParam truth({0.9, 4, 1.0, 3, 3});
  const auto [summary, log_gaps] = sample_of(truth, 4000);
  const TypeParam found = TypeParam::fit(summary, log_gaps);
  EXPECT_EQ(found.regularity(), 3U);
  EXPECT_EQ(found.profile().size(), 5U);
  for (std::size_t i = 0; i < 4; ++i) {
    const Estimate& e = found.estimated().estimates[i];
    EXPECT_LT(std::abs(e.value - truth.parameters().values()[i]), 4 * e.standard_error) << found.estimated().names[i];
    EXPECT_LT(e.standard_error, 0.3 * e.value);
  }
  EXPECT_NEAR(found.log_likelihood(summary, log_gaps), found.estimated().log_likelihood, 1e-6);
  EXPECT_EQ(found.profile()[2], found.estimated().log_likelihood);
  const auto ahead = found.expected_purchases(summary, 12, 0.9);
  for (std::size_t i = 0; i < 100; ++i) ASSERT_LT(ahead.lower[i], ahead.upper[i]);
  const TypeParam again = io::from_bytes<TypeParam>(io::to_bytes(found));
  EXPECT_EQ(again.regularity(), 3U);
  EXPECT_EQ(again.probability_alive(summary).values, found.probability_alive(summary).values);
}

TEST(RegularBetaGeoModel, IsTheModelOfRandomTimesWithOneStage) {
  const auto [summary, log_gaps] = sample_of(RegularBetaGeoModel({0.9, 4, 1.0, 3, 1}), 3000);
  const auto plain = BetaGeoModel::fit(summary).estimated();
  const auto found = RegularBetaGeoModel::fit(summary, log_gaps);
  EXPECT_EQ(found.regularity(), 1U);
  EXPECT_NEAR(found.estimated().log_likelihood, plain.log_likelihood, 1e-10 * std::abs(plain.log_likelihood));
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(found.estimated().estimates[i].value, plain.estimates[i].value, 1e-8 * plain.estimates[i].value);
}

TEST(RegularBetaGeoModel, ForetellsMoreFromSilenceWhereCustomersAreRegular) {
  const auto alive = [](std::uint32_t k) {
    const auto late = PurchaseSummary::from_arrays(Column(Numbers{10}), Column(Numbers{20}), Column(Numbers{24}));
    return RegularBetaGeoModel({1.0, 4.0 / k, 1.0, 3, k}).probability_alive(late).values[0];
  };
  EXPECT_GT(alive(1), alive(2));
  EXPECT_GT(alive(2), alive(6));
}

TEST(LogGapSums, AreThoseOfTheDaysAndAddUp) {
  const auto summary_of = [](const std::vector<std::string>& at) {
    return PurchaseSummary(Column(std::vector<std::string>(at.size(), "a")), Column(at), {},
                           {.unit = PurchaseUnit::day});
  };
  PurchaseSummary summary = summary_of({"2026-01-01", "2026-01-03", "2026-01-03"});
  EXPECT_EQ(log_gap_sums(summary), Numbers{std::log(2.0)});
  summary += summary_of({"2026-01-08", "2026-01-02"});
  EXPECT_NEAR(log_gap_sums(summary)[0], std::log(5.0), 1e-15);
  EXPECT_THROW(
      (void)log_gap_sums(PurchaseSummary::from_arrays(Column(Numbers{0}), Column(Numbers{0}), Column(Numbers{1}))),
      ParameterError);
}

TEST(RegularBetaGeoModel, RefusesWhatItCannotUse) {
  const auto [summary, log_gaps] = sample_of(RegularBetaGeoModel({0.9, 4, 1.0, 3, 2}), 100);
  EXPECT_THROW(RegularBetaGeoModel::fit(summary, Numbers{1.0}), ParameterError);
  EXPECT_THROW(RegularBetaGeoModel::fit(summary, log_gaps, 0), ParameterError);
  EXPECT_THROW(RegularBetaGeoModel({0.9, 4, 1.0, 3, 0}), ParameterError);
  EXPECT_THROW(RegularBetaGeoModel({0.9, -4, 1.0, 3, 2}), ParameterError);
  EXPECT_THROW(RegularBetaGeoModel::fit(PurchaseSummary(), Numbers{}), FitError);
}

}  // namespace
}  // namespace fealty::loyalty
