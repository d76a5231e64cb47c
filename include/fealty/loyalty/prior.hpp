#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>

#include "fealty/core/domain.hpp"
#include "fealty/core/special.hpp"

namespace fealty::loyalty {

/// What is believed of a positive parameter before there are data: a probability density that integrates to 1.
///
/// Densities are those of the logarithm of the parameter, in which the posterior is sampled. All of them are
/// log-concave there, so that a prior never adds a mode of its own.
struct Prior {
  enum class Family : std::uint8_t {
    log_normal,   ///< the logarithm has mean `first` and standard deviation `second`
    half_normal,  ///< the magnitude of a normal number with mean 0 and standard deviation `first`
    gamma,        ///< shape `first`, rate `second`
    weibull,      ///< shape `first`, scale `second`
  };

  Family family = Family::log_normal;
  double first = 0.0;
  double second = 1.0;

  /// A prior whose parameters are in their domain. Throws ParameterError, naming the one that is not; `second` of a
  /// half-normal prior is ignored.
  static Prior of(Family family, double first, double second) {
    require(std::isfinite(first), family_name(family), first, "must have finite parameters");
    const bool has_location = family == Family::log_normal;
    if (!has_location) require(first > 0, family_name(family), first, "must have a positive first parameter");
    if (family == Family::half_normal) return {family, first, 0.0};
    require(second > 0 && std::isfinite(second), family_name(family), second, "must have a positive second parameter");
    return {family, first, second};
  }

  static constexpr std::string_view family_name(Family family) noexcept {
    switch (family) {
      case Family::log_normal:
        return "log_normal";
      case Family::half_normal:
        return "half_normal";
      case Family::gamma:
        return "gamma";
      case Family::weibull:
        return "weibull";
    }
    return "";
  }

  /// log of the density of the logarithm u of the parameter.
  template <Scalar S>
  [[nodiscard]] S log_density(const S& u) const {
    using std::exp;
    switch (family) {
      case Family::half_normal: {
        const S x = exp(u - std::log(first));
        return u - std::log(first) + 0.5 * std::log(2 / std::numbers::pi) - 0.5 * x * x;
      }
      case Family::gamma:
        return first * (u + std::log(second)) - exp(u + std::log(second)) - log_gamma(first);
      case Family::weibull: {
        const S power = first * (u - std::log(second));
        return std::log(first) + power - exp(power);
      }
      default: {
        const S z = (u - first) / second;
        return -0.5 * z * z - std::log(second) - 0.5 * std::log(2 * std::numbers::pi);
      }
    }
  }

  /// The density of the parameter itself at x > 0.
  [[nodiscard]] double density(double x) const { return std::exp(log_density(std::log(x))) / x; }

  /// Where the density of the logarithm is highest.
  [[nodiscard]] double center() const {
    switch (family) {
      case Family::half_normal:
        return std::log(first);
      case Family::gamma:
        return std::log(first / second);
      case Family::weibull:
        return std::log(second);
      default:
        return first;
    }
  }

  /// The standard deviation of the logarithm of the parameter.
  [[nodiscard]] double spread() const {
    switch (family) {
      case Family::half_normal:
        return std::numbers::pi / std::sqrt(8.0);
      case Family::gamma:
        return std::sqrt(trigamma(first));
      case Family::weibull:
        return std::numbers::pi / (std::sqrt(6.0) * first);
      default:
        return second;
    }
  }

  friend bool operator==(const Prior&, const Prior&) = default;
};

}  // namespace fealty::loyalty
