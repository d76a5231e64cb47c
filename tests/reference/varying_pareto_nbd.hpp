#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace fealty::reference {

/// A customer with multipliers of both rates in periods.
struct VaryingCustomer {
  std::vector<double> times;  ///< of repeat purchases
  double observed = 0.0;
  std::vector<double> starts, rate, death;  ///< of periods

  [[nodiscard]] double at(const std::vector<double>& multipliers, double time) const {
    const auto after = std::upper_bound(starts.begin(), starts.end(), time);
    return multipliers[static_cast<std::size_t>(after - starts.begin()) - 1];
  }
};

/// log-likelihood of the Pareto/NBD model with covariates that change, by small steps of time: both exposures and the
/// integral over the time of death by the midpoint rule.
inline double varying_pareto_nbd(double r, double alpha, double s, double beta, const VaryingCustomer& c) {
  constexpr int steps = 60'000;
  const double width = c.observed / steps, x = static_cast<double>(c.times.size());
  const double last = c.times.empty() ? 0.0 : c.times.back();
  double purchases = 0.0, deaths = 0.0, dead = 0.0, log_product = 0.0;
  for (int step = 0; step < steps; ++step) {
    const double middle = (step + 0.5) * width, rate = c.at(c.rate, middle), death = c.at(c.death, middle);
    if (middle > last) {
      dead += width * death * s * std::pow(alpha + purchases + 0.5 * width * rate, -(r + x)) *
              std::pow(beta + deaths + 0.5 * width * death, -(s + 1));
    }
    purchases += width * rate;
    deaths += width * death;
  }
  for (const double time : c.times) log_product += std::log(c.at(c.rate, time));
  const double alive = std::pow(alpha + purchases, -(r + x)) * std::pow(beta + deaths, -s);
  return log_product + std::lgamma(r + x) - std::lgamma(r) + r * std::log(alpha) + s * std::log(beta) +
         std::log(alive + dead);
}

}  // namespace fealty::reference
