#pragma once

#include <cmath>

#include <Eigen/Core>

namespace fealty::reference {

inline double variance(const Eigen::VectorXd& values) {
  return (values.array() - values.mean()).square().sum() / static_cast<double>(values.size() - 1);
}

/// Cronbach's alpha of complete answers, from the totals of respondents.
inline double alpha(const Eigen::MatrixXd& answers) {
  const auto items = static_cast<double>(answers.cols());
  double own = 0;
  for (Eigen::Index j = 0; j < answers.cols(); ++j) own += variance(answers.col(j));
  return items / (items - 1) * (1 - own / variance(answers.rowwise().sum()));
}

/// The answers to all items but one.
inline Eigen::MatrixXd without(const Eigen::MatrixXd& answers, Eigen::Index item) {
  Eigen::MatrixXd others(answers.rows(), answers.cols() - 1);
  others << answers.leftCols(item), answers.rightCols(answers.cols() - item - 1);
  return others;
}

/// Correlation of an item with the sum of the others.
inline double item_rest(const Eigen::MatrixXd& answers, Eigen::Index item) {
  const Eigen::VectorXd own = answers.col(item), rest = without(answers, item).rowwise().sum();
  const Eigen::ArrayXd x = own.array() - own.mean(), y = rest.array() - rest.mean();
  return (x * y).sum() / std::sqrt(x.square().sum() * y.square().sum());
}

/// What one factor of these loadings leaves of the correlations between different items.
inline double squared_residuals(const Eigen::MatrixXd& correlation, const Eigen::VectorXd& loadings) {
  double sum = 0;
  for (Eigen::Index j = 0; j < correlation.cols(); ++j) {
    for (Eigen::Index i = 0; i < j; ++i) sum += std::pow(correlation(i, j) - loadings[i] * loadings[j], 2);
  }
  return sum;
}

}  // namespace fealty::reference
