#pragma once

#include <span>

#include "fealty/core/estimate.hpp"

namespace fealty::gaps {

/// Means of paired answers from 0 to 1, and the two figures of their means, by the delta method.
struct PriorityEstimates {
  Estimate importance, satisfaction;
  Estimate priority;     ///< motive_priority()
  Estimate opportunity;  ///< opportunity_score()
};

PriorityEstimates priority_estimates(std::span<const double> importance, std::span<const double> satisfaction,
                                     double level);

}  // namespace fealty::gaps
