#include "../../../src/core/ranking.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

namespace fealty {
namespace {

TEST(Ranking, GoesFromTheLargestAndKeepsTiesInTheirOrder) {
  EXPECT_EQ(order_by_size(std::vector<double>{1, 3, std::nan(""), 3, -2}), (std::vector<std::size_t>{1, 3, 0, 4, 2}));
}

TEST(Ranking, CountsNoRankForWhatIsUnknown) {
  RankCounts counts(3);
  counts.add(std::vector<double>{1, 2, std::nan("")});
  counts.add(std::vector<double>{2, 1, std::nan("")});
  counts.add(std::vector<double>{3, 1, 2});
  EXPECT_EQ(counts.probabilities(0), (std::vector<double>{2.0 / 3, 1.0 / 3, 0}));
  EXPECT_EQ(counts.probabilities(2), (std::vector<double>{0, 1, 0}));
  EXPECT_TRUE(std::isnan(RankCounts(2).probabilities(0)[1]));
}

TEST(Ranking, FrameHasARowForEachStepAndRank) {
  const Frame frame = rank_frame("step", {{"a", {0.75, 0.25}}, {"b", {0.25, 0.75}}});
  EXPECT_EQ(frame.rows(), 4U);
  EXPECT_EQ(as_doubles(frame.at("probability"), "probability")[3], 0.75);
}

}  // namespace
}  // namespace fealty
