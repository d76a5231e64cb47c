#include "fealty/complaints/compact_heads.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/complaints/linear_heads.hpp"
#include "heads_of_random_weights.hpp"
#include "rows_of_features.hpp"

namespace fealty::complaints {
namespace {

TEST(CompactHeads, AWeightIsOffByAtMostHalfAStep) {
  std::mt19937 random(1);
  const LinearHeads heads = heads_of_random_weights(random, 50, {5, 3});
  const CompactHeads compact(heads);
  std::vector<double> unit(heads.stride());
  for (std::uint32_t f = 0; f < 50; ++f) {
    for (std::uint32_t k = 0; k < heads.stride(); ++k)
      unit[k] = std::max(unit[k], std::abs(static_cast<double>(heads.weights_of(f)[k])));
  }
  for (std::uint32_t f = 0; f < 50; ++f) {
    for (std::uint32_t k = 0; k < heads.stride(); ++k) {
      const double weight = static_cast<double>(heads.weights_of(f)[k]);
      EXPECT_NEAR(compact.weight(f, k), weight, unit[k] * compact.magnitude(f) / 254 + 1e-9);
    }
  }
  EXPECT_EQ(static_cast<float>(compact.intercept(2)), heads.intercepts()[2]);
}

TEST(CompactHeads, ScoresAreTheSumsOfTheirWeightsForEveryNumberOfOutputs) {
  for (std::uint32_t outputs = 1; outputs <= 180; outputs += outputs < 20 ? 1 : 13) {
    std::mt19937 random(outputs);
    const CompactHeads compact(heads_of_random_weights(random, 30, {outputs, 2}));
    const FeatureRows rows = random_rows(random, 5, 30);
    for (std::size_t row = 0; row < 5; ++row) {
      std::vector<float> scores(compact.stride());
      compact.score(rows.features_of(row), rows.values_of(row), scores);
      for (std::uint32_t k = 0; k < compact.stride(); ++k) {
        double expected = compact.intercept(k);
        for (std::size_t i = 0; i < rows.features_of(row).size(); ++i)
          expected += static_cast<double>(rows.values_of(row)[i]) * compact.weight(rows.features_of(row)[i], k);
        EXPECT_NEAR(scores[k], expected, 1e-4);
      }
    }
  }
}

TEST(CompactHeads, ExpandedAndCompactedAgainTheyAreTheSame) {
  std::mt19937 random(2);
  const CompactHeads compact(heads_of_random_weights(random, 40, {7}));
  const CompactHeads again(compact.expanded());
  for (std::uint32_t f = 0; f < 40; ++f) {
    for (std::uint32_t k = 0; k < 8; ++k) EXPECT_NEAR(again.weight(f, k), compact.weight(f, k), 1e-6);
  }
}

TEST(CompactHeads, SomeFeaturesKeepTheirWeights) {
  std::mt19937 random(3);
  const CompactHeads all(heads_of_random_weights(random, 10, {3}));
  const std::vector<std::uint32_t> kept = {1, 4, 9};
  const CompactHeads some = all.with_only(kept);
  EXPECT_EQ(some.number_of_features(), 3U);
  for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(some.weight(i, 2), all.weight(kept[i], 2));
}

TEST(CompactHeads, HeadsWithoutAnyWeightScoreTheirIntercepts) {
  LinearHeads heads(3, std::vector<std::uint32_t>{2});
  heads.weights_of(3)[1] = 0.5F;
  const CompactHeads compact(heads);
  const std::vector<std::uint32_t> features = {0, 2};
  const std::vector<float> values = {1.0F, 1.0F};
  std::vector<float> scores(4);
  compact.score(features, values, scores);
  EXPECT_EQ(scores, (std::vector<float>{0.0F, 0.5F, 0.0F, 0.0F}));
}

}  // namespace
}  // namespace fealty::complaints
