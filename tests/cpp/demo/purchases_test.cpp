#include "../../../src/demo/purchases.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace fealty::demo {
namespace {

Client client_with_mean(const World& world, double mean) {
  Client client;
  client.number = 1;
  client.inverse_scale = world.options.spend_shape / mean;
  return client;
}

double mean_amount(const World& world, double mood) {
  const Client client = client_with_mean(world, 500);
  RandomStream random(1, "test");
  double total = 0;
  for (int i = 0; i < 20'000; ++i) {
    total += make_purchase(world, client, PurchaseKind::parts, Time{0}, mood, random).amount;
  }
  return total / 20'000;
}

TEST(Purchases, AmountsHaveTheMeanOfTheirClient) {
  EXPECT_NEAR(mean_amount(World(DealershipOptions{}), 0.0), 500, 6);
}

TEST(Purchases, ABadMoodLowersTheAmountAndAGoodOneDoesNotRaiseIt) {
  DealershipOptions options;
  options.spend_effect = 0.3;
  const World world(options);
  EXPECT_NEAR(mean_amount(world, -2.0), 500 * std::exp(-0.6), 5);
  EXPECT_EQ(mean_amount(world, 2.0), mean_amount(world, 0.0));
}

TEST(Purchases, AmountsArePositiveWholeCents) {
  DealershipOptions options;
  options.spend_shape = 0.05;
  const World world(options);
  const Client client = client_with_mean(world, 1);
  RandomStream random(2, "test");
  for (int i = 0; i < 1000; ++i) {
    const double amount = make_purchase(world, client, draw_kind(random), Time{0}, 0, random).amount;
    EXPECT_GE(amount, 0.01);
    EXPECT_NEAR(100 * amount, std::round(100 * amount), 1e-6);
  }
}

TEST(Purchases, WhatIsBoughtBesidesIsNeitherCarNorService) {
  RandomStream random(3, "test");
  for (int i = 0; i < 1000; ++i) {
    const auto kind = draw_kind(random);
    EXPECT_NE(kind, PurchaseKind::car);
    EXPECT_NE(kind, PurchaseKind::service);
  }
}

TEST(Purchases, TheDearerModelCostsMore) {
  RandomStream random(4, "test");
  Client client;
  const double lark = make_car_purchase(client, Time{0}, random).amount;
  client.car_model = 3;
  EXPECT_GT(make_car_purchase(client, Time{0}, random).amount, lark);
}

}  // namespace
}  // namespace fealty::demo
