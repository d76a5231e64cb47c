#include "fealty/core/gradient.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "fealty/core/dual.hpp"

namespace fealty {
namespace {

TEST(Gradient, HasTheFirstDerivativesOfADual) {
  const auto f = [](const auto& x, const auto& y) {
    const auto sum = (x * y - 2.0 / y + x / 3.0 + (1.0 - y)) / (x + 0.5) - y * 1.5;
    return exp(sum * 0.1) + log(x) * log1p(y) - expm1(-x) + pow(1.7, y) + log_beta(x, y) + (x - 1.0) + 2.0 * (+y);
  };
  for (const double x : {0.3, 2.0, 15.0}) {
    const auto exact = f(Dual<2>::variable(x, 0), Dual<2>::variable(1.3, 1));
    const auto found = f(Gradient<2>::variable(x, 0), Gradient<2>::variable(1.3, 1));
    EXPECT_EQ(found.value, exact.value);
    for (std::size_t i = 0; i < 2; ++i)
      EXPECT_NEAR(found.gradient[i], exact.gradient[i], 1e-13 * (1 + std::abs(exact.value)));
  }
}

TEST(Gradient, IsComparedByItsValue) {
  const auto x = Gradient<1>::variable(2.0, 0);
  EXPECT_TRUE(x > 1.0 && x == 2.0 && x == Gradient<1>(2.0) && x < Gradient<1>(3.0));
  EXPECT_EQ((-x).gradient[0], -1.0);
}

}  // namespace
}  // namespace fealty
