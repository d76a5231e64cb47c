#pragma once

#include <cmath>
#include <cstdint>
#include <utility>

namespace fealty::reference {

/// Probability of at most `successes` in `trials`, summed term by term.
inline double binomial_cdf(std::int64_t successes, std::int64_t trials, double p) {
  long double sum = 0.0L;
  for (std::int64_t k = 0; k <= successes; ++k) {
    long double log_term = 0.0L;
    for (std::int64_t i = 1; i <= k; ++i) {
      log_term += std::log(static_cast<long double>(trials - k + i)) - std::log(static_cast<long double>(i));
    }
    if (k > 0) log_term += static_cast<long double>(k) * std::log(static_cast<long double>(p));
    if (trials > k) log_term += static_cast<long double>(trials - k) * std::log1p(-static_cast<long double>(p));
    sum += std::exp(log_term);
  }
  return static_cast<double>(sum);
}

/// Where a function changes from true to false in [0, 1].
template <class Predicate>
double turning_point(Predicate&& holds) {
  double low = 0.0;
  double high = 1.0;
  for (int i = 0; i < 200; ++i) {
    const double middle = low + (high - low) / 2;
    (holds(middle) ? low : high) = middle;
  }
  return low;
}

/// Clopper and Pearson's interval from its definition: the proportions for which what was seen, or more extreme, has
/// more probability than the tail.
inline std::pair<double, double> clopper_pearson(std::int64_t successes, std::int64_t trials, double level) {
  const double tail = (1 - level) / 2;
  const double lower =
      successes == 0 ? 0.0 : turning_point([&](double p) { return 1 - binomial_cdf(successes - 1, trials, p) < tail; });
  const double upper =
      successes == trials ? 1.0 : turning_point([&](double p) { return binomial_cdf(successes, trials, p) > tail; });
  return {lower, upper};
}

/// Wilson's interval from its definition: the proportions from which the observed one is not further than z standard
/// errors.
inline std::pair<double, double> wilson(std::int64_t successes, std::int64_t trials, double z) {
  const auto n = static_cast<double>(trials);
  const double observed = static_cast<double>(successes) / n;
  const auto is_far = [&](double p) { return std::abs(observed - p) > z * std::sqrt(p * (1 - p) / n); };
  const double lower = turning_point([&](double p) { return p < observed && is_far(p); });
  const double upper = turning_point([&](double p) { return p <= observed || !is_far(p); });
  return {lower, upper};
}

}  // namespace fealty::reference
