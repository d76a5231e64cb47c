#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

#include <Eigen/Core>
#include <Eigen/QR>

namespace fealty::reference {

/// R-squared of an outcome on some columns and a constant, by least squares.
inline double r_squared(const Eigen::MatrixXd& drivers, const Eigen::VectorXd& outcome,
                        const std::vector<Eigen::Index>& columns) {
  Eigen::MatrixXd design = Eigen::MatrixXd::Ones(drivers.rows(), static_cast<Eigen::Index>(columns.size()) + 1);
  for (std::size_t k = 0; k < columns.size(); ++k)
    design.col(static_cast<Eigen::Index>(k) + 1) = drivers.col(columns[k]);
  const Eigen::VectorXd fitted = design * design.colPivHouseholderQr().solve(outcome);
  const double total = (outcome.array() - outcome.mean()).square().sum();
  return 1 - (outcome - fitted).squaredNorm() / total;
}

/// What each driver adds to R-squared, averaged over all orders of the drivers, one after another.
inline std::vector<double> shapley_shares(const Eigen::MatrixXd& drivers, const Eigen::VectorXd& outcome) {
  std::vector<Eigen::Index> order(static_cast<std::size_t>(drivers.cols()));
  std::iota(order.begin(), order.end(), Eigen::Index{0});
  std::vector<double> shares(order.size(), 0.0);
  double orders = 0;
  do {
    std::vector<Eigen::Index> taken;
    double before = 0;
    for (const Eigen::Index j : order) {
      taken.push_back(j);
      const double after = r_squared(drivers, outcome, taken);
      shares[static_cast<std::size_t>(j)] += after - before;
      before = after;
    }
    ++orders;
  } while (std::ranges::next_permutation(order).found);
  for (double& share : shares) share /= orders;
  return shares;
}

}  // namespace fealty::reference
