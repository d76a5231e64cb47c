#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace fealty::reference {

/// Means and standard deviations of two positive parameters whose logarithms have the log-density `f(u, v)` up to a
/// constant, by summing over a fine grid of the logarithms in a box.
template <class F>
std::array<std::array<double, 2>, 2> grid_moments(F&& f, std::array<double, 2> low, std::array<double, 2> high,
                                                  int steps = 400) {
  std::vector<std::array<double, 3>> cells;  // both parameters and the log-density
  double highest = -1e300;
  for (int i = 0; i <= steps; ++i) {
    for (int j = 0; j <= steps; ++j) {
      const double u = low[0] + (high[0] - low[0]) * i / steps, v = low[1] + (high[1] - low[1]) * j / steps;
      cells.push_back({std::exp(u), std::exp(v), f(u, v)});
      highest = std::max(highest, cells.back()[2]);
    }
  }
  double total = 0.0;
  std::array<double, 2> first{}, second{};
  for (const auto& cell : cells) {
    const double weight = std::exp(cell[2] - highest);
    total += weight;
    for (std::size_t k = 0; k < 2; ++k) {
      first[k] += weight * cell[k];
      second[k] += weight * cell[k] * cell[k];
    }
  }
  std::array<std::array<double, 2>, 2> moments{};
  for (std::size_t k = 0; k < 2; ++k) {
    const double mean = first[k] / total;
    moments[k] = {mean, std::sqrt(second[k] / total - mean * mean)};
  }
  return moments;
}

}  // namespace fealty::reference
