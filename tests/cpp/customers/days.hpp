#pragma once

#include <chrono>
#include <cstdint>

#include "fealty/core/time.hpp"

namespace fealty::customers {

/// The nth day, counted from that of time 0.
constexpr Time day(std::int64_t n) {
  return {n * us_per_day};
}

/// The nth day, counted from the first of 2025.
constexpr Time day_of_2025(int n) {
  return at_midnight(std::chrono::year{2025} / 1 / 1) + days(n);
}

}  // namespace fealty::customers
