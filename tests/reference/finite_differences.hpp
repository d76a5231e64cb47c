#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace fealty::reference {

/// Derivative of f by argument `index`, by central differences of fourth order.
template <std::size_t N, class F>
double derivative(F&& f, std::array<double, N> x, std::size_t index) {
  const double h = 1e-3 * std::max(1.0, std::abs(x[index]));
  const auto at = [&](double steps) {
    auto moved = x;
    moved[index] += steps * h;
    return f(moved);
  };
  return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
}

/// Second derivative by arguments i and j: the derivative of the derivative.
template <std::size_t N, class F>
double second_derivative(F&& f, const std::array<double, N>& x, std::size_t i, std::size_t j) {
  return derivative([&](const std::array<double, N>& y) { return derivative(f, y, i); }, x, j);
}

}  // namespace fealty::reference
