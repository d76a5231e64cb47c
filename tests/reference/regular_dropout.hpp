#pragma once

#include <cmath>
#include <vector>

namespace fealty::reference {

/// Likelihood of a customer who buys after Erlang-k gaps and may drop out after each purchase (`first` = 1: after the
/// first, too): the definition, integrated over the rate by Simpson's rule in its logarithm and over the probability of
/// dropping out on paper.
inline double regular_dropout(double r, double alpha, double a, double b, int k, const std::vector<double>& gaps,
                              double t, int first) {
  constexpr int panels = 8000;
  const auto beta = [](double p, double q) { return std::tgamma(p) * std::tgamma(q) / std::tgamma(p + q); };
  double last = 0.0;
  for (const double gap : gaps) last += gap;
  const double n = static_cast<double>(gaps.size()) + first;
  const double stayed = beta(a, b + n) / beta(a, b), left = n > 0 ? beta(a + 1, b + n - 1) / beta(a, b) : 0.0;
  double sum = 0.0;
  for (int node = 0; node <= panels; ++node) {
    const double weight = node == 0 || node == panels ? 1.0 : node % 2 == 1 ? 4.0 : 2.0;
    const double rate = std::exp(-60 + 70.0 * node / panels);
    double density = std::pow(alpha, r) / std::tgamma(r) * std::pow(rate, r) * std::exp(-alpha * rate);  // by log rate
    for (const double gap : gaps) {
      density *= std::pow(rate, k) * std::pow(gap, k - 1) * std::exp(-rate * gap) / std::tgamma(k);
    }
    double silent = 0.0, term = std::exp(-rate * (t - last));  // fewer than k stages since the last purchase
    for (int j = 0; j < k; ++j) {
      silent += term;
      term *= rate * (t - last) / (j + 1);
    }
    sum += weight * density * (stayed * silent + left);
  }
  return sum * 70.0 / (3.0 * panels);
}

}  // namespace fealty::reference
