#pragma once

#include <cmath>

#include "fealty/core/special.hpp"

namespace fealty::loyalty {

/// (exp(x) - 1) / x, which is 1 at x = 0, with its derivatives: below 1 by its Taylor series.
template <Scalar S>
S exprel(const S& x) {
  using std::expm1;
  if (!(x < 1.0 && -x < 1.0)) return expm1(x) / x;
  constexpr int terms = 20;
  S sum = 1.0;
  for (int n = terms; n > 1; --n) sum = 1.0 + x * sum / static_cast<double>(n);
  return sum;
}

}  // namespace fealty::loyalty
