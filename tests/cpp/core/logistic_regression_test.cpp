#include "fealty/core/logistic_regression.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/dual.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/optimize.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty {
namespace {

struct Records {
  Eigen::MatrixXd design;
  Eigen::VectorXd outcomes;
  Eigen::VectorXd weights;
};

Records random_records(int n, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  Records made{Eigen::MatrixXd(n, 3), Eigen::VectorXd(n), Eigen::VectorXd(n)};
  for (int i = 0; i < n; ++i) {
    made.design.row(i) << 1.0, normal(random), uniform(random) < 0.3 ? 1.0 : 0.0;
    const double chance = logistic(-0.5 + 0.8 * made.design(i, 1) - 1.2 * made.design(i, 2));
    made.outcomes[i] = uniform(random) < chance ? 1.0 : 0.0;
    made.weights[i] = 0.5 + uniform(random);
  }
  return made;
}

TEST(LogisticRegression, OfATwoByTwoTableIsTheLogOfItsOddsRatio) {
  Eigen::MatrixXd design(10, 2);
  Eigen::VectorXd outcomes(10);
  for (int i = 0; i < 10; ++i) {
    design.row(i) << 1, i < 4 ? 1 : 0;
    outcomes[i] = i == 0 || i >= 6 ? 1 : 0;
  }
  const LogisticFit fit = fit_logistic(design, outcomes);  // 1 of 4 against 4 of 6
  EXPECT_NEAR(fit.coefficients[0], std::log(2.0), 1e-9);
  EXPECT_NEAR(fit.coefficients[1], std::log(1.0 / 3) - std::log(2.0), 1e-9);
  EXPECT_NEAR(fit.covariance()(1, 1), 1.0 + 1.0 / 3 + 1.0 / 4 + 1.0 / 2, 1e-8);  // Woolf (1955)
  EXPECT_NEAR(fit.probabilities.sum(), 5, 1e-9);
}

TEST(LogisticRegression, IsTheMaximumOfTheLikelihoodAndItsInformationTheHessian) {
  const Records data = random_records(300, 1);
  const LogisticFit fit = fit_logistic(data.design, data.outcomes, data.weights, {.ridge = 0.7});
  const auto log_likelihood = [&](const std::array<Dual<3>, 3>& b) {
    Dual<3> sum = -0.35 * (b[1] * b[1] + b[2] * b[2]);
    for (Eigen::Index i = 0; i < data.design.rows(); ++i) {
      const Dual<3> x = b[0] + data.design(i, 1) * b[1] + data.design(i, 2) * b[2];
      sum = sum + data.weights[i] * (data.outcomes[i] * x - log1pexp(x));
    }
    return sum;
  };
  const Optimum optimum = maximize(log_likelihood, std::array<double, 3>{});
  ASSERT_TRUE(optimum.converged());
  for (Eigen::Index i = 0; i < 3; ++i) EXPECT_NEAR(fit.coefficients[i], optimum.argmax[i], 1e-6);
  EXPECT_NEAR(fit.log_likelihood, optimum.at.value, 1e-9);
  EXPECT_LT((fit.information + optimum.at.hessian).cwiseAbs().maxCoeff(), 1e-4);
}

TEST(LogisticRegression, OfSparseRowsIsThatOfDenseOnes) {
  const Records data = random_records(20'000, 2);
  const SparseDesign sparse = data.design.sparseView();
  const LogisticFit one = fit_logistic(data.design, data.outcomes, data.weights);
  const LogisticFit other = fit_logistic(sparse, data.outcomes, data.weights);
  EXPECT_LT((one.coefficients - other.coefficients).cwiseAbs().maxCoeff(), 1e-9);
  EXPECT_LT((one.information - other.information).cwiseAbs().maxCoeff(), 1e-6);
}

TEST(LogisticRegression, HasTheSameBitsOnAnyNumberOfThreads) {
  const Records data = random_records(30'000, 3);
  const SparseDesign sparse = data.design.sparseView();
  std::vector<Eigen::VectorXd> found;
  for (const std::size_t count : {1U, 4U}) {
    set_threads(count);
    found.push_back(fit_logistic(sparse, data.outcomes).coefficients);
  }
  set_threads(0);
  EXPECT_EQ(found[0], found[1]);
}

TEST(LogisticRegression, WithoutMaximumIsRefusedUnlessARidgeMakesOne) {
  Eigen::MatrixXd design(6, 2);
  Eigen::VectorXd outcomes(6);
  for (int i = 0; i < 6; ++i) {
    design.row(i) << 1, i;
    outcomes[i] = i < 3 ? 0 : 1;
  }
  EXPECT_THROW(fit_logistic(design, outcomes), FitError);
  EXPECT_TRUE(fit_logistic(design, outcomes, {}, {.ridge = 0.1}).coefficients.allFinite());
}

TEST(LogisticRegression, OfColumnsThatFollowFromOthersIsRefused) {
  Records data = random_records(50, 4);
  data.design.col(2) = 2 * data.design.col(1);
  EXPECT_THROW(fit_logistic(data.design, data.outcomes), FitError);
  EXPECT_NO_THROW(fit_logistic(data.design, data.outcomes, {}, {.ridge = 0.01}));
}

TEST(LogisticRegression, OfOtherSizesIsRefused) {
  const Records data = random_records(50, 5);
  EXPECT_THROW(fit_logistic(data.design, Eigen::VectorXd::Zero(49)), ParameterError);
  EXPECT_THROW(fit_logistic(data.design, data.outcomes, Eigen::VectorXd::Ones(3)), ParameterError);
  EXPECT_THROW(fit_logistic(Eigen::MatrixXd(0, 2), Eigen::VectorXd()), ParameterError);
}

}  // namespace
}  // namespace fealty
