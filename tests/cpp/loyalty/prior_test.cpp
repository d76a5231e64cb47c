#include "fealty/loyalty/prior.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/dual.hpp"
#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

using Family = Prior::Family;

const std::vector<Prior> one_of_each_family{Prior::of(Family::log_normal, 0.3, 1.5),
                                            Prior::of(Family::half_normal, 2.0, 0.0),
                                            Prior::of(Family::gamma, 0.7, 1.3), Prior::of(Family::weibull, 2.0, 10.0)};

// By the trapezoid rule in the logarithm, which is exact to rounding for densities that vanish at both ends.
TEST(Prior, IntegratesToOneAndHasItsSpread) {
  for (const Prior& prior : one_of_each_family) {
    double total = 0.0, mean = 0.0, square = 0.0;
    for (double u = -60; u <= 40; u += 0.01) {
      const double weight = 0.01 * std::exp(prior.log_density(u));
      total += weight;
      mean += weight * u;
      square += weight * u * u;
    }
    EXPECT_NEAR(total, 1, 1e-9) << Prior::family_name(prior.family);
    EXPECT_NEAR(std::sqrt(square - mean * mean), prior.spread(), 1e-8) << Prior::family_name(prior.family);
  }
}

TEST(Prior, HasItsCenterWhereTheDensityOfTheLogarithmIsHighest) {
  for (const Prior& prior : one_of_each_family) {
    const Dual<1> at = prior.log_density(Dual<1>::variable(prior.center(), 0));
    EXPECT_NEAR(at.gradient[0], 0, 1e-12) << Prior::family_name(prior.family);
    EXPECT_LT(at.second(0, 0), 0) << Prior::family_name(prior.family);
  }
}

TEST(Prior, IsADensityOfTheParameter) {
  EXPECT_NEAR(one_of_each_family[1].density(2.0), std::exp(-0.5) / std::sqrt(2 * std::acos(-1.0)),
              1e-15);                                                                   // half-normal, scale 2
  EXPECT_NEAR(one_of_each_family[3].density(10.0), 0.2 * std::exp(-1.0), 1e-15);        // Weibull at its scale
  EXPECT_NEAR(Prior::of(Family::gamma, 1, 3).density(0.5), 3 * std::exp(-1.5), 1e-15);  // exponential
}

TEST(Prior, RefusesWhatIsNoDensity) {
  EXPECT_THROW((void)Prior::of(Family::log_normal, 0, 0), ParameterError);
  EXPECT_THROW((void)Prior::of(Family::half_normal, -1, 0), ParameterError);
  EXPECT_THROW((void)Prior::of(Family::gamma, 0, 1), ParameterError);
  EXPECT_THROW((void)Prior::of(Family::weibull, 1, std::numeric_limits<double>::infinity()), ParameterError);
  EXPECT_THROW((void)Prior::of(Family::log_normal, std::numeric_limits<double>::quiet_NaN(), 1), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
