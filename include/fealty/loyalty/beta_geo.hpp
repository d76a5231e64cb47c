#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "fealty/core/dual.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/covariate_effect.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"
#include "fealty/loyalty/purchases_until_dropout.hpp"
#include "fealty/loyalty/rising_factorial.hpp"

namespace fealty::loyalty {

/// Repeat buying that may end after each purchase, over the scalar of a likelihood: BG/NBD and its kin.
///
/// - While alive, a customer buys at random times with rate lambda; over the customers, lambda is gamma distributed
///   with shape r and rate alpha (in the unit of time).
/// - After a purchase the customer drops out with probability p, which is beta distributed with weights a and b.
/// - lambda and p are independent.
///
/// A customer with x repeat purchases has survived n = x + `FirstOpportunity` opportunities to drop out. In the
/// BG/NBD model, whose FirstOpportunity is 0, the purchase that makes a customer is none of them; in the MBG/NBD model
/// (1) it is, so that customers without a repeat purchase may have left. The likelihood is
///
///     L = Gamma(r + x) alpha^r / Gamma(r) * B(a, b + n) / B(a, b)
///         * { (alpha + T)^-(r + x) + [n > 0] a / (b + n - 1) (alpha + t_x)^-(r + x) }.
///
/// Source: Fader, Hardie and Lee (2005), "Counting your customers the easy way: an alternative to the Pareto/NBD
/// model", Marketing Science 24, equation 6; Batislam, Denizel and Filiztekin (2007), "Empirical validation and
/// comparison of models for customer base analysis", International Journal of Research in Marketing 24.
template <class S, int FirstOpportunity>
struct GeometricDropout {
  S r{};      ///< shape of the purchase rate
  S alpha{};  ///< rate parameter of the purchase rate; a time
  S a{};      ///< weight of dropping out
  S b{};      ///< weight of staying

  static constexpr std::size_t count = 4;
  static constexpr std::array<std::string_view, count> names{"r", "alpha", "a", "b"};
  [[nodiscard]] constexpr std::array<S, count> values() const { return {r, alpha, a, b}; }
  static constexpr GeometricDropout of(const std::array<S, count>& v) { return {v[0], v[1], v[2], v[3]}; }

  /// alpha_i = alpha exp(-gamma' x_i), a_i = a exp(delta' x_i) and b_i = b exp(epsilon' x_i): the same covariates of
  /// dropout have coefficients of their own in a and in b. Were they equal, covariates would leave the mean probability
  /// a / (a + b) as it is and change only how much customers differ. Source: Fader and Hardie (2007), "Incorporating
  /// time-invariant covariates into the Pareto/NBD and BG/NBD models".
  static constexpr std::array<CovariateEffect, 3> effects{{{"transaction", CovariateKind::transaction, 1, -1.0, false},
                                                           {"dropout_a", CovariateKind::dropout, 2, 1.0, true},
                                                           {"dropout_b", CovariateKind::dropout, 3, 1.0, true}}};

  /// What of the likelihood depends on the frequency alone.
  struct CountTerms {
    S log_likelihood{};  ///< log of (r)_x and of the probability that n opportunities are survived
    S log_odds_left{};   ///< log of a / (b + n - 1); minus infinity where there was no opportunity
  };

  /// The terms of distinct frequencies in ascending order.
  [[nodiscard]] std::vector<CountTerms> count_terms(std::span<const std::uint32_t> frequencies) const {
    std::vector<std::uint32_t> survived(frequencies.begin(), frequencies.end());
    for (std::uint32_t& n : survived) n += FirstOpportunity;
    const std::vector<S> rising = log_rising_factorials(r, frequencies);
    const std::vector<S> staying = log_beta_moments(b, a, survived);
    std::vector<CountTerms> terms(frequencies.size());
    for (std::size_t i = 0; i < terms.size(); ++i) {
      terms[i] = {rising[i] + staying[i], log_odds_left(frequencies[i])};
    }
    return terms;
  }

  /// log L of a customer.
  [[nodiscard]] S log_likelihood(const PurchasePattern& p, const CountTerms& terms) const {
    const OfFrequency given = of_frequency(p.frequency, terms);
    return given.log_likelihood + chain_rule(given.of_times(p), given.arguments);
  }

