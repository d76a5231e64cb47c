#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/core/dual.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/covariate_effect.hpp"
#include "fealty/loyalty/exprel.hpp"
#include "fealty/loyalty/gauss_legendre.hpp"
#include "fealty/loyalty/poisson_purchases.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"
#include "fealty/loyalty/rising_factorial.hpp"
#include "fealty/loyalty/scalar_value.hpp"

namespace fealty::loyalty {

/// Repeat buying that may end at any time, over the scalar of a likelihood: the Pareto/NBD model.
///
/// - While alive, a customer buys at random times with rate lambda; over the customers, lambda is gamma distributed
///   with shape r and rate alpha (in the unit of time).
/// - A customer lives for an exponentially distributed time with rate mu; over the customers, mu is gamma distributed
///   with shape s and rate beta.
/// - lambda and mu are independent.
///
/// The likelihood is that of a living customer and the integral over the time of death of one who has died:
///
///     L = Gamma(r + x) / Gamma(r) alpha^r beta^s { (alpha + T)^-(r + x) (beta + T)^-s
///         + s * integral from t_x to T of (alpha + u)^-(r + x) (beta + u)^-(s + 1) du }.
///
/// Source: Schmittlein, Morrison and Colombo (1987), "Counting your customers: who are they and what will they do
/// next?", Management Science 33, whose difference of hypergeometric functions loses its digits; the positive integral,
/// from which they derive it, does not.
template <class S>
struct ParetoNbd {
  S r{};      ///< shape of the purchase rate
  S alpha{};  ///< rate parameter of the purchase rate; a time
  S s{};      ///< shape of the death rate
  S beta{};   ///< rate parameter of the death rate; a time

  static constexpr std::size_t count = 4;
  static constexpr std::array<std::string_view, count> names{"r", "alpha", "s", "beta"};
  [[nodiscard]] constexpr std::array<S, count> values() const { return {r, alpha, s, beta}; }
  static constexpr ParetoNbd of(const std::array<S, count>& v) { return {v[0], v[1], v[2], v[3]}; }

  /// alpha_i = alpha exp(-gamma' x_i) and beta_i = beta exp(-delta' x_i), so that covariates multiply the means of the
  /// rates of purchases and of deaths. Source: Fader and Hardie (2007), "Incorporating time-invariant covariates into
  /// the Pareto/NBD and BG/NBD models".
  static constexpr std::array<CovariateEffect, 2> effects{{{"transaction", CovariateKind::transaction, 1, -1.0, false},
                                                           {"dropout", CovariateKind::dropout, 3, -1.0, false}}};

  /// What of the likelihood depends on the frequency alone.
  struct CountTerms {
    S log_likelihood{};  ///< log of (r)_x
  };

  /// The terms of distinct frequencies in ascending order.
  [[nodiscard]] std::vector<CountTerms> count_terms(std::span<const std::uint32_t> frequencies) const {
    std::vector<CountTerms> terms;
    for (const S& rising : log_rising_factorials(r, frequencies)) terms.push_back({rising});
    return terms;
  }

  /// log L of a customer.
  [[nodiscard]] S log_likelihood(const PurchasePattern& p, const CountTerms& terms) const {
    using std::log;
    using std::log1p;
    const S alive = terms.log_likelihood - r * log1p(p.observed / alpha) - p.frequency * log(alpha + p.observed) -
                    s * log1p(p.observed / beta);
    if (p.recency == p.observed) return alive;
    return alive + log1pexp(log_odds_dead(p));
  }

  /// log of P(dead) / P(alive) at the end of observation; minus infinity for who has bought at this moment.
  ///
  /// The ratio is s * integral of ((alpha + T) / (alpha + u))^(r + x) ((beta + T) / (beta + u))^s / (beta + u) du.
  [[nodiscard]] S log_odds_dead(const PurchasePattern& p) const {
    using std::log;
    using std::log1p;
    if (p.recency == p.observed) return -std::numeric_limits<double>::infinity();
    const double time = p.observed - p.recency;
    const S k = r + p.frequency;
    return log(s) + k * log1p(time / (alpha + p.recency)) + s * log1p(time / (beta + p.recency)) +
           log(death_integral(p, k));
  }

  /// Expected purchases of a customer who is alive at the end of observation, up to a horizon from there.
  ///
  /// Equation 22 of Schmittlein, Morrison and Colombo (1987), without its division by s - 1.
  [[nodiscard]] S expected_while_alive(const PurchasePattern& p, double horizon) const {
    using std::log1p;
    const S life = log1p(horizon / (beta + p.observed));
    return (r + p.frequency) * (beta + p.observed) / (alpha + p.observed) * life * exprel(S((1.0 - s) * life));
  }

