#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include <Eigen/Core>
#include <Eigen/LU>

#include "fealty/core/logistic_regression.hpp"
#include "fealty/core/special.hpp"

namespace fealty::reference {

/// A visit as the twins of the three views see it.
struct JudgedVisit {
  std::uint32_t customer = 0;
  std::uint64_t pattern = 0;  ///< equal where all steps before went the same way
  bool failed = false;
  double outcome = 0.0;
  double weight = 1.0;  ///< how often it counts
  Eigen::VectorXd covariates;
};

/// What failed visits lose against those of their cell that met, cell by cell; cells of fewer than 5 that met are left
/// out.
inline double removal_effect(const std::vector<JudgedVisit>& visits) {
  struct Cell {
    double failed = 0, met = 0, after_failure = 0, after_met = 0, rows = 0;
  };
  std::map<std::uint64_t, Cell> cells;
  for (const JudgedVisit& visit : visits) {
    Cell& cell = cells[visit.pattern];
    (visit.failed ? cell.failed : cell.met) += visit.weight;
    (visit.failed ? cell.after_failure : cell.after_met) += visit.weight * visit.outcome;
    cell.rows += visit.failed ? 0 : 1;
  }
  double lost = 0, failed = 0;
  for (const auto& [pattern, cell] : cells) {
    if (cell.rows < 5 || cell.failed == 0) continue;
    failed += cell.failed;
    lost += cell.failed * (cell.after_failure / cell.failed - cell.after_met / cell.met);
  }
  return lost / failed;
}

/// The design of some visits: an intercept, the failure, the covariates.
inline Eigen::MatrixXd design_of(const std::vector<JudgedVisit>& visits) {
  Eigen::MatrixXd design(static_cast<Eigen::Index>(visits.size()), 2 + visits[0].covariates.size());
  for (std::size_t i = 0; i < visits.size(); ++i) {
    design.row(static_cast<Eigen::Index>(i)) << 1.0, visits[i].failed ? 1.0 : 0.0, visits[i].covariates.transpose();
  }
  return design;
}

/// Weighted logistic regression, and the mean over failed visits of its probability less that had the step been met.
inline double regression_effect(const std::vector<JudgedVisit>& visits) {
  const Eigen::MatrixXd design = design_of(visits);
  Eigen::VectorXd outcomes(design.rows()), weights(design.rows());
  for (std::size_t i = 0; i < visits.size(); ++i) {
    outcomes[static_cast<Eigen::Index>(i)] = visits[i].outcome;
    weights[static_cast<Eigen::Index>(i)] = visits[i].weight;
  }
  const LogisticFit fit = fit_logistic(design, outcomes, weights, {.ridge = 0.01});
  double sum = 0, failed = 0;
  for (Eigen::Index i = 0; i < design.rows(); ++i) {
    if (design(i, 1) == 0) continue;
    Eigen::VectorXd met = design.row(i);
    met[1] = 0;
    const double change = logistic(design.row(i).dot(fit.coefficients)) - logistic(met.dot(fit.coefficients));
    sum += weights[i] * change;
    failed += weights[i];
  }
  return sum / failed;
}

/// Two-stage least squares with the deviation from the customer's earlier share of failures as the instrument, by the
/// textbook's (Z' X)^-1 Z' y; visits stand by customer and time, and first visits are left out.
inline double within_customer_effect(const std::vector<JudgedVisit>& visits) {
  std::vector<JudgedVisit> later;
  std::vector<double> deviations;
  double failures = 0, known = 0;
  for (std::size_t i = 0; i < visits.size(); ++i) {
    if (i == 0 || visits[i].customer != visits[i - 1].customer) failures = known = 0;
    if (known > 0) {
      later.push_back(visits[i]);
      deviations.push_back((visits[i].failed ? 1.0 : 0.0) - failures / known);
    }
    failures += visits[i].failed ? 1 : 0;
    known += 1;
  }
  const Eigen::MatrixXd x = design_of(later);
  Eigen::MatrixXd z = x;
  Eigen::VectorXd y(x.rows());
  for (std::size_t i = 0; i < later.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    z(row, 1) = deviations[i];
    y[row] = later[i].outcome;
    z.row(row) *= later[i].weight;
  }
  return (z.transpose() * x).fullPivLu().solve(z.transpose() * y)[1];
}

}  // namespace fealty::reference
