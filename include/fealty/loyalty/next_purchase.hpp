#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/loyalty/beta_geo.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/gauss_legendre.hpp"
#include "fealty/loyalty/nbd.hpp"
#include "fealty/loyalty/pareto_nbd.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"
#include "fealty/loyalty/purchase_regression.hpp"
#include "fealty/loyalty/purchase_summary.hpp"
#include "fealty/loyalty/purchases_until_dropout.hpp"
#include "fealty/loyalty/scalar_value.hpp"

namespace fealty::loyalty {

// ---- of a customer who is alive at the end of observation, over the scalar of the law ----

/// The probability that a customer who buys at a gamma distributed rate buys within a time, which is `growth` times the
/// rate parameter of the gamma distribution.
template <class S>
S purchase_at_gamma_rate(const S& shape, const S& growth) {
  using std::expm1;
  using std::log1p;
  return -expm1(-shape * log1p(growth));
}

/// The probability that a customer who is alive at the end of observation buys again within a time, or, with infinity,
/// ever.
template <class S>
S purchase_within(const Nbd<S>& law, const PurchasePattern& p, double time) {
  if (std::isinf(time)) return 1.0;
  return purchase_at_gamma_rate(S(law.r + p.frequency), S(time / (law.alpha + p.observed)));
}

/// Who is alive buys at least once more, because customers drop out after a purchase.
template <class S, int FirstOpportunity>
S purchase_within(const GeometricDropout<S, FirstOpportunity>& law, const PurchasePattern& p, double time) {
  if (std::isinf(time)) return 1.0;
  const auto ahead = law.purchases_ahead(p, time);
  return purchase_at_gamma_rate(ahead.shape, ahead.growth);
}

/// The integral over the time of the next purchase, at which the customer is still alive with probability (1 + t /
/// (beta
/// + T))^-s, by Gauss and Legendre in log(1 + t / m). Far out the integrand is exponential in it, and the rest is
/// known.
template <class S>
S purchase_within(const ParetoNbd<S>& law, const PurchasePattern& p, double time) {
  using std::exp;
  using std::expm1;
  using std::log1p;
  const S shape = law.r + p.frequency, a = law.alpha + p.observed, b = law.beta + p.observed;
  const double m = std::min(scalar_value(a / (shape + 1.0)), scalar_value(b / (law.s + 1.0)));
  const double range = std::log1p(time / m);
  const double settled = 37 + std::log(std::max(scalar_value(a), scalar_value(b)) / m);
  const S rate = shape / a, per_a = 1.0 / a, per_b = 1.0 / b;
  const auto density = [&](double place) {
    const double t = m * std::expm1(place);
    return S((m + t) * rate * exp(-law.s * log1p(t * per_b) - (shape + 1.0) * log1p(t * per_a)));
  };
  const double end = std::min(range, settled), panels = std::ceil(end / 1.2), width = end / panels;
  S sum = 0.0;
  for (double panel = 0; panel < panels; ++panel) {
    S part = 0.0;
    for (const QuadratureNode& node : gauss_legendre<8>())
      part = part + node.weight * width * density(width * (panel + node.at));
    sum = sum + part;
    if (panel > 2 && scalar_value(part) < 1e-18 * scalar_value(sum)) return sum;
  }
  if (range <= settled) return sum;
  const S fall = shape + law.s;
  const double beyond = std::min(range - settled, 800 / scalar_value(fall));
  return sum + density(settled) * (-expm1(-fall * beyond)) / fall;
}

/// The probability that a customer who is alive at the end of observation is so after a time, too.
template <class S>
S staying_alive(const Nbd<S>& /*law*/, const PurchasePattern& /*pattern*/, double /*time*/) {
  return 1.0;
}

template <class S>
S staying_alive(const ParetoNbd<S>& law, const PurchasePattern& p, double time) {
  using std::exp;
  using std::log1p;
  return exp(-law.s * log1p(time / (law.beta + p.observed)));
}

/// Each purchase ends a customer's life with probability p: the probability of having dropped out is E[p purchases],
/// which is a / (a + b) times the expected purchases for p beta distributed with weights a + 1 and b. What is below
/// 1e-14 is 0.
template <class S, int FirstOpportunity>
S staying_alive(const GeometricDropout<S, FirstOpportunity>& law, const PurchasePattern& p, double time) {
  if (time == 0) return 1.0;
  const PurchasesUntilDropout<S> ahead = law.purchases_ahead(p, time);
  const PurchasesUntilDropout<S> leaving{ahead.shape, ahead.growth, ahead.a + 1.0, ahead.b};
  const S staying = 1.0 - ahead.a / (ahead.a + ahead.b) * leaving.expected();
  return staying > 1e-14 ? staying : S(0.0);
}

// ---- quantiles ----

/// The time by which a customer who is alive has bought again with a probability; infinity if that never is.
inline double time_to_purchase(const Nbd<double>& law, const PurchasePattern& p, double probability) {
  if (probability >= 1) return std::numeric_limits<double>::infinity();
  return (law.alpha + p.observed) * std::expm1(-std::log1p(-probability) / (law.r + p.frequency));
}

template <int FirstOpportunity>
double time_to_purchase(const GeometricDropout<double, FirstOpportunity>& law, const PurchasePattern& p,
                        double probability) {
  return time_to_purchase(Nbd<double>{law.r, law.alpha}, p, probability);
}

/// By Newton's method for the logarithm of the probability of a purchase after t, which is nearly linear in log t: that
/// of no purchase and no death until t, times that of a purchase ever, of the customer who was observed until then.
inline double time_to_purchase(const ParetoNbd<double>& law, const PurchasePattern& p, double probability) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double rest = purchase_within(law, p, infinity) - probability;
  if (!(rest > 0)) return infinity;
  const double k = law.r + p.frequency, a = law.alpha + p.observed, b = law.beta + p.observed;
  double time = time_to_purchase(Nbd<double>{law.r, law.alpha}, p, probability);  // if nobody died
  if (time == 0) return 0;
  for (int iteration = 0; iteration < 60 && std::isfinite(time); ++iteration) {
    const double log_silent = -k * std::log1p(time / a) - law.s * std::log1p(time / b);
    const double after = purchase_within(law, {p.frequency, p.recency, p.observed + time}, infinity);
    const double slope = -time * k / (a + time) / after;
    const double step = (std::log(rest) - log_silent - std::log(after)) / slope;
    time *= std::exp(std::clamp(step, -3.0, 3.0));
    if (std::abs(step) < 1e-12) break;
  }
  return time;
}

