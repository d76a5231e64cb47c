#include "fealty/core/optimize.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/random.hpp"

namespace fealty {
namespace {

const auto rosenbrock = [](const auto& x) {
  const auto valley = x[1] - x[0] * x[0];
  const auto slope = 1.0 - x[0];
  return -100.0 * valley * valley - slope * slope;
};

/// Counts of mites on 150 apple leaves: Bliss and Fisher (1953), "Fitting the negative binomial distribution to
/// biological data", Biometrics 9.
constexpr std::array<double, 8> mites = {70, 38, 17, 10, 9, 3, 2, 1};

const auto mite_likelihood = [](const auto& p) {
  const auto mean = exp(p[0]);
  const auto k = exp(p[1]);
  const auto failure = mean / (mean + k);
  auto sum = 0.0 * k;
  for (std::size_t i = 0; i < mites.size(); ++i) {
    const auto count = static_cast<double>(i);
    // choose(count + k - 1, count) = 1 / (count B(k, count))
    if (i > 0) sum += mites[i] * (-log_beta(k, count) - std::log(count) + count * log(failure));
    sum += mites[i] * k * log(1.0 - failure);
  }
  return sum;
};

TEST(Maximize, ClimbsRosenbrocksValleyFromTheUsualStart) {
  const Optimum found = maximize(rosenbrock, std::array{-1.2, 1.0});
  EXPECT_TRUE(found.converged());
  EXPECT_NEAR(found.argmax[0], 1, 1e-8);
  EXPECT_NEAR(found.argmax[1], 1, 1e-8);
  EXPECT_LT(found.iterations, 40U);
}

TEST(Maximize, ClimbsRosenbrocksValleyFromAnywhere) {
  RandomStream random(2, "starts");
  for (int i = 0; i < 100; ++i) {
    const Optimum found = maximize(rosenbrock, std::array{random.normal(0, 10), random.normal(0, 100)});
    EXPECT_TRUE(found.converged()) << to_string(found.stop);
    EXPECT_NEAR(found.argmax[0], 1, 1e-6);
  }
}

TEST(Maximize, IsThereInOneStepForAQuadratic) {
  const auto f = [](const auto& x) { return 3.0 * x[0] - x[0] * x[0] - 64.0 * x[1] * x[1] + x[1]; };
  const Optimum found = maximize(f, std::array{50.0, -20.0});
  EXPECT_TRUE(found.converged());
  EXPECT_EQ(found.iterations, 1U);
  EXPECT_NEAR(found.argmax[0], 1.5, 1e-12);
}

TEST(Maximize, FindsThePublishedNegativeBinomialOfTheMites) {
  const Optimum found = maximize(mite_likelihood, std::array{0.0, 2.0});
  ASSERT_TRUE(found.converged());
  EXPECT_NEAR(std::exp(found.argmax[0]), 172.0 / 150, 1e-9);          // the mean
  EXPECT_NEAR(std::exp(found.argmax[1]), 1.02459, 5e-6);              // Bliss and Fisher, table 1
  EXPECT_NEAR(std::exp(found.argmax[1]), 1.02459238679212534, 1e-8);  // mpmath
  EXPECT_NEAR(found.at.value, -222.437153598434807728, 1e-10);
  const double error_of_log = std::sqrt(covariance(found)(1, 1));
  EXPECT_NEAR(error_of_log * std::exp(found.argmax[1]), 0.275907292384423384, 1e-7);
}

/// Log-likelihood of failure of an O-ring at launch, by temperature, in 23 flights of the space shuttle: Dalal, Fowlkes
/// and Hoadley (1989), JASA 84.
Expansion shuttle_likelihood(const Eigen::VectorXd& x) {
  constexpr double temperature[] = {53, 57, 58, 63, 66, 67, 67, 67, 68, 69, 70, 70,
                                    70, 70, 72, 73, 75, 75, 76, 76, 78, 79, 81};
  constexpr double failed[] = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0};
  Expansion sum{0, Eigen::VectorXd::Zero(2), Eigen::MatrixXd::Zero(2, 2)};
  for (std::size_t i = 0; i < 23; ++i) {
    const auto [a, b] = variables<2>({x[0], x[1]});
    const auto odds = a + b * temperature[i];
    sum += expansion(failed[i] * odds - log1pexp(odds));
  }
  return sum;
}

TEST(Maximize, FindsThePublishedLogisticRegressionFromSumsOfExpansions) {
  const Optimum found = maximize(shuttle_likelihood, Eigen::VectorXd(Eigen::VectorXd::Zero(2)));
  ASSERT_TRUE(found.converged());
  EXPECT_NEAR(found.argmax[0], 15.0429, 5e-5);
  EXPECT_NEAR(found.argmax[1], -0.2322, 5e-5);
  EXPECT_NEAR(std::sqrt(covariance(found)(0, 0)), 7.3786, 5e-5);
  EXPECT_NEAR(std::sqrt(covariance(found)(1, 1)), 0.1082, 5e-5);
  EXPECT_NEAR(-2 * found.at.value, 20.315, 5e-4);  // the deviance
}

TEST(Maximize, FindsTheGammaOfASample) {
  RandomStream random(8, "sample");
  std::vector<double> sample(5000);
  for (double& x : sample) x = random.gamma(2.5, 4.0);
  double sum = 0.0;
  double log_sum = 0.0;
  for (const double x : sample) sum += x, log_sum += std::log(x);
  const auto n = static_cast<double>(sample.size());
  const auto f = [&](const auto& p) {
    const auto shape = exp(p[0]);
    const auto scale = exp(p[1]);
    return (shape - 1.0) * log_sum - sum / scale - n * (shape * p[1] + log_gamma(shape));
  };
  const Optimum found = maximize(f, std::array{0.0, 0.0});
  ASSERT_TRUE(found.converged());
  const double shape = std::exp(found.argmax[0]);
  // the two equations of the maximum (Choi and Wette 1969)
  EXPECT_NEAR(std::log(shape) - digamma(shape), std::log(sum / n) - log_sum / n, 1e-8);
  EXPECT_NEAR(shape * std::exp(found.argmax[1]), sum / n, 1e-7);
  EXPECT_NEAR(found.argmax[0], std::log(2.5), 5 * std::sqrt(covariance(found)(0, 0)));
}

TEST(Maximize, DoesNotDependOnTheUnitsOfTheParameters) {
  const auto scaled = [](const auto& x) { return rosenbrock(std::array{x[0] * 1e7, x[1] * 1e-6}); };
  NewtonOptions options;
  options.gradient_tolerance = 1e-6;
  const Optimum found = maximize(scaled, std::array{-1.2e-7, 1.0e6}, options);
  EXPECT_TRUE(found.converged()) << to_string(found.stop);
  EXPECT_NEAR(found.argmax[0] * 1e7, 1, 1e-5);
  EXPECT_LT(found.iterations, 60U);
}

TEST(Maximize, ShortensStepsThatLeaveTheDomain) {
  // log x is not a number left of 0, where the first full step goes
  const auto f = [](const auto& x) { return log(x[0]) - x[0]; };
  const Optimum found = maximize(f, std::array{10.0});
  EXPECT_TRUE(found.converged());
  EXPECT_NEAR(found.argmax[0], 1, 1e-9);
}

TEST(Maximize, ShortensStepsToMinusInfinity) {
  const auto wall = [](const auto& x) {
    const auto f = -(x[0] - 1.0) * (x[0] - 1.0) * (x[0] - 1.0) * (x[0] - 1.0) - x[0] * x[0];
    return x[0] > 2.0 ? 0.0 * f - std::numeric_limits<double>::infinity() : f;
  };
  const Optimum found = maximize(wall, std::array{1.9});
  EXPECT_TRUE(found.converged());
  EXPECT_LT(found.argmax[0], 1);
}

TEST(Maximize, ConvergesOnARidgeAndTellsThatItsDirectionIsUnknown) {
  const auto ridge = [](const auto& x) {
    const auto sum = x[0] + x[1] - 3.0;
    return -sum * sum;
  };
  const Optimum found = maximize(ridge, std::array{10.0, -4.0});
  EXPECT_TRUE(found.converged());
  EXPECT_NEAR(found.argmax[0] + found.argmax[1], 3, 1e-8);
  EXPECT_NEAR(found.argmax[0] - found.argmax[1], 14, 1e-3);  // nothing draws it along the ridge
  EXPECT_THROW(covariance(found), FitError);
}

TEST(Maximize, IgnoresAParameterThatTheFunctionDoesNotKnow) {
  const auto f = [](const auto& x) { return -x[0] * x[0] + 0.0 * x[1]; };
  const Optimum found = maximize(f, std::array{5.0, 7.0});
  EXPECT_TRUE(found.converged());
  EXPECT_EQ(found.argmax[1], 7.0);
  EXPECT_THROW(covariance(found), FitError);
}

TEST(Maximize, LeavesAStartWhereTheFunctionCurvesUp) {
  const auto two_hills = [](const auto& x) { return x[0] * x[0] - 0.25 * x[0] * x[0] * x[0] * x[0] - x[1] * x[1]; };
  const Optimum found = maximize(two_hills, std::array{0.01, 1.0});
  EXPECT_TRUE(found.converged());
  EXPECT_NEAR(found.argmax[0], std::sqrt(2.0), 1e-8);
}

TEST(AscentDirection, TakesTheSizeOfTheCurvatureWhereTheFunctionCurvesUp) {
  Expansion f{0, Eigen::VectorXd(2), Eigen::MatrixXd(2, 2)};
  f.gradient << 2, 3;
  f.hessian << 4, 0, 0, -1;
  const Eigen::VectorXd step = AscentDirection(f).step(f.gradient);
  EXPECT_NEAR(step[0], 0.5, 1e-12);
  EXPECT_NEAR(step[1], 3, 1e-12);
}

TEST(Maximize, DoesNotCallASaddlePointAMaximum) {
  const auto saddle = [](const auto& x) { return x[0] * x[0] - x[1] * x[1]; };
  const Optimum found = maximize(saddle, std::array{0.0, 1.0});
  EXPECT_FALSE(found.converged());
  EXPECT_EQ(found.stop, NewtonStop::saddle_point);
}

TEST(Maximize, SaysWhenTheFunctionHasNoMaximum) {
  const Optimum found = maximize([](const auto& x) { return 2.0 * x[0]; }, std::array{0.0});
  EXPECT_FALSE(found.converged());
  EXPECT_EQ(found.stop, NewtonStop::iteration_limit);
  EXPECT_EQ(found.iterations, 200U);
}

TEST(Maximize, SaysWhenTheStartIsNotFinite) {
  const Optimum found = maximize([](const auto& x) { return log(x[0]); }, std::array{-1.0});
  EXPECT_FALSE(found.converged());
  EXPECT_EQ(found.stop, NewtonStop::not_finite);
}

TEST(Maximize, SaysWhenTheGradientPointsTheWrongWay) {
  const auto wrong = [](const Eigen::VectorXd& x) {
    return Expansion{-x[0], Eigen::VectorXd::Constant(1, 1.0), Eigen::MatrixXd::Constant(1, 1, -1.0)};
  };
  EXPECT_EQ(maximize(wrong, Eigen::VectorXd(Eigen::VectorXd::Constant(1, 1.0))).stop, NewtonStop::no_ascent);
}

TEST(Maximize, RefusesAnEmptyStart) {
  const auto f = [](const Eigen::VectorXd& x) { return Expansion{0, x, Eigen::MatrixXd(0, 0)}; };
  EXPECT_THROW(maximize(f, Eigen::VectorXd()), ParameterError);
}

TEST(Maximize, ReachesTheToleranceWhereTheValueIsLarge) {
  // a log-likelihood of a hundred million records: its rounding is larger than the last rises
  const auto f = [](const auto& x) { return 1e8 * (-log1pexp(x[0]) + 0.3 * x[0]) - 1e9; };
  const Optimum found = maximize(f, std::array{3.0});
  EXPECT_TRUE(found.converged());
  EXPECT_NEAR(found.argmax[0], logit(0.3), 1e-7);
}

TEST(Covariance, IsTheInverseOfTheObservedInformation) {
  Optimum optimum;
  Eigen::MatrixXd information(2, 2);
  information << 4e10, 1e3, 1e3, 1e-2;
  optimum.at.hessian = -information;
  EXPECT_TRUE((covariance(optimum) * information).isIdentity(1e-10));
  information << 1, 2, 2, 1;
  optimum.at.hessian = -information;
  EXPECT_THROW(covariance(optimum), FitError);
}

}  // namespace
}  // namespace fealty
