#pragma once

#include <span>

#include "fealty/core/estimate.hpp"

namespace fealty::gaps {

/// The mean of the answers that are not NaN, with Student's t interval. The sum is exact, so that the mean does not
/// depend on the order of the rows.
Estimate mean_of_answers(std::span<const double> answers, double level);

}  // namespace fealty::gaps
