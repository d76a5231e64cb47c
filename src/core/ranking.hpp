#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty {

/// Positions from the largest value to the smallest; ties in their order, NaN last.
std::vector<std::size_t> order_by_size(std::span<const double> values);

/// How often each of some things had each rank.
class RankCounts {
 public:
  explicit RankCounts(std::size_t things) : things_(things), counts_(things * things, 0) {}

  /// Counts the ranks of values, the largest first. What is NaN has no rank.
  void add(std::span<const double> values);

  /// Share of the countings in which a thing had each rank, of those in which it had one; NaN if there was none.
  [[nodiscard]] std::vector<double> probabilities(std::size_t thing) const;

 private:
  std::size_t things_;
  std::vector<std::uint32_t> counts_;
};

/// One row per thing and rank: the thing under the name of its kind ("step"), rank, probability.
Frame rank_frame(std::string kind, const std::vector<std::pair<std::string, std::vector<double>>>& things);

}  // namespace fealty
