#include "fealty/complaints/beta_negative_binomial.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "fealty/core/special.hpp"

namespace fealty::complaints {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double negligible = -40;  // logarithm of a weight that changes no digit
constexpr double longest_step = 0.25;
constexpr double beyond = 1e300;
constexpr double tie = 1e-12;  // by which a probability that is reached exactly may be missed
constexpr int most_steps = 200;

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
  if (cdf(0) >= probability) return 0.0;
  const double target = logit(probability);
  const auto excess = [&](double y) { return bounded_logit(cdf(std::expm1(y))) - target; };  // y = log(k + 1)
  // A logit that is nearly linear in y: false position finds the root in a few steps (Illinois' variant; Dowell and
  // Jarratt 1971).
  double low = 0.0, below = excess(0.0);
  const double odds = beta_quantile(probability, unseen_weight, seen_weight);
  double high = std::log1p(seen * odds / std::max(1 - odds, 1e-12)) + 0.1;
  double above = excess(high);
  while (above < 0) {
    low = high, below = above;
    high *= 1.5;
    if (high > std::log(beyond)) return infinity;
    above = excess(high);
  }
  int last = 0;
  for (int i = 0; i < most_steps; ++i) {
    if (std::ceil(std::expm1(low)) == std::ceil(std::expm1(high)) || high - low < 1e-14 * high) break;
    double y = (low * above - high * below) / (above - below);
    if (!(y > low && y < high)) y = (low + high) / 2;
    const double at = excess(y);
    if (at < 0) {
      low = y, below = at;
      if (last < 0) above /= 2;
      last = -1;
    } else {
      high = y, above = at;
      if (last > 0) below /= 2;
      last = 1;
    }
  }
  const double found = std::ceil(std::expm1(high));
  return cdf(found - 1) >= probability - tie ? found - 1 : found;
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
