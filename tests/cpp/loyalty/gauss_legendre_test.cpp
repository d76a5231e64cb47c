#include "fealty/loyalty/gauss_legendre.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace fealty::loyalty {
namespace {

TEST(GaussLegendre, IntegratesPolynomialsExactly) {
  double weights = 0, power = 0;
  for (const QuadratureNode& node : gauss_legendre<32>()) {
    weights += node.weight;
    power += node.weight * std::pow(node.at, 63);
  }
  EXPECT_NEAR(weights, 1.0, 1e-15);
  EXPECT_NEAR(power, 1.0 / 64, 1e-16);
}

}  // namespace
}  // namespace fealty::loyalty
