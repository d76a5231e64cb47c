#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "fealty/core/special.hpp"

namespace fealty::reference {

/// p-value of the Kolmogorov-Smirnov test that a sample has the distribution function `cdf`, by the limiting
/// distribution (Kolmogorov 1933), for large samples.
template <class Cdf>
double kolmogorov_smirnov(std::vector<double> sample, Cdf&& cdf) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double p = cdf(sample[i]);
    distance = std::max({distance, static_cast<double>(i + 1) / n - p, p - static_cast<double>(i) / n});
  }
  double p_value = 0.0;
  for (int k = 1; k <= 100; ++k) {
    p_value += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * n * distance * distance);
  }
  return std::clamp(p_value, 0.0, 1.0);
}

/// p-value of Pearson's chi-square test that counts have the given probabilities. What is missing of a total
/// probability of 1, and what is expected less than five times, is put together into one cell.
inline double chi_square(const std::vector<double>& counts, const std::vector<double>& probabilities, double total) {
  double statistic = 0.0;
  double rest = total;
  double rest_expected = total;
  double cells = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = total * probabilities[i];
    if (expected < 5) continue;
    statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
    rest -= counts[i];
    rest_expected -= expected;
    cells += 1;
  }
  if (rest_expected > 1e-6 * total) {
    statistic += (rest - rest_expected) * (rest - rest_expected) / rest_expected;
    cells += 1;
  } else if (rest > 0) {
    return 0.0;  // something came that has no probability
  }
  return chi_square_upper_tail(statistic, cells - 1);
}

}  // namespace fealty::reference
