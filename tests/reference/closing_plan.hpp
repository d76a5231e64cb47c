#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <vector>

#include "fealty/gaps/closing_plan.hpp"

namespace fealty::reference {

/// A plan as brute force finds it.
struct BestPlan {
  std::size_t missed_floors = 0;
  double value = 0.0;
  double cost = 0.0;
};

/// Response of one customer.
inline double response_of_one(double gap, double tolerance, double negative, double positive) {
  return negative * std::min(gap + tolerance, 0.0) + positive * std::max(gap, 0.0);
}

/// Mean of the response over customers, summed over 4,000 strips of the normal density.
inline double response_by_strips(double gap, double spread, double tolerance, double negative, double positive) {
  double sum = 0, weights = 0;
  constexpr int strips = 4000;
  for (int i = 0; i < strips; ++i) {
    const double z = -8 + 16 * (i + 0.5) / strips;
    const double weight = std::exp(-z * z / 2);
    sum += weight * response_of_one(gap + spread * z, tolerance, negative, positive);
    weights += weight;
  }
  return sum / weights;
}

/// The same by integrals over the density below and above the two bends.
inline double response_of(double gap, double spread, double tolerance, double negative, double positive) {
  if (spread == 0) return response_of_one(gap, tolerance, negative, positive);
  const auto density = [&](double g) {
    return std::exp(-std::pow((g - gap) / spread, 2) / 2) / std::sqrt(2 * std::numbers::pi);
  };
  const auto below = [&](double g) { return std::erfc((gap - g) / spread / std::sqrt(2.0)) / 2; };
  const double fallen = (gap + tolerance) * below(-tolerance) - spread * density(-tolerance);
  const double over = gap * (1 - below(0)) + spread * density(0);
  return negative * fallen + positive * over;
}

/// What a level of every lever is worth, lever by lever and item by item, with the gaps and slopes given.
inline BestPlan value_of(const gaps::PlanItems& items, const std::vector<gaps::Lever>& levers,
                         const std::vector<std::vector<gaps::LeverLevel>>& levels,
                         const std::vector<std::size_t>& choice) {
  double weights = 0;
  for (std::size_t j = 0; j < items.names.size(); ++j) weights += items.importance.empty() ? 1 : items.importance[j];
  BestPlan plan;
  for (std::size_t j = 0; j < items.names.size(); ++j) {
    double moves[4] = {0, 0, 0, 0};
    for (std::size_t l = 0; l < levers.size(); ++l) {
      if (levers[l].item != items.names[j]) continue;
      moves[static_cast<std::size_t>(levers[l].kind)] += levels[l][choice[l]].effect;
      plan.cost += levels[l][choice[l]].cost;
    }
    const double expectation = items.expectation[j], experience = items.experience[j];
    const double tolerance = items.tolerance.empty() ? 0 : items.tolerance[j];
    const double spread = items.spread.empty() ? 0 : items.spread[j];
    const double delivered = std::min(experience + moves[0], items.scale_top);
    double expected = expectation - moves[1];
    if (expected < delivered) expected = std::min(expectation, delivered);
    const auto worth = [&](double gap, double own_spread, double own_tolerance) {
      return response_of(gap, own_spread, own_tolerance, items.response.negative, items.response.positive);
    };
    const double gain = worth(delivered - expected, std::max(spread - moves[2], 0.0), tolerance + moves[3]) -
                        worth(experience - expectation, spread, tolerance);
    plan.value += (items.importance.empty() ? 1 : items.importance[j]) / weights * gain;
    if (!items.floors.empty() && delivered < items.floors[j] - 1e-9) ++plan.missed_floors;
  }
  return plan;
}

/// The best plan, by trying every level of every lever.
inline BestPlan best_plan(const gaps::PlanItems& items, const std::vector<gaps::Lever>& levers, double budget,
                          std::size_t steps = 10) {
  std::vector<std::vector<gaps::LeverLevel>> levels;
  for (const gaps::Lever& lever : levers) levels.push_back(gaps::lever_levels(lever, steps));
  std::vector<std::size_t> choice(levers.size(), 0);
  BestPlan best{std::numeric_limits<std::size_t>::max(), 0, 0};
  while (true) {
    double cost = 0;
    for (std::size_t l = 0; l < levers.size(); ++l) cost += levels[l][choice[l]].cost;
    if (cost <= budget * (1 + 1e-12)) {
      const BestPlan plan = value_of(items, levers, levels, choice);
      if (plan.missed_floors < best.missed_floors ||
          (plan.missed_floors == best.missed_floors && plan.value > best.value)) {
        best = plan;
      }
    }
    std::size_t l = 0;
    while (l < levers.size() && ++choice[l] == levels[l].size()) choice[l++] = 0;
    if (l == levers.size()) return best;
  }
}

}  // namespace fealty::reference
