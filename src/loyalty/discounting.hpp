#pragma once

#include <cmath>

#include "fealty/core/domain.hpp"

namespace fealty::loyalty {

inline void require_discounting(double horizon, double rate) {
  require(horizon >= 0, "horizon", horizon, "must not be negative");
  require(rate >= 0 && std::isfinite(rate), "rate", rate, "must be finite and not negative");
  require(rate > 0 || std::isfinite(horizon), "horizon", horizon, "must be finite where nothing is discounted");
}

inline void require_discount_of_period(double discount) {
  require(discount > 0 && std::isfinite(discount), "discount", discount, "must be positive and finite");
}

}  // namespace fealty::loyalty
