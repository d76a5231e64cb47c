#pragma once

#include <cstddef>
#include <vector>

#include <Eigen/Core>

#include "fealty/loyalty/likelihood_fit.hpp"

namespace fealty::loyalty {

/// A problem whose parameters are in part fixed or equal to others, as one of those that are left: each of these stands
/// for itself and for those that are equal to it.
class ConstrainedProblem {
 public:
  /// Throws ParameterError for a parameter that is not there, a value out of its range, or nothing left to find.
  ConstrainedProblem(const LikelihoodProblem& whole, const FitOptions& options);

  /// The problem of the free parameters.
  [[nodiscard]] LikelihoodProblem reduced() const;

  /// The fit of all parameters from that of the free ones.
  [[nodiscard]] LikelihoodFit expanded(const LikelihoodFit& fit) const;

 private:
  [[nodiscard]] std::size_t position(const std::string& name) const;
  [[nodiscard]] double scale(std::size_t i) const;
  [[nodiscard]] bool is_coefficient(std::size_t i) const;
  [[nodiscard]] std::vector<double> completed(const std::vector<double>& free) const;

  static constexpr std::size_t is_fixed = static_cast<std::size_t>(-1);

  const LikelihoodProblem& whole_;
  std::vector<std::size_t> free_;      // positions of the parameters that stand for others
  std::vector<std::size_t> stand_in_;  // of each parameter, its place among the free ones
  std::vector<double> fixed_;          // values of parameters; only where fixed
  Eigen::VectorXd origin_;             // coordinates are origin + map * free coordinates
  Eigen::MatrixXd map_;
};

}  // namespace fealty::loyalty
