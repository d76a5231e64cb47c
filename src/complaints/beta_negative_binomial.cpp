#include "fealty/complaints/beta_negative_binomial.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "fealty/core/nan.hpp"
#include "fealty/core/special.hpp"

namespace fealty::complaints {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double negligible = -40;  // logarithm of a weight that changes no digit
constexpr double longest_step = 0.25;
constexpr double beyond = 1e300;
constexpr double tie = 1e-12;        // by which a probability that is reached exactly may be missed
constexpr double closeness = 1e-12;  // to which numbers beyond 1e12 are found

/// A beta number by its two parameters.
struct Beta {
  double a;
  double b;

  /// Variance of its logit.
  [[nodiscard]] double spread() const { return trigamma(a) + trigamma(b); }

  /// Probability that its logit is at most x, without loss of digits at either end.
  [[nodiscard]] double cdf_of_logit(double x) const {
    return x < 0 ? regularized_beta(logistic(x), a, b) : 1 - regularized_beta(logistic(-x), b, a);
  }
};

/// The mean of f over the logit of a beta number.
///
/// Its density is proportional to exp(a x) / (1 + exp(x))^(a + b), analytic in the strip |Im x| < pi: equal steps
/// integrate it with an error that falls exponentially as they get shorter.
template <class F>
double mean_over_logit(const Beta& beta, F&& f) {
  const double n = beta.a + beta.b;
  const double share = beta.a / n;
  const double mode = std::log(beta.a / beta.b);
  const double step = std::min(longest_step, 0.3 / std::sqrt(n * share * (beta.b / n)));
  const auto log_weight = [&](double t) { return beta.a * t - n * std::log1p(share * std::expm1(t)); };
  double weights = 1.0, sum = f(mode);
  for (const double side : {-1.0, 1.0}) {
    for (int i = 1;; ++i) {
      const double t = side * step * i;
      // Far out, exp(t) overflows before the weight vanishes; there the logarithm is linear.
      const double weight = t < 700 ? log_weight(t) : -beta.b * t - n * std::log(share);
      if (!(weight > negligible)) break;
      weights += std::exp(weight);
      sum += std::exp(weight) * f(mode + t);
    }
  }
  return sum / weights;
}

/// Logit of a probability, kept finite.
double bounded_logit(double p) {
  return logit(std::clamp(p, 1e-300, 1 - 1e-16));
}

}  // namespace

double BetaNegativeBinomial::log_probability(double k) const {
  if (seen == 0) return k == 0 ? 0.0 : -infinity;
  return log_beta(unseen_weight + k, seen_weight + seen) - log_beta(unseen_weight, seen_weight) -
         log_beta(k + 1, seen) - std::log(k + seen);
}

double BetaNegativeBinomial::cdf(double k) const {
  if (k < 0) return 0.0;
  if (seen == 0) return 1.0;
  const Beta prior{unseen_weight, seen_weight};
  const Beta chance{k + 1, seen};
  if (prior.spread() >= chance.spread())
    return mean_over_logit(chance, [&](double x) { return prior.cdf_of_logit(x); });
  return mean_over_logit(prior, [&](double x) { return Beta{seen, k + 1}.cdf_of_logit(-x); });
}

double BetaNegativeBinomial::quantile(double probability) const {
  const double wanted = probability - tie;
  double low = 0.0, at_low = cdf(0);
  if (at_low >= wanted) return 0.0;
  const double odds = beta_quantile(probability, unseen_weight, seen_weight);
  double high = std::ceil(seen * odds / std::max(1 - odds, 1e-12)) + 1, at_high = cdf(high);
  while (at_high < wanted) {
    low = high, at_low = at_high;
    high = std::ceil(std::pow(high + 1, 1.5));
    if (high > beyond) return infinity;
    at_high = cdf(high);
  }
  // The logit is nearly linear in log(k + 1), so that false position finds the root in a few steps; every third step
  // halves the bracket, so that there are never many.
  for (int step = 1; high - low > std::max(1.0, closeness * high); ++step) {
    const double left = std::log1p(low), right = std::log1p(high);
    const double below = bounded_logit(at_low) - logit(probability),
                 above = bounded_logit(at_high) - logit(probability);
    const double part = step % 3 == 0 ? 0.5 : below / (below - above);
    const double k = std::clamp(std::floor(std::expm1(left + part * (right - left))), low + 1, high - 1);
    const double at = cdf(k);
    (at < wanted ? low : high) = k;
    (at < wanted ? at_low : at_high) = at;
  }
  return high;
}

double BetaNegativeBinomial::median() const {
  const double least = quantile(0.5);
  return seen > 0 && cdf(least) <= 0.5 + tie ? least + 1 : least;
}

double BetaNegativeBinomial::mean() const {
  if (seen == 0) return 0.0;
  return seen_weight > 1 ? seen * unseen_weight / (seen_weight - 1) : infinity;
}

double BetaNegativeBinomial::standard_deviation() const {
  if (seen == 0) return 0.0;
  if (!(seen_weight > 2)) return infinity;
  const double more = seen_weight - 1;
  return std::sqrt(seen * (seen + more) * unseen_weight * (unseen_weight + more) / (seen_weight - 2)) / more;
}

Estimate BetaNegativeBinomial::estimate(double level) const {
  const double deviation = standard_deviation();
  return {median(), std::isfinite(deviation) ? deviation : nan, quantile((1 - level) / 2), quantile((1 + level) / 2),
          level};
}

}  // namespace fealty::complaints
