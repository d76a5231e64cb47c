#include "../../../src/demo/complaints.hpp"

#include <cmath>
#include <map>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::demo {
namespace {

Visit some_visit(const World& world) {
  Visit visit;
  visit.paid = visit.end = world.hours.at(100.5);
  return visit;
}

Opinion opinion_of(int worst_gap) {
  Opinion opinion;
  opinion.worst = Step::repair;
  opinion.worst_gap = worst_gap;
  return opinion;
}

std::vector<ComplaintRow> complaints(const World& world, const Client& client, int gap, int visits) {
  RandomStream random(5, "test");
  std::vector<ComplaintRow> made;
  for (int i = 0; i < visits; ++i) {
    if (auto row = complain(world, client, some_visit(world), opinion_of(gap), 1, random)) made.push_back(*row);
  }
  return made;
}

TEST(Complaints, TheirChanceIsTheLogisticOfTheWorstGap) {
  const World world(DealershipOptions{});
  for (const int gap : {2, 0, -1, -3, -5}) {
    const double log_odds = -3.7 + std::max(0, -gap);
    const double expected = 1 / (1 + std::exp(-log_odds));
    const auto share = static_cast<double>(complaints(world, Client{}, gap, 20'000).size()) / 20'000;
    EXPECT_NEAR(share, expected, 4 * std::sqrt(expected * (1 - expected) / 20'000)) << gap;
  }
}

TEST(Complaints, HandlingFollowsItsOrderInOpenHours) {
  const World world(DealershipOptions{});
  for (const auto& row : complaints(world, Client{}, -5, 3000)) {
    EXPECT_GE(row.opened_at, some_visit(world).end);
    EXPECT_EQ(row.cause, Step::repair);
    EXPECT_EQ(row.resolved_at.has_value(), row.outcome.has_value());
    EXPECT_EQ(row.resolved_at.has_value(), row.satisfied.has_value());
    EXPECT_EQ(row.resolved_at.has_value(), row.compensation.has_value());
    Time last = row.opened_at;
    bool open = false;
    for (const auto& at : {row.acknowledged_at, row.owned_at, row.resolved_at}) {
      EXPECT_FALSE(open && at.has_value());
      open = !at.has_value();
      if (at) {
        EXPECT_GE(*at, last);
        last = *at;
      }
    }
  }
}

TEST(Complaints, SomeAreLaterThanADayTwoDaysAndThirtyDays) {
  const World world(DealershipOptions{});
  std::map<int, int> late;
  const auto rows = complaints(world, Client{}, -5, 5000);
  for (const auto& row : rows) {
    if (row.acknowledged_at && *row.acknowledged_at > row.opened_at + days(1)) ++late[1];
    if (row.owned_at && *row.owned_at > row.opened_at + days(2)) ++late[2];
    if (row.resolved_at && *row.resolved_at > row.opened_at + days(30)) ++late[30];
  }
  const auto count = static_cast<int>(rows.size());
  for (const auto& [limit, number] : late) {
    EXPECT_GT(number, count / 50) << limit;
    EXPECT_LT(number, count / 2) << limit;
  }
  EXPECT_EQ(late.size(), 3U);
}

TEST(Complaints, TheShareNeverResolvedIsAsAsked) {
  DealershipOptions options;
  options.never_resolved = 1;
  for (const auto& row : complaints(World(options), Client{}, -5, 500)) EXPECT_FALSE(row.resolved_at);
  options.never_resolved = 0;
  for (const auto& row : complaints(World(options), Client{}, -5, 500)) EXPECT_TRUE(row.resolved_at);
}

TEST(Complaints, OnlyRefundsAndGiftsCompensate) {
  const World world(DealershipOptions{});
  for (const auto& row : complaints(world, Client{}, -5, 3000)) {
    if (!row.outcome) continue;
    const bool pays = row.outcome == Outcome::refund || row.outcome == Outcome::gift;
    EXPECT_GE(*row.compensation, 0);
    if (!pays) {
      EXPECT_EQ(*row.compensation, 0);
    }
  }
}

TEST(Complaints, TheWeakBranchIsSlower) {
  const World world(DealershipOptions{});
  const auto mean_days = [&](std::size_t region) {
    Client client;
    client.region = region;
    double total = 0, count = 0;
    for (const auto& row : complaints(world, client, -5, 5000)) {
      if (!row.resolved_at) continue;
      total += in_days(*row.resolved_at - row.opened_at);
      count += 1;
    }
    return total / count;
  };
  EXPECT_GT(mean_days(world.weak_region), 1.3 * mean_days(0));
}

}  // namespace
}  // namespace fealty::demo
