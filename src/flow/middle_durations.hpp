#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "fealty/core/time.hpp"

namespace fealty::flow {

/// The two durations in the middle of at least one, in microseconds; of an odd number the same twice. O(n).
std::array<std::int64_t, 2> middle_durations(std::span<const Duration> durations);

}  // namespace fealty::flow
