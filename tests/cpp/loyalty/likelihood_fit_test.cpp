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

/// A positive parameter a and coefficients c and d, of covariates with standard deviations 2 and 5: the log-likelihood
/// is normal in log a, 2 c and 5 d, with correlation between the first two.
LikelihoodProblem problem_with_coefficients() {
  auto problem = normal_problem<3>({"a", "c", "d"}, [](const auto&) { return Dual<3>(); });
  problem.log_likelihood = [](const Eigen::VectorXd& x, std::size_t) {
    const auto v = variables<3>({x[0], x[1], x[2]});
    const auto a = v[0] - 1.0, c = v[1] + 0.6, d = v[2] - 2.0;
    return expansion<3>(-0.5 * (50.0 * a * a + 40.0 * c * c + 20.0 * a * c + 90.0 * d * d));
  };
  problem.coefficients = 2;
  problem.scales = Eigen::Vector3d(1, 2, 5);
  problem.starts = {{1.0, 0.0, 0.0}};
  return problem;
}

TEST(LikelihoodFit, FindsCoefficientsOfAnySignOnTheirOwnScale) {
  auto problem = problem_with_coefficients();
  const auto fit = maximize_likelihood(problem);
  EXPECT_TRUE(fit.warnings.empty());
  EXPECT_NEAR(fit.estimates[0].value, std::exp(1.0), 1e-8);
  EXPECT_NEAR(fit.estimates[1].value, -0.3, 1e-9);
  EXPECT_NEAR(fit.estimates[2].value, 0.4, 1e-9);
  const double variance = 50.0 / (50 * 40 - 10 * 10);
  EXPECT_NEAR(fit.estimates[1].standard_error, std::sqrt(variance) / 2, 1e-9);
  EXPECT_NEAR(fit.estimates[1].upper, -0.3 + 1.959963984540054 * std::sqrt(variance) / 2, 1e-9);
  EXPECT_NEAR(fit.covariance(0, 1), std::exp(1.0) * -10.0 / (50 * 40 - 10 * 10) / 2, 1e-9);
  EXPECT_NEAR(fit.log_covariance()(0, 1), -10.0 / (50 * 40 - 10 * 10) / 2, 1e-10);
  const Frame tests = fit.coefficients_frame();
  ASSERT_EQ(tests.rows(), 2U);
  const double z = as_doubles(tests.at("z"), "z")[1];
  EXPECT_NEAR(z, 2.0 * std::sqrt(90.0), 1e-6);
  EXPECT_NEAR(as_doubles(tests.at("p_value"), "p")[0], std::erfc(0.6 / std::sqrt(2 * variance)), 1e-9);
  // The search in other coordinates ends at the same place.
  problem.basis = Eigen::Matrix3d::Identity();
  problem.basis(0, 1) = -7;
  const auto again = maximize_likelihood(problem);
  EXPECT_NEAR(again.estimates[1].value, -0.3, 1e-9);
  EXPECT_NEAR(again.estimates[0].standard_error, fit.estimates[0].standard_error, 1e-8);
}

