#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/beta_geo.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/likelihood_fit.hpp"
#include "fealty/loyalty/nbd.hpp"
#include "fealty/loyalty/pareto_nbd.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// A model of repeat buying: its law with fitted parameters, and what follows for customers.
///
/// The law is one of BetaGeo, ModifiedBetaGeo, ParetoNbd and Nbd. The likelihood is summed over distinct patterns of
/// purchases in blocks, so that the bits do not depend on the number of threads; its derivatives are exact.
///
/// Figures of customers come with intervals by the delta method, where a level is asked for: normal on the scale of the
/// logit for probabilities and of the logarithm for expectations. They carry the uncertainty of the parameters, not
/// what chance does to one customer.
template <template <class> class Law>
class PurchaseModel : public FittedLaw<Law> {
 public:
  using FittedLaw<Law>::FittedLaw;

  /// Estimates the parameters by maximum likelihood.
  ///
  /// Throws FitError if there are no customers, or nobody bought again.
  static PurchaseModel fit(const PurchaseSummary& summary, const FitOptions& options = {});

  /// The log-likelihood of the customers of a summary.
  [[nodiscard]] double log_likelihood(const PurchaseSummary& summary) const;

  /// The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
  [[nodiscard]] CustomerFigures probability_alive(const PurchaseSummary& summary, double level = 0.0) const;

  /// The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
  /// asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
  [[nodiscard]] CustomerFigures expected_purchases(const PurchaseSummary& summary, double horizon,
                                                   double level = 0.0) const;

  /// The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
  [[nodiscard]] Estimate expected_of_new(double horizon, double level = 0.95) const;

  /// The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
  /// of observation: `most` + 2 numbers per customer, one customer after another.
  [[nodiscard]] std::vector<double> purchase_distribution(const PurchaseSummary& summary, double horizon,
                                                          std::size_t most = 10) const;

  /// Customers drawn from the model, each observed for the time `observed`; keyed by the seed and the customer's
  /// number.
  [[nodiscard]] std::vector<PurchasePattern> simulate(std::size_t customers, double observed,
                                                      std::uint64_t seed = 1) const;
};

using BetaGeoModel = PurchaseModel<BetaGeo>;
using ModifiedBetaGeoModel = PurchaseModel<ModifiedBetaGeo>;
using ParetoNBDModel = PurchaseModel<ParetoNbd>;
using NBDModel = PurchaseModel<Nbd>;

// Each is compiled in a source of its own.
extern template class PurchaseModel<BetaGeo>;
extern template class PurchaseModel<ModifiedBetaGeo>;
extern template class PurchaseModel<ParetoNbd>;
extern template class PurchaseModel<Nbd>;

}  // namespace fealty::loyalty
