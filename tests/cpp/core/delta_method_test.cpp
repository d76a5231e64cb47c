#include "fealty/core/delta_method.hpp"

#include <array>
#include <cmath>

#include <Eigen/Cholesky>
#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"

namespace fealty {
namespace {

Eigen::MatrixXd matrix(double a, double b, double c) {
  Eigen::MatrixXd result(2, 2);
  result << a, b, b, c;
  return result;
}

const auto ratio = [](const auto& m) { return m[0] / m[1]; };

TEST(DeltaMethod, GivesTheTextbookErrorOfARatioOfMeans) {
  // Cochran (1977), section 2.11: var(y / x) = (var y + R^2 var x - 2 R cov) / x^2
  const double y = 12;
  const double x = 8;
  const double r = y / x;
  const Estimate found = delta_method(std::array{y, x}, matrix(0.5, 0.12, 0.3), ratio);
  EXPECT_DOUBLE_EQ(found.value, r);
  EXPECT_NEAR(found.standard_error, std::sqrt(0.5 + r * r * 0.3 - 2 * r * 0.12) / x, 1e-15);
  EXPECT_NEAR(found.upper - found.value, 1.959963984540054 * found.standard_error, 1e-12);
}

TEST(DeltaMethod, AgreesWithSimulation) {
  const std::array<double, 2> theta = {12.0, 8.0};
  const Eigen::MatrixXd covariance = matrix(0.02, 0.005, 0.01);
  const auto g = [](const auto& m) { return exp(0.1 * m[0]) / (1.0 + m[1] * m[0]); };
  const Estimate found = delta_method(theta, covariance, g);
  const Eigen::MatrixXd root = covariance.llt().matrixL();
  RandomStream random(1, "delta");
  double sum = 0.0;
  double squares = 0.0;
  constexpr int rounds = 100'000;
  for (int i = 0; i < rounds; ++i) {
    const double u = random.normal();
    const double v = random.normal();
    const double a = theta[0] + root(0, 0) * u;
    const double b = theta[1] + root(1, 0) * u + root(1, 1) * v;
    const double deviation = std::exp(0.1 * a) / (1.0 + b * a) - found.value;
    sum += deviation;
    squares += deviation * deviation;
  }
  const double simulated = std::sqrt(squares / rounds - sum / rounds * sum / rounds);
  EXPECT_NEAR(found.standard_error, simulated, 0.02 * simulated);
}

TEST(DeltaMethod, OfAParameterItselfIsItsOwnError) {
  const Estimate found =
      delta_method(std::array{3.0, 4.0}, matrix(0.25, 0.1, 1), [](const auto& m) { return m[1]; }, 0.8);
  EXPECT_EQ(found.value, 4.0);
  EXPECT_EQ(found.standard_error, 1.0);
  EXPECT_EQ(found.level, 0.8);
}

TEST(DeltaMethod, JointEstimatesHaveTheCovarianceOfALinearMap) {
  const auto sum_and_difference = [](const auto& m) { return std::array{m[0] + m[1], m[0] - m[1]}; };
  const auto found = joint_delta_method<2>(std::array{1.0, 2.0}, matrix(4, 1, 9), sum_and_difference);
  EXPECT_DOUBLE_EQ(found.covariance(0, 0), 15);
  EXPECT_DOUBLE_EQ(found.covariance(1, 1), 11);
  EXPECT_DOUBLE_EQ(found.covariance(0, 1), -5);
  EXPECT_DOUBLE_EQ(found.estimates[0].standard_error, std::sqrt(15.0));
  EXPECT_DOUBLE_EQ(found.estimates[1].value, -1);
}

TEST(DeltaMethod, TakesAVarianceThatRoundsBelowZeroForZero) {
  const double v = 0.1;
  const Estimate found =
      delta_method(std::array{1.0, 1.0}, matrix(v, v, v), [](const auto& m) { return 1e8 * (m[0] - m[1]); });
  EXPECT_EQ(found.standard_error, 0.0);
}

TEST(DeltaMethod, RefusesACovarianceThatIsNone) {
  EXPECT_THROW(delta_method(std::array{1.0, 1.0}, matrix(1, 5, 1), [](const auto& m) { return m[0] - m[1]; }),
               ParameterError);
  EXPECT_THROW(delta_method(std::array{1.0, 1.0}, Eigen::MatrixXd::Identity(3, 3), ratio), ParameterError);
}

}  // namespace
}  // namespace fealty
