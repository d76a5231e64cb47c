#include "fealty/core/alias_table.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"

namespace fealty {
namespace {

/// The probability of each category: its own share of its column and its shares of the others, by a fine grid of coins.
std::vector<double> probabilities(const AliasTable& table) {
  constexpr int coins = 20000;
  std::vector<double> result(table.size(), 0.0);
  for (std::size_t column = 0; column < table.size(); ++column) {
    for (int c = 0; c < coins; ++c) {
      result[table.pick(column, (c + 0.5) / coins)] += 1.0 / (coins * static_cast<double>(table.size()));
    }
  }
  return result;
}

TEST(AliasTable, GivesEachCategoryItsShareOfTheWeights) {
  RandomStream random(7, "alias table");
  for (int round = 0; round < 20; ++round) {
    std::vector<double> weights(1 + random.below(30));
    double total = 0.0;
    for (double& weight : weights) total += weight = random.gamma(0.3);
    const auto found = probabilities(AliasTable(weights));
    for (std::size_t i = 0; i < weights.size(); ++i) EXPECT_NEAR(found[i], weights[i] / total, 1e-4) << i;
  }
}

TEST(AliasTable, NeverPicksAWeightOfZero) {
  const std::vector<double> weights = {0, 3, 0, 0, 1e-3, 0};
  const auto found = probabilities(AliasTable(weights));
  for (const std::size_t i : {0U, 2U, 3U, 5U}) EXPECT_EQ(found[i], 0.0);
}

TEST(AliasTable, RefusesWeightsThatAreNoDistribution) {
  const auto build = [](std::vector<double> weights) { return AliasTable(weights); };
  EXPECT_THROW(build({}), ParameterError);
  EXPECT_THROW(build({0, 0}), ParameterError);
  EXPECT_THROW(build({1, -1e-9}), ParameterError);
  EXPECT_THROW(build({1, std::nan("")}), ParameterError);
  EXPECT_THROW(build({1, std::numeric_limits<double>::infinity()}), ParameterError);
  EXPECT_THROW(build({1e308, 1e308}), ParameterError);
}

}  // namespace
}  // namespace fealty
