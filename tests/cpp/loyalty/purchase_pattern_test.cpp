#include "fealty/loyalty/purchase_pattern.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/columns.hpp"

namespace fealty::loyalty {
namespace {

TEST(CountedPatterns, CountsEqualCustomersOnce) {
  std::mt19937 random(5);
  std::vector<PurchasePattern> patterns(200'000);
  for (PurchasePattern& p : patterns)
    p = {static_cast<std::uint32_t>(random() % 4), double(random() % 5), double(5 + random() % 3)};
  const CountedPatterns counted(patterns);
  ASSERT_EQ(counted.size(), 4U * 5U * 3U);
  EXPECT_EQ(counted.all_customers(), 200'000);
  ASSERT_EQ(counted.frequencies().size(), 4U);
  for (std::size_t i = 0; i < counted.size(); ++i) {
    EXPECT_TRUE(i == 0 || counted[i - 1] < counted[i]);
    EXPECT_EQ(counted.customers(i), static_cast<double>(std::ranges::count(patterns, counted[i])));
    EXPECT_EQ(counted.frequencies()[counted.frequency_index(i)], counted[i].frequency);
  }
  EXPECT_EQ(counted.every(7).size(), 9U);
}

TEST(PurchasePattern, IsThreeColumnsOfAFrame) {
  Frame frame;
  add_columns(frame, std::vector<PurchasePattern>{{2, 3.5, 10.0}, {0, 0.0, 4.0}});
  ASSERT_EQ(frame.columns().size(), 3U);
  EXPECT_EQ(frame.rows(), 2U);
  const auto recency = as_doubles(frame.at("recency"), "recency");
  EXPECT_EQ(recency[0], 3.5);
  EXPECT_EQ(as_doubles(frame.at("frequency"), "frequency")[0], 2.0);
  EXPECT_EQ(as_doubles(frame.at("T"), "T")[1], 4.0);
}

}  // namespace
}  // namespace fealty::loyalty
