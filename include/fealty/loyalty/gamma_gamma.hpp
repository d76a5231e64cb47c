#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// What customers spend per purchase, over the scalar of a likelihood: the gamma-gamma model of individual customers.
///
/// - The value of a purchase is gamma distributed with shape p and rate nu.
/// - nu is gamma distributed over the customers, with shape q and rate v.
/// - How much and how often a customer buys are independent.
///
/// The mean m of x purchases of a customer has the density
///
///     f(m) = Gamma(p x + q) / (Gamma(p x) Gamma(q)) v^q m^(p x - 1) x^(p x) / (v + m x)^(p x + q).
///
/// This is the group form, in which the purchases of a customer are known by their number and mean. In the individual
/// form each value z is known, and the density of all of them is that of the mean over x, times the density of the
/// shares z / (x m), which is Dirichlet's with weights p: it tells p better, and adds nothing on q and v.
///
/// Source: Colombo and Jiang (1999), "A stochastic RFM model", Journal of Interactive Marketing 13; Fader and Hardie
/// (2013), "The gamma-gamma model of monetary value", equations 1a and 5; v is their gamma.
template <class S>
struct GammaGamma {
  S p{};  ///< shape of the value of a purchase
  S q{};  ///< shape of its rate over the customers
  S v{};  ///< rate parameter of its rate; in the unit of amounts

  static constexpr std::size_t count = 3;
  static constexpr std::array<std::string_view, count> names{"p", "q", "v"};
  [[nodiscard]] constexpr std::array<S, count> values() const { return {p, q, v}; }
  static constexpr GammaGamma of(const std::array<S, count>& x) { return {x[0], x[1], x[2]}; }

  /// What of the likelihood depends on the frequency alone, x > 0.
  [[nodiscard]] S frequency_term(double frequency) const { return -log_beta(S(p * frequency), q); }

  /// log f(m), m > 0.
  [[nodiscard]] S log_likelihood(double frequency, double mean_value, const S& frequency_term) const {
    using std::log1p;
    const double spend = frequency * mean_value;
    return frequency_term - std::log(mean_value) - q * log1p(spend / v) - p * frequency * log1p(v / spend);
  }

  /// Expected value per purchase of a customer with x purchases of mean m, or of a new one (x = 0); infinite where p x
  /// + q <= 1.
  [[nodiscard]] S expected_value(double frequency, double mean_value) const {
    const S shape = p * frequency + q;
    if (!(shape > 1.0)) return std::numeric_limits<double>::infinity();
    return p * (v + (frequency > 0 ? frequency * mean_value : 0.0)) / (shape - 1.0);
  }
};

/// The gamma-gamma model of spend, fitted to the purchases after the first.
///
/// Customers whose purchases after the first were worth nothing have no part in the likelihood; a warning counts them.
class GammaGammaModel : public FittedLaw<GammaGamma> {
 public:
  using FittedLaw<GammaGamma>::FittedLaw;

  /// Estimates the parameters by maximum likelihood.
  ///
  /// With q <= 1 the mean over all customers is infinite, which a warning of kind infinite_mean says; one of kind
  /// frequency_correlation says that how much and how often customers buy hang together. Throws FitError
  /// if amounts are unknown, fewer than two customers bought again for a positive amount, or all have the same mean
  /// value.
  static GammaGammaModel fit(const PurchaseSummary& summary, const FitOptions& options = {});

  /// Estimates the parameters by maximum likelihood from the values of single purchases (the individual form): a row
  /// per purchase, with its customer.
  ///
  /// All purchases have part in it, the first ones too. Rows without a customer or without a positive amount have none;
  /// a warning of kind without_value counts them. Throws RecordError for columns that differ in length or have a wrong
  /// type, and for an infinite amount; FitError if fewer than two customers are left, or all have the same mean value.
  static GammaGammaModel fit_values(const Column& customer, const Column& amount, const FitOptions& options = {});

  /// The log-likelihood of the customers of a summary who bought again for a positive amount.
  [[nodiscard]] double log_likelihood(const PurchaseSummary& summary) const;

  /// The expected value per purchase of each customer: of one without repeat purchases that of a new one. A level of 0
  /// asks for no intervals, which are normal on the scale of the logarithm.
  [[nodiscard]] CustomerFigures expected_value(const PurchaseSummary& summary, double level = 0.0) const;

  /// Whether those who buy more often spend more or less per purchase, which the model says they do not: the
  /// correlation of the logarithms of frequency x and mean value m of the customers who bought again for a positive
  /// amount.
  ///
  /// From log m is taken off what x does to its mean in the model, digamma(p x) - log(p x), so that the correlation is
  /// 0 if the model holds, although the mean of few purchases is more skewed. The interval is normal on Fisher's scale,
  /// with the standard error of the correlation's influence function, for log m varies less the larger x is. NaN where
  /// fewer than four customers or no differences are left.
  [[nodiscard]] Estimate frequency_correlation(const PurchaseSummary& summary, double level = 0.95) const;

  /// The same from the values of single purchases, as fit_values takes them.
  [[nodiscard]] Estimate frequency_correlation(const Column& customer, const Column& amount, double level = 0.95) const;

  /// The mean value of a purchase over all customers, p v / (q - 1); infinite where q <= 1.
  [[nodiscard]] Estimate mean_value(double level = 0.95) const;

  /// Mean values of customers drawn from the model, who bought so often again; NaN for a frequency of 0.
  [[nodiscard]] std::vector<double> simulate(std::span<const std::uint32_t> frequencies, std::uint64_t seed = 1) const;
};

}  // namespace fealty::loyalty
