#include "fealty/gaps/gap_response.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "reference/closing_plan.hpp"

namespace fealty::gaps {
namespace {

constexpr GapResponse kiosk{0.42197, 0.04009};  // slopes of the published kiosk survey

TEST(GapResponse, OfCustomersAllAlikeIsTwoStraightLines) {
  EXPECT_DOUBLE_EQ(kiosk({6, 5, 0, 0}), -0.42197);
  EXPECT_DOUBLE_EQ(kiosk({5, 6, 0, 0}), 0.04009);
  EXPECT_EQ(kiosk({5, 5, 0, 0}), 0);
}

TEST(GapResponse, WithinTheToleranceHurtsNobody) {
  EXPECT_EQ(kiosk({5.5, 5, 0.5, 0}), 0);
  EXPECT_DOUBLE_EQ(kiosk({6, 5, 0.25, 0}), -0.42197 * 0.75);
  EXPECT_DOUBLE_EQ(kiosk({5, 6, 0.25, 0}), 0.04009);
}

TEST(GapResponse, OfCustomersWhoDifferIsTheMeanOverThem) {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> gap(-3, 3), some(0, 1.5);
  for (int round = 0; round < 200; ++round) {
    const ItemStanding standing{5 - gap(random), 5, round % 2 == 0 ? 0 : some(random), some(random)};
    const double strips = reference::response_by_strips(standing.gap(), standing.spread, standing.tolerance, 0.4, 0.1);
    EXPECT_NEAR((GapResponse{0.4, 0.1})(standing), strips, 1e-5);
    const double integral = reference::response_of(standing.gap(), standing.spread, standing.tolerance, 0.4, 0.1);
    EXPECT_NEAR((GapResponse{0.4, 0.1})(standing), integral, 1e-13);
  }
}

TEST(GapResponse, OfAFarGapHasNoRoundingBelowZero) {
  EXPECT_GE(mean_positive_part(-40, 1), 0);
  EXPECT_GE(gap_parts({5, 45, 0, 1}).shortfall, 0);
  EXPECT_NEAR(gap_parts({45, 5, 0, 1}).shortfall, 40, 1e-12);
}

TEST(GapResponse, OfStandardNormalGapsHasTheKnownMean) {
  // E max(Z, 0) = 1 / sqrt(2 pi)
  EXPECT_NEAR(mean_positive_part(0, 1), 0.3989422804014327, 1e-15);
  const GapParts parts = gap_parts({5, 5, 0, 2});
  EXPECT_NEAR(parts.shortfall, parts.excess, 1e-15);
}

}  // namespace
}  // namespace fealty::gaps
