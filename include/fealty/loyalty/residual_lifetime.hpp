#pragma once

#include <cmath>
#include <cstdint>

#include "fealty/loyalty/contract_model.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/scalar_value.hpp"

namespace fealty::loyalty {

/// Discounted expected renewals of a contract that has been renewed `renewals` times and is about to come to the next
/// renewal, over the scalar of the law:
///
///     sum over t > renewals of S(t) / S(renewals) (1 + discount)^-(t - renewals - 1).
///
/// The next renewal counts in full, those after it are discounted by one period each. With S of the shifted
/// beta-geometric model and n = renewals + 1 it is (beta + n - 1) / (alpha + beta + n - 1) 2F1(1, beta + n; alpha +
/// beta
/// + n; 1 / (1 + discount)). The terms are positive, and the rest is less than a geometric series. Source: Fader and
/// Hardie (2010), "Customer-base valuation in a contractual setting: the perils of ignoring heterogeneity", Marketing
/// Science 29 (their DERL, discounted expected residual lifetime).
template <class Law>
auto residual_lifetime(const Law& law, double renewals, double discount) {
  using std::exp;
  using S = decltype(law.alpha);
  const S until_now = law.log_survival(renewals);
  const double factor = 1 / (1 + discount);
  double worth = 1;
  S sum = 0.0;
  for (double t = renewals + 1;; ++t) {
    const S term = worth * exp(law.log_survival(t) - until_now);
    sum = sum + term;
    worth *= factor;
    if (scalar_value(term) <= 1e-16 * discount * scalar_value(sum)) return sum;
  }
}

/// Discounted expected renewals of contracts that have been renewed 0, 1, ..., `renewals` times, each just before its
/// next renewal: what they will bring, in payments of now.
///
/// The discount is that of one period between renewals, above 0. A new contract whose first payment is due now is worth
/// 1 and the figure of 0 renewals over 1 + discount. A level of 0 asks for no intervals, which are by the delta method
/// and normal on the scale of the logarithm. Throws ParameterError for a discount that is not positive and finite.
template <template <class> class Law>
[[nodiscard]] CustomerFigures residual_lifetimes(const ContractModel<Law>& model, std::uint32_t renewals,
                                                 double discount, double level = 0.0);

extern template CustomerFigures residual_lifetimes(const ShiftedBetaGeoModel&, std::uint32_t, double, double);
extern template CustomerFigures residual_lifetimes(const BetaDiscreteWeibullModel&, std::uint32_t, double, double);

}  // namespace fealty::loyalty
