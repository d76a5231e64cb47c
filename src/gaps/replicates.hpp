#pragma once

#include <span>

#include <Eigen/Core>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/gaps/reliability.hpp"

/// Figures as arrays: first from all respondents, then from every replicate of the bootstrap.
namespace fealty::gaps {

/// The estimate of a figure from such an array: its percentile interval.
inline Estimate replicated(const Eigen::ArrayXd& values, double level) {
  return percentile_interval(values[0], std::span(values.data() + 1, static_cast<std::size_t>(values.size() - 1)),
                             level);
}

/// Sample variances of sums; NaN where there are fewer than two.
inline Eigen::ArrayXd variance_of(const Eigen::ArrayXd& n, const Eigen::ArrayXd& x, const Eigen::ArrayXd& xx) {
  return (n > 1).select(((xx - x.square() / n) / (n - 1)).max(0.0), nan);
}

/// Cronbach's alpha of `k` items.
inline Eigen::ArrayXd cronbach_alpha(double k, const Eigen::ArrayXd& sum_of_variances,
                                     const Eigen::ArrayXd& variance_of_total) {
  return sum_of_variances.binaryExpr(variance_of_total,
                                     [k](double sum, double total) { return cronbach_alpha(k, sum, total); });
}

}  // namespace fealty::gaps
