#pragma once

#include <limits>
#include <span>

#include <Eigen/Core>

#include "fealty/core/bootstrap.hpp"

/// Figures as arrays: first from all respondents, then from every replicate of the bootstrap.
namespace fealty::gaps {

/// The estimate of a figure from such an array: its percentile interval.
inline Estimate replicated(const Eigen::ArrayXd& values, double level) {
  return percentile_interval(values[0], std::span(values.data() + 1, static_cast<std::size_t>(values.size() - 1)),
                             level);
}

/// Sample variances of sums; NaN where there are fewer than two.
inline Eigen::ArrayXd variance_of(const Eigen::ArrayXd& n, const Eigen::ArrayXd& x, const Eigen::ArrayXd& xx) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  return (n > 1).select(((xx - x.square() / n) / (n - 1)).max(0.0), nan);
}

/// Cronbach's alpha (1951) of `k` items; NaN for fewer than two.
inline Eigen::ArrayXd cronbach_alpha(double k, const Eigen::ArrayXd& sum_of_variances,
                                     const Eigen::ArrayXd& variance_of_total) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  if (k < 2) return Eigen::ArrayXd::Constant(sum_of_variances.size(), nan);
  return (variance_of_total > 0).select(k / (k - 1) * (1 - sum_of_variances / variance_of_total), nan);
}

}  // namespace fealty::gaps
