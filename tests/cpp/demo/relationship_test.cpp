#include "../../../src/demo/relationship.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

#include <gtest/gtest.h>

namespace fealty::demo {
namespace {

Records lives(const DealershipOptions& options, std::uint64_t count) {
  const World world(options);
  Records records;
  for (std::uint64_t number = 1; number <= count; ++number) live(world, make_client(world, number), records);
  return records;
}

std::map<std::uint64_t, const TruthRow*> by_client(const std::vector<TruthRow>& truth) {
  std::map<std::uint64_t, const TruthRow*> rows;
  for (const auto& row : truth) rows[row.customer] = &row;
  return rows;
}

// A dealership where failures and complaints are many and customers leave for them.
DealershipOptions eventful() {
  DealershipOptions options;
  options.base_leaving_odds = 0.2;
  options.dropout_rate = 1;
  options.service_share = 0.7;
  options.base_complaint = -1;
  return options;
}

TEST(Relationship, NothingIsTouchedOrBoughtAfterDroppingOut) {
  const Records records = lives(eventful(), 5000);
  const auto truth = by_client(records.truth);
  std::size_t left = 0;
  for (const auto& row : records.truth) left += row.dropped_out_at ? 1 : 0;
  EXPECT_GT(left, 1000U);
  for (const auto& row : records.touches) {
    const auto dropped = truth.at(row.customer.number)->dropped_out_at;
    EXPECT_TRUE(!dropped || row.ended_at <= *dropped) << row.customer.number;
  }
  for (const auto& row : records.purchases) {
    const auto dropped = truth.at(row.customer.number)->dropped_out_at;
    EXPECT_TRUE(!dropped || row.at <= *dropped) << row.customer.number;
  }
}

TEST(Relationship, NothingHappensBeforeJoiningOrAfterTheEnd) {
  const DealershipOptions options = eventful();
  const World world(options);
  const Records records = lives(options, 3000);
  std::map<std::uint64_t, Time> joined;
  for (const auto& row : records.customers) joined[row.customer.number] = row.joined_at;
  const auto is_within = [&](std::uint64_t client, Time at) {
    return at >= joined.at(client) && at < world.hours.end();
  };
  for (const auto& row : records.touches) EXPECT_TRUE(is_within(row.customer.number, row.at));
  for (const auto& row : records.purchases) EXPECT_TRUE(is_within(row.customer.number, row.at));
  for (const auto& row : records.ratings) EXPECT_TRUE(is_within(row.customer.number, row.at));
  for (const auto& row : records.complaints) {
    EXPECT_TRUE(is_within(row.customer.number, row.opened_at));
    EXPECT_TRUE(is_within(row.customer.number, row.resolved_at.value_or(row.opened_at)));
    EXPECT_EQ(row.resolved_at.has_value(), row.outcome.has_value());
  }
}

TEST(Relationship, EveryServiceIsPaidAtTheEndOfAVisit) {
  const Records records = lives(eventful(), 1000);
  std::multimap<std::uint64_t, Time> payments;
  for (const auto& row : records.touches) {
    if (row.step == Step::payment) payments.emplace(row.customer.number, row.ended_at);
  }
  std::size_t services = 0;
  for (const auto& row : records.purchases) {
    if (row.kind != PurchaseKind::service) continue;
    ++services;
    const auto [begin, end] = payments.equal_range(row.customer.number);
    EXPECT_TRUE(std::any_of(begin, end, [&](const auto& payment) { return payment.second == row.at; }));
  }
  EXPECT_EQ(services, payments.size());
}

TEST(Relationship, AProspectWhoDoesNotBuyACarLeavesWithoutAPurchase) {
  DealershipOptions options;
  options.established = 0;
  options.test_drive = 1;
  options.car_buying = 0;
  const Records none = lives(options, 500);
  EXPECT_TRUE(none.purchases.empty());
  for (const auto& row : none.truth) EXPECT_FALSE(row.buyer);
  for (const auto& row : none.customers) EXPECT_FALSE(row.car_model);
  options.car_buying = 1;
  const Records all = lives(options, 500);
  const auto cars = std::count_if(all.purchases.begin(), all.purchases.end(),
                                  [](const PurchaseRow& row) { return row.kind == PurchaseKind::car; });
  EXPECT_NEAR(static_cast<double>(cars), 500, 5);  // some buy after the end of the records
  for (const auto& row : all.truth) EXPECT_TRUE(row.buyer);
}

TEST(Relationship, WithoutEffectsPurchasesArePoissonWithTheDrawnRateAndDropoutExponential) {
  DealershipOptions options;
  options.established = 1;
  options.base_leaving_odds = options.rate_effect = options.spend_effect = 0;
  options.dropout_rate = 0.8;
  const World world(options);
  const Records records = lives(options, 20'000);
  std::map<std::uint64_t, double> bought;
  for (const auto& row : records.purchases) bought[row.customer.number] += 1;
  double found = 0, expected = 0, dispersion = 0, left = 0, expected_left = 0;
  for (const auto& row : records.truth) {
    const Time until = row.dropped_out_at.value_or(world.hours.end());
    const double mean = row.purchase_rate * world.hours.open_time(until) / World::open_days_per_year;
    const double count = bought.contains(row.customer) ? bought.at(row.customer) : 0.0;
    found += count;
    expected += mean;
    dispersion += mean > 1 ? (count - mean) * (count - mean) / mean - 1 : 0;
    left += row.dropped_out_at ? 1 : 0;
    expected_left += 1 - std::exp(-row.dropout_rate * world.hours.open_days() / World::open_days_per_year);
    EXPECT_NE(row.left_because, Leaving::visit);
  }
  EXPECT_NEAR(found, expected, 4 * std::sqrt(expected));
  EXPECT_NEAR(dispersion / 20'000, 0, 0.05);
  EXPECT_NEAR(left, expected_left, 4 * std::sqrt(expected_left));
}

TEST(Relationship, ABadMoodLowersThePurchaseRate) {
  DealershipOptions options = eventful();
  options.base_leaving_odds = 0;
  options.rate_effect = 0;
  const auto indifferent = lives(options, 3000).purchases.size();
  options.rate_effect = 2;
  EXPECT_LT(lives(options, 3000).purchases.size(), indifferent * 95 / 100);
}

TEST(Relationship, UnresolvedComplaintsDriveCustomersAwayAndGoodRecoveryKeepsThem) {
  DealershipOptions options = eventful();
  options.base_leaving_odds = 0.05;
  const auto left = [&](double never_resolved) {
    options.never_resolved = never_resolved;
    const Records records = lives(options, 4000);
    return std::count_if(records.truth.begin(), records.truth.end(),
                         [](const TruthRow& row) { return row.left_because == Leaving::visit; });
  };
  EXPECT_GT(left(1.0), left(0.0) * 12 / 10);
}

}  // namespace
}  // namespace fealty::demo
