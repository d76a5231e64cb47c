#include "../../../src/gaps/lever_mix.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/gaps/gap_response.hpp"

namespace fealty::gaps {
namespace {

std::vector<LeverMix> mixes_of(const std::vector<Lever>& levers, const LeverReach& reach, std::size_t steps = 10) {
  std::vector<const Lever*> own;
  std::vector<std::vector<LeverLevel>> levels;
  for (const Lever& lever : levers) {
    own.push_back(&lever);
    levels.push_back(lever_levels(lever, steps));
  }
  return lever_mixes(own, levels, reach);
}

TEST(LeverMix, OfOneLeverAreItsLevels) {
  const auto mixes = mixes_of({{"a", "1", LeverKind::guide, {{1, 0.5}, {2, 0.75}}, 0, false}}, {});
  ASSERT_EQ(mixes.size(), 3U);
  EXPECT_EQ(mixes[2].guide, 0.75);
  EXPECT_EQ(mixes[2].cost, 2);
  EXPECT_EQ(mixes[2].levels, (std::vector<std::uint16_t>{2}));
}

TEST(LeverMix, LeavesOutWhatCostsMoreForNoMore) {
  const auto mixes = mixes_of(
      {{"dear", "1", LeverKind::guide, {{5, 0.5}}, 0, false}, {"cheap", "1", LeverKind::guide, {{1, 0.5}}, 0, false}},
      {});
  ASSERT_EQ(mixes.size(), 3U);  // none, cheap, both
  EXPECT_EQ(mixes[1].cost, 1);
  EXPECT_EQ(mixes[2].cost, 6);
}

TEST(LeverMix, RaisesNoHigherThanTheScale) {
  const auto mixes =
      mixes_of({{"a", "1", LeverKind::raise_experience, {{1, 0.5}, {2, 1.5}, {3, 2.5}}, 0, false}}, {.raise = 1});
  ASSERT_EQ(mixes.size(), 3U);  // the third point brings no more than the second
  EXPECT_EQ(mixes[2].raise, 1);
}

TEST(LeverMix, RaisesBeforeItGuides) {
  LeverMix mix;
  mix.raise = 1;
  mix.guide = 5;
  EXPECT_EQ(mix.applied({6.5, 5, 0, 0}, 7), (ItemStanding{6, 6, 0, 0}));
}

TEST(LeverMix, HoldsTheBestOfAllForAnyGapAndResponse) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> some(0, 1);
  for (int round = 0; round < 200; ++round) {
    std::vector<Lever> levers;
    std::vector<std::vector<LeverLevel>> levels;
    for (int i = 0; i < 4; ++i) {
      Lever lever{std::to_string(i), "1", static_cast<LeverKind>(random() % 4), {}, 0, false};
      for (int k = 1; k <= 2; ++k) lever.points.push_back({k + std::floor(3 * some(random)) / 4, 0.25 * k});
      if (lever.points[1].cost <= lever.points[0].cost) lever.points[1].cost = lever.points[0].cost + 1;
      levers.push_back(lever);
      levels.push_back(lever_levels(lever, 1));
    }
    const double headroom = some(random);
    const ItemStanding before{7 - headroom + 2 * some(random) - 1, 7 - headroom, some(random) / 2, some(random)};
    const LeverReach reach{headroom, std::max(0.0, -before.gap()), before.spread};
    const auto mixes = mixes_of(levers, reach);
    const GapResponse response{some(random), some(random)};
    const double budget = 6 * some(random);
    double best = -1e9, best_of_mixes = -1e9;
    for (const LeverMix& mix : mixes)
      if (mix.cost <= budget) best_of_mixes = std::max(best_of_mixes, response(mix.applied(before, 7)));
    for (int choice = 0; choice < 81; ++choice) {
      LeverMix mix;
      for (int i = 0, rest = choice; i < 4; ++i, rest /= 3) {
        const auto k = static_cast<std::size_t>(rest % 3);
        const auto at = static_cast<std::size_t>(i);
        add_level(mix, levers[at].kind, levels[at][k], static_cast<std::uint16_t>(k), {});
      }
      if (mix.cost <= budget) best = std::max(best, response(mix.applied(before, 7)));
    }
    EXPECT_NEAR(best_of_mixes, best, 1e-12);
  }
}

TEST(LeverMix, OfTooManyWaysIsRefusedByItem) {
  std::vector<Lever> levers;
  for (int i = 0; i < 20; ++i)
    levers.push_back({std::to_string(i), "等待", LeverKind::guide, {{1 + i * 0.01, 1 + i * i * 0.001}}, 0, true});
  EXPECT_THROW(
      try { mixes_of(levers, {}, 500); } catch (const ParameterError& error) {
        EXPECT_NE(std::string(error.what()).find("等待"), std::string::npos);
        throw;
      },
      ParameterError);
}

}  // namespace
}  // namespace fealty::gaps
