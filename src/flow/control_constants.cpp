#include "fealty/flow/control_constants.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "fealty/core/domain.hpp"
#include "fealty/core/special.hpp"

namespace fealty::flow {
namespace {

// The trapezoidal rule is exact to the last digits here: the integrands are analytic and vanish at both ends.
constexpr double reach = 9.0;  // beyond it a normal number of 10,000 does not come in double precision
constexpr double step = 1.0 / 8;
constexpr auto nodes = static_cast<std::size_t>(2 * reach / step) + 1;

void require_sample_size(std::int64_t n) {
  require(n >= 2 && n <= 10'000, "n", static_cast<double>(n), "must be a sample size from 2 to 10,000");
}

constexpr double node(std::size_t i) noexcept {
  return -reach + step * static_cast<double>(i);
}

/// Density and distribution of a standard normal number at the nodes.
struct Normal {
  std::array<double, nodes> density;
  std::array<double, nodes> distribution;

  Normal() {
    for (std::size_t i = 0; i < nodes; ++i) {
      density[i] = std::exp(-0.5 * node(i) * node(i)) / std::sqrt(2 * std::numbers::pi);
      distribution[i] = normal_cdf(node(i));
    }
  }
};

/// Probability that the range of n numbers exceeds w, from n times the integral of the smallest at x and all others
/// between x and x + w.
double range_exceeds(double w, double n) {
  static const Normal normal;
  double below = 0.0;
  for (std::size_t i = 0; i < nodes; ++i) {
    below += normal.density[i] * std::pow(normal_cdf(node(i) + w) - normal.distribution[i], n - 1);
  }
  return 1 - n * below * step;
}

}  // namespace

double d2(std::int64_t n) {
  require_sample_size(n);
  const auto size = static_cast<double>(n);
  double sum = 0.0;
  for (std::size_t i = 0; i < nodes; ++i) {
    const double p = normal_cdf(node(i));
    sum += 1 - std::pow(p, size) - std::pow(1 - p, size);
  }
  return sum * step;
}

// The mean square of the range w is the integral of 2 w P(range > w); in log w it vanishes at both ends.
double d3(std::int64_t n) {
  require_sample_size(n);
  if (n == 2) return std::sqrt(2 - 4 / std::numbers::pi);  // moving ranges need no integration
  double mean_square = 0.0;
  for (double log_w = -19; log_w < 3; log_w += step) {
    const double w = std::exp(log_w);
    mean_square += 2 * w * w * range_exceeds(w, static_cast<double>(n)) * step;
  }
  const double mean = d2(n);
  return std::sqrt(mean_square - mean * mean);
}

double c4(std::int64_t n) {
  require_sample_size(n);
  const auto size = static_cast<double>(n);
  return std::sqrt(2 / (size - 1)) * std::exp(log_gamma(size / 2) - log_gamma((size - 1) / 2));
}

}  // namespace fealty::flow
