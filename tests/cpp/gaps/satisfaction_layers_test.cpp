#include "fealty/gaps/satisfaction_layers.hpp"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::gaps {
namespace {

using Numbers = std::vector<double>;

Numbers capped(Numbers scores) {
  cap_from_below(scores);
  return scores;
}

TEST(SatisfactionLayers, AnUpperLayerCountsOnlyUpToTheOneBelow) {
  EXPECT_EQ(capped({5, 7, 6}), (Numbers{5, 5, 5}));
  EXPECT_EQ(capped({5, 3, 4}), (Numbers{5, 3, 3}));
  EXPECT_EQ(capped({7, 6, 5}), (Numbers{7, 6, 5}));
  EXPECT_EQ(capped({4}), (Numbers{4}));
  EXPECT_EQ(capped({}), Numbers{});
  const Numbers missing = capped({5, nan, 3});
  EXPECT_EQ(missing[0], 5);
  EXPECT_TRUE(std::isnan(missing[1]) && std::isnan(missing[2]));
}

TEST(SatisfactionLayers, CapNeverRaisesAndIsMonotone) {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> draw(1, 7);
  for (int round = 0; round < 300; ++round) {
    Numbers scores(1 + random() % 5);
    for (double& score : scores) score = draw(random);
    const Numbers before = capped(scores);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      ASSERT_LE(before[i], scores[i]);
      ASSERT_LE(before[i], before[i > 0 ? i - 1 : 0]);
    }
    scores[random() % scores.size()] += 1;
    const Numbers after = capped(scores);
    for (std::size_t i = 0; i < scores.size(); ++i) ASSERT_GE(after[i], before[i]);
  }
}

TEST(SatisfactionLayers, ByHand) {
  const Frame scores({{"material", Numbers{4, 6, 5}}, {"spirit", Numbers{6, 4, nan}}, {"social", Numbers{7, 5, 5}}});
  const SatisfactionLayers made = satisfaction_layers(scores, {2, 1, 1});
  EXPECT_EQ(made.customers, 2);
  EXPECT_EQ(made.incomplete, 1);
  // Counted: 4, 4, 4 and 6, 4, 4.
  EXPECT_DOUBLE_EQ(made.index.value, (4 + 5) / 2.0);
  EXPECT_DOUBLE_EQ(made.uncapped.value, (5.25 + 5.25) / 2);
  EXPECT_DOUBLE_EQ(made.held_back.value, (1.25 + 0.25) / 2);
  EXPECT_DOUBLE_EQ(made.index.standard_error, 0.5);
  EXPECT_EQ(made.layers[0].capped, wilson(0, 2));
  EXPECT_EQ(made.layers[1].capped, wilson(1, 2));
  EXPECT_EQ(made.layers[2].capped, wilson(2, 2));
  EXPECT_DOUBLE_EQ(made.layers[2].counted.value, 4);
  EXPECT_DOUBLE_EQ(made.layers[0].weight, 0.5);
  const Numbers each = satisfaction_index(scores, {2, 1, 1});
  EXPECT_DOUBLE_EQ(each[0], 4);
  EXPECT_DOUBLE_EQ(each[1], 5);
  EXPECT_TRUE(std::isnan(each[2]));
}

TEST(SatisfactionLayers, EqualScoresGiveThatScoreWhateverTheWeights) {
  std::mt19937 random(8);
  std::uniform_real_distribution<double> draw(0, 3);
  const Frame scores({{"a", Numbers{3, 3}}, {"b", Numbers{3, 3}}, {"c", Numbers{3, 3}}});
  for (int round = 0; round < 50; ++round) {
    const SatisfactionLayers made = satisfaction_layers(scores, {draw(random), draw(random), 0.1 + draw(random)});
    EXPECT_NEAR(made.index.value, 3, 1e-14);
    EXPECT_NEAR(made.held_back.value, 0, 1e-14);
  }
}

TEST(SatisfactionLayers, RefusesWeightsThatCannotBeUsed) {
  const Frame scores({{"material", Numbers{4}}, {"spirit", Numbers{6}}});
  EXPECT_THROW(satisfaction_layers(scores, {1}), ParameterError);
  EXPECT_THROW(satisfaction_layers(scores, {0, 0}), ParameterError);
  EXPECT_THROW(satisfaction_layers(scores, {1, nan}), ParameterError);
  try {
    satisfaction_layers(scores, {1, -1});
    FAIL() << "a negative weight was taken";
  } catch (const ParameterError& error) {
    EXPECT_NE(std::string(error.what()).find("weight of spirit"), std::string::npos) << error.what();
  }
  EXPECT_THROW(satisfaction_layers(Frame()), RecordError);
  EXPECT_THROW(satisfaction_layers(scores, {}, 0), ParameterError);
}

TEST(SatisfactionLayers, OfNobodyAreNotNumbers) {
  const SatisfactionLayers made = satisfaction_layers(Frame({{"a", Numbers{nan}}, {"b", Numbers{1}}}));
  EXPECT_EQ(made.customers, 0);
  EXPECT_TRUE(std::isnan(made.index.value));
  EXPECT_TRUE(std::isnan(made.layers[1].score.value));
}

TEST(SatisfactionLayers, ComeBackFromTheirArchive) {
  const Frame scores({{"material", Numbers{4, 6}}, {"spirit", Numbers{6, 4}}});
  const std::string bytes = io::to_bytes(satisfaction_layers(scores));
  EXPECT_EQ(io::to_bytes(io::from_bytes<SatisfactionLayers>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::gaps
