#pragma once

#include "fealty/core/random.hpp"
#include "population.hpp"
#include "records.hpp"

namespace fealty::demo {

/// A purchase of gamma-gamma size, less in a bad mood; what kind does not change the amount.
PurchaseRow make_purchase(const World& world, const Client& client, PurchaseKind kind, Time at, double mood,
                          RandomStream& random);

/// What is bought without a visit to the workshop.
PurchaseKind draw_kind(RandomStream& random);

/// The car of the client's model; its price has nothing to do with his other purchases.
PurchaseRow make_car_purchase(const Client& client, Time at, RandomStream& random);

}  // namespace fealty::demo
