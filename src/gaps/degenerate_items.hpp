#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "fealty/gaps/answers.hpp"
#include "fealty/gaps/moments.hpp"

/// Items that tell nothing of their own, and moments that nobody's answers could have.
namespace fealty::gaps {

/// Whether a variance is no more than what rounding leaves of equal answers.
bool is_constant(double mean, double variance) noexcept;

/// An item whose answers do not vary.
struct IdleItem {
  std::size_t item = 0;
  bool is_answered = false;  ///< by two respondents at least, who gave the same answer
  std::string why;           ///< "q3: all answers are 7"
};

std::vector<IdleItem> idle_items(const Answers& answers);

/// Throws FitError that names the items unless each varies and each pair of them has two respondents at least.
void require_covariances(const MeanCovariance& moments);

/// What the eigenvalues of a correlation matrix say.
struct Dependence {
  std::vector<Eigen::Index> collinear;  ///< items that are linear combinations of others, each of them
  bool is_contradictory = false;        ///< not positive semidefinite, as pairwise correlations may be
};

Dependence dependence_of(const Eigen::MatrixXd& correlation);

/// Items that have a part in an eigenvector whose eigenvalue is 0.
std::vector<Eigen::Index> collinear_items(const Eigen::VectorXd& eigenvalues, const Eigen::MatrixXd& eigenvectors);

}  // namespace fealty::gaps