  /// Probabilities of 0, 1, ..., `most` and more purchases of a customer who is alive: those of a customer who lives
  /// beyond the horizon, and the integral over the time of death of one who does not.
  [[nodiscard]] std::vector<double> probabilities_while_alive(const PurchasePattern& p, double horizon,
                                                              std::size_t most) const {
    std::vector<double> probabilities(most + 1, 0.0);
    if (horizon == 0) {
      probabilities[0] = 1.0;
      return with_the_rest(std::move(probabilities));
    }
    const double k = r + p.frequency, a = alpha + p.observed, b = beta + p.observed;
    const auto add = [&](double life, double weight) {
      for_each_negative_binomial(k, life / a, most, [&](std::size_t i, double q) { probabilities[i] += weight * q; });
    };
    add(horizon, std::exp(-s * std::log1p(horizon / b)));
    const double m = std::min(a, b), range = std::log1p(horizon / m);
    const double panels = std::ceil(1 + range / 4 + std::sqrt(k + static_cast<double>(most)) / 8);
    for (double panel = 0; panel < panels; ++panel) {
      for (const QuadratureNode& node : gauss_legendre<32>()) {
        const double time = m * std::expm1(range * (panel + node.at) / panels);
        const double death = s / (b + time) * std::exp(-s * std::log1p(time / b));
        add(time, node.weight * range / panels * (m + time) * death);
      }
    }
    return with_the_rest(std::move(probabilities));
  }

  /// A customer drawn from the model and observed for a time.
  static PurchasePattern draw(const ParetoNbd<double>& law, double observed, RandomStream& random) {
    const double rate = random.gamma(law.r, 1 / law.alpha);
    const double death_rate = random.gamma(law.s, 1 / law.beta);
    const double life = -std::log(random.uniform()) / death_rate;
    return draw_pattern(rate, life, observed, random);
  }

 private:
  /// The integral over times of death u from t_x to T of
  ///
  ///     ((alpha + t_x) / (alpha + u))^k ((beta + t_x) / (beta + u))^s / (beta + u).
  ///
  /// By Gauss and Legendre in xi = log[(m + u) / (m + t_x)], m = min(alpha, beta), in which the integrand is about
  /// exponential. The nodes are numbers without derivatives, for the integral does not depend on them. Where the
  /// integrand has fallen to exp(-45), the rest is left out.
  [[nodiscard]] S death_integral(const PurchasePattern& p, const S& k) const {
    const double m = std::min(scalar_value(alpha), scalar_value(beta)) + p.recency;
    double range = std::log1p((p.observed - p.recency) / m);
    const double fall = fall_over(p, m, scalar_value(k), range);
    if (range <= 0.7 && fall <= 2.5) return quadrature<8>(p, k, m, range, 1);
    if (range <= 3.0 && fall <= 12.0) return quadrature<16>(p, k, m, range, 1);
    return quadrature<32>(p, k, m, range, static_cast<int>(std::ceil(range / 8)));
  }

  /// How far the logarithm of the integrand falls over the range of xi, which is cut where it has fallen by 45: by
  /// Newton's method from the right, which converges monotonically because the fall is convex in xi.
  double fall_over(const PurchasePattern& p, double m, double k, double& range) const {
    constexpr double most = 45.0;
    const double a = scalar_value(alpha) + p.recency, b = scalar_value(beta) + p.recency, shape = scalar_value(s);
    for (int iteration = 0;; ++iteration) {
      const double time = m * std::expm1(range);
      const double fall = k * std::log1p(time / a) + shape * std::log1p(time / b);
      if (fall <= 1.01 * most || iteration == 100) return fall;
      range -= (fall - most) / ((m + time) * (k / (a + time) + shape / (b + time)));
    }
  }

  /// As (beta + t_x)^s / (beta + u)^(s + 1) is the survival of shape s + 1 over beta + t_x, each node is a product of
  /// two survivals, which have two parameters each.
  template <std::size_t Nodes>
  S quadrature(const PurchasePattern& p, const S& k, double m, double range, int panels) const {
    const std::array arguments{k, S(alpha + p.recency), S(s + 1.0), S(beta + p.recency)};
    const auto shape = own_variable(arguments[0]), rate = own_variable(arguments[1]);
    const auto death_shape = own_variable(arguments[2]), death_rate = own_variable(arguments[3]);
    const double width = range / panels;
    decltype(separate_product(pareto_survival(shape, rate, m), pareto_survival(death_shape, death_rate, m))) sum{};
    for (int panel = 0; panel < panels; ++panel) {
      for (const QuadratureNode& node : gauss_legendre<Nodes>()) {
        const double time = m * std::expm1(width * (panel + node.at));
        const double weight = node.weight * width * (m + time);
        sum += separate_product(weight * pareto_survival(shape, rate, time),
                                pareto_survival(death_shape, death_rate, time));
      }
    }
    return chain_rule(sum, arguments) / arguments[3];
  }

  /// (1 + time / rate)^-shape: what share of those whose rates are gamma distributed survives a time.
  template <class T>
  static auto pareto_survival(const T& shape, const T& rate, double time) {
    using std::exp;
    using std::log1p;
    return exp(-separate_product(shape, T(log1p(time / rate))));
  }
};

}  // namespace fealty::loyalty
