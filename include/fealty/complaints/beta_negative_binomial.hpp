#pragma once

#include "fealty/core/estimate.hpp"

namespace fealty::complaints {

/// The number of those unseen when `seen` were seen, each person being unseen with a probability that is itself
/// beta distributed: the beta-negative-binomial (generalized Waring) distribution.
///
/// Given the probability p of being unseen, with prior weight 1/N on the number N of all, those unseen are
/// negative binomial: P(k | p) = C(k + seen - 1, k) p^k (1 - p)^seen. With p ~ Beta(unseen_weight, seen_weight),
///
///   P(k) = C(k + seen - 1, k) B(unseen_weight + k, seen_weight + seen) / B(unseen_weight, seen_weight).
///
/// Source: Johnson, Kemp and Kotz (2005), "Univariate discrete distributions", 6.2.3; that the weight 1/N leaves p as
/// it was before anyone was seen: Link (2013), "A cautionary note on the discrete uniform prior for the binomial N",
/// Ecology 94.
struct BetaNegativeBinomial {
  double seen = 0.0;           ///< a whole number
  double unseen_weight = 1.0;  ///< first parameter of the beta distribution, positive
  double seen_weight = 1.0;    ///< its second parameter, positive

  /// Logarithm of the probability of k, a whole number.
  [[nodiscard]] double log_probability(double k) const;

  /// Probability of at most k.
  ///
  /// Since the negative binomial's distribution function is that of a beta number, this is P(X < Y) of two independent
  /// ones, X ~ Beta(unseen_weight, seen_weight) and Y ~ Beta(k + 1, seen): the distribution function of the wider one,
  /// integrated over the logit of the narrower one by the trapezoid rule, whose error is below 1e-12. No term is
  /// summed, so that a billion costs what ten cost.
  [[nodiscard]] double cdf(double k) const;

  /// The least whole number k with cdf(k) >= probability; infinite where it exceeds 1e300.
  [[nodiscard]] double quantile(double probability) const;

  /// The median; of two of them, as where the two weights are equal, the greater, which is then `seen`.
  [[nodiscard]] double median() const;

  /// The mean; infinite unless seen_weight > 1.
  [[nodiscard]] double mean() const;

  /// The standard deviation; infinite unless seen_weight > 2.
  [[nodiscard]] double standard_deviation() const;

  /// The median, with the standard deviation (NaN where it is infinite) and the interval between the quantiles of
  /// (1 - level) / 2 on either side.
  [[nodiscard]] Estimate estimate(double level) const;
};

}  // namespace fealty::complaints
