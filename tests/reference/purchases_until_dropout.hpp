#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace fealty::reference {

/// Probabilities of 0, 1, ..., `most` purchases of a living customer until a horizon or dropout, for weights a and b of
/// at least 2: the definition, integrated over the probability p of dropping out by Simpson's rule.
inline std::vector<double> purchases_until_dropout(double shape, double growth, double a, double b, std::size_t most) {
  constexpr int panels = 4000;
  std::vector<double> negative_binomial{std::pow(1 + growth, -shape)};
  for (std::size_t i = 0; i < most; ++i) {
    const auto k = static_cast<double>(i);
    negative_binomial.push_back(negative_binomial.back() * (shape + k) / (k + 1) * growth / (1 + growth));
  }
  const double norm = std::tgamma(a) * std::tgamma(b) / std::tgamma(a + b);
  std::vector<double> probabilities(most + 1, 0.0);
  for (int node = 0; node <= panels; ++node) {
    const double p = static_cast<double>(node) / panels;
    const double weight = (node == 0 || node == panels ? 1.0 : node % 2 == 1 ? 4.0 : 2.0) / (3.0 * panels);
    const double density = weight * std::pow(p, a - 1) * std::pow(1 - p, b - 1) / norm;
    double at_least = 1.0, stayed = 1.0;
    for (std::size_t i = 0; i <= most; ++i) {
      const double left = i == 0 ? 0.0 : p;  // after the i-th purchase
      const double staying = stayed * (1 - left);
      probabilities[i] += density * (negative_binomial[i] * staying + at_least * stayed * left);
      at_least -= negative_binomial[i];
      stayed = staying;
    }
  }
  return probabilities;
}

}  // namespace fealty::reference
