#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "fealty/core/special.hpp"

namespace fealty::loyalty {

/// Contracts that are renewed or end, with a chance to leave that changes as time goes by, over the scalar of a
/// likelihood: the beta-discrete-Weibull model (BdW).
///
/// A customer is there after t renewals with probability (1 - theta)^(t^c), where theta is beta distributed over the
/// customers with weights alpha and beta:
///
///     S(t) = B(alpha, beta + t^c) / B(alpha, beta),   P(T = t) = S(t - 1) - S(t).
///
/// With c = 1 it is the shifted beta-geometric model; above 1 each customer's chance to leave rises, below it falls.
/// Source: Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention revisited: the role of
/// duration dependence", Journal of Interactive Marketing 43, equation 5.
template <class S>
struct BetaDiscreteWeibull {
  S alpha{};  ///< weight of leaving
  S beta{};   ///< weight of staying
  S c{};      ///< duration dependence

  static constexpr std::size_t count = 3;
  static constexpr std::array<std::string_view, count> names{"alpha", "beta", "c"};
  [[nodiscard]] constexpr std::array<S, count> values() const { return {alpha, beta, c}; }
  static constexpr BetaDiscreteWeibull of(const std::array<S, count>& v) { return {v[0], v[1], v[2]}; }

  /// log S(t): of being there after t renewals.
  [[nodiscard]] S log_survival(double t) const {
    using std::pow;
    if (t == 0) return 0.0;
    return log_beta(alpha, S(beta + pow(t, c))) - log_beta(alpha, beta);
  }

  /// log of the share of those who came to renewal t >= 1 that leave at it.
  [[nodiscard]] S log_churn(double t) const { return log1mexp(log_retention(t)); }

  /// log of the share of those who came to renewal t >= 1 that stay.
  [[nodiscard]] S log_retention(double t) const { return log_survival(t) - log_survival(t - 1); }
};

}  // namespace fealty::loyalty
