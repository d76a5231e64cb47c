#pragma once

#include "fealty/complaints/beta_negative_binomial.hpp"

namespace fealty::reference {

/// The probability of at most k, term by term: each is the one before it times the ratio of their factorials.
inline double cdf(const complaints::BetaNegativeBinomial& d, double k) {
  double term = 1.0;
  for (double i = 0; i < d.seen; ++i) term *= (d.seen_weight + i) / (d.unseen_weight + d.seen_weight + i);
  double sum = term;
  for (double i = 0; i < k; ++i) {
    term *= (i + d.seen) * (d.unseen_weight + i) / ((i + 1) * (d.unseen_weight + d.seen_weight + d.seen + i));
    sum += term;
  }
  return sum;
}

/// The first number whose terms, and all before it, reach the probability; less what rounding may have taken from an
/// exact tie.
inline double quantile(const complaints::BetaNegativeBinomial& d, double probability) {
  double term = 1.0;
  for (double i = 0; i < d.seen; ++i) term *= (d.seen_weight + i) / (d.unseen_weight + d.seen_weight + i);
  double sum = term, k = 0;
  for (; sum < probability - 1e-12; ++k) {
    term *= (k + d.seen) * (d.unseen_weight + k) / ((k + 1) * (d.unseen_weight + d.seen_weight + d.seen + k));
    sum += term;
  }
  return k;
}

}  // namespace fealty::reference
