#include "purchases.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace fealty::demo {

PurchaseRow make_purchase(const World& world, const Client& client, PurchaseKind kind, Time at, double mood,
                          RandomStream& random) {
  const double usual = random.gamma(world.options.spend_shape, 1 / client.inverse_scale);
  const double amount = usual * std::exp(world.options.spend_effect * std::min(mood, 0.0));
  PurchaseRow row;
  row.customer.number = client.number;
  row.at = at;
  row.amount = std::max(std::round(100 * amount), 1.0) / 100;
  row.kind = kind;
  return row;
}

PurchaseKind draw_kind(RandomStream& random) {
  constexpr std::array<double, 5> weights = {0, 0, 0.4, 0.35, 0.25};  // in the order of PurchaseKind
  return static_cast<PurchaseKind>(random.categorical(weights));
}

PurchaseRow make_car_purchase(const Client& client, Time at, RandomStream& random) {
  constexpr std::array<double, 4> prices = {118'000, 159'000, 209'000, 268'000};  // in the order of car_model_names
  PurchaseRow row;
  row.customer.number = client.number;
  row.at = at;
  row.amount = 100 * std::round(prices[client.car_model] / 100 * std::exp(0.05 * random.normal()));
  row.kind = PurchaseKind::car;
  return row;
}

}  // namespace fealty::demo
