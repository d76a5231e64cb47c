#include "fealty/customers/purchase_history.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/parallel.hpp"
#include "reference/purchase_history.hpp"

namespace fealty::customers {
namespace {

std::vector<reference::Purchase> random_purchases(std::size_t rows, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<reference::Purchase> purchases;
  for (std::size_t i = 0; i < rows; ++i) {
    const auto customer =
        random() % 20 == 0 ? std::nullopt : std::optional("c" + std::to_string(random() % (rows / 8 + 1)));
    purchases.push_back(
        {customer, static_cast<std::int64_t>(random() % 100'000), static_cast<double>(random() % 100'000) / 100 - 50});
  }
  return purchases;
}

PurchaseHistory history_of(const std::vector<reference::Purchase>& rows, std::int64_t as_of) {
  std::vector<std::optional<std::string>> customers;
  std::vector<Time> at;
  std::vector<double> amounts;
  for (const auto& row : rows) {
    customers.push_back(row.customer);
    at.push_back({row.at});
    amounts.push_back(row.amount);
  }
  const EncodedIds ids = encode_ids(Column(customers), "customer_id");
  return {ids.ids, ids.codes, at, amounts, Time{as_of}};
}

TEST(PurchaseHistory, HoldsWhatThePlainTwinCounts) {
  const auto rows = random_purchases(5000, 1);
  for (const std::int64_t as_of : {50'000, 1'000'000}) {
    const auto plain = reference::totals(rows, as_of);
    const PurchaseHistory history = history_of(rows, as_of);
    ASSERT_EQ(history.size(), plain.size());
    Code code = 0;
    for (const auto& [customer, expected] : plain) {
      const PurchaseTotals& totals = history.totals()[code];
      EXPECT_EQ(history.customers().text(code), customer);
      EXPECT_EQ(totals.purchases, static_cast<std::uint32_t>(expected.purchases));
      EXPECT_EQ(totals.refunds, static_cast<std::uint32_t>(expected.refunds));
      EXPECT_NEAR(totals.value.value(), static_cast<double>(expected.value), 1e-9);
      if (expected.first) {
        EXPECT_EQ(totals.first.us, *expected.first);
        EXPECT_EQ(totals.last.us, *expected.last);
      }
      ++code;
    }
  }
}

TEST(PurchaseHistory, IsTheSameForEveryOrderOfRowsAndEveryNumberOfThreads) {
  auto rows = random_purchases(200'000, 2);
  const PurchaseHistory once = history_of(rows, 90'000);
  std::shuffle(rows.begin(), rows.end(), std::mt19937_64(3));
  for (const std::size_t count : {1U, 2U, 7U}) {
    set_threads(count);
    EXPECT_EQ(history_of(rows, 90'000), once) << count << " threads";
  }
  set_threads(0);
}

TEST(PurchaseHistory, TwoHalvesAddedGiveTheBitsOfTheWhole) {
  const auto rows = random_purchases(3000, 4);
  const auto middle = rows.begin() + 1700;
  PurchaseHistory sum = history_of({rows.begin(), middle}, 1'000'000);
  sum += history_of({middle, rows.end()}, 1'000'000);
  EXPECT_EQ(sum, history_of(rows, 1'000'000));
  PurchaseHistory nothing;
  nothing += sum;
  EXPECT_EQ(nothing, sum);
}

TEST(PurchaseHistory, ACustomerWhoOnlyReturnedThingsHasValueButNoPurchase) {
  const PurchaseHistory history = history_of({{"a", 5, -20.0}}, 10);
  EXPECT_EQ(history.totals()[0].purchases, 0U);
  EXPECT_EQ(history.values(), std::vector<double>{-20.0});
}

}  // namespace
}  // namespace fealty::customers
