#include "fealty/loyalty/likelihood_fit.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::loyalty {
namespace {

TEST(LikelihoodFit, CountsParametersInItsCriteria) {
  LikelihoodFit fit;
  fit.names = {"r", "alpha"};
  fit.log_likelihood = -100;
  fit.observations = std::exp(3.0);
  EXPECT_DOUBLE_EQ(fit.aic(), 204);
  EXPECT_DOUBLE_EQ(fit.bic(), 206);
}

/// A log-likelihood -n (f - mean)^2 / 2 where f depends on the parameters.
template <std::size_t N, class F>
LikelihoodProblem normal_problem(std::vector<std::string> names, F&& f) {
  LikelihoodProblem problem;
  problem.names = std::move(names);
  problem.observations = 100;
  problem.terms = 1;
  problem.starts = {std::vector<double>(N, 1.0)};
  problem.log_likelihood = [f](const Eigen::VectorXd& logarithms, std::size_t) {
    return expansion<N>(f(from_logarithms<N>(logarithms)));
  };
  return problem;
}

TEST(LikelihoodFit, HasTheErrorsOfTheInverseHessian) {
  const auto fit = maximize_likelihood(normal_problem<2>({"a", "b"}, [](const auto& p) {
    const auto a = log(p[0]) - 1.0, b = log(p[1]) + 2.0;
    return -0.5 * (25.0 * a * a + 100.0 * b * b + 30.0 * a * b);
  }));
  EXPECT_TRUE(fit.warnings.empty());
  const double determinant = 25 * 100 - 15 * 15;
  EXPECT_NEAR(fit.estimates[0].value, std::exp(1.0), 1e-8);
  EXPECT_NEAR(fit.estimates[0].standard_error, std::exp(1.0) * std::sqrt(100 / determinant), 1e-8);
  EXPECT_NEAR(fit.covariance(0, 1), -15 / determinant * std::exp(1.0) * std::exp(-2.0), 1e-9);
  EXPECT_NEAR(fit.log_covariance()(1, 1), 25 / determinant, 1e-10);
  EXPECT_NEAR(std::log(fit.estimates[1].lower), -2 - 1.959963984540054 * std::sqrt(25 / determinant), 1e-8);
  EXPECT_EQ(fit.frame().rows(), 2U);
}

TEST(LikelihoodFit, GivesProfileIntervalsOnARidge) {
  // The ratio is known well, the size badly: its profile is that of the second term alone.
  const auto fit = maximize_likelihood(normal_problem<2>({"a", "b"}, [](const auto& p) {
    const auto ratio = log(p[0]) - log(p[1]), size = log(p[0]);
    return -0.5 * (1000.0 * ratio * ratio + 0.25 * size * size);
  }));
  ASSERT_EQ(fit.warnings.size(), 1U);
  EXPECT_EQ(fit.warnings[0].kind, "ridge");
  EXPECT_NEAR(std::log(fit.estimates[0].upper), 2 * 1.959963984540054, 1e-6);
  EXPECT_NEAR(std::log(fit.estimates[0].lower), -2 * 1.959963984540054, 1e-6);
}

TEST(LikelihoodFit, SaysThatALimitIsAsLikely) {
  auto problem = normal_problem<1>({"a"}, [](const auto& p) { return -50.0 / (1.0 + p[0]); });
  problem.limits = {{"a", true, "all alike: a -> infinity"}};
  const auto fit = maximize_likelihood(problem);
  ASSERT_FALSE(fit.warnings.empty());
  EXPECT_EQ(fit.warnings[0], (FitWarning{"a", "limit", "all alike: a -> infinity"}));
  EXPECT_TRUE(std::isinf(fit.estimates[0].upper));
  EXPECT_TRUE(std::isnan(fit.estimates[0].standard_error));
  EXPECT_EQ(fit.log_covariance()(0, 0), 0.0);
}

TEST(LikelihoodFit, RefusesWhatIsNotFiniteAnywhere) {
  const auto problem = normal_problem<1>({"a"}, [](const auto& p) { return log(p[0] - p[0] - 1.0); });
  EXPECT_THROW(maximize_likelihood(problem), FitError);
}

}  // namespace
}  // namespace fealty::loyalty
