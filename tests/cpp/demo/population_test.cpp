#include "../../../src/demo/population.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

namespace fealty::demo {
namespace {

TEST(Population, AClientDoesNotDependOnTheNumberOfClients) {
  DealershipOptions few, many;
  few.customers = 10;
  many.customers = 1'000'000;
  for (std::uint64_t number = 1; number <= 10; ++number) {
    const Client a = make_client(World(few), number);
    const Client b = make_client(World(many), number);
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.purchase_rate, b.purchase_rate);
    EXPECT_EQ(a.arrival, b.arrival);
  }
}

TEST(Population, RatesAndSpendingHaveTheirMeansAndShapes) {
  const World world(DealershipOptions{});
  constexpr int count = 40'000;
  double rate = 0, square = 0, dropout = 0, spend = 0;
  for (std::uint64_t number = 1; number <= count; ++number) {
    const Client client = make_client(world, number);
    rate += client.purchase_rate / count;
    square += client.purchase_rate * client.purchase_rate / count;
    dropout += client.dropout_rate / count;
    spend += world.options.spend_shape / client.inverse_scale / count;
  }
  EXPECT_NEAR(rate, 8.0, 0.15);
  EXPECT_NEAR(rate * rate / (square - rate * rate), 2.5, 0.15);
  EXPECT_NEAR(dropout, 0.15, 0.004);
  EXPECT_NEAR(spend, 900, 25);
}

TEST(Population, SharesAreAsAsked) {
  DealershipOptions options;
  options.chinese = 0.3;
  options.established = 0.7;
  options.test_drive = 0.5;
  const World world(options);
  constexpr int count = 20'000;
  int chinese = 0, established = 0, drivers = 0;
  for (std::uint64_t number = 1; number <= count; ++number) {
    const Client client = make_client(world, number);
    chinese += client.chinese ? 1 : 0;
    established += client.established ? 1 : 0;
    drivers += client.begins_with_test_drive ? 1 : 0;
  }
  EXPECT_NEAR(chinese, 0.3 * count, 300);
  EXPECT_NEAR(established, 0.7 * count, 300);
  EXPECT_NEAR(drivers, 0.15 * count, 250);
}

TEST(Population, EstablishedClientsJoinedBeforeTheFirstDayAndOthersArriveDuringTheRecords) {
  const World world(DealershipOptions{});
  for (std::uint64_t number = 1; number <= 2000; ++number) {
    const Client client = make_client(world, number);
    if (client.established) {
      EXPECT_LT(client.joined_at, world.hours.begin());
    } else {
      EXPECT_GE(client.arrival, 0.0);
      EXPECT_LT(client.arrival, world.hours.open_days());
    }
  }
}

TEST(Population, EveryBranchHasEveryPost) {
  DealershipOptions options;
  options.staff_per_branch = 3;
  const World world(options);
  for (std::size_t region = 0; region < region_count; ++region) {
    for (const Post post : {Post::adviser, Post::technician, Post::seller}) {
      EXPECT_EQ(world.at_post(region, post).size(), 1U);
    }
  }
}

TEST(Population, TheShareOfWeakStaffIsExact) {
  DealershipOptions options;
  options.staff_per_branch = 25;
  options.weak_staff = 0.2;
  options.weak_staff_effect = 10;
  const World world(options);
  const auto weak = std::count_if(world.colleagues.begin(), world.colleagues.end(),
                                  [](const Colleague& colleague) { return colleague.effect < -5; });
  EXPECT_EQ(weak, 20);
}

TEST(Population, TelephoneNumbersBelongToNobody) {
  const World world(DealershipOptions{});
  for (std::uint64_t number = 1; number <= 100; ++number) {
    EXPECT_TRUE(make_client(world, number).phone.starts_with("+86 12"));
  }
}

}  // namespace
}  // namespace fealty::demo
