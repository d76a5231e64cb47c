#include "fealty/core/interval.hpp"

#include <cmath>
#include <string>

#include "fealty/core/domain.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/special.hpp"

namespace fealty {

namespace {

/// The proportion with its standard error and an interval of all proportions.
Estimate proportion(std::int64_t successes, std::int64_t trials, double level) {
  require_level(level);
  require(trials >= 0, "trials", static_cast<double>(trials), "must not be negative");
  require(successes >= 0 && successes <= trials, "successes", static_cast<double>(successes),
          "must be between 0 and trials (" + std::to_string(trials) + ")");
  if (trials == 0) return {nan, nan, 0.0, 1.0, level};
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(successes) / n;
  return {p, std::sqrt(p * (1 - p) / n), 0.0, 1.0, level};
}

/// Standard normal deviate that a central interval of the level reaches to.
double deviate(double level) {
  return -normal_quantile((1 - level) / 2);
}

}  // namespace

Estimate wilson(std::int64_t successes, std::int64_t trials, double level) {
  Estimate result = proportion(successes, trials, level);
  if (trials == 0) return result;
  const auto n = static_cast<double>(trials);
  const double z = deviate(level);
  const double share = z * z / n;
  // The bounds are the roots of (1 + share) x^2 - (2 p + share) x + p^2; the smaller one is taken from their product,
  // p^2 / (1 + share), because its own formula cancels.
  const double p = result.value;
  const double sum = 2 * p + share + std::sqrt(share * (share + 4 * p * (1 - p)));
  result.lower = 2 * p * p / sum;
  if (successes < trials) result.upper = sum / (2 * (1 + share));
  return result;
}

Estimate clopper_pearson(std::int64_t successes, std::int64_t trials, double level) {
  Estimate result = proportion(successes, trials, level);
  const auto yes = static_cast<double>(successes);
  const auto no = static_cast<double>(trials - successes);
  const double tail = (1 - level) / 2;
  if (successes > 0) result.lower = beta_quantile(tail, yes, no + 1);
  if (successes < trials) result.upper = beta_upper_quantile(tail, yes + 1, no);
  return result;
}

Estimate normal_interval(double value, double standard_error, double level) {
  require_level(level);
  require(!(standard_error < 0), "standard_error", standard_error, "must not be negative");
  const double reach = deviate(level) * standard_error;
  return {value, standard_error, value - reach, value + reach, level};
}

Estimate student_t_interval(double mean, double standard_deviation, std::int64_t count, double level) {
  require_level(level);
  require(count >= 0, "count", static_cast<double>(count), "must not be negative");
  require(!(standard_deviation < 0), "standard_deviation", standard_deviation, "must not be negative");
  if (count < 2) return {count == 0 ? nan : mean, nan, nan, nan, level};
  const auto n = static_cast<double>(count);
  const double standard_error = standard_deviation / std::sqrt(n);
  const double reach = -student_t_quantile((1 - level) / 2, n - 1) * standard_error;
  return {mean, standard_error, mean - reach, mean + reach, level};
}

}  // namespace fealty
