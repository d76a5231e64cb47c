#pragma once

#include <vector>

#include <Eigen/Core>

#include "fealty/core/estimate.hpp"

namespace fealty::gaps {

/// Estimates of a family whose intervals hold together, and p-values adjusted for it.
struct SimultaneousIntervals {
  std::vector<Estimate> estimates;
  std::vector<double> p_values;
  double critical = 0.0;  ///< quantile of the greatest t
};

/// Intervals by the bootstrap of the greatest t: `draws` and `draw_errors` have a row per replicate, a column per
/// figure. Figures without error stand aside: their t cannot be taken.
SimultaneousIntervals greatest_t(const Eigen::VectorXd& values, const Eigen::VectorXd& errors,
                                 const Eigen::Ref<const Eigen::MatrixXd>& draws,
                                 const Eigen::Ref<const Eigen::MatrixXd>& draw_errors, double level);

}  // namespace fealty::gaps
