#pragma once

#include <limits>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/gamma_gamma.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "fealty/loyalty/purchase_regression.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// The rate of continuous discounting per unit of time that an annual discount amounts to: log(1 + annual) over the
/// units in a year of 365.25 days. Money of a year ahead is worth 1 / (1 + annual).
///
/// Throws ParameterError unless the discount is finite and not negative.
[[nodiscard]] double continuous_rate(double annual_discount, PurchaseUnit unit);

/// How the value of customers is reckoned.
struct LifetimeOptions {
  double horizon = std::numeric_limits<double>::infinity();  ///< from the end of observation, in the summary's unit
  double rate = 0.0;                                         ///< of continuous discounting, per unit of time
  double margin = 1.0;                                       ///< share of the spend that is kept
  double level = 0.95;                                       ///< of the intervals
};

/// What customers will be worth, one number per customer in the order of the summary.
struct LifetimeValues {
  std::vector<double> expected_spend;        ///< per purchase
  std::vector<double> discounted_purchases;  ///< after the end of observation, up to the horizon
  std::vector<double> value;                 ///< margin times the product of the two
  std::vector<double> lower;                 ///< end of its interval
  std::vector<double> upper;                 ///< end of its interval
  Estimate total;                            ///< of all customers; NaN bounds where a value is infinite
};

/// The present value of what customers will buy after the end of observation: the margin, times the expected spend per
/// purchase, times the discounted expected purchases.
///
/// How often and how much a customer buys are independent in both models, so that the expectations multiply; customers
/// without repeat purchases have the expected spend of a new one. Intervals carry the uncertainty of the parameters of
/// both models, which were estimated apart, by the delta method, normal on the scale of the logarithm; that of the
/// total comes from the gradient of the sum, for the errors of customers go together. Where the expected spend is
/// infinite (q <= 1), so are the value and the total.
///
/// Source: Fader, Hardie and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of
/// Marketing Research 42. Throws ParameterError for a margin that is not positive and finite, a level outside (0, 1),
/// and as discounted_purchases does.
template <template <class> class Law>
[[nodiscard]] LifetimeValues lifetime_value(const PurchaseModel<Law>& purchases, const GammaGammaModel& spend,
                                            const PurchaseSummary& summary, const LifetimeOptions& options = {});

/// The same by a model whose customers differ by covariates, of which there is a row for each customer: see
/// covariate_rows. Intervals carry the uncertainty of the coefficients, too.
template <template <class> class Law>
[[nodiscard]] LifetimeValues lifetime_value(const PurchaseRegression<Law>& purchases, const GammaGammaModel& spend,
                                            const PurchaseSummary& summary, const Frame& covariates,
                                            const LifetimeOptions& options = {});

extern template LifetimeValues lifetime_value(const BetaGeoModel&, const GammaGammaModel&, const PurchaseSummary&,
                                              const LifetimeOptions&);
extern template LifetimeValues lifetime_value(const ModifiedBetaGeoModel&, const GammaGammaModel&,
                                              const PurchaseSummary&, const LifetimeOptions&);
extern template LifetimeValues lifetime_value(const ParetoNBDModel&, const GammaGammaModel&, const PurchaseSummary&,
                                              const LifetimeOptions&);
extern template LifetimeValues lifetime_value(const NBDModel&, const GammaGammaModel&, const PurchaseSummary&,
                                              const LifetimeOptions&);
extern template LifetimeValues lifetime_value(const BetaGeoRegression&, const GammaGammaModel&, const PurchaseSummary&,
                                              const Frame&, const LifetimeOptions&);
extern template LifetimeValues lifetime_value(const ModifiedBetaGeoRegression&, const GammaGammaModel&,
                                              const PurchaseSummary&, const Frame&, const LifetimeOptions&);
extern template LifetimeValues lifetime_value(const ParetoNBDRegression&, const GammaGammaModel&,
                                              const PurchaseSummary&, const Frame&, const LifetimeOptions&);

}  // namespace fealty::loyalty
