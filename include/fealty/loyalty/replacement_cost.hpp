#pragma once

#include <utility>
#include <vector>

#include "fealty/core/domain.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/propagated_error.hpp"

namespace fealty::loyalty {

/// What it costs to win customers in the place of one who is lost, against what keeping one costs.
struct ReplacementCost {
  Estimate acquisition;  ///< cost of winning one customer: ratio times the cost of keeping one
  Estimate replacement;  ///< cost of winning as many as replace one lost
  Estimate
      break_even_spend;  ///< on keeping one customer, in usual costs of keeping one: up to there keeping is cheaper
};

/// Computes these from the cost of keeping a customer, the ratio of acquisition to retention cost (such as the textbook
/// figure acquisition_cost_ratio) and the number of new customers who replace one lost (such as new_for_one_lost, or,
/// computed, CustomerEconomics::new_for_one_lost).
///
/// Errors of the inputs are independent. Throws ParameterError unless all are positive and finite.
inline ReplacementCost replacement_cost(const Estimate& retention_cost, const Estimate& ratio,
                                        const Estimate& new_for_one_lost = known(1), double level = 0.95) {
  for (const auto& [name, input] : {std::pair("retention_cost", &retention_cost), std::pair("ratio", &ratio),
                                    std::pair("new_for_one_lost", &new_for_one_lost)}) {
    require_uncertain(name, *input);
    require(input->value > 0, name, input->value, "must be positive");
  }
  const auto costs = [](const auto& x) { return std::vector{x[0] * x[1], x[0] * x[1] * x[2], x[1] * x[2]}; };
  const auto made = propagated(std::vector{retention_cost, ratio, new_for_one_lost}, costs, level);
  return {made[0], made[1], made[2]};
}

}  // namespace fealty::loyalty
