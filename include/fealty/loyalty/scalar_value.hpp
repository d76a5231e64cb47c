#pragma once

#include <cstddef>

#include "fealty/core/dual.hpp"
#include "fealty/core/gradient.hpp"

namespace fealty::loyalty {

/// The value of a scalar without its derivatives: for choices (of a formula, of nodes) that no result depends on.
constexpr double scalar_value(double x) noexcept {
  return x;
}

template <std::size_t N>
constexpr double scalar_value(const Dual<N>& x) noexcept {
  return x.value;
}

template <std::size_t N>
constexpr double scalar_value(const Gradient<N>& x) noexcept {
  return x.value;
}

}  // namespace fealty::loyalty
