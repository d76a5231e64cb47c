#pragma once

#include <algorithm>
#include <cmath>

#include "fealty/core/estimate.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"

namespace fealty::gaps {

/// Normal estimates of states at one level, whose quantile is looked up once.
class StateInterval {
 public:
  explicit StateInterval(double level) : level_(level), width_(normal_interval(0.0, 1.0, level).upper) {}

  /// NaN for what is not known. A variance that rounding has left below 0 is 0.
  [[nodiscard]] Estimate operator()(bool known, double value, double variance) const noexcept {
    if (!known || std::isnan(value)) return {nan, nan, nan, nan, level_};
    const double error = std::sqrt(std::max(variance, 0.0));
    return {value, error, value - width_ * error, value + width_ * error, level_};
  }

 private:
  double level_;
  double width_;
};

}  // namespace fealty::gaps
