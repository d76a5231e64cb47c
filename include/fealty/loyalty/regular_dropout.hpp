#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "fealty/core/domain.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"
#include "fealty/loyalty/rising_factorial.hpp"
#include "fealty/loyalty/scalar_value.hpp"

namespace fealty::loyalty {

/// Repeat buying at more or less regular times that may end after each purchase, over the scalar of a likelihood:
/// BG/CNBD-k and MBG/CNBD-k.
///
/// All is as in GeometricDropout, but the times between purchases are the sum of k exponential stages of rate lambda
/// (Erlang distributed), so that their coefficient of variation is 1 / sqrt(k): k = 1 is that model, and a large k is
/// clockwork. With x repeat purchases, gaps g_i between purchases and n = x + `FirstOpportunity`,
///
///     L = product of g_i^(k - 1) / Gamma(k)^x * Gamma(r + k x) alpha^r / Gamma(r) * B(a, b + n) / B(a, b)
///         * { (alpha + T)^-(r + k x) * sum over j < k of (r + k x)_j / j! ((T - t_x) / (alpha + T))^j
///             + [n > 0] a / (b + n - 1) (alpha + t_x)^-(r + k x) }.
///
/// Source: Platzer and Reutterer (2016), "Ticking away the moments: timing regularity helps to better predict customer
/// activity", Marketing Science 35.
template <class S, int FirstOpportunity>
struct RegularDropout {
  S r{};                ///< shape of the rate of stages
  S alpha{};            ///< rate parameter of the rate of stages; a time
  S a{};                ///< weight of dropping out
  S b{};                ///< weight of staying
  std::uint32_t k = 1;  ///< stages between purchases

  static constexpr std::size_t count = 4;
  static constexpr std::array<std::string_view, count> names{"r", "alpha", "a", "b"};
  [[nodiscard]] constexpr std::array<S, count> values() const { return {r, alpha, a, b}; }
  static constexpr RegularDropout of(const std::array<S, count>& v, std::uint32_t k) {
    return {v[0], v[1], v[2], v[3], k};
  }

  /// What of the likelihood depends on the frequency alone.
  struct CountTerms {
    S log_likelihood{};  ///< log of (r)_kx and of the probability that n opportunities are survived
    S log_odds_left{};   ///< log of a / (b + n - 1); minus infinity where there was no opportunity
  };

  /// The terms of distinct frequencies in ascending order.
  [[nodiscard]] std::vector<CountTerms> count_terms(std::span<const std::uint32_t> frequencies) const {
    std::vector<std::uint32_t> stages(frequencies.begin(), frequencies.end());
    std::vector<std::uint32_t> survived = stages;
    for (std::uint32_t& n : stages) n *= k;
    for (std::uint32_t& n : survived) n += FirstOpportunity;
    const std::vector<S> rising = log_rising_factorials(r, std::span<const std::uint32_t>(stages));
    const std::vector<S> staying = log_beta_moments(b, a, std::span<const std::uint32_t>(survived));
    std::vector<CountTerms> terms(frequencies.size());
    for (std::size_t i = 0; i < terms.size(); ++i) {
      terms[i] = {rising[i] + staying[i], log_odds_left(frequencies[i])};
    }
    return terms;
  }

  /// log L of a customer without the factor of the gaps, which no parameter but k changes: see log_gap_factor.
  [[nodiscard]] S log_likelihood(const PurchasePattern& p, const CountTerms& terms) const {
    using std::log;
    using std::log1p;
    const S alive =
        terms.log_likelihood - r * log1p(p.observed / alpha) - stages(p) * log(alpha + p.observed) + log_silence(p);
    if (!(terms.log_odds_left > -infinity)) return alive;
    return alive + log1pexp(S(terms.log_odds_left + log_odds_silent(p)));
  }

  /// log of the product of g_i^(k - 1) / Gamma(k)^x, from the sum of the logarithms of the gaps.
  [[nodiscard]] double log_gap_factor(std::uint32_t frequency, double log_gaps) const {
    return (k - 1.0) * log_gaps - frequency * log_gamma(k);
  }

  /// log of P(dead) / P(alive) at the end of observation.
  [[nodiscard]] S log_odds_dead(const PurchasePattern& p) const {
    return log_odds_left(p.frequency) + log_odds_silent(p);
  }

  /// Expected purchases of a customer who is alive at the end of observation, up to a horizon from there.
  ///
  /// Where j stages have passed since the last purchase, the number of stages M up to the horizon is negative binomial
  /// with shape r + k x + j, and P(at least i purchases) = P(M >= i k - j) E[(1 - p)^(i - 1)]. This is exact; the paper
  /// has an approximation.
  [[nodiscard]] S expected_while_alive(const PurchasePattern& p, double horizon) const {
    S sum = 0.0;
    for_each_stage(p, [&](std::uint32_t j, const S& weight) {
      const std::vector<S> at_least = tails(p, j, horizon);
      S survived = 1.0;
      for (std::size_t i = 1; i * k - j < at_least.size(); ++i) {
        sum = sum + weight * at_least[i * k - j] * survived;
        survived = survived * staying(p, static_cast<double>(i));
      }
    });
    return sum;
  }

