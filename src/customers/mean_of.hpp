#pragma once

#include <span>

#include "fealty/core/estimate.hpp"

namespace fealty::customers {

/// The mean of a sample with Student's t interval; the sum is exact, so that it does not depend on the order.
Estimate mean_of(std::span<const double> sample, double level);

}  // namespace fealty::customers
