#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace fealty::loyalty {

/// A point of [0, 1] and its weight.
struct QuadratureNode {
  double at;
  double weight;
};

/// The rule of Gauss and Legendre on [0, 1]: exact for polynomials of degree 2 N - 1. Its nodes are the zeros of the
/// Legendre polynomial, found by Newton's method. Source: Davis and Rabinowitz (1984), section 2.7.
template <std::size_t N>
const std::array<QuadratureNode, N>& gauss_legendre() {
  static const std::array<QuadratureNode, N> rule = [] {
    std::array<QuadratureNode, N> nodes{};
    for (std::size_t i = 0; i < N; ++i) {
      double x = std::cos(std::numbers::pi * (static_cast<double>(i) + 0.75) / (static_cast<double>(N) + 0.5));
      double slope = 1.0;
      for (int iteration = 0; iteration < 8; ++iteration) {
        double last = 1.0, value = x;  // Legendre polynomials of degrees k - 1 and k
        for (std::size_t k = 2; k <= N; ++k) {
          const auto degree = static_cast<double>(k);
          const double next = ((2 * degree - 1) * x * value - (degree - 1) * last) / degree;
          last = value;
          value = next;
        }
        slope = static_cast<double>(N) * (x * value - last) / (x * x - 1);
        x -= value / slope;
      }
      nodes[i] = {0.5 * (1 - x), 1 / ((1 - x * x) * slope * slope)};
    }
    return nodes;
  }();
  return rule;
}

}  // namespace fealty::loyalty
