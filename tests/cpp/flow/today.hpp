#pragma once

#include "fealty/core/time.hpp"

namespace fealty::flow {

/// The day on which tests ask what is out of date.
inline constexpr Time today{20'000 * us_per_day};

}  // namespace fealty::flow
