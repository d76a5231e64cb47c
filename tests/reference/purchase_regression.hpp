#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace fealty::reference {

/// log-likelihood of a customer of the Pareto/NBD model: the paper's integral over the time of death by Simpson's rule.
inline double pareto_nbd(double r, double alpha, double s, double beta, double x, double t_x, double t) {
  constexpr int panels = 4000;
  const double alive = std::pow(alpha + t, -(r + x)) * std::pow(beta + t, -s);
  double dead = 0.0;
  for (int node = 0; node <= panels; ++node) {
    const double weight = (node == 0 || node == panels ? 1.0 : node % 2 == 1 ? 4.0 : 2.0) * (t - t_x) / (3.0 * panels);
    const double u = t_x + (t - t_x) * node / panels;
    dead += weight * s * std::pow(alpha + u, -(r + x)) * std::pow(beta + u, -(s + 1));
  }
  return std::log(std::tgamma(r + x) / std::tgamma(r) * std::pow(alpha, r) * std::pow(beta, s) * (alive + dead));
}

/// log-likelihood of a customer of the BG/NBD (`first` = 0) or MBG/NBD model (`first` = 1), as printed.
inline double geometric_dropout(double r, double alpha, double a, double b, double x, double t_x, double t, int first) {
  const auto beta = [](double p, double q) { return std::tgamma(p) * std::tgamma(q) / std::tgamma(p + q); };
  const double n = x + first;
  double sum = std::pow(alpha + t, -(r + x));
  if (n > 0) sum += a / (b + n - 1) * std::pow(alpha + t_x, -(r + x));
  return std::log(std::tgamma(r + x) / std::tgamma(r) * std::pow(alpha, r) * beta(a, b + n) / beta(a, b) * sum);
}

/// gamma' x.
inline double linear(const std::vector<double>& gamma, const std::vector<double>& x) {
  double sum = 0.0;
  for (std::size_t j = 0; j < x.size(); ++j) sum += gamma[j] * x[j];
  return sum;
}

}  // namespace fealty::reference
