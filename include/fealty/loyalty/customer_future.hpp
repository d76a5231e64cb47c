#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/random.hpp"
#include "fealty/loyalty/beta_geo.hpp"
#include "fealty/loyalty/customer_draw.hpp"
#include "fealty/loyalty/nbd.hpp"
#include "fealty/loyalty/pareto_nbd.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"
#include "fealty/loyalty/purchase_regression.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// Calls `f(time)` for the times, up to an end, at which a customer buys at a constant rate, as long as it says so.
template <class F>
void draw_times_at_rate(double rate, double end, RandomStream& random, F&& f) {
  if (!(rate > 1e-300)) return;
  for (double time = random.exponential(1 / rate); time <= end; time += random.exponential(1 / rate)) {
    if (!f(time)) return;
  }
}

/// A whole future: calls `f(time)` for each purchase in the time `horizon` after the end of observation of a customer
/// who was drawn by draw_customer.
template <class F>
void draw_future(const Nbd<double>& /*law*/, const CustomerDraw& customer, double horizon, RandomStream& random,
                 F&& f) {
  draw_times_at_rate(customer.rate, horizon, random, [&](double time) {
    f(time);
    return true;
  });
}

template <int FirstOpportunity, class F>
void draw_future(const GeometricDropout<double, FirstOpportunity>& /*law*/, const CustomerDraw& customer,
                 double horizon, RandomStream& random, F&& f) {
  if (!customer.is_alive) return;
  draw_times_at_rate(customer.rate, horizon, random, [&](double time) {
    f(time);
    return random.uniform() >= customer.dropout;
  });
}

template <class F>
void draw_future(const ParetoNbd<double>& /*law*/, const CustomerDraw& customer, double horizon, RandomStream& random,
                 F&& f) {
  if (!customer.is_alive) return;
  const double life = -std::log(random.uniform()) / customer.dropout;
  draw_times_at_rate(customer.rate, std::min(life, horizon), random, [&](double time) {
    f(time);
    return true;
  });
}

/// How futures are drawn.
struct FutureOptions {
  double horizon = 52.0;        ///< from the end of observation, in the summary's unit
  std::size_t draws = 1000;     ///< futures of each customer
  std::uint64_t seed = 1;       ///< futures are keyed by it and the customer's number
  std::size_t steps = 52;       ///< times of a fan, equally far apart up to the horizon
  double level = 0.9;           ///< of the intervals of what will happen
  bool parameters_vary = true;  ///< whether each draw has parameters of its own, from their normal approximation
};

/// How many purchases there have been by a time, over the draws.
struct FutureFan {
  std::vector<double> times;
  std::vector<double> mean;
  std::vector<double> median;
  std::vector<double> lower;  ///< end of the interval that holds the share `level` of the draws
  std::vector<double> upper;  ///< end of the interval that holds the share `level` of the draws
};

/// Futures of customers.
struct CustomerFutures {
  std::vector<double> mean;    ///< purchases of each customer up to the horizon
  std::vector<double> median;  ///< of the draws
  std::vector<double> lower;   ///< end of the interval that holds the share `level` of the draws
  std::vector<double> upper;   ///< end of the interval that holds the share `level` of the draws
  FutureFan total;             ///< of all customers together
  std::vector<double> totals;  ///< in each draw, the purchases of all customers up to the horizon
};

/// Draws whole futures of each customer: first what the customer is like, given the purchases so far (alive or not,
/// rate of purchases, dropout), then the purchases.
///
/// Intervals are of what will happen, chance included, and of the uncertainty of the parameters if they vary; their
/// ends are order statistics of the draws. The customer with number i has the same futures in whatever summary. Throws
/// ParameterError for a horizon that is negative or not finite, no draws or steps, or a level outside (0, 1).
template <template <class> class Law>
[[nodiscard]] CustomerFutures customer_futures(const PurchaseModel<Law>& model, const PurchaseSummary& summary,
                                               const FutureOptions& options = {});

/// The same by a model whose customers differ by covariates, of which there is a row for each customer: see
/// covariate_rows. Where parameters vary, coefficients do so with them.
template <template <class> class Law>
[[nodiscard]] CustomerFutures customer_futures(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                                               const Frame& covariates, const FutureOptions& options = {});

/// The fan of one customer, by number in the summary: the same draws. Throws ParameterError if there is no such
/// customer.
template <template <class> class Law>
[[nodiscard]] FutureFan future_of_customer(const PurchaseModel<Law>& model, const PurchaseSummary& summary,
                                           std::size_t customer, const FutureOptions& options = {});

/// The same by a model whose customers differ by covariates.
template <template <class> class Law>
[[nodiscard]] FutureFan future_of_customer(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                                           const Frame& covariates, std::size_t customer,
                                           const FutureOptions& options = {});

extern template CustomerFutures customer_futures(const BetaGeoModel&, const PurchaseSummary&, const FutureOptions&);
extern template CustomerFutures customer_futures(const ModifiedBetaGeoModel&, const PurchaseSummary&,
                                                 const FutureOptions&);
extern template CustomerFutures customer_futures(const ParetoNBDModel&, const PurchaseSummary&, const FutureOptions&);
extern template CustomerFutures customer_futures(const NBDModel&, const PurchaseSummary&, const FutureOptions&);
extern template FutureFan future_of_customer(const BetaGeoModel&, const PurchaseSummary&, std::size_t,
                                             const FutureOptions&);
extern template FutureFan future_of_customer(const ModifiedBetaGeoModel&, const PurchaseSummary&, std::size_t,
                                             const FutureOptions&);
extern template FutureFan future_of_customer(const ParetoNBDModel&, const PurchaseSummary&, std::size_t,
                                             const FutureOptions&);
extern template FutureFan future_of_customer(const NBDModel&, const PurchaseSummary&, std::size_t,
                                             const FutureOptions&);
extern template CustomerFutures customer_futures(const BetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                                 const FutureOptions&);
extern template CustomerFutures customer_futures(const ModifiedBetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                                 const FutureOptions&);
extern template CustomerFutures customer_futures(const ParetoNBDRegression&, const PurchaseSummary&, const Frame&,
                                                 const FutureOptions&);
extern template FutureFan future_of_customer(const BetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                             std::size_t, const FutureOptions&);
extern template FutureFan future_of_customer(const ModifiedBetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                             std::size_t, const FutureOptions&);
extern template FutureFan future_of_customer(const ParetoNBDRegression&, const PurchaseSummary&, const Frame&,
                                             std::size_t, const FutureOptions&);

}  // namespace fealty::loyalty