  /// Probabilities of 0, 1, ..., `most` and more purchases of a customer who is alive.
  [[nodiscard]] std::vector<double> probabilities_while_alive(const PurchasePattern& p, double horizon,
                                                              std::size_t most) const {
    std::vector<double> probabilities(most + 2, 0.0);
    for_each_stage(p, [&](std::uint32_t j, double weight) {
      const std::vector<double> at_least = tails(p, j, horizon);
      const auto tail = [&](std::size_t m) { return m < at_least.size() ? at_least[m] : 0.0; };
      double survived = 1.0;  // E[(1 - p)^(i - 1)]
      probabilities[0] += weight * (1 - tail(k - j));
      for (std::size_t i = 1; i <= most + 1; ++i) {
        const double reached = tail(i * k - j), stays = staying(p, static_cast<double>(i));
        const double ends = reached * (1 - stays) + (reached - tail((i + 1) * k - j)) * stays;
        probabilities[i] += weight * survived * (i <= most ? ends : reached);
        survived *= stays;
      }
    });
    return probabilities;
  }

  /// A customer who is drawn, and the sum of the logarithms of the gaps between purchases.
  struct Drawn {
    PurchasePattern pattern;
    double log_gaps = 0.0;
  };

  /// A customer drawn from the model and observed for a time.
  static Drawn draw(const RegularDropout<double, FirstOpportunity>& law, double observed, RandomStream& random) {
    const double rate = random.gamma(law.r, 1 / law.alpha);
    const double dropout = random.beta(law.a, law.b);
    Drawn drawn{{0, 0.0, observed}};
    if (rate == 0 || (FirstOpportunity == 1 && random.uniform() < dropout)) return drawn;
    for (double gap = random.gamma(law.k, 1 / rate); drawn.pattern.recency + gap <= observed;
         gap = random.gamma(law.k, 1 / rate)) {
      ++drawn.pattern.frequency;
      drawn.pattern.recency += gap;
      drawn.log_gaps += std::log(gap);
      if (random.uniform() < dropout) break;
    }
    return drawn;
  }

 private:
  /// Stages that are known to have passed: k x.
  [[nodiscard]] double stages(const PurchasePattern& p) const { return static_cast<double>(k) * p.frequency; }

  /// log of the odds of having dropped out at the last opportunity.
  [[nodiscard]] S log_odds_left(std::uint32_t frequency) const {
    using std::log;
    const double survived = double{FirstOpportunity} + frequency;
    return survived > 0 ? S(log(a / (b + (survived - 1)))) : S(-infinity);
  }

  /// What the time without a purchase adds to the odds of being dead.
  [[nodiscard]] S log_odds_silent(const PurchasePattern& p) const {
    using std::log1p;
    return (r + stages(p)) * log1p((p.observed - p.recency) / (alpha + p.recency)) - log_silence(p);
  }

  /// Calls `f(j, term)` with the terms (r + k x)_j / j! ((T - t_x) / (alpha + T))^j of j < k stages since the last
  /// purchase.
  template <class F>
  void for_each_term(const PurchasePattern& p, F&& f) const {
    const S share = (p.observed - p.recency) / (alpha + p.observed);
    S term = 1.0;
    for (std::uint32_t j = 0; j < k; ++j) {
      f(j, term);
      term = term * share * ((r + (stages(p) + j)) * (1.0 / (j + 1.0)));
    }
  }

  /// log of the sum of the terms.
  [[nodiscard]] S log_silence(const PurchasePattern& p) const {
    using std::log;
    if (k == 1) return 0.0;
    S sum = 0.0;
    for_each_term(p, [&](std::uint32_t, const S& term) { sum = sum + term; });
    return log(sum);
  }

  /// Calls `f(j, probability)` of j stages since the last purchase of a customer who is alive.
  template <class F>
  void for_each_stage(const PurchasePattern& p, F&& f) const {
    using std::exp;
    const S scale = exp(-log_silence(p));
    for_each_term(p, [&](std::uint32_t j, const S& term) { f(j, S(term * scale)); });
  }

  /// The probability of staying at the i-th purchase ahead, for who has stayed at those before.
  [[nodiscard]] S staying(const PurchasePattern& p, double i) const {
    const double survived = double{FirstOpportunity} + p.frequency + (i - 1);
    return (b + survived) / (a + b + survived);
  }

  /// P(M >= m) for m = 0, 1, ... up to where nothing is left, summed from there on down.
  [[nodiscard]] std::vector<S> tails(const PurchasePattern& p, std::uint32_t j, double horizon) const {
    using std::exp;
    using std::log;
    using std::log1p;
    const S shape = r + (stages(p) + j);
    const S growth = horizon / (alpha + p.observed);
    const S log_odds = -log1p(1.0 / growth);
    const double fall = scalar_value(growth) / (1 + scalar_value(growth));
    S log_probability = -shape * log1p(growth);
    std::vector<S> tail;
    double reached = 0.0;  // of what a purchase needs
    for (double m = 0;; ++m) {
      tail.push_back(exp(log_probability));
      const double here = scalar_value(tail.back());
      if (m >= k - j) reached += here;
      const double ratio = (scalar_value(shape) + m) / (m + 1) * fall;
      if (m > k - j && ratio < 1 &&
          (here == 0 ? m > scalar_value(shape * growth) : here * ratio < 1e-17 * reached * (1 - ratio)))
        break;
      log_probability = log_probability + log_odds + log((shape + m) * (1 / (m + 1)));
    }
    for (std::size_t m = tail.size() - 1; m > 0; --m) tail[m - 1] = tail[m - 1] + tail[m];
    return tail;
  }

  static constexpr double infinity = std::numeric_limits<double>::infinity();
};

}  // namespace fealty::loyalty
