#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/domain.hpp"

namespace fealty {

/// Sum of the weights of a categorical distribution.
///
/// Throws ParameterError if there is no weight, if one is negative or not finite, or if all are 0.
inline double total_weight(std::span<const double> weights) {
  double total = 0.0;
  for (const double weight : weights) {
    require(weight >= 0 && weight - weight == 0, "a weight", weight, "must be finite and not negative");
    total += weight;
  }
  require(total > 0 && total - total == 0, "the sum of the weights", total, "must be positive and finite");
  return total;
}

/// A categorical distribution prepared for many draws: O(n) to build, O(1) a draw.
///
/// The interval of each category is filled up to the mean weight with a piece of one other category, its alias, so that
/// a draw is a fair choice of a category and one biased coin. Source: Walker (1977); Vose (1991), "A linear algorithm
/// for generating random numbers with a given distribution", IEEE TSE 17.
class AliasTable {
 public:
  /// Weights need not sum to 1. Throws ParameterError if there is no weight, if one is negative or not finite, or if
  /// all are 0.
  explicit AliasTable(std::span<const double> weights) : keep_(weights.begin(), weights.end()), alias_(weights.size()) {
    const double mean = total_weight(weights) / static_cast<double>(weights.size());
    std::vector<std::size_t> below;
    std::vector<std::size_t> above;
    for (std::size_t i = 0; i < keep_.size(); ++i) {
      keep_[i] /= mean;
      (keep_[i] < 1 ? below : above).push_back(i);
    }
    while (!below.empty() && !above.empty()) {
      const std::size_t poor = below.back();
      const std::size_t rich = above.back();
      below.pop_back();
      alias_[poor] = rich;
      keep_[rich] -= 1 - keep_[poor];
      if (keep_[rich] < 1) {
        above.pop_back();
        below.push_back(rich);
      }
    }
    // What is left differs from 1 by rounding only.
    for (const std::size_t i : below) keep_[i] = 1;
    for (const std::size_t i : above) keep_[i] = 1;
  }

  [[nodiscard]] std::size_t size() const noexcept { return keep_.size(); }

  /// The category for a fair choice of `column` below size() and a uniform number in (0, 1).
  [[nodiscard]] std::size_t pick(std::size_t column, double uniform) const noexcept {
    return uniform < keep_[column] ? column : alias_[column];
  }

 private:
  std::vector<double> keep_;
  std::vector<std::size_t> alias_;
};

}  // namespace fealty
