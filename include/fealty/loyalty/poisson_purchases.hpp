#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "fealty/core/random.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"

namespace fealty::loyalty {

/// A customer who buys at random times with a constant rate until the end of life, observed for a time.
///
/// The last of x times that are uniform on [0, 1] is the x-th root of a uniform number.
inline PurchasePattern draw_pattern(double rate, double life, double observed, RandomStream& random) {
  const double until = std::min(life, observed);
  PurchasePattern p{static_cast<std::uint32_t>(random.poisson(rate * until)), 0.0, observed};
  if (p.frequency > 0) p.recency = until * std::pow(random.uniform(), 1.0 / p.frequency);
  return p;
}

/// Calls `f(i, P(N = i))` for i = 0, 1, ..., `most`, where N is negative binomial with the given shape and mean shape *
/// growth.
template <class F>
void for_each_negative_binomial(double shape, double growth, std::size_t most, F&& f) {
  double log_probability = -shape * std::log1p(growth);
  const double log_odds = std::log(growth / (1.0 + growth));
  for (std::size_t i = 0; i <= most; ++i) {
    f(i, std::exp(log_probability));
    const auto k = static_cast<double>(i);
    log_probability += log_odds + std::log((shape + k) / (k + 1));
  }
}

/// Appends the probability of what is not among the probabilities.
inline std::vector<double> with_the_rest(std::vector<double> probabilities) {
  double rest = 1.0;
  for (const double p : probabilities) rest -= p;
  probabilities.push_back(std::max(0.0, rest));
  return probabilities;
}

}  // namespace fealty::loyalty
