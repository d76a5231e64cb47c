#pragma once

#include <Eigen/Core>
#include <Eigen/QR>

namespace fealty::reference {

/// A regression with an intercept, by QR of the rows.
struct LeastSquares {
  Eigen::VectorXd slopes;
  double r2 = 0;
};

inline LeastSquares least_squares(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
  Eigen::MatrixXd design(x.rows(), x.cols() + 1);
  design << Eigen::VectorXd::Ones(x.rows()), x;
  const Eigen::VectorXd b = design.colPivHouseholderQr().solve(y);
  const double residual = (y - design * b).squaredNorm();
  return {b.tail(x.cols()), 1 - residual / (y.array() - y.mean()).matrix().squaredNorm()};
}

}  // namespace fealty::reference
