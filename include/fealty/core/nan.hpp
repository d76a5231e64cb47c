#pragma once

#include <limits>

namespace fealty {

/// What stands where a figure cannot be estimated; never 0.
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace fealty
