#include "../../../src/flow/failing_sets.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::flow {
namespace {

/// What a coalition of failures is expected to be worth: the mean over what is mended, each by its probability.
double expected(const std::vector<double>& values, const std::vector<double>& mended, std::size_t coalition) {
  double sum = 0;
  for (std::size_t set = 0; set < values.size(); ++set) {
    if ((set & ~coalition) != 0) continue;
    double chance = 1;
    for (std::size_t i = 0; i < mended.size(); ++i) {
      if (((coalition >> i) & 1) != 0) chance *= ((set >> i) & 1) != 0 ? mended[i] : 1 - mended[i];
    }
    sum += chance * values[set];
  }
  return sum;
}

TEST(FailingSets, SharesAreTheMeanAdditionsOverAllOrders) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> uniform;
  for (int round = 0; round < 20; ++round) {
    const std::size_t size = 1 + random() % 5;
    std::vector<double> values(std::size_t{1} << size), mended(size);
    for (double& value : values) value = uniform(random);
    for (double& chance : mended) chance = uniform(random);
    std::vector<std::size_t> order(size), places(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> shares(size, 0.0);
    double orders = 0;
    std::vector<double> last_additions;
    do {
      std::size_t coalition = 0;
      std::vector<double> additions(size);
      for (const std::size_t i : order) {
        const std::size_t larger = coalition | std::size_t{1} << i;
        additions[i] = expected(values, mended, larger) - expected(values, mended, coalition);
        shares[i] += additions[i];
        coalition = larger;
      }
      last_additions = additions;
      for (std::size_t place = 0; place < size; ++place) places[order[place]] = place;
      orders += 1;
    } while (std::next_permutation(order.begin(), order.end()));
    const Division division = divide(values, mended, places);
    for (std::size_t i = 0; i < size; ++i) {
      EXPECT_NEAR(division.share[i], shares[i] / orders, 1e-13);
      EXPECT_NEAR(division.in_order[i], last_additions[i], 1e-13);
      EXPECT_NEAR(division.alone[i], mended[i] * (values[std::size_t{1} << i] - values[0]), 1e-13);
    }
    const double joint = expected(values, mended, values.size() - 1) - values[0];
    EXPECT_NEAR(std::accumulate(division.share.begin(), division.share.end(), 0.0), joint, 1e-12);
    EXPECT_NEAR(std::accumulate(division.in_order.begin(), division.in_order.end(), 0.0), joint, 1e-12);
  }
}

TEST(FailingSets, AVisitSavedByMendingBothIsSharedByBoth) {
  const std::array<double, 4> values{0, 0, 0, 1};
  const Division division = divide(values, std::array<double, 2>{1, 0.5}, std::array<std::size_t, 2>{0, 1});
  EXPECT_EQ(division.alone, (std::vector<double>{0, 0}));
  EXPECT_EQ(division.share, (std::vector<double>{0.25, 0.25}));
  EXPECT_EQ(division.in_order, (std::vector<double>{0, 0.5}));
}

TEST(FailingSets, OfNoFailureIsNothing) {
  EXPECT_TRUE(divide(std::array<double, 1>{0.3}, {}, {}).share.empty());
}

}  // namespace
}  // namespace fealty::flow
