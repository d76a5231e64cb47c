#include "fealty/loyalty/propagated_error.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

const auto product_and_ratio = [](const auto& x) { return std::vector{x[0] * x[1], x[0] / x[1]}; };

TEST(PropagatedError, IsThatOfTheDeltaMethodOnPaper) {
  const std::vector<Estimate> inputs{{3, 0.1}, {2, 0.4}};
  const auto figures = propagated(inputs, product_and_ratio);
  EXPECT_EQ(figures[0].value, 6);
  EXPECT_NEAR(figures[0].standard_error, std::hypot(2 * 0.1, 3 * 0.4), 1e-15);
  EXPECT_NEAR(figures[1].standard_error, std::hypot(0.1 / 2, 0.4 * 3 / 4), 1e-15);
  EXPECT_NEAR(figures[0].upper - figures[0].lower, 2 * 1.959963984540054 * figures[0].standard_error, 1e-14);
}

TEST(PropagatedError, CountsCovariances) {
  Eigen::MatrixXd covariance(2, 2);
  covariance << 0.01, 0.01, 0.01, 0.01;  // both inputs move together
  const auto difference = [](const auto& x) { return std::vector{x[0] - x[1], x[0] + x[1]}; };
  const auto figures = propagated({1.0, 1.0}, covariance, difference);
  EXPECT_EQ(figures[0].standard_error, 0);
  EXPECT_NEAR(figures[1].standard_error, 0.2, 1e-15);
  EXPECT_THROW(propagated({1.0}, covariance, difference), ParameterError);
}

TEST(PropagatedError, SaysNothingOfAFigureThatIsNotFinite) {
  const auto figure = propagated(std::vector<Estimate>{{1, 0.1}, {0, 0.1}}, product_and_ratio)[1];
  EXPECT_TRUE(std::isinf(figure.value));
  EXPECT_TRUE(std::isnan(figure.lower) && std::isnan(figure.standard_error));
  EXPECT_THROW(propagated(std::vector<Estimate>{{1, 0.1}, {1, 0.1}}, product_and_ratio, 1.0), ParameterError);
}

TEST(PropagatedError, RefusesInputsThatAreNone) {
  EXPECT_NO_THROW(require_uncertain("tells", known(3)));
  EXPECT_THROW(require_uncertain("tells", known(std::nan(""))), ParameterError);
  EXPECT_THROW(require_uncertain("tells", {1, -0.1}), ParameterError);
  EXPECT_THROW(require_uncertain("tells", {1, std::nan("")}), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
