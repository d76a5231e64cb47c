#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fealty/loyalty/covariate_periods.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/likelihood_fit.hpp"
#include "fealty/loyalty/pareto_nbd.hpp"
#include "fealty/loyalty/purchase_regression.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// When customers bought again: times since the first purchase, in any one unit.
struct PurchaseTimes {
  std::vector<std::uint64_t> offsets{0};  ///< of each customer's times; one more than there are customers
  std::vector<double> times;              ///< ascending for each customer
  std::vector<double> observed;           ///< T of each customer

  [[nodiscard]] std::size_t customers() const noexcept { return observed.size(); }
  [[nodiscard]] std::span<const double> of(std::size_t customer) const noexcept {
    return std::span(times).subspan(offsets[customer], offsets[customer + 1] - offsets[customer]);
  }
  [[nodiscard]] PurchasePattern pattern(std::size_t customer) const noexcept;
};

/// The purchases of a summary that knows their days. Throws ParameterError if it does not.
PurchaseTimes purchase_times(const PurchaseSummary& summary);

/// The Pareto/NBD model whose rates of purchases and of deaths change with covariates over time.
///
/// While alive, a customer buys with the rate lambda exp(gamma' x(t)) and dies with the rate mu exp(delta' y(t)), where
/// lambda and mu are gamma distributed over the customers as in ParetoNbd. With A(t) and D(t) the integrals of the two
/// exponentials from 0 to t, and purchases at t_1, ..., t_x,
///
///     L = product of exp(gamma' x(t_j)) * Gamma(r + x) / Gamma(r) alpha^r beta^s
///         * { (alpha + A(T))^-(r + x) (beta + D(T))^-s
///             + s * integral from t_x to T of (alpha + A(u))^-(r + x) (beta + D(u))^-(s + 1) dD(u) }.
///
/// Within a period A and D are straight lines, and there the integral is that of ParetoNbd with the parameters
/// (alpha + A) / exp(gamma' x) and (beta + D) / exp(delta' y) of the period's beginning. Nothing is subtracted, and
/// derivatives are exact. With covariates that do not change it is the model of PurchaseRegression.
///
/// Source: Bachmann, Meierer and Naef (2021), "The role of time-varying contextual factors in latent attrition models
/// for customer base analysis", Marketing Science 40.
class VaryingParetoNBDModel {
 public:
  VaryingParetoNBDModel() = default;

  /// Parameters and coefficients, gamma before delta, that are known. Throws ParameterError unless parameters are
  /// positive and finite, and there is a finite coefficient for each column of the coding.
  VaryingParetoNBDModel(const ParetoNbd<double>& known, PurchaseCoding coding, const std::vector<double>& coefficients);

  /// Parameters and coefficients that were estimated. Throws ParameterError if they are not as many as the coding says.
  VaryingParetoNBDModel(LikelihoodFit fit, PurchaseCoding coding);

  /// Estimates parameters and coefficients by maximum likelihood; columns are those of the coding.
  ///
  /// Throws ParameterError for periods that do not begin at a customer's first purchase or before, or do not ascend;
  /// FitError if there are no customers, or nobody bought again.
  static VaryingParetoNBDModel fit(const PurchaseTimes& purchases, const CovariatePeriods& periods,
                                   const PurchaseCoding& coding, const FitOptions& options = {});

  [[nodiscard]] const PurchaseCoding& coding() const noexcept { return coding_; }

  /// How parameters and coefficients were estimated, and how well.
  [[nodiscard]] const LikelihoodFit& estimated() const noexcept { return fit_; }

  /// The log-likelihood of customers.
  [[nodiscard]] double log_likelihood(const PurchaseTimes& purchases, const CovariatePeriods& periods) const;

  /// The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
  [[nodiscard]] CustomerFigures probability_alive(const PurchaseTimes& purchases, const CovariatePeriods& periods,
                                                  double level = 0.0) const;

  /// The expected number of purchases of each customer in the time `horizon` after the end of observation, with the
  /// covariates that the periods have there. A level of 0 asks for no intervals.
  [[nodiscard]] CustomerFigures expected_purchases(const PurchaseTimes& purchases, const CovariatePeriods& periods,
                                                   double horizon, double level = 0.0) const;

  /// Customers drawn from the model, one per customer of the periods, and observed for a time; keyed by the seed and
  /// the customer's number.
  [[nodiscard]] PurchaseTimes simulate(const CovariatePeriods& periods, double observed, std::uint64_t seed = 1) const;

  /// The same, each observed for a time of their own. Throws ParameterError unless there is one per customer of the
  /// periods, finite and not negative.
  [[nodiscard]] PurchaseTimes simulate(const CovariatePeriods& periods, std::span<const double> observed,
                                       std::uint64_t seed = 1) const;

 private:
  LikelihoodFit fit_;
  PurchaseCoding coding_;
};

}  // namespace fealty::loyalty
