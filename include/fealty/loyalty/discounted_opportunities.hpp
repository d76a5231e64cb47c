#pragma once

#include <cmath>

#include "fealty/core/special.hpp"
#include "fealty/loyalty/beta_geo_beta_binom.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/opportunity_summary.hpp"
#include "fealty/loyalty/scalar_value.hpp"

namespace fealty::loyalty {

/// Discounted expected purchases, at all opportunities after those observed, of a customer who is alive at the next
/// one, over the scalar of the law.
///
/// A purchase at the i-th opportunity ahead counts (1 + discount)^-i. The terms are positive, and the rest is less than
/// a geometric series.
template <class S>
S discounted_while_alive(const BetaGeoBetaBinom<S>& law, const OpportunityPattern& p, double discount) {
  const double n = p.opportunities, factor = 1 / (1 + discount);
  S staying = factor, sum = 0.0;
  for (double i = 1;; ++i) {
    sum = sum + staying;
    if (scalar_value(staying) <= 1e-16 * discount * scalar_value(sum)) break;
    staying = staying * (factor * (law.delta + (n + i)) / (law.gamma + law.delta + (n + i)));
  }
  return sum * (law.alpha + static_cast<double>(p.frequency)) / (law.alpha + law.beta + n);
}

/// Discounted expected purchases of customers of each pattern at all opportunities to come (DERT, discounted expected
/// residual transactions).
///
/// The discount is that of one period between opportunities, above 0. A level of 0 asks for no intervals, which are by
/// the delta method and normal on the scale of the logarithm. Source: Fader, Hardie and Shang (2010), "Customer-base
/// analysis in a discrete-time noncontractual setting", Marketing Science 29, whose equation in 2F1 this sums. Throws
/// ParameterError for a discount that is not positive and finite.
[[nodiscard]] CustomerFigures discounted_opportunities(const BetaGeoBetaBinomModel& model,
                                                       const OpportunitySummary& summary, double discount,
                                                       double level = 0.0);

}  // namespace fealty::loyalty
