#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "fealty/core/special.hpp"
#include "fealty/loyalty/scalar_value.hpp"

namespace fealty::loyalty {

/// Purchases of a customer who is alive, until a horizon or until dropping out after one of them.
///
/// The rate of purchases is gamma distributed with `shape`; `growth` is the horizon over the rate parameter of the
/// gamma distribution, so that without dropout the number of purchases N is negative binomial with mean shape * growth.
/// After each purchase the customer drops out with a probability that is beta distributed with weights `a` and `b`.
/// Hence
///
///     P(at least i purchases) = P(N >= i) E[(1 - p)^(i - 1)],  i >= 1.
template <class S>
struct PurchasesUntilDropout {
  S shape{};
  S growth{};
  S a{};
  S b{};

  /// The expected number of purchases.
  ///
  /// It equals equation 10 of Fader, Hardie and Lee (2005) for a living customer, which is a difference of
  /// hypergeometric functions over a - 1. Here nothing is subtracted and nothing happens at a = 1.
  [[nodiscard]] S expected() const {
    const bool is_short = shape * growth < 300.0 && growth < 10.0;
    return is_short ? expected_by_series() : expected_by_integral();
  }

  /// The sum over i of P(at least i purchases).
  [[nodiscard]] S expected_by_series() const {
    using std::exp;
    using std::expm1;
    using std::log1p;
    const S log_none = -shape * log1p(growth);
    const S odds = growth / (1.0 + growth);
    const S weights = a + b;
    const double k = scalar_value(shape), fall = scalar_value(odds);
    S probability = exp(log_none);  // P(N = i)
    S more = -expm1(log_none);      // P(N > i)
    S survived = 1.0;               // E[(1 - p)^i]
    S sum = more;
    for (double i = 1;; ++i) {
      probability = probability * (odds * ((shape + (i - 1)) * (1 / i)));
      more = more - probability;
      survived = survived * ((b + (i - 1)) / (weights + (i - 1)));
      if (!(more > 0.0)) return sum;
      sum = sum + more * survived;
      // From here on a probability is less than `ratio` times the one before: the rest is below a geometric series.
      const double ratio = (k + i) / (i + 1) * fall;
      const double next = scalar_value(probability) * scalar_value(survived) * ratio;
      if (ratio < 1.0 && next < 1e-17 * scalar_value(sum) * (1.0 - ratio) * (1.0 - ratio)) return sum;
    }
  }

  /// E[(1 - (1 + p growth)^-shape) / p] over the beta distribution of p.
  ///
  /// On the scale of the logit y of p the integrand is smooth and falls as exp(a y) to the left and exp(-b y) to the
  /// right, so that the trapezoid rule is exact to rounding with a step below the width of the distribution. Where both
  /// falls have become exact, however slow, the rest of the sum is that of a geometric series.
  [[nodiscard]] S expected_by_integral() const {
    using std::exp;
    using std::expm1;
    using std::log;
    using std::log1p;
    const S log_norm = log_beta(a, b);
    const double width = std::sqrt(scalar_value(1.0 / a) + scalar_value(1.0 / b));
    const double step = std::min(0.25, 0.6 * width);
    const double center = std::log(scalar_value(a / b));
    const double left_end = -40.0 - std::log(std::max(1.0, scalar_value(shape * growth + growth + b)));
    const double right_end = 40.0 + std::log(std::max(1.0, scalar_value(a + shape)));
    const auto density = [&](double y) { return S(exp(-a * log1pexp(-y) - b * log1pexp(y) - log_norm)); };
    const auto purchases = [&](double y) {
      const double p = logistic(y);
      return S(-expm1(-shape * log1p(growth * p)) / p);
    };
    S sum = 0.0;
    // From the center outward, until nothing is left or the rest is a geometric series of the ratio exp(-weight step).
    const auto walk = [&](double from, double direction, double end, const S& weight, auto&& limit) {
      for (double i = from;; ++i) {
        const double y = center + direction * i * step;
        const S here = density(y);
        if (direction * y >= direction * end) {
          sum = sum + here * limit() / -expm1(-weight * step);
          return;
        }
        const S term = here * purchases(y);
        sum = sum + term;
        if (i > 8.0 && term < 1e-19 * sum && here < 1e-19) return;
      }
    };
    walk(0.0, 1.0, right_end, b, [&] { return S(-expm1(-shape * log1p(growth))); });
    walk(1.0, -1.0, left_end, a, [&] { return S(shape * growth); });
    return sum * step;
  }
};

/// Probabilities of exactly 0, 1, ..., `most` purchases, and of more.
///
/// P(i) = P(N = i) E[(1 - p)^i] + P(N >= i) E[p (1 - p)^(i - 1)]: the horizon or the dropout came first.
inline std::vector<double> purchase_probabilities(const PurchasesUntilDropout<double>& d, std::size_t most) {
  const double odds = d.growth / (1.0 + d.growth);
  double log_probability = -d.shape * std::log1p(d.growth);  // of N = i
  double at_least = 1.0;                                     // P(N >= i)
  double survived = 1.0;                                     // E[(1 - p)^(i - 1)]
  std::vector<double> probabilities{std::exp(log_probability)};
  for (double i = 1; i <= static_cast<double>(most); ++i) {
    at_least = i == 1 ? -std::expm1(log_probability) : std::max(0.0, at_least - std::exp(log_probability));
    log_probability += std::log((d.shape + (i - 1)) / i * odds);
    const double left = d.a / (d.a + d.b + (i - 1));
    probabilities.push_back(survived * (std::exp(log_probability) * (1 - left) + at_least * left));
    survived *= 1 - left;
  }
  const double more = std::max(0.0, at_least - std::exp(log_probability));
  probabilities.push_back(most == 0 ? -std::expm1(log_probability) : survived * more);
  return probabilities;
}

}  // namespace fealty::loyalty
