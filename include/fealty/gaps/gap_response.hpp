#pragma once

#include <algorithm>
#include <cmath>

#include "fealty/core/special.hpp"
#include "fealty/gaps/item_standing.hpp"

namespace fealty::gaps {

/// Mean of max(X, 0) for a normal X: mean * Phi(mean / sd) + sd * phi(mean / sd); a standard deviation of 0 is allowed.
inline double mean_positive_part(double mean, double standard_deviation) {
  if (!(standard_deviation > 0)) return std::max(mean, 0.0);
  const double z = mean / standard_deviation;
  const double density = 0.39894228040143267794 * std::exp(-0.5 * z * z);
  return std::max(0.0, mean * normal_cdf(z) + standard_deviation * density);
}

/// How far customers fall short of what they tolerate, and how far they are exceeded, on average over all of them.
struct GapParts {
  double shortfall = 0.0;  ///< mean of max(-gap - tolerance, 0), not negative
  double excess = 0.0;     ///< mean of max(gap, 0), not negative
};

/// The parts of an item's gap where it stands.
inline GapParts gap_parts(const ItemStanding& standing) {
  const double gap = standing.gap();
  const double excess = mean_positive_part(gap, standing.spread);
  if (standing.tolerance == 0) return {std::max(0.0, excess - gap), excess};  // x = max(x, 0) - max(-x, 0)
  return {mean_positive_part(-gap - standing.tolerance, standing.spread), excess};
}

/// What a gap does to an outcome, such as overall satisfaction: falling short hurts more than exceeding helps.
///
/// The outcome is linear in both parts of a customer's gap with a slope for each (Anderson and Sullivan 1993, "The
/// antecedents and consequences of customer satisfaction for firms", Marketing Science 12), so its mean over customers
/// is linear in the means of the parts.
struct GapResponse {
  double negative = 0.0;  ///< outcome lost per point of falling short, not negative
  double positive = 0.0;  ///< outcome won per point of exceeding, not negative

  /// Outcome over that of customers whose expectation is just met.
  [[nodiscard]] double operator()(const ItemStanding& standing) const {
    const GapParts parts = gap_parts(standing);
    return positive * parts.excess - negative * parts.shortfall;
  }

  friend bool operator==(const GapResponse&, const GapResponse&) = default;
};

}  // namespace fealty::gaps