  /// What customers of one frequency have in common.
  struct OfFrequency {
    S log_likelihood{};            ///< what does not depend on their times
    std::array<S, 3> arguments{};  ///< what does, depends on r + x, alpha and the log-odds of having left

    /// What the times of a customer add to log L, over the arguments as variables of their own.
    [[nodiscard]] auto of_times(const PurchasePattern& p) const {
      using std::log1p;
      const auto shape = own_variable(arguments[0]), rate = own_variable(arguments[1]);
      const auto log_odds_left = own_variable(arguments[2]);
      using T = std::remove_const_t<decltype(shape)>;
      const auto alive = separate_sum(-separate_product(shape, T(log1p(p.observed / rate))), T(0.0));
      if (!(log_odds_left > -infinity)) return alive;
      const T silent = log1p((p.observed - p.recency) / (rate + p.recency));
      return alive + log1pexp(separate_sum(separate_product(shape, silent), log_odds_left));
    }
  };

  [[nodiscard]] OfFrequency of_frequency(double x, const CountTerms& terms) const {
    using std::log;
    return {terms.log_likelihood - x * log(alpha), {r + x, alpha, terms.log_odds_left}};
  }

  /// log of P(dead) / P(alive) at the end of observation.
  [[nodiscard]] S log_odds_dead(const PurchasePattern& p) const {
    return log_odds_left(p.frequency) + log_odds_silent(p);
  }

  /// The purchases of a customer who is alive at the end of observation, up to a horizon from there.
  [[nodiscard]] PurchasesUntilDropout<S> purchases_ahead(const PurchasePattern& p, double horizon) const {
    return {r + p.frequency, horizon / (alpha + p.observed), a, b + (p.frequency + double{FirstOpportunity})};
  }

  /// Expected purchases of a customer who is alive at the end of observation, up to a horizon from there.
  [[nodiscard]] S expected_while_alive(const PurchasePattern& p, double horizon) const {
    return purchases_ahead(p, horizon).expected();
  }

  /// Probabilities of 0, 1, ..., `most` and more purchases of a customer who is alive.
  [[nodiscard]] std::vector<double> probabilities_while_alive(const PurchasePattern& p, double horizon,
                                                              std::size_t most) const {
    return purchase_probabilities(purchases_ahead(p, horizon), most);
  }

  /// A customer drawn from the model and observed for a time.
  static PurchasePattern draw(const GeometricDropout<double, FirstOpportunity>& law, double observed,
                              RandomStream& random) {
    const double rate = random.gamma(law.r, 1 / law.alpha);
    const double dropout = random.beta(law.a, law.b);
    PurchasePattern p{0, 0.0, observed};
    if (rate == 0 || (FirstOpportunity == 1 && random.uniform() < dropout)) return p;
    for (double at = random.exponential(1 / rate); at <= observed; at += random.exponential(1 / rate)) {
      ++p.frequency;
      p.recency = at;
      if (random.uniform() < dropout) break;
    }
    return p;
  }

 private:
  /// log of the odds of having dropped out at the last opportunity.
  [[nodiscard]] S log_odds_left(std::uint32_t frequency) const {
    using std::log;
    const double survived = double{FirstOpportunity} + frequency;
    return survived > 0 ? S(log(a / (b + (survived - 1)))) : S(-infinity);
  }

  /// What the time without a purchase adds to the odds of being dead.
  [[nodiscard]] S log_odds_silent(const PurchasePattern& p) const {
    using std::log1p;
    return (r + p.frequency) * log1p((p.observed - p.recency) / (alpha + p.recency));
  }

  static constexpr double infinity = std::numeric_limits<double>::infinity();
};

/// The beta-geometric/NBD model (BG/NBD) of Fader, Hardie and Lee (2005): see GeometricDropout.
template <class S>
using BetaGeo = GeometricDropout<S, 0>;

/// The modified beta-geometric/NBD model (MBG/NBD) of Batislam, Denizel and Filiztekin (2007): see GeometricDropout.
template <class S>
using ModifiedBetaGeo = GeometricDropout<S, 1>;

}  // namespace fealty::loyalty