// ---- of all customers ----

/// When customers buy next.
struct NextPurchase {
  CustomerFigures probability;             ///< of ever buying again
  std::vector<std::vector<double>> times;  ///< for each quantile asked for, a time for each customer
};

/// When each customer buys next, counted from the end of observation.
///
/// No purchase until t has the probability 1 - P(alive) + P(alive) P(none until t | alive). A quantile is the time by
/// which a purchase has come with that probability: infinity if it never is that probable, as for a customer who is
/// dead with probability 0.6 the median. A level of 0 asks for no intervals, which are by the delta method and normal
/// on the scale of the logit. Throws ParameterError for a quantile that is not in (0, 1).
template <template <class> class Law>
[[nodiscard]] NextPurchase next_purchase(const PurchaseModel<Law>& model, const PurchaseSummary& summary,
                                         std::span<const double> quantiles, double level = 0.0);

/// The same by a model whose customers differ by covariates, of which there is a row for each customer: see
/// covariate_rows. Intervals carry the uncertainty of the coefficients, too.
template <template <class> class Law>
[[nodiscard]] NextPurchase next_purchase(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                                         const Frame& covariates, std::span<const double> quantiles,
                                         double level = 0.0);

/// The probability that each customer is alive at a time after the end of observation.
///
/// A level of 0 asks for no intervals, which are by the delta method and normal on the scale of the logit. Throws
/// ParameterError if the time is negative or not finite.
template <template <class> class Law>
[[nodiscard]] CustomerFigures customer_survival(const PurchaseModel<Law>& model, const PurchaseSummary& summary,
                                                double time, double level = 0.0);

/// The same by a model whose customers differ by covariates.
template <template <class> class Law>
[[nodiscard]] CustomerFigures customer_survival(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                                                const Frame& covariates, double time, double level = 0.0);

extern template NextPurchase next_purchase(const BetaGeoModel&, const PurchaseSummary&, std::span<const double>,
                                           double);
extern template NextPurchase next_purchase(const ModifiedBetaGeoModel&, const PurchaseSummary&, std::span<const double>,
                                           double);
extern template NextPurchase next_purchase(const ParetoNBDModel&, const PurchaseSummary&, std::span<const double>,
                                           double);
extern template NextPurchase next_purchase(const NBDModel&, const PurchaseSummary&, std::span<const double>, double);
extern template CustomerFigures customer_survival(const BetaGeoModel&, const PurchaseSummary&, double, double);
extern template CustomerFigures customer_survival(const ModifiedBetaGeoModel&, const PurchaseSummary&, double, double);
extern template CustomerFigures customer_survival(const ParetoNBDModel&, const PurchaseSummary&, double, double);
extern template CustomerFigures customer_survival(const NBDModel&, const PurchaseSummary&, double, double);
extern template NextPurchase next_purchase(const BetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                           std::span<const double>, double);
extern template NextPurchase next_purchase(const ModifiedBetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                           std::span<const double>, double);
extern template NextPurchase next_purchase(const ParetoNBDRegression&, const PurchaseSummary&, const Frame&,
                                           std::span<const double>, double);
extern template CustomerFigures customer_survival(const BetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                                  double, double);
extern template CustomerFigures customer_survival(const ModifiedBetaGeoRegression&, const PurchaseSummary&,
                                                  const Frame&, double, double);
extern template CustomerFigures customer_survival(const ParetoNBDRegression&, const PurchaseSummary&, const Frame&,
                                                  double, double);

}  // namespace fealty::loyalty
