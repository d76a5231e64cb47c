#include "../../../src/demo/problems.hpp"

#include <gtest/gtest.h>

namespace fealty::demo {
namespace {

Records clean_records() {
  Records records;
  for (std::uint64_t i = 1; i <= 400; ++i) {
    TouchRow touch;
    touch.customer.number = i;
    touch.at = Time{100};
    touch.ended_at = Time{200};
    records.touches.push_back(touch);
    PurchaseRow purchase;
    purchase.customer.number = i;
    purchase.amount = 10;
    records.purchases.push_back(purchase);
    ComplaintRow complaint;
    complaint.opened_at = Time{100};
    complaint.acknowledged_at = Time{200};
    records.complaints.push_back(complaint);
    records.customers.emplace_back();
    records.ratings.emplace_back();
  }
  return records;
}

struct Tally {
  int missing = 0, na = 0, right = 0;
};

template <class Row>
Tally spellings(const std::vector<Row>& rows) {
  Tally tally;
  for (const auto& row : rows) {
    tally.missing += row.customer.spelling == PartyId::Spelling::missing ? 1 : 0;
    tally.na += row.customer.spelling == PartyId::Spelling::na ? 1 : 0;
    tally.right += row.customer.spelling == PartyId::Spelling::right ? 1 : 0;
  }
  return tally;
}

TEST(Problems, NoShareLeavesTheRowsAsTheyAre) {
  Records records = clean_records();
  add_problems(records, 0, RandomStream(1, "test"));
  EXPECT_EQ(records.touches.size(), 400U);
  EXPECT_EQ(spellings(records.touches).right, 400);
  for (const auto& row : records.purchases) EXPECT_EQ(row.amount, 10);
}

TEST(Problems, TheWholeShareSpoilsEveryRowInOneOfFourWays) {
  Records records = clean_records();
  add_problems(records, 1, RandomStream(1, "test"));
  int reversed = 0, negative = 0, early = 0;
  for (const auto& row : records.touches) reversed += row.ended_at < row.at ? 1 : 0;
  for (const auto& row : records.purchases) negative += row.amount < 0 ? 1 : 0;
  for (const auto& row : records.complaints) early += row.acknowledged_at < row.opened_at ? 1 : 0;
  EXPECT_NEAR(reversed, 100, 40);
  EXPECT_NEAR(negative, 100, 40);
  EXPECT_NEAR(early, 100, 40);
  const auto tally = spellings(records.touches);
  const auto copies = static_cast<int>(records.touches.size()) - 400;
  EXPECT_NEAR(tally.missing, 100, 40);
  EXPECT_NEAR(tally.na, 100, 40);
  EXPECT_EQ(tally.missing + tally.na + copies + reversed, 400);
}

TEST(Problems, TablesWithoutTimesOrAmountsGetCopiesInstead) {
  Records records = clean_records();
  add_problems(records, 1, RandomStream(2, "test"));
  const auto tally = spellings(records.ratings);
  EXPECT_EQ(static_cast<int>(records.ratings.size()) - 400, 400 - tally.missing - tally.na);
}

TEST(Problems, AboutTheAskedShareIsSpoiled) {
  Records records = clean_records();
  add_problems(records, 0.1, RandomStream(3, "test"));
  const auto tally = spellings(records.ratings);
  const auto copies = static_cast<int>(records.ratings.size()) - 400;
  EXPECT_NEAR(tally.missing + tally.na + copies, 40, 20);
}

}  // namespace
}  // namespace fealty::demo
