#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/domain.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/gradient.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"

namespace fealty::loyalty {

/// An input that is known without error.
inline Estimate known(double value) {
  return {value, 0.0, value, value};
}

/// Refuses an input whose value or standard error is not finite, or whose standard error is negative.
inline void require_uncertain(std::string_view name, const Estimate& input) {
  require(std::isfinite(input.value), name, input.value, "must be finite");
  require(input.standard_error >= 0 && std::isfinite(input.standard_error), name, input.standard_error,
          "must have a standard error that is finite and not negative");
}

/// A figure with a normal interval; one that is not finite, or of unknown error, has none.
inline Estimate figure_with_error(double value, double standard_error, double level) {
  if (std::isfinite(value) && std::isfinite(standard_error)) return normal_interval(value, standard_error, level);
  return {value, nan, nan, nan, level};
}

/// Figures of however many uncertain inputs, by the delta method.
///
/// `f` takes the inputs as a std::vector of any scalar and gives a std::vector of figures of that scalar. The
/// covariance of the figures is J covariance J' with the exact Jacobian J, a column for each pass over Gradient<1>;
/// intervals are normal. Throws ParameterError unless the covariance has a row and a column for each input. Source:
/// Oehlert (1992), "A note on the delta method", The American Statistician 46.
template <class F>
std::vector<Estimate> propagated(const std::vector<double>& inputs, const Eigen::MatrixXd& covariance, F&& f,
                                 double level = 0.95) {
  require_level(level);
  const auto count = static_cast<Eigen::Index>(inputs.size());
  require(covariance.rows() == count && covariance.cols() == count, "the number of rows of the covariance",
          static_cast<double>(covariance.rows()), "must be that of the inputs");
  const std::vector<double> values = f(inputs);
  Eigen::MatrixXd jacobian = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(values.size()), count);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (covariance(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(i)) == 0) continue;
    std::vector<Gradient<1>> x(inputs.begin(), inputs.end());
    x[i] = Gradient<1>::variable(inputs[i], 0);
    const std::vector<Gradient<1>> figures = f(x);
    for (std::size_t k = 0; k < figures.size(); ++k)
      jacobian(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(i)) = figures[k].gradient[0];
  }
  std::vector<Estimate> estimates;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const auto row = jacobian.row(static_cast<Eigen::Index>(k));
    const double variance = row.dot(covariance * row.transpose());
    // A variance of 0 may come out as a negative one, by the rounding of its terms.
    estimates.push_back(figure_with_error(values[k], variance < 0 ? 0.0 : std::sqrt(variance), level));
  }
  return estimates;
}

/// The same for inputs whose errors are independent.
template <class F>
std::vector<Estimate> propagated(std::span<const Estimate> inputs, F&& f, double level = 0.95) {
  std::vector<double> values;
  Eigen::VectorXd variances(static_cast<Eigen::Index>(inputs.size()));
  for (const Estimate& input : inputs) {
    variances[static_cast<Eigen::Index>(values.size())] = input.standard_error * input.standard_error;
    values.push_back(input.value);
  }
  return propagated(values, Eigen::MatrixXd(variances.asDiagonal()), f, level);
}

}  // namespace fealty::loyalty
