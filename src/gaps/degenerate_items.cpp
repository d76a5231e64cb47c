#include "degenerate_items.hpp"

#include <cmath>
#include <limits>

#include <Eigen/Eigenvalues>
#include <fmt/format.h>

#include "fealty/core/error.hpp"

namespace fealty::gaps {
namespace {

constexpr double least_eigenvalue = 1e-10;
constexpr double least_part = 1e-6;  // of an item in an eigenvector

}  // namespace

bool is_constant(double mean, double variance) noexcept {
  return !(std::sqrt(variance) > 8 * std::numeric_limits<double>::epsilon() * std::abs(mean));
}

std::vector<IdleItem> idle_items(const Answers& answers) {
  const MeanCovariance moments = Moments(answers).estimate();
  std::vector<IdleItem> idle;
  for (std::size_t j = 0; j < answers.items(); ++j) {
    const auto i = static_cast<Eigen::Index>(j);
    const std::string& name = answers.names()[j];
    if (moments.counts(i, i) < 2) {
      idle.push_back({j, false, fmt::format("{}: fewer than two respondents answered", name)});
    } else if (is_constant(moments.mean[i], moments.covariance(i, i))) {
      idle.push_back({j, true, fmt::format("{}: all answers are {:.6g}", name, moments.mean[i])});
    }
  }
  return idle;
}

void require_covariances(const MeanCovariance& moments) {
  for (Eigen::Index j = 0; j < moments.counts.cols(); ++j) {
    const std::string& name = moments.names[static_cast<std::size_t>(j)];
    for (Eigen::Index i = 0; i <= j; ++i) {
      if (!std::isnan(moments.covariance(i, j))) continue;
      throw FitError(code::no_information,
                     i == j ? "fewer than two respondents answered every item"
                            : fmt::format("items {} and {}: fewer than two respondents answered both",
                                          moments.names[static_cast<std::size_t>(i)], name));
    }
    if (is_constant(moments.mean[j], moments.covariance(j, j))) {
      throw FitError(code::no_information,
                     fmt::format("item {}: all {} respondents who answered every item gave the same answer", name,
                                 moments.counts(j, j)));
    }
  }
}

std::vector<Eigen::Index> collinear_items(const Eigen::VectorXd& eigenvalues, const Eigen::MatrixXd& eigenvectors) {
  const auto is_null = eigenvalues.array().abs() < least_eigenvalue;
  std::vector<Eigen::Index> items;
  for (Eigen::Index j = 0; j < eigenvectors.rows(); ++j) {
    const auto parts = eigenvectors.row(j).transpose().array().abs();
    if ((is_null && parts > least_part).any()) items.push_back(j);
  }
  return items;
}

Dependence dependence_of(const Eigen::MatrixXd& correlation) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(correlation);
  return {collinear_items(solver.eigenvalues(), solver.eigenvectors()), solver.eigenvalues()[0] <= -least_eigenvalue};
}

}  // namespace fealty::gaps
