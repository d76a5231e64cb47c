#include "fealty/gaps/unmet_needs.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::gaps {
namespace {

using Texts = std::vector<std::string>;
using Maybe = std::vector<std::optional<std::string>>;
using Ratings = std::vector<std::optional<double>>;

UnmetNeeds example_needs() {
  return unmet_needs(Column(Texts{"loan car", "loan car", "evening hours", "loan car", "evening hours", "chat"}),
                     Column(Texts{"complaint", "survey", "suggestion", "竞争者", "survey", "observation"}),
                     Column(Maybe{"threat", "opportunity", "机会", "threat", std::nullopt, std::nullopt}),
                     Column(Ratings{5, 4, 3, std::nullopt, 3, std::nullopt}),
                     Column(Ratings{1, 2, 3, 1, 5, std::nullopt}), {1, 5});
}

TEST(UnmetNeeds, AreCountedWithTheirSourcesAndScores) {
  const UnmetNeeds made = example_needs();
  ASSERT_EQ(made.needs.size(), 3U);
  const UnmetNeed& car = made.needs[0];
  EXPECT_EQ(car.name, "loan car");
  EXPECT_EQ(car.mentions, 3);
  EXPECT_EQ(car.share, wilson(3, 6));
  EXPECT_EQ(car.sources[static_cast<std::size_t>(DiscoveryChannel::complaint)], 1);
  EXPECT_EQ(car.sources[static_cast<std::size_t>(DiscoveryChannel::competitor)], 1);
  EXPECT_EQ(car.opportunities, 1);
  EXPECT_EQ(car.threats, 2);
  // Importance 1 and 0.75, satisfaction 0 and 0.25: the mention without importance has no say in either.
  EXPECT_DOUBLE_EQ(car.importance.value, 0.875);
  EXPECT_DOUBLE_EQ(car.satisfaction.value, 0.125);
  EXPECT_DOUBLE_EQ(car.priority.value, 0.875 * 0.875);
  EXPECT_DOUBLE_EQ(car.opportunity.value, 8.75 + 7.5);
  // Influences of 10 (2 i - s): 10 (0.25 + 0.125) and its negative.
  EXPECT_NEAR(car.opportunity.standard_error, 3.75, 1e-12);
  EXPECT_EQ(made.needs[1].name, "evening hours");
  EXPECT_DOUBLE_EQ(made.needs[1].opportunity.value, 5);  // satisfied beyond its importance
  EXPECT_EQ(made.needs[2].name, "chat");
  EXPECT_TRUE(std::isnan(made.needs[2].opportunity.value));
  EXPECT_EQ(made.silent_channels(), Texts{"setback"});
  EXPECT_EQ(made.frame().rows(), 3U);
  EXPECT_EQ(made.sources_frame().columns().size(), 7U);
}

TEST(UnmetNeeds, MentionsAddUp) {
  const UnmetNeeds made = example_needs();
  std::int64_t all = 0;
  for (const UnmetNeed& need : made.needs) {
    std::int64_t own = 0;
    for (const std::int64_t count : need.sources) own += count;
    EXPECT_EQ(own, need.mentions);
    all += own;
  }
  EXPECT_EQ(all, made.mentions);
}

TEST(UnmetNeeds, SourcesAreAClosedListOfSix) {
  EXPECT_EQ(discovery_channels().size(), 6U);
  for (std::size_t i = 0; i < discovery_channels().size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(discovery_channel_named(discovery_channels()[i].name)), i);
    EXPECT_EQ(static_cast<std::size_t>(discovery_channel_named(discovery_channels()[i].chinese)), i);
  }
  EXPECT_NE(message_of([] { discovery_channel_named("complaints"); }).find("did you mean \"complaint\""),
            std::string::npos);
  EXPECT_NE(message_of([] { unmet_needs(Column(Texts{"a"}), Column(Texts{"rumor"})); }).find("column source, row 0"),
            std::string::npos);
}

TEST(UnmetNeeds, WithoutScoresAreRankedByMentions) {
  const UnmetNeeds made =
      unmet_needs(Column(Texts{"b", "a", "c", "b"}), Column(Texts{"survey", "survey", "survey", "survey"}));
  EXPECT_EQ(made.needs[0].name, "b");
  EXPECT_EQ(made.needs[1].name, "a");
  EXPECT_EQ(made.needs[2].name, "c");
  EXPECT_EQ(made.needs[2].rank, 3);
}

TEST(UnmetNeeds, RefuseWhatIsMissingOrOffTheScale) {
  const Column need(Texts{"a", "b"}), source(Texts{"survey", "survey"});
  EXPECT_NE(message_of([&] { unmet_needs(Column(Maybe{"a", std::nullopt}), source); }).find("need, row 1"),
            std::string::npos);
  EXPECT_NE(message_of([&] { unmet_needs(need, Column(Maybe{std::nullopt, "survey"})); }).find("source, row 0"),
            std::string::npos);
  EXPECT_NE(message_of([&] { unmet_needs(need, source, Column(Texts{"threat", "thread"})); }).find("kind, row 1"),
            std::string::npos);
  EXPECT_NE(message_of([&] {
              unmet_needs(need, source, {}, Column(Ratings{0.5, 2}), Column(Ratings{0.5, 0.5}));
            }).find("importance, row 1: 2 is not on the scale from 0 to 1"),
            std::string::npos);
  EXPECT_NE(message_of([&] { unmet_needs(need, Column(Texts{"survey"})); }).find("has 1 rows"), std::string::npos);
  EXPECT_NE(message_of([&] { unmet_needs(Column(Texts{""}), Column(Texts{"survey"})); }).find("need, row 0"),
            std::string::npos);
}

TEST(UnmetNeeds, OfNothingAreNone) {
  const UnmetNeeds made = unmet_needs(Column(Texts{}), Column(Texts{}));
  EXPECT_TRUE(made.needs.empty());
  EXPECT_EQ(made.silent_channels().size(), 6U);
}

TEST(UnmetNeeds, ComeBackFromTheirArchive) {
  const std::string bytes = io::to_bytes(example_needs());
  EXPECT_EQ(io::to_bytes(io::from_bytes<UnmetNeeds>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::gaps
