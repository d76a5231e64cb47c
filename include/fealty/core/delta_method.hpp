#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <Eigen/Core>

#include "fealty/core/domain.hpp"
#include "fealty/core/dual.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/interval.hpp"

namespace fealty {

/// M figures that were estimated together.
template <std::size_t M>
struct JointEstimate {
  std::array<Estimate, M> estimates;
  Eigen::Matrix<double, static_cast<int>(M), static_cast<int>(M)> covariance;
};

/// Several functions of estimated parameters, by the delta method.
///
/// `g` takes std::array<Dual<N>, N> and gives std::array<Dual<N>, M>. The covariance of g(theta) is J covariance J',
/// with the exact Jacobian J; the intervals are normal. Throws ParameterError if `covariance` is not N by N or gives a
/// negative variance. Source: Oehlert (1992), "A note on the delta method", The American Statistician 46.
template <std::size_t M, std::size_t N, class G>
JointEstimate<M> joint_delta_method(const std::array<double, N>& theta, const Eigen::MatrixXd& covariance, G&& g,
                                    double level = 0.95) {
  constexpr auto rows = static_cast<int>(M);
  constexpr auto columns = static_cast<int>(N);
  require(covariance.rows() == columns && covariance.cols() == columns, "the number of rows of the covariance",
          static_cast<double>(covariance.rows()), "must be that of its columns and of the parameters");
  const std::array<Dual<N>, M> values = g(variables(theta));
  Eigen::Matrix<double, rows, columns> jacobian;
  for (std::size_t i = 0; i < M; ++i) {
    for (std::size_t j = 0; j < N; ++j) {
      jacobian(static_cast<int>(i), static_cast<int>(j)) = values[i].gradient[j];
    }
  }
  JointEstimate<M> result;
  result.covariance = jacobian * covariance * jacobian.transpose();
  // A variance of 0 may come out as a negative one, by the rounding of its terms.
  const auto rounding = (jacobian.cwiseAbs() * covariance.cwiseAbs() * jacobian.cwiseAbs().transpose()).eval();
  for (std::size_t i = 0; i < M; ++i) {
    const auto k = static_cast<int>(i);
    const double variance = result.covariance(k, k);
    require(!(variance < -1e-12 * rounding(k, k)), "a variance", variance, "must not be negative");
    result.estimates[i] = normal_interval(values[i].value, std::sqrt(variance < 0 ? 0.0 : variance), level);
  }
  return result;
}

/// A function of estimated parameters, by the delta method: `g` takes std::array<Dual<N>, N> and gives a Dual<N>.
///
/// The interval is normal. Throws ParameterError if `covariance` is not N by N or gives a negative variance.
template <std::size_t N, class G>
Estimate delta_method(const std::array<double, N>& theta, const Eigen::MatrixXd& covariance, G&& g,
                      double level = 0.95) {
  const auto single = [&](const std::array<Dual<N>, N>& x) { return std::array<Dual<N>, 1>{g(x)}; };
  return joint_delta_method<1>(theta, covariance, single, level).estimates[0];
}

}  // namespace fealty
