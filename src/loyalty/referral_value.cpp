#include "fealty/loyalty/referral_value.hpp"

#include <limits>
#include <string_view>
#include <vector>

#include "fealty/core/domain.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/loyalty/propagated_error.hpp"

namespace fealty::loyalty {
namespace {

void require_part(std::string_view name, const Estimate& share) {
  require_uncertain(name, share);
  require(share.value >= 0 && share.value <= 1, name, share.value, "must be from 0 to 1");
}

}  // namespace

ReferralValue referral_value(const WordOfMouth& word, const Estimate& conversion, const Estimate& customer_value,
                             double level) {
  require_part("conversion", conversion);
  require_uncertain("customer_value", customer_value);
  const Estimate told = word.reach({}, level).mean;
  const auto figures = [](const auto& x) {
    const auto brought = x[0] * x[1];
    return std::vector{brought, brought * x[2], brought / (1.0 - brought) * x[2]};
  };
  const auto made = propagated(std::vector{told, conversion, customer_value}, figures, level);
  const bool has_end = made[0].value < 1;
  const double endless = customer_value.value > 0   ? std::numeric_limits<double>::infinity()
                         : customer_value.value < 0 ? -std::numeric_limits<double>::infinity()
                                                    : 0.0;
  return {made[0], made[1], has_end ? made[2] : Estimate{endless, nan, nan, nan, level}};
}

Estimate blended_acquisition_cost(const Estimate& acquisition_cost, const Estimate& referred_share, double level) {
  require_uncertain("acquisition_cost", acquisition_cost);
  require(acquisition_cost.value >= 0, "acquisition_cost", acquisition_cost.value, "must not be negative");
  require_part("referred_share", referred_share);
  const auto cost = [](const auto& x) { return std::vector{x[0] * (1.0 - x[1])}; };
  return propagated(std::vector{acquisition_cost, referred_share}, cost, level)[0];
}

}  // namespace fealty::loyalty
