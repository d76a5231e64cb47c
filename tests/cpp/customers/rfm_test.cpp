#include "fealty/customers/rfm.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "days.hpp"
#include "fealty/core/error.hpp"

namespace fealty::customers {
namespace {

/// Customer i of n bought i + 1 times on days up to i, ten a time.
PurchaseHistory staircase(std::int64_t customers) {
  std::vector<std::int64_t> ids;
  std::vector<Time> at;
  for (std::int64_t i = 0; i < customers; ++i) {
    for (std::int64_t k = 0; k <= i; ++k) {
      ids.push_back(i);
      at.push_back(day(i - k));
    }
  }
  const EncodedIds encoded = encode_ids(Column(ids), "customer_id");
  return {encoded.ids, encoded.codes, at, std::vector<double>(at.size(), 10.0)};
}

TEST(Rfm, ScoresTenDistinctCustomersInPairs) {
  const Rfm result = rfm(staircase(10), day(10));
  EXPECT_EQ(result.recency_days, (std::vector<double>{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}));
  EXPECT_EQ(result.frequency.back(), 10U);
  EXPECT_EQ(result.monetary.front(), 10.0);
  const std::vector<std::int32_t> pairs{1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
  EXPECT_EQ(result.recency_score, pairs);
  EXPECT_EQ(result.frequency_score, pairs);
  EXPECT_EQ(result.monetary_score, pairs);
}

TEST(Rfm, EqualFiguresHaveEqualScores) {
  const EncodedIds ids = encode_ids(Column(std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7}), "id");
  const Rfm result = rfm({ids.ids, ids.codes, std::vector<Time>(7, day(1)), std::vector<double>(7, 3.0)}, day(2));
  for (const auto& scores : {result.recency_score, result.frequency_score, result.monetary_score}) {
    EXPECT_EQ(scores, std::vector<std::int32_t>(7, scores[0]));
  }
}

TEST(Rfm, LeavesOutThoseWhoHaveBoughtNothing) {
  const EncodedIds ids = encode_ids(Column(std::vector<std::int64_t>{1, 2}), "id");
  const Rfm result =
      rfm({ids.ids, ids.codes, std::vector<Time>{day(1), day(1)}, std::vector<double>{-4.0, 5.0}}, day(2));
  EXPECT_EQ(result.customers, Ids::of_integers({2}));
}

TEST(Rfm, CellsCountEveryCustomerOnce) {
  const Rfm result = rfm(staircase(50), day(50));
  std::int64_t customers = 0;
  const Frame cells = result.cells();
  for (const std::int64_t n : cells.at("customers").chunks()[0].as<std::int64_t>()) customers += n;
  EXPECT_EQ(customers, 50);
}

TEST(Rfm, RefusesTheFutureAndGroupsThatAreNone) {
  EXPECT_THROW(rfm(staircase(3), day(1)), ParameterError);
  EXPECT_THROW(rfm(staircase(3), day(9), 1), ParameterError);
  EXPECT_EQ(rfm(PurchaseHistory{}, day(0)).frequency.size(), 0U);
}

}  // namespace
}  // namespace fealty::customers
