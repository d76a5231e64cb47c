#include "fealty/loyalty/residual_lifetime.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

// By mpmath with 30 digits, from the hypergeometric function of Fader and Hardie (2010).
TEST(ResidualLifetime, IsThatOfTheClosedFormOfShiftedBetaGeo) {
  const ShiftedBetaGeo<double> regular{0.7040773, 1.1820430};
  EXPECT_NEAR(residual_lifetime(regular, 0, 0.1), 2.96439922575710398, 1e-13);
  EXPECT_NEAR(residual_lifetime(regular, 4, 0.1), 5.89409534391567052, 1e-13);
  EXPECT_NEAR(residual_lifetime(ShiftedBetaGeo<double>{0.6680884, 3.8060950}, 0, 0.01), 19.0064838110089575, 1e-11);
}

// By mpmath, summed over 900 renewals.
TEST(ResidualLifetime, HasTheDigitsOfManyDigitArithmeticForBetaDiscreteWeibull) {
  EXPECT_NEAR(residual_lifetime(BetaDiscreteWeibull<double>{0.2142533, 1.4265749, 1.7235648}, 3, 0.1),
              7.14634863621134177, 1e-11);
}

TEST(ResidualLifetime, IsThatOfABetaDiscreteWeibullWithoutDurationDependence) {
  for (const double renewals : {0.0, 3.0, 40.0}) {
    EXPECT_NEAR(residual_lifetime(BetaDiscreteWeibull<double>{0.7, 1.2, 1.0}, renewals, 0.05),
                residual_lifetime(ShiftedBetaGeo<double>{0.7, 1.2}, renewals, 0.05), 1e-10);
  }
}

// Who differ little leave as those of one retention do: r (1 + d) / (1 + d - r).
TEST(ResidualLifetime, IsAGeometricSeriesWhereAllCustomersAreAlike) {
  const ShiftedBetaGeo<double> alike{2e7, 8e7};
  EXPECT_NEAR(residual_lifetime(alike, 0, 0.1), 0.8 * 1.1 / (1.1 - 0.8), 1e-6);
}

TEST(ResidualLifetime, HasIntervalsThatHoldTheValueAndRisesWithTenure) {
  const auto cohort =
      ContractSummary::from_survivors(std::array{1000.0, 631.0, 468.0, 382.0, 326.0, 289.0, 262.0, 241.0});
  const auto model = ShiftedBetaGeoModel::fit(cohort);
  const CustomerFigures made = residual_lifetimes(model, 6, 0.1, 0.95);
  ASSERT_EQ(made.values.size(), 7U);
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_LT(made.lower[i], made.values[i]);
    EXPECT_GT(made.upper[i], made.values[i]);
    if (i > 0) {
      EXPECT_GT(made.values[i], made.values[i - 1]);
    }
  }
  EXPECT_NEAR(made.values[0], 2.9644, 1e-3);
  EXPECT_THROW((void)residual_lifetimes(model, 6, 0), ParameterError);
  EXPECT_THROW((void)residual_lifetimes(model, 6, NAN), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
