#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fealty/core/bootstrap.hpp"

namespace fealty::reference {

/// Answers of one respondent after another; 0 is a missing one.
using KanoAnswers = std::vector<int>;

/// How often each of M, O, A, I, R, Q is given, respondent i counting `weights[i]` times.
inline std::array<std::int64_t, 6> kano_counts(const KanoAnswers& functional, const KanoAnswers& dysfunctional,
                                               const std::vector<std::string>& table,
                                               const std::vector<std::int64_t>& weights) {
  std::array<std::int64_t, 6> counts{};
  for (std::size_t i = 0; i < functional.size(); ++i) {
    if (functional[i] == 0 || dysfunctional[i] == 0) continue;
    const char letter =
        table[static_cast<std::size_t>(functional[i] - 1)][static_cast<std::size_t>(dysfunctional[i] - 1)];
    counts[std::string("MOAIRQ").find(letter)] += weights[i];
  }
  return counts;
}

/// The share of replicates that each category wins, one replicate after another.
inline std::array<double, 6> kano_probabilities(const KanoAnswers& functional, const KanoAnswers& dysfunctional,
                                                const std::vector<std::string>& table, std::size_t replicates,
                                                std::uint64_t seed) {
  std::vector<std::vector<std::uint8_t>> drawn(functional.size(), std::vector<std::uint8_t>(replicates));
  for (std::size_t i = 0; i < drawn.size(); ++i) poisson_weights(seed, i, drawn[i]);
  std::array<double, 6> wins{};
  double decided = 0;
  for (std::size_t r = 0; r < replicates; ++r) {
    std::vector<std::int64_t> weights;
    for (const auto& of_one : drawn) weights.push_back(of_one[r]);
    const auto counts = kano_counts(functional, dysfunctional, table, weights);
    std::size_t first = 0;
    for (std::size_t c = 1; c < 6; ++c) first = counts[c] > counts[first] ? c : first;
    if (counts[first] == 0) continue;
    wins[first] += 1;
    decided += 1;
  }
  for (double& share : wins) share /= decided;
  return wins;
}

}  // namespace fealty::reference
