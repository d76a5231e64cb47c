#include "fealty/gaps/shapley_r_squared.hpp"

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include "reference/shapley_r_squared.hpp"

namespace fealty::gaps {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Columns that have something in common; the last is the outcome.
MatrixXd random_columns(unsigned seed, Index rows, Index columns) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  const auto numbers = [&](Index height, Index width) {
    return MatrixXd(MatrixXd::NullaryExpr(height, width, [&] { return normal(random); }));
  };
  return numbers(rows, columns) * numbers(columns, columns) + numbers(rows, 1).replicate(1, columns);
}

MatrixXd correlation_of(const MatrixXd& columns) {
  const MatrixXd centered = columns.rowwise() - columns.colwise().mean();
  const VectorXd lengths = centered.colwise().norm().transpose();
  const MatrixXd products = centered.transpose() * centered;
  MatrixXd correlation = MatrixXd::Zero(columns.cols(), columns.cols());
  for (Index i = 0; i < columns.cols(); ++i) {
    for (Index j = 0; j < columns.cols(); ++j) {
      if (lengths[i] > 1e-12 && lengths[j] > 1e-12) correlation(i, j) = products(i, j) / (lengths[i] * lengths[j]);
    }
  }
  return correlation;
}

ShapleyRSquared<double>::Result shapley_of(const MatrixXd& correlation) {
  const auto size = static_cast<std::size_t>(correlation.rows());
  ShapleyRSquared<double> shapley(size - 1);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) shapley.set(i, j, correlation(static_cast<Index>(i), static_cast<Index>(j)));
  }
  return shapley();
}

void expect_those_of_the_twin(const MatrixXd& columns, double tolerance) {
  const auto found = shapley_of(correlation_of(columns));
  const Index drivers = columns.cols() - 1;
  const VectorXd outcome = columns.col(drivers);
  const std::vector<double> expected = reference::shapley_shares(columns.leftCols(drivers), outcome);
  double sum = 0;
  for (std::size_t j = 0; j < expected.size(); ++j) {
    EXPECT_NEAR(found.shares[j], expected[j], tolerance);
    sum += found.shares[j];
  }
  EXPECT_NEAR(sum, found.r_squared, 1e-12);
}

TEST(ShapleyRSquared, IsTheAverageOfLeastSquaresOverAllOrders) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    const Index drivers = 1 + static_cast<Index>(seed % 6);
    expect_those_of_the_twin(random_columns(seed, drivers + 3 + static_cast<Index>(seed), drivers + 1), 1e-9);
  }
}

TEST(ShapleyRSquared, OfCollinearAndConstantDriversIsThatOfTheSpaceTheySpan) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    MatrixXd columns = random_columns(seed, 30, 5);
    columns.col(1) = 2 * columns.col(0) - columns.col(2);
    expect_those_of_the_twin(columns, 1e-8);
    columns.col(3).setConstant(4);
    expect_those_of_the_twin(columns, 1e-8);
    EXPECT_NEAR(shapley_of(correlation_of(columns)).shares[3], 0, 1e-15);
  }
}

TEST(ShapleyRSquared, OfUncorrelatedDriversIsTheSquareOfTheirCorrelation) {
  MatrixXd correlation = MatrixXd::Identity(4, 4);
  for (Index j = 0; j < 3; ++j) correlation(j, 3) = correlation(3, j) = 0.1 * static_cast<double>(j + 1);
  const auto found = shapley_of(correlation);
  EXPECT_NEAR(found.shares[0], 0.01, 1e-15);
  EXPECT_NEAR(found.shares[1], 0.04, 1e-15);
  EXPECT_NEAR(found.shares[2], 0.09, 1e-15);
}

TEST(ShapleyRSquared, OfTwoDriversIsWhatTheHandSays) {
  // r12 = 0.5, r1y = 0.6, r2y = 0.3: R2 = (0.36 + 0.09 - 2 * 0.09) / 0.75 = 0.36; the first gets (0.36 + 0.27) / 2.
  const MatrixXd correlation = (MatrixXd(3, 3) << 1, 0.5, 0.6, 0.5, 1, 0.3, 0.6, 0.3, 1).finished();
  const auto found = shapley_of(correlation);
  EXPECT_NEAR(found.r_squared, 0.36, 1e-15);
  EXPECT_NEAR(found.shares[0], 0.315, 1e-15);
  EXPECT_NEAR(found.shares[1], 0.045, 1e-15);
}

TEST(ShapleyRSquared, OfSeveralMatricesAtOnceIsThatOfEach) {
  using Lanes = Eigen::Array<double, 4, 1>;
  std::vector<MatrixXd> correlations;
  for (unsigned seed = 0; seed < 4; ++seed) correlations.push_back(correlation_of(random_columns(seed, 40, 6)));
  ShapleyRSquared<Lanes> together(5);
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j < 6; ++j) {
      Lanes lanes;
      for (Index k = 0; k < 4; ++k)
        lanes[k] = correlations[static_cast<std::size_t>(k)](static_cast<Index>(i), static_cast<Index>(j));
      together.set(i, j, lanes);
    }
  }
  const auto found = together();
  for (Index k = 0; k < 4; ++k) {
    const auto alone = shapley_of(correlations[static_cast<std::size_t>(k)]);
    EXPECT_EQ(found.r_squared[k], alone.r_squared);
    for (std::size_t j = 0; j < 5; ++j) EXPECT_EQ(found.shares[j][k], alone.shares[j]);
  }
}

TEST(ShapleyRSquared, CanBeAskedTwice) {
  const MatrixXd correlation = correlation_of(random_columns(3, 20, 4));
  ShapleyRSquared<double> shapley(3);
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 4; ++j) shapley.set(i, j, correlation(static_cast<Index>(i), static_cast<Index>(j)));
  }
  EXPECT_EQ(shapley().shares, shapley().shares);
}

TEST(ShapleyRSquared, OfNoDriversIsNothing) {
  ShapleyRSquared<double> shapley(0);
  shapley.set(0, 0, 1.0);
  EXPECT_EQ(shapley().r_squared, 0);
}

}  // namespace
}  // namespace fealty::gaps
