#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "fealty/gaps/closing_plan.hpp"

namespace fealty::gaps {

/// Two items of a kiosk, one that falls short and one that exceeds.
inline PlanItems two_items() {
  PlanItems items;
  items.names = {"wait", "look"};
  items.expectation = {6.5, 4.0};
  items.experience = {5.0, 4.5};
  items.response = {0.4, 0.1};
  return items;
}

inline Lever lever(const std::string& item, LeverKind kind, std::vector<LeverPoint> points) {
  return {std::string(to_string(kind)) + " " + item, item, kind, std::move(points), 0, false};
}

struct RandomPlan {
  PlanItems items;
  std::vector<Lever> levers;
  PlanOptions options;
};

/// Up to four items and `most_levers` levers of one or two levels each, of all kinds, with floors, spreads and
/// tolerances at times.
inline RandomPlan random_plan(std::mt19937& random, std::size_t most_levers) {
  std::uniform_real_distribution<double> on_scale(2, 7), unit(0, 1);
  RandomPlan made;
  PlanItems& items = made.items;
  const std::size_t count = 1 + random() % 4;
  const bool weighted = random() % 2 == 0, spreads = random() % 2 == 0, tolerates = random() % 2 == 0,
             floors = random() % 2 == 0;
  for (std::size_t j = 0; j < count; ++j) {
    items.names.push_back("item " + std::to_string(j));
    items.expectation.push_back(on_scale(random));
    items.experience.push_back(on_scale(random));
    if (weighted) items.importance.push_back(0.1 + unit(random));
    if (spreads) items.spread.push_back(random() % 3 == 0 ? 0 : unit(random));
    if (tolerates) items.tolerance.push_back(unit(random) / 2);
    if (floors) items.floors.push_back(random() % 2 == 0 ? std::nan("") : on_scale(random));
  }
  items.response = {unit(random), unit(random) / 3};
  double all = 0;
  const std::size_t levers = 1 + random() % most_levers;
  for (std::size_t l = 0; l < levers; ++l) {
    Lever one{"lever " + std::to_string(l),
              items.names[random() % count],
              static_cast<LeverKind>(random() % 4),
              {},
              0,
              false};
    one.points.push_back({1 + std::floor(10 * unit(random)), 1.5 * unit(random)});
    if (random() % 2 == 0) one.points.push_back({one.points[0].cost + 1 + 5 * unit(random), 2.5 * unit(random)});
    if (random() % 4 == 0) one.fixed_cost = unit(random);
    all += one.fixed_cost + one.points.back().cost;
    made.levers.push_back(std::move(one));
  }
  made.options.budget = all * (0.05 + unit(random));
  return made;
}

/// Draws of gaps and slopes around what they are.
inline void add_draws(PlanItems& items, std::size_t draws, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> error(0, 1);
  items.gap_draws.resize(static_cast<Eigen::Index>(draws), static_cast<Eigen::Index>(items.names.size()));
  for (Eigen::Index d = 0; d < items.gap_draws.rows(); ++d) {
    for (std::size_t j = 0; j < items.names.size(); ++j) {
      items.gap_draws(d, static_cast<Eigen::Index>(j)) =
          items.experience[j] - items.expectation[j] + 0.1 * error(random);
    }
    items.negative_draws.push_back(std::max(0.0, items.response.negative + 0.03 * error(random)));
    items.positive_draws.push_back(std::max(0.0, items.response.positive + 0.03 * error(random)));
  }
}

}  // namespace fealty::gaps
