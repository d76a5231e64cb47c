#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "fealty/core/random.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/opportunity_summary.hpp"
#include "fealty/loyalty/rising_factorial.hpp"

namespace fealty::loyalty {

/// Buying or not at discrete opportunities until leaving, over the scalar of a likelihood: the BG/BB model.
///
/// - While alive, a customer takes each opportunity with probability p, beta distributed with weights alpha and beta.
/// - Before each opportunity the customer leaves with probability theta, beta distributed with weights gamma and delta.
/// - p and theta are independent.
///
/// A customer who last bought at opportunity t_x of n has since stayed silent, or left after i silent opportunities:
///
///     L = sum over i from 0 to n - t_x of B(alpha + x, beta + t_x - x + i) / B(alpha, beta)
///         * E[theta (1 - theta)^(t_x + i)], and in the last term, the living customer's, E[(1 - theta)^n].
///
/// Source: Fader, Hardie and Shang (2010), "Customer-base analysis in a discrete-time noncontractual setting",
/// Marketing Science 29, equation 5.
template <class S>
struct BetaGeoBetaBinom {
  S alpha{};  ///< weight of taking an opportunity
  S beta{};   ///< weight of leaving it
  S gamma{};  ///< weight of dropping out
  S delta{};  ///< weight of staying

  static constexpr std::size_t count = 4;
  static constexpr std::array<std::string_view, count> names{"alpha", "beta", "gamma", "delta"};
  [[nodiscard]] constexpr std::array<S, count> values() const { return {alpha, beta, gamma, delta}; }
  static constexpr BetaGeoBetaBinom of(const std::array<S, count>& v) { return {v[0], v[1], v[2], v[3]}; }

  /// log L of a customer.
  [[nodiscard]] S log_likelihood(const OpportunityPattern& p) const {
    using std::log;
    const Silence silence = since_last(p);
    const double x = p.frequency, t_x = p.recency;
    return log_beta_moment(alpha, beta, x) + log_beta_moment(beta, S(alpha + x), t_x - x) +
           log_beta_moment(delta, gamma, t_x) + log(S(silence.alive + silence.dead));
  }

  /// log of P(dead) / P(alive), at the next opportunity.
  [[nodiscard]] S log_odds_dead_next(const OpportunityPattern& p) const {
    using std::log;
    const Silence silence = since_last(p);
    const S left = gamma / (gamma + delta + static_cast<double>(p.opportunities));
    return log(S(silence.dead + silence.alive * left)) - log(S(silence.alive * (1.0 - left)));
  }

  /// Expected number taken of the next `ahead` opportunities.
  [[nodiscard]] S expected(const OpportunityPattern& p, std::uint32_t ahead) const {
    const Silence silence = since_last(p);
    const double n = p.opportunities;
    S staying = silence.alive / (silence.alive + silence.dead);
    S opportunities = 0.0;
    for (std::uint32_t i = 0; i < ahead; ++i) {
      staying = staying * ((delta + (n + i)) / (gamma + delta + (n + i)));
      opportunities = opportunities + staying;
    }
    return opportunities * (alpha + static_cast<double>(p.frequency)) / (alpha + beta + n);
  }

  /// A customer drawn from the model.
  static OpportunityPattern draw(const BetaGeoBetaBinom<double>& law, std::uint32_t opportunities,
                                 RandomStream& random) {
    const double taking = random.beta(law.alpha, law.beta), leaving = random.beta(law.gamma, law.delta);
    OpportunityPattern p{0, 0, opportunities};
    for (std::uint32_t i = 1; i <= opportunities; ++i) {
      if (random.uniform() < leaving) break;
      if (random.uniform() >= taking) continue;
      ++p.frequency;
      p.recency = i;
    }
    return p;
  }

 private:
  /// The likelihoods, over that of what happened up to the last purchase, of having been alive and silent ever since,
  /// and of having left.
  struct Silence {
    S alive = 1.0;
    S dead = 0.0;
  };

  [[nodiscard]] Silence since_last(const OpportunityPattern& p) const {
    Silence silence;
    for (double t = p.recency; t < p.opportunities; ++t) {
      const S left = gamma / (gamma + delta + t);
      silence.dead = silence.dead + silence.alive * left;
      silence.alive = silence.alive * (1.0 - left) * ((beta + (t - p.frequency)) / (alpha + beta + t));
    }
    return silence;
  }
};

/// The BG/BB model, fitted to discrete opportunities.
class BetaGeoBetaBinomModel : public FittedLaw<BetaGeoBetaBinom> {
 public:
  using FittedLaw<BetaGeoBetaBinom>::FittedLaw;

  /// Estimates the parameters by maximum likelihood. Throws FitError if there are no customers, or nobody bought.
  static BetaGeoBetaBinomModel fit(const OpportunitySummary& summary, const FitOptions& options = {});

  /// The log-likelihood of the customers of a summary.
  [[nodiscard]] double log_likelihood(const OpportunitySummary& summary) const;

  /// The probability that customers of each pattern are alive at the next opportunity. A level of 0 asks for no
  /// intervals, which are normal on the scale of the logit.
  [[nodiscard]] CustomerFigures probability_alive(const OpportunitySummary& summary, double level = 0.0) const;

  /// Of the next `ahead` opportunities, the expected number that a customer of each pattern takes. A level of 0 asks
  /// for no intervals, which are normal on the scale of the logarithm.
  [[nodiscard]] CustomerFigures expected_purchases(const OpportunitySummary& summary, std::uint32_t ahead,
                                                   double level = 0.0) const;

  /// The probabilities that a customer of each pattern takes 0, 1, ..., `ahead` of the next opportunities: `ahead` + 1
  /// numbers per pattern, one pattern after another.
  [[nodiscard]] std::vector<double> purchase_distribution(const OpportunitySummary& summary, std::uint32_t ahead) const;

  /// Customers drawn from the model; keyed by the seed and the customer's number.
  [[nodiscard]] std::vector<OpportunityPattern> simulate(std::size_t customers, std::uint32_t opportunities,
                                                         std::uint64_t seed = 1) const;
};

}  // namespace fealty::loyalty
