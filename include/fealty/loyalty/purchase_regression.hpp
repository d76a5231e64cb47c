#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/loyalty/beta_geo.hpp"
#include "fealty/loyalty/covariate_coding.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/likelihood_fit.hpp"
#include "fealty/loyalty/pareto_nbd.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// The columns of covariates of each kind, by name.
struct CovariateChoice {
  std::vector<std::string> transaction;
  std::vector<std::string> dropout;
};

/// How the covariates of each kind become numbers.
struct PurchaseCoding {
  CovariateCoding transaction;
  CovariateCoding dropout;

  friend bool operator==(const PurchaseCoding&, const PurchaseCoding&) = default;
};

/// A model of repeat buying whose customers differ by covariates that do not change with time.
///
/// The law is one of ParetoNbd, BetaGeo and ModifiedBetaGeo, whose `effects` say how covariates move its parameters.
/// The parameters that have names of the law are those of a customer whose covariates are all 0 and whose categories
/// are the references; then come the coefficients, "transaction.channel[web]" and so on. The derivatives of a
/// customer's log-likelihood by the customer's own parameters are exact, and so are those by the coefficients, by the
/// chain rule. Covariates are centered and scaled to a standard deviation of 1 inside for the search; figures are on
/// the original scale.
///
/// `covariates` have one row per customer of the summary: see covariate_rows. Figures of customers come with intervals
/// as those of PurchaseModel do. Source: Fader and Hardie (2007), "Incorporating time-invariant covariates into the
/// Pareto/NBD and BG/NBD models".
template <template <class> class Law>
class PurchaseRegression {
 public:
  using Parameters = Law<double>;
  /// The model of the same law whose customers do not differ by covariates.
  using WithoutCovariates = PurchaseModel<Law>;

  PurchaseRegression() = default;

  /// Parameters and coefficients that are known. Throws ParameterError unless parameters are positive and finite, and
  /// there is a finite coefficient for each name.
  PurchaseRegression(const Parameters& known, PurchaseCoding coding, const std::vector<double>& coefficients);

  /// Parameters and coefficients that were estimated. Throws ParameterError if they are not as many as the coding says.
  PurchaseRegression(LikelihoodFit fit, PurchaseCoding coding);

  /// Estimates parameters and coefficients by maximum likelihood.
  ///
  /// Throws RecordError as CovariateCoding and covariate_rows do; FitError if there are no customers, or nobody bought
  /// again.
  static PurchaseRegression fit(const PurchaseSummary& summary, const Frame& covariates, const CovariateChoice& choice,
                                const FitOptions& options = {});

  /// The names of the coefficients of a coding, in their order.
  static std::vector<std::string> coefficient_names(const PurchaseCoding& coding);

  /// The law of a customer whose covariates are 0.
  [[nodiscard]] const Parameters& parameters() const noexcept { return base_.parameters(); }
  [[nodiscard]] const PurchaseCoding& coding() const noexcept { return coding_; }

  /// How parameters and coefficients were estimated, and how well.
  [[nodiscard]] const LikelihoodFit& estimated() const noexcept { return fit_; }

  /// The law of each customer of a summary.
  [[nodiscard]] std::vector<Parameters> laws(const PurchaseSummary& summary, const Frame& covariates) const;

  /// The log-likelihood of the customers of a summary.
  [[nodiscard]] double log_likelihood(const PurchaseSummary& summary, const Frame& covariates) const;

  /// The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
  [[nodiscard]] CustomerFigures probability_alive(const PurchaseSummary& summary, const Frame& covariates,
                                                  double level = 0.0) const;

  /// The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
  /// asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
  [[nodiscard]] CustomerFigures expected_purchases(const PurchaseSummary& summary, const Frame& covariates,
                                                   double horizon, double level = 0.0) const;

  /// The expected number of repeat purchases of new customers, one per row of covariates, in the time `horizon` after
  /// the first purchase.
  [[nodiscard]] CustomerFigures expected_of_new(const Frame& covariates, double horizon, double level = 0.0) const;

  /// The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
  /// of observation: `most` + 2 numbers per customer, one customer after another.
  [[nodiscard]] std::vector<double> purchase_distribution(const PurchaseSummary& summary, const Frame& covariates,
                                                          double horizon, std::size_t most = 10) const;

  /// A customer drawn from the model for each row of covariates and observed for the time `observed`; keyed by the seed
  /// and the row.
  [[nodiscard]] std::vector<PurchasePattern> simulate(const Frame& covariates, double observed,
                                                      std::uint64_t seed = 1) const;

 private:
  FittedLaw<Law> base_;
  LikelihoodFit fit_;
  PurchaseCoding coding_;
};

using BetaGeoRegression = PurchaseRegression<BetaGeo>;
using ModifiedBetaGeoRegression = PurchaseRegression<ModifiedBetaGeo>;
using ParetoNBDRegression = PurchaseRegression<ParetoNbd>;

// Each is compiled with its PurchaseModel.
extern template class PurchaseRegression<BetaGeo>;
extern template class PurchaseRegression<ModifiedBetaGeo>;
extern template class PurchaseRegression<ParetoNbd>;

}  // namespace fealty::loyalty
