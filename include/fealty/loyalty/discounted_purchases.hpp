#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "fealty/loyalty/beta_geo.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/gauss_legendre.hpp"
#include "fealty/loyalty/nbd.hpp"
#include "fealty/loyalty/pareto_nbd.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"
#include "fealty/loyalty/purchase_summary.hpp"
#include "fealty/loyalty/scalar_value.hpp"

namespace fealty::loyalty {

/// A time over which the rate of purchases of a living customer, as far as we know it, does not change much; infinity
/// if it never does.
template <class S>
double steady_time(const ParetoNbd<S>& law, const PurchasePattern& p) {
  return (scalar_value(law.beta) + p.observed) / (1 + scalar_value(law.s));
}

template <class S, int FirstOpportunity>
double steady_time(const GeometricDropout<S, FirstOpportunity>& law, const PurchasePattern& p) {
  const auto ahead = law.purchases_ahead(p, 1.0);
  const double dropout = scalar_value(ahead.a / (ahead.a + ahead.b));
  return 1 / (scalar_value(ahead.growth) * (1 + (scalar_value(ahead.shape) + 1) * dropout));
}

template <class S>
double steady_time(const Nbd<S>& /*law*/, const PurchasePattern& /*pattern*/) {
  return std::numeric_limits<double>::infinity();
}

/// Expected discounted purchases of a customer who is alive at the end of observation: a purchase at time t from there
/// counts exp(-rate t), one beyond the horizon nothing. Over the scalar of the law.
///
/// With E(t) the expected purchases until t it is, by parts,
///
///     exp(-rate h) E(h) + rate * integral from 0 to h of exp(-rate t) E(t) dt,
///
/// by Gauss and Legendre in log(1 + t / m), m no longer than the times over which rate and discount change. A horizon
/// of infinity needs a positive rate; times at which nothing is left of a purchase, exp(-40), are left out. Source:
/// Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of Marketing
/// Research 42, whose equation for the Pareto/NBD model, in Tricomi's function, this equals for an infinite horizon.
template <class Law>
auto discounted_while_alive(const Law& law, const PurchasePattern& p, double horizon, double rate) {
  using S = decltype(law.r);
  const double end = rate > 0 ? std::min(horizon, 40 / rate) : horizon;
  if (end == 0) return S(0.0);
  S sum = std::exp(-rate * end) * law.expected_while_alive(p, end);
  if (rate == 0) return sum;
  const double m = 1 / (rate + 1 / steady_time(law, p));
  const double range = std::log1p(end / m), panels = std::ceil(range / 1.2), width = range / panels;
  for (double panel = 0; panel < panels; ++panel) {
    for (const QuadratureNode& node : gauss_legendre<8>()) {
      const double time = m * std::expm1(width * (panel + node.at));
      const double weight = node.weight * width * (m + time) * rate * std::exp(-rate * time);
      sum = sum + weight * law.expected_while_alive(p, time);
    }
  }
  return sum;
}

/// Discounted expected purchases of each customer after the end of observation (DERT, discounted expected residual
/// transactions, where the horizon is infinite).
///
/// The rate is that of continuous discounting per unit of time; see continuous_rate. A level of 0 asks for no
/// intervals, which are by the delta method and normal on the scale of the logarithm. Throws ParameterError if the
/// horizon or the rate is negative or NaN, the rate infinite, or the horizon infinite without discounting.
template <template <class> class Law>
[[nodiscard]] CustomerFigures discounted_purchases(const PurchaseModel<Law>& model, const PurchaseSummary& summary,
                                                   double horizon, double rate, double level = 0.0);

extern template CustomerFigures discounted_purchases(const BetaGeoModel&, const PurchaseSummary&, double, double,
                                                     double);
extern template CustomerFigures discounted_purchases(const ModifiedBetaGeoModel&, const PurchaseSummary&, double,
                                                     double, double);
extern template CustomerFigures discounted_purchases(const ParetoNBDModel&, const PurchaseSummary&, double, double,
                                                     double);
extern template CustomerFigures discounted_purchases(const NBDModel&, const PurchaseSummary&, double, double, double);

}  // namespace fealty::loyalty
