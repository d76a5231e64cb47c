#pragma once

#include <span>

#include "fealty/core/estimate.hpp"

namespace fealty::gaps {

/// A figure of sample means with Student's t interval, by the delta method.
///
/// `influences` has what each member of the sample contributes to the figure's first-order error, which is their mean:
/// the gradient by the means times the member's distances from them. With one member there is neither error nor
/// interval. Source: Huber (1981), "Robust statistics", section 1.4, for the influence curve.
Estimate linearized(double value, std::span<const double> influences, double level);

}  // namespace fealty::gaps
