#pragma once

#include "fealty/core/estimate.hpp"

namespace fealty::customers {

/// An estimated share with an interval that is normal on the logit scale, so that it stays between 0 and 1.
///
/// A share that is not strictly between 0 and 1 has no logit: its interval is normal.
Estimate share_interval(double share, double standard_error, double level);

}  // namespace fealty::customers
