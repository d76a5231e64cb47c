#pragma once

#include <span>

#include "fealty/core/estimate.hpp"

namespace fealty::loyalty {

/// By how many times the mean purchases of loyal customers exceed those of others: the ratio of two means, which
/// teaching gives as 10 (textbook figure loyal_purchase_multiple).
///
/// `loyal` and `others` have the purchases or the spend of each customer. The interval is normal on the scale of the
/// logarithm, by the delta method; the customers of both groups are independent samples. Throws ParameterError unless
/// each group has two customers or more, all numbers are finite and not negative, and both means are positive.
Estimate purchase_multiple(std::span<const double> loyal, std::span<const double> others, double level = 0.95);

}  // namespace fealty::loyalty
