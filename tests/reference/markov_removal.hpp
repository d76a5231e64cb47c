#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include <Eigen/Core>
#include <Eigen/LU>

#include "fealty/flow/markov_removal.hpp"

namespace fealty::reference {

/// P(conversion) in the chain of a path table when a step's states lead to null: one whole linear system for each call.
inline double conversion_without(const flow::PathTable& paths, std::size_t order, Code removed) {
  using State = std::vector<Code>;
  std::map<State, std::map<State, double>> between;
  std::map<State, double> converts, leaves;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const double journeys = paths.conversions[i] + paths.nulls[i];
    State at;
    for (const Code step : paths.path(i)) {
      State next = at;
      next.push_back(step);
      if (next.size() > order) next.erase(next.begin());
      between[at][next] += journeys;
      leaves[at] += journeys;
      at = next;
    }
    converts[at] += paths.conversions[i];
    leaves[at] += journeys;
  }
  std::map<State, int> numbers;
  for (const auto& [state, count] : leaves) numbers.emplace(state, static_cast<int>(numbers.size()));
  const auto size = static_cast<Eigen::Index>(numbers.size());
  Eigen::MatrixXd system = Eigen::MatrixXd::Identity(size, size);
  Eigen::VectorXd chance = Eigen::VectorXd::Zero(size);
  for (const auto& [state, number] : numbers) {
    bool is_removed = false;
    for (const Code step : state) is_removed = is_removed || step == removed;
    if (is_removed || leaves[state] == 0) continue;
    for (const auto& [next, count] : between[state]) system(number, numbers.at(next)) -= count / leaves[state];
    chance[number] = converts[state] / leaves[state];
  }
  const Eigen::VectorXd solution = system.fullPivLu().solve(chance);
  return solution[numbers.at({})];
}

}  // namespace fealty::reference
