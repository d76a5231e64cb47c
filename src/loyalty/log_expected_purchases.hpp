#pragma once

#include <cmath>
#include <limits>

#include "fealty/core/domain.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"

namespace fealty::loyalty {

/// log of the expected purchases of a customer in the time `horizon` after the end of observation; minus infinity where
/// there is no time.
template <class Law>
auto log_expected_purchases(const Law& law, const PurchasePattern& p, double horizon) {
  using std::log;
  using S = decltype(law.r);
  if (horizon == 0) return S(-std::numeric_limits<double>::infinity());
  return S(log(law.expected_while_alive(p, horizon)) - log1pexp(law.log_odds_dead(p)));
}

/// Throws ParameterError if the horizon is negative or not finite.
inline void require_time_ahead(double horizon) {
  require(horizon >= 0 && std::isfinite(horizon), "horizon", horizon, "must be finite and not negative");
}

}  // namespace fealty::loyalty
