#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/likelihood_fit.hpp"
#include "fealty/loyalty/purchase_summary.hpp"
#include "fealty/loyalty/regular_dropout.hpp"

namespace fealty::loyalty {

/// For each customer the sum of the logarithms of the gaps between purchases, in the unit of the summary. Throws
/// ParameterError if the summary has no days.
std::vector<double> log_gap_sums(const PurchaseSummary& summary);

/// A model of repeat buying at more or less regular times, BG/CNBD-k (`FirstOpportunity` 0) or MBG/CNBD-k (1): see
/// RegularDropout.
///
/// The regularity k is a whole number; it is the one of the highest likelihood, where the other parameters have their
/// best values with it. These are estimated, with errors, as if k were known. `log_gaps` has the sum of the logarithms
/// of the gaps between purchases of each customer, 0 where there is none: see log_gap_sums.
template <int FirstOpportunity>
class RegularPurchaseModel {
 public:
  using Parameters = RegularDropout<double, FirstOpportunity>;

  RegularPurchaseModel() = default;

  /// Parameters that are known. Throws ParameterError unless all are positive and finite.
  explicit RegularPurchaseModel(const Parameters& known);

  /// Parameters that were estimated, and the regularity with which. Throws ParameterError if they are not as many as
  /// the model has, or k is not from 1 to 100.
  RegularPurchaseModel(LikelihoodFit fit, std::uint32_t k, std::vector<double> profile = {});

  /// Estimates the parameters and a regularity of at most `most` by maximum likelihood. From k = 1 on it stops after
  /// two that are less likely than the best one.
  ///
  /// Throws FitError if there are no customers, or nobody bought again; ParameterError if `log_gaps` are not as many as
  /// the customers or not finite, or `most` is 0.
  static RegularPurchaseModel fit(const PurchaseSummary& summary, std::span<const double> log_gaps,
                                  std::uint32_t most = 12, const FitOptions& options = {});

  /// The law with its parameters.
  [[nodiscard]] const Parameters& parameters() const noexcept { return law_; }

  /// How they were estimated, and how well.
  [[nodiscard]] const LikelihoodFit& estimated() const noexcept { return fit_; }

  /// k: the stages between purchases.
  [[nodiscard]] std::uint32_t regularity() const noexcept { return law_.k; }

  /// The highest log-likelihoods with k = 1, 2, ..., as far as they were looked at.
  [[nodiscard]] const std::vector<double>& profile() const noexcept { return profile_; }

  /// The log-likelihood of the customers of a summary.
  [[nodiscard]] double log_likelihood(const PurchaseSummary& summary, std::span<const double> log_gaps) const;

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

  /// Customers drawn from the model with their gaps, each observed for the time `observed`; keyed by the seed and the
  /// customer's number.
  [[nodiscard]] std::vector<typename Parameters::Drawn> simulate(std::size_t customers, double observed,
                                                                 std::uint64_t seed = 1) const;

 private:
  template <class Scale, class Function>
  CustomerFigures figures(std::size_t size, double level, Function&& on_scale) const;

  LikelihoodFit fit_;
  Parameters law_;
  std::vector<double> profile_;
};

using RegularBetaGeoModel = RegularPurchaseModel<0>;
using RegularModifiedBetaGeoModel = RegularPurchaseModel<1>;

extern template class RegularPurchaseModel<0>;
extern template class RegularPurchaseModel<1>;

}  // namespace fealty::loyalty
