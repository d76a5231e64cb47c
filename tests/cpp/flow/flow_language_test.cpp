#include "fealty/flow/flow_language.hpp"

#include <cstddef>
#include <map>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "flows.hpp"
#include "reference/alignment.hpp"

namespace fealty::flow {
namespace {

using namespace testing;

TEST(FlowLanguage, AllowsWhatTheTreeSays) {
  const ServiceFlow flow = flow_of(sequence({step("a"), choice({step("b"), parallel({step("c"), step("d")})}),
                                             optional(step("e")), loop({step("f"), step("g")})}));
  FlowLanguage language(flow);
  const auto allows = [&](std::initializer_list<const char*> names) { return language.allows(visit_of(flow, names)); };
  EXPECT_TRUE(allows({"a", "b", "f"}));
  EXPECT_TRUE(allows({"a", "c", "d", "e", "f", "g", "f"}));
  EXPECT_TRUE(allows({"a", "d", "c", "f"}));
  EXPECT_FALSE(allows({"a", "b", "c", "f"}));
  EXPECT_FALSE(allows({"a", "b"}));
  EXPECT_FALSE(allows({"a", "b", "f", "g"}));
  EXPECT_FALSE(allows({}));
}

TEST(FlowLanguage, OfAFlowWithoutStepsAllowsOnlyAVisitWithoutEvents) {
  FlowLanguage language{ServiceFlow()};
  EXPECT_TRUE(language.allows({}));
  EXPECT_FALSE(language.allows(std::vector<Code>{0}));
  EXPECT_EQ(language.longest(language.start()), 0U);
}

TEST(FlowLanguage, IsThatOfWritingAllWordsDownOnRandomFlows) {
  std::mt19937_64 engine(11);
  for (int round = 0; round < 300; ++round) {
    const ServiceFlow flow = flow_of(random_part(engine, 1 + static_cast<int>(engine() % 6), 3));
    const reference::Words words = reference::language(flow, 5);
    FlowLanguage language(flow);
    for (int trial = 0; trial < 60; ++trial) {
      const std::vector<Code> visit = random_visit(engine, flow, 5);
      EXPECT_EQ(language.allows(visit), words.contains(visit)) << flow.text();
    }
    for (const auto& word : words) EXPECT_TRUE(language.allows(word)) << flow.text();
  }
}

TEST(FlowLanguage, BoundsTheLengthAndTheStepsOfWhatIsLeft) {
  std::mt19937_64 engine(12);
  for (int round = 0; round < 300; ++round) {
    const ServiceFlow flow = flow_of(random_part(engine, 1 + static_cast<int>(engine() % 6), 3));
    const reference::Words words = reference::language(flow, 6);
    FlowLanguage language(flow);
    std::size_t shortest = 100;
    for (const auto& word : words) {
      shortest = std::min(shortest, word.size());
      EXPECT_LE(word.size(), language.longest(language.start()));
      std::vector<std::uint32_t> counts(flow.steps().size(), 0);
      for (const Code step : word) ++counts[step];
      for (std::size_t step = 0; step < counts.size(); ++step) {
        EXPECT_LE(language.fewest(language.start())[step], counts[step]) << flow.text();
        EXPECT_GE(language.most(language.start())[step], counts[step]) << flow.text();
      }
    }
    if (!words.empty() && shortest < 6) {
      EXPECT_EQ(language.shortest(language.start()), shortest) << flow.text();
    }
  }
}

TEST(FlowLanguage, OfAFlowWithoutParallelPartsHasFewStates) {
  std::vector<Sketched> steps;
  for (int i = 0; i < 200; ++i) steps.push_back(optional(step("s" + std::to_string(i))));
  FlowLanguage language(flow_of(loop({sequence(steps)})));
  EXPECT_TRUE(language.complete(200'000));
  EXPECT_LT(language.size(), 2000U);
}

TEST(FlowLanguage, StopsWhereParallelPartsMakeTooManyStates) {
  std::vector<Sketched> steps;
  for (int i = 0; i < 40; ++i) steps.push_back(step("s" + std::to_string(i)));
  FlowLanguage language(flow_of(parallel(steps)));
  EXPECT_FALSE(language.complete(10'000));
  EXPECT_LT(language.size(), 12'000U);
}

TEST(FlowLanguage, OfALongSequenceIsMadeInLinearTime) {
  std::vector<Sketched> steps;
  for (int i = 0; i < 50'000; ++i) steps.push_back(step("s" + std::to_string(i % 50)));
  const ServiceFlow flow = flow_of(sequence(steps));
  FlowLanguage language(flow);
  EXPECT_EQ(language.shortest(language.start()), 50'000U);
  std::vector<Code> visit;
  for (Code i = 0; i < 50'000; ++i) visit.push_back(i % 50);
  EXPECT_TRUE(language.allows(visit));
}

}  // namespace
}  // namespace fealty::flow