TEST(LikelihoodFit, HoldsWhatIsFixedAndEqual) {
  const auto problem = problem_with_coefficients();
  const auto fixed = maximize_likelihood(problem, {.fixed = {{"c", 0.2}}});
  // Given 2 c + 0.6 = 1, the maximum over log a - 1 is at -10 / 50.
  EXPECT_NEAR(std::log(fixed.estimates[0].value), 1 - 0.2, 1e-9);
  EXPECT_EQ(fixed.estimates[1], (Estimate{0.2, 0.0, 0.2, 0.2}));
  EXPECT_EQ(fixed.covariance(1, 0), 0.0);
  EXPECT_NEAR(fixed.estimates[0].standard_error, fixed.estimates[0].value / std::sqrt(50.0), 1e-9);
  EXPECT_EQ(fixed.free_parameters(), 2);
  const auto equal = maximize_likelihood(problem, {.equal = {{"c", "d"}}});
  EXPECT_EQ(equal.estimates[1], equal.estimates[2]);
  // With c = d = v, a out of the way: 38 (2 v + 0.6)^2 + 90 (5 v - 2)^2 is least.
  EXPECT_NEAR(equal.estimates[1].value, (-38 * 2 * 0.6 + 90 * 5 * 2) / (38 * 4 + 90 * 25.0), 1e-9);
  EXPECT_EQ(equal.names, problem.names);
  const auto both = maximize_likelihood(problem, {.fixed = {{"d", 0.1}}, .equal = {{"d", "c"}}});
  EXPECT_EQ(both.estimates[1].value, 0.1);
  EXPECT_EQ(both.free_parameters(), 1);
  EXPECT_LT(both.log_likelihood, equal.log_likelihood);
  EXPECT_THROW(maximize_likelihood(problem, {.fixed = {{"e", 1.0}}}), ParameterError);
  EXPECT_THROW(maximize_likelihood(problem, {.fixed = {{"a", -1.0}}}), ParameterError);
  EXPECT_THROW(maximize_likelihood(problem, {.equal = {{"a", "c"}}}), ParameterError);
  EXPECT_THROW(maximize_likelihood(problem, {.fixed = {{"a", 1.0}, {"c", 1.0}, {"d", 1.0}}}), ParameterError);
}

TEST(LikelihoodFit, IsPulledByPenaltiesAndBeginsWhereItIsTold) {
  const auto problem = problem_with_coefficients();
  const auto free = maximize_likelihood(problem);
  const auto fit = maximize_likelihood(problem, {.penalty = 10.0});
  // In d alone: 90 (x - 2)^2 + 10 x^2 is least at 1.8; the log-likelihood is told without the penalty.
  EXPECT_NEAR(fit.estimates[2].value, 1.8 / 5, 1e-9);
  EXPECT_NEAR(fit.estimates[2].standard_error, 1 / std::sqrt(100.0) / 5, 1e-9);
  const auto by_hand = [](double a, double c, double d) {
    return -0.5 * (50 * a * a + 40 * c * c + 20 * a * c + 90 * d * d);
  };
  EXPECT_NEAR(fit.log_likelihood,
              by_hand(std::log(fit.estimates[0].value) - 1, 2 * fit.estimates[1].value + 0.6, 1.8 - 2), 1e-9);
  const auto pulled = maximize_likelihood(problem, {.penalty_of_logarithms = 1e9});
  EXPECT_NEAR(pulled.estimates[0].value, 1.0, 1e-6);
  const auto warm = maximize_likelihood(problem, {.start = {std::exp(1.0), -0.3, 0.4}});
  EXPECT_LE(warm.iterations, 1U);
  EXPECT_NEAR(warm.log_likelihood, free.log_likelihood, 1e-12);
  EXPECT_THROW(maximize_likelihood(problem, {.penalty = -1}), ParameterError);
  EXPECT_THROW(maximize_likelihood(problem, {.start = {1.0, 2.0}}), ParameterError);
  EXPECT_THROW(maximize_likelihood(problem, {.errors = StandardErrors::robust}), ParameterError);
}

TEST(LikelihoodFit, PutsTheProductsOfScoresBetweenInversesOfTheInformation) {
  auto problem = problem_with_coefficients();
  problem.score_products = [](const Eigen::VectorXd&) {
    return Eigen::MatrixXd(Eigen::Vector3d(50, 40, 360).asDiagonal());
  };
  const auto fit = maximize_likelihood(problem, {.errors = StandardErrors::robust});
  EXPECT_NEAR(fit.estimates[2].standard_error, std::sqrt(360.0) / 90 / 5, 1e-9);
  EXPECT_EQ(fit.errors, StandardErrors::robust);
}

TEST(LikelihoodFit, RefusesWhatIsNotFiniteAnywhere) {
  const auto problem = normal_problem<1>({"a"}, [](const auto& p) { return log(p[0] - p[0] - 1.0); });
  EXPECT_THROW(maximize_likelihood(problem), FitError);
}

}  // namespace
}  // namespace fealty::loyalty
