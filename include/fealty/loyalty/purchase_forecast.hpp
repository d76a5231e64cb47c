#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "fealty/loyalty/purchase_regression.hpp"

namespace fealty::loyalty {

/// Where the numbers of purchases that were made lie in what was foretold; a value per customer.
struct CountProbabilities {
  std::vector<double> log_probability;  ///< of exactly this number
  std::vector<double> below;            ///< probability of a smaller number
};

/// The probabilities of the purchases that each customer made in the time `horizon` after the end of observation.
///
/// Sums of log probabilities compare models by what they foretell (Good 1952, "Rational decisions"); with `below` one
/// sees whether intervals hold what they promise (Czado, Gneiting and Held 2009, "Predictive model assessment for count
/// data", Biometrics 65).
///
/// Throws ParameterError for a horizon that is negative or not finite, or numbers that are not one per customer.
template <template <class> class Law>
CountProbabilities count_probabilities(const FittedLaw<Law>& model, const PurchaseSummary& summary, double horizon,
                                       std::span<const std::uint32_t> counts);

/// The same by a model whose customers differ by covariates, of which there is a row for each customer: see
/// covariate_rows.
template <template <class> class Law>
CountProbabilities count_probabilities(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                                       const Frame& covariates, double horizon, std::span<const std::uint32_t> counts);

/// The purchases of all customers together.
struct PurchaseTotal {
  Estimate expected;  ///< their mean, with the uncertainty of the parameters (delta method)
  Estimate foretold;  ///< the same with the interval in which the total itself will lie: parameters and chance
};

/// The purchases of all customers of a summary in the time `horizon` after the end of observation.
///
/// What chance does adds the variance of each customer's number. Both intervals are normal, that of the total not below
/// 0. Throws ParameterError for a horizon that is negative or not finite, or a level outside (0, 1).
template <template <class> class Law>
PurchaseTotal total_purchases(const FittedLaw<Law>& model, const PurchaseSummary& summary, double horizon,
                              double level = 0.95);

/// The same by a model whose customers differ by covariates. Intervals carry the uncertainty of the coefficients, too.
template <template <class> class Law>
PurchaseTotal total_purchases(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                              const Frame& covariates, double horizon, double level = 0.95);

/// The expected repeat purchases of new customers: the sum over ages, times after the first purchase, of so many
/// customers each, with the uncertainty of the parameters (delta method). Customers may be negative: what was expected
/// until an earlier age is taken off.
///
/// Source: Fader, Hardie and Lee (2005), equation 9, summed over a cohort whose first purchases are staggered.
///
/// Throws ParameterError for columns that differ in length, and an age that is negative or not finite.
template <template <class> class Law>
Estimate cohort_purchases(const FittedLaw<Law>& model, std::span<const double> ages, std::span<const double> customers,
                          double level = 0.95);

/// The same by a model whose customers differ by covariates: what each customer of a summary was expected to buy, as a
/// new one, between two ages of their own, all together. Throws ParameterError, too, if an age is before the one that
/// it is counted from.
template <template <class> class Law>
Estimate cohort_purchases(const PurchaseRegression<Law>& model, const PurchaseSummary& summary, const Frame& covariates,
                          std::span<const double> from_ages, std::span<const double> to_ages, double level = 0.95);

}  // namespace fealty::loyalty
