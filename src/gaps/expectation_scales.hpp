#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "fealty/core/domain.hpp"
#include "fealty/gaps/expectation_model.hpp"

/// The scales on which the parameters of expectations are searched for: there they have no bounds.
namespace fealty::gaps {

enum class ParameterScale { rate, real, positive, correlation };

inline constexpr std::array<ParameterScale, ExpectationParameters<>::count> scales{
    ParameterScale::rate,     ParameterScale::rate,     ParameterScale::real,        ParameterScale::real,
    ParameterScale::real,     ParameterScale::positive, ParameterScale::real,        ParameterScale::positive,
    ParameterScale::real,     ParameterScale::positive, ParameterScale::correlation, ParameterScale::positive,
    ParameterScale::positive, ParameterScale::positive};

/// The parameter at a point of its scale.
template <class Scalar>
Scalar from_scale(ParameterScale scale, const Scalar& x) {
  using std::exp;
  switch (scale) {
    case ParameterScale::rate:
      return 1.0 / (1.0 + exp(-x));
    case ParameterScale::positive:
      return exp(x);
    case ParameterScale::correlation:
      return 1.0 - 2.0 / (1.0 + exp(2.0 * x));
    default:
      return x;
  }
}

inline double to_scale(ParameterScale scale, double value) {
  switch (scale) {
    case ParameterScale::rate:
      return std::log(value / (1 - value));
    case ParameterScale::positive:
      return std::log(value);
    case ParameterScale::correlation:
      return std::atanh(value);
    default:
      return value;
  }
}

/// How fast the parameter moves along its scale.
inline double slope_of(ParameterScale scale, double value) {
  switch (scale) {
    case ParameterScale::rate:
      return value * (1 - value);
    case ParameterScale::positive:
      return value;
    case ParameterScale::correlation:
      return 1 - value * value;
    default:
      return 1;
  }
}

/// Refuses a value outside the range of the parameter at a position.
inline void require_in_range(std::size_t position, double value) {
  const std::string_view name = ExpectationParameters<>::names[position];
  require(std::isfinite(value), name, value, "must be finite");
  switch (scales[position]) {
    case ParameterScale::rate:
      return require(value >= 0 && value <= 1, name, value, "must be between 0 and 1");
    case ParameterScale::positive:
      return require(value >= 0, name, value, "must not be negative");
    case ParameterScale::correlation:
      return require(value >= -1 && value <= 1, name, value, "must be between -1 and 1");
    default:
      return;
  }
}

}  // namespace fealty::gaps
