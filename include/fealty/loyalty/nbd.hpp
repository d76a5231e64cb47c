#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/core/random.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/poisson_purchases.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"
#include "fealty/loyalty/rising_factorial.hpp"

namespace fealty::loyalty {

/// Repeat buying without end, over the scalar of a likelihood: the negative binomial model (NBD).
///
/// A customer buys at random times with rate lambda; lambda is gamma distributed over the customers, with shape r and
/// rate alpha (in the unit of time). Nobody leaves, and only the number of purchases counts:
///
///     P(x) = Gamma(r + x) / (Gamma(r) x!) (alpha / (alpha + T))^r (T / (alpha + T))^x.
///
/// Source: Ehrenberg (1959), "The pattern of consumer purchases", Applied Statistics 8.
template <class S>
struct Nbd {
  S r{};      ///< shape of the purchase rate
  S alpha{};  ///< rate parameter of the purchase rate; a time

  static constexpr std::size_t count = 2;
  static constexpr std::array<std::string_view, count> names{"r", "alpha"};
  [[nodiscard]] constexpr std::array<S, count> values() const { return {r, alpha}; }
  static constexpr Nbd of(const std::array<S, count>& v) { return {v[0], v[1]}; }

  /// What of the likelihood depends on the frequency alone.
  struct CountTerms {
    S log_likelihood{};  ///< log of (r)_x / x!
  };

  /// The terms of distinct frequencies in ascending order.
  [[nodiscard]] std::vector<CountTerms> count_terms(std::span<const std::uint32_t> frequencies) const {
    const std::vector<S> rising = log_rising_factorials(r, frequencies);
    std::vector<CountTerms> terms(frequencies.size());
    for (std::size_t i = 0; i < terms.size(); ++i) terms[i] = {rising[i] - log_gamma(frequencies[i] + 1.0)};
    return terms;
  }

  /// log P(x) of a customer.
  [[nodiscard]] S log_likelihood(const PurchasePattern& p, const CountTerms& terms) const {
    using std::log1p;
    const S none = terms.log_likelihood - r * log1p(p.observed / alpha);
    return p.frequency == 0 ? none : S(none - p.frequency * log1p(alpha / p.observed));
  }

  /// Minus infinity: nobody leaves.
  [[nodiscard]] S log_odds_dead(const PurchasePattern&) const { return -std::numeric_limits<double>::infinity(); }

  /// Expected purchases up to a horizon from the end of observation.
  [[nodiscard]] S expected_while_alive(const PurchasePattern& p, double horizon) const {
    return (r + p.frequency) * horizon / (alpha + p.observed);
  }

  /// Probabilities of 0, 1, ..., `most` and more purchases.
  [[nodiscard]] std::vector<double> probabilities_while_alive(const PurchasePattern& p, double horizon,
                                                              std::size_t most) const {
    std::vector<double> probabilities(most + 1);
    for_each_negative_binomial(r + p.frequency, horizon / (alpha + p.observed), most,
                               [&](std::size_t i, double q) { probabilities[i] = q; });
    return with_the_rest(std::move(probabilities));
  }

  /// A customer drawn from the model and observed for a time.
  static PurchasePattern draw(const Nbd<double>& law, double observed, RandomStream& random) {
    const double rate = random.gamma(law.r, 1 / law.alpha);
    return draw_pattern(rate, observed, observed, random);
  }
};

}  // namespace fealty::loyalty
