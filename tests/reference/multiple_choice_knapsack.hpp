#pragma once

#include <cstddef>
#include <limits>
#include <span>

namespace fealty::reference {

/// The greatest value of one option of every group within a budget, by trying all choices of groups from `group` on.
inline double best_value(std::span<const std::size_t> offsets, std::span<const double> costs,
                         std::span<const double> values, double budget, std::size_t group = 0) {
  if (group + 1 == offsets.size()) return budget < -1e-9 ? -std::numeric_limits<double>::infinity() : 0.0;
  double best = -std::numeric_limits<double>::infinity();
  for (std::size_t i = offsets[group]; i < offsets[group + 1]; ++i) {
    const double rest = best_value(offsets, costs, values, budget - costs[i], group + 1);
    if (values[i] + rest > best) best = values[i] + rest;
  }
  return best;
}

}  // namespace fealty::reference
