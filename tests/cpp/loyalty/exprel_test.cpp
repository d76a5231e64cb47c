#include "fealty/loyalty/exprel.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fealty/core/dual.hpp"

namespace fealty::loyalty {
namespace {

TEST(Exprel, IsSmoothAtZero) {
  EXPECT_EQ(exprel(0.0), 1.0);
  EXPECT_NEAR(exprel(0.999999999), exprel(1.000000001), 3e-9);
  EXPECT_NEAR(exprel(-0.999999999), exprel(-1.000000001), 3e-9);
  for (const double x : {-30.0, -0.9, -1e-9, 1e-5, 0.7, 5.0})
    EXPECT_NEAR(exprel(x), std::expm1(x) / x, 4e-16 * std::expm1(x) / x);
  const Dual<1> at_zero = exprel(Dual<1>::variable(0.0, 0));
  EXPECT_DOUBLE_EQ(at_zero.gradient[0], 0.5);
  EXPECT_DOUBLE_EQ(at_zero.hessian[0], 1.0 / 3);
}

}  // namespace
}  // namespace fealty::loyalty
