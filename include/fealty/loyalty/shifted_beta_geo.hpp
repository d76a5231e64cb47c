#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "fealty/core/special.hpp"
#include "fealty/loyalty/rising_factorial.hpp"

namespace fealty::loyalty {

/// Contracts that are renewed or end, over the scalar of a likelihood: the shifted beta-geometric model (sBG).
///
/// At each renewal a customer leaves with probability theta, beta distributed over the customers with weights alpha and
/// beta:
///
///     S(t) = B(alpha, beta + t) / B(alpha, beta),   P(T = t) = alpha / (alpha + beta + t - 1) S(t - 1).
///
/// Source: Fader and Hardie (2007), "How to project customer retention", Journal of Interactive Marketing 21, equations
/// 5 and 6.
template <class S>
struct ShiftedBetaGeo {
  S alpha{};  ///< weight of leaving
  S beta{};   ///< weight of staying

  static constexpr std::size_t count = 2;
  static constexpr std::array<std::string_view, count> names{"alpha", "beta"};
  [[nodiscard]] constexpr std::array<S, count> values() const { return {alpha, beta}; }
  static constexpr ShiftedBetaGeo of(const std::array<S, count>& v) { return {v[0], v[1]}; }

  /// log S(t): of being there after t renewals.
  [[nodiscard]] S log_survival(double t) const { return log_beta_moment(beta, alpha, t); }

  /// log of the share of those who came to renewal t >= 1 that leave at it.
  [[nodiscard]] S log_churn(double t) const {
    using std::log;
    return log(alpha / (alpha + beta + (t - 1)));
  }

  /// log of the share of those who came to renewal t >= 1 that stay.
  [[nodiscard]] S log_retention(double t) const {
    using std::log1p;
    return -log1p(alpha / (beta + (t - 1)));
  }
};

}  // namespace fealty::loyalty
