#include "fealty/gaps/kano.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "reference/kano.hpp"

namespace fealty::gaps {
namespace {

using reference::KanoAnswers;

constexpr std::size_t must_be = 0, one_dimensional = 1;

Column column_of(const KanoAnswers& answers) {
  std::vector<std::optional<std::int64_t>> values;
  for (const int answer : answers) values.push_back(answer == 0 ? std::nullopt : std::optional<std::int64_t>(answer));
  return values;
}

Answers one_item(const KanoAnswers& answers, const std::string& name = "等待") {
  return Answers(Frame({{name, column_of(answers)}}));
}

/// Answers that the classic table puts into the given categories.
std::pair<KanoAnswers, KanoAnswers> answers_of_counts(const KanoCounts& counts) {
  constexpr std::array<std::pair<int, int>, kano_categories> pairs{{{3, 5}, {1, 5}, {1, 3}, {3, 3}, {5, 1}, {1, 1}}};
  std::pair<KanoAnswers, KanoAnswers> made;
  for (std::size_t c = 0; c < kano_categories; ++c) {
    made.first.insert(made.first.end(), static_cast<std::size_t>(counts[c]), pairs[c].first);
    made.second.insert(made.second.end(), static_cast<std::size_t>(counts[c]), pairs[c].second);
  }
  return made;
}

Kano evaluated(const KanoCounts& counts, const Bootstrap& bootstrap = {500, 1, 0.95}) {
  const auto [functional, dysfunctional] = answers_of_counts(counts);
  return kano(one_item(functional), one_item(dysfunctional), {.table = {}, .bootstrap = bootstrap});
}

KanoAnswers random_answers(std::mt19937& random, std::size_t respondents) {
  KanoAnswers answers;
  for (std::size_t i = 0; i < respondents; ++i) answers.push_back(static_cast<int>(random() % 6));
  return answers;
}

TEST(Kano, CountsAndProbabilitiesAreThoseOfTheTwin) {
  std::mt19937 random(3);
  for (int round = 0; round < 30; ++round) {
    const std::size_t respondents = 1 + random() % 80;
    const std::size_t items = 1 + random() % 6;
    Frame functional, dysfunctional;
    std::vector<KanoAnswers> present, absent;
    for (std::size_t j = 0; j < items; ++j) {
      present.push_back(random_answers(random, respondents));
      absent.push_back(random_answers(random, respondents));
      functional.add(std::to_string(j), column_of(present[j]));
    }
    for (std::size_t j = items; j-- > 0;) dysfunctional.add(std::to_string(j), column_of(absent[j]));
    const KanoTable table = KanoTable::named(round % 2 == 0 ? "classic" : "pouliot");
    const Kano made = kano(Answers(functional), Answers(dysfunctional), {table, {50, 7, 0.95}});
    for (std::size_t j = 0; j < items; ++j) {
      const std::vector<std::int64_t> once(respondents, 1);
      EXPECT_EQ(made.items[j].counts, reference::kano_counts(present[j], absent[j], table.rows(), once));
      EXPECT_EQ(made.items[j].answered + made.items[j].missing, static_cast<std::int64_t>(respondents));
      if (made.items[j].answered == 0) continue;
      const auto expected = reference::kano_probabilities(present[j], absent[j], table.rows(), 50, 7);
      for (std::size_t c = 0; c < kano_categories; ++c) EXPECT_NEAR(made.items[j].probabilities[c], expected[c], 1e-15);
    }
  }
}

TEST(Kano, CoefficientsAreThoseOfBergerAndOthers) {
  // The first item of the kiosk survey.
  const KanoItem item = evaluated({90, 52, 43, 21, 0, 1}).items[0];
  EXPECT_NEAR(item.better.value, 0.461165, 5e-7);
  EXPECT_NEAR(item.worse.value, -0.6893204, 5e-8);
  EXPECT_EQ(item.better, wilson(43 + 52, 206));
  EXPECT_EQ(-item.worse.lower, wilson(90 + 52, 206).upper);
  EXPECT_LT(item.worse.lower, item.worse.value);
  EXPECT_EQ(item.category, KanoCategory::must_be);
  EXPECT_NEAR(item.category_strength, 38.0 / 207, 1e-15);
  EXPECT_NEAR(item.total_strength, 185.0 / 207, 1e-15);
}

TEST(Kano, FongsTestIsThatOfThePublishedItems) {
  const FongTest first = fong_test({90, 52, 43, 21, 0, 1});
  EXPECT_EQ(first.difference, 38);
  EXPECT_NEAR(first.critical, 15.9372, 5e-5);
  EXPECT_TRUE(first.is_significant);
  const FongTest fifth = fong_test({7, 23, 85, 91, 1, 0});
  EXPECT_EQ(fifth.difference, 6);
  EXPECT_NEAR(fifth.critical, 16.5970, 5e-5);
  EXPECT_FALSE(fifth.is_significant);
}

TEST(Kano, TiesGoToWhatWouldDoMoreHarm) {
  EXPECT_EQ(evaluated({5, 5, 5, 5, 5, 5}).items[0].category, KanoCategory::must_be);
  EXPECT_EQ(evaluated({1, 5, 5, 5, 0, 0}).items[0].category, KanoCategory::one_dimensional);
  EXPECT_EQ(evaluated({1, 2, 5, 5, 0, 0}).items[0].category, KanoCategory::attractive);
  EXPECT_EQ(evaluated({1, 2, 3, 4, 5, 0}).items[0].category, KanoCategory::reverse);
}

TEST(Kano, ProbabilitiesSayHowSureTheCategoryIs) {
  const KanoItem sure = evaluated({150, 30, 20, 7, 0, 0}).items[0];
  EXPECT_EQ(sure.probabilities[must_be], 1);
  const KanoItem even = evaluated({80, 80, 20, 7, 0, 0}, {4000, 1, 0.95}).items[0];
  EXPECT_NEAR(even.probabilities[must_be], 0.5, 0.05);
  EXPECT_NEAR(even.probabilities[must_be] + even.probabilities[one_dimensional], 1, 1e-3);
}

TEST(Kano, RegionHoldsTheTruthAsOftenAsItSays) {
  std::mt19937 random(11);
  std::discrete_distribution<std::size_t> draw{0.15, 0.35, 0.3, 0.2};
  constexpr int surveys = 4000;
  int held = 0;
  for (int s = 0; s < surveys; ++s) {
    KanoCounts counts{};
    for (int i = 0; i < 100; ++i) ++counts[draw(random)];
    const KanoRegion region = kano_region(counts);
    const double x = (region.better - 0.65) / region.better_standard_error;
    const double y = (region.worse + 0.5) / region.worse_standard_error;
    const double r = region.correlation;
    held += (x * x - 2 * r * x * y + y * y) / (1 - r * r) <= -2 * std::log(0.05) ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(held) / surveys, 0.95, 0.015);
}

TEST(Kano, RegionIsTheSpreadOfTheBootstrap) {
  const KanoCounts counts{300, 900, 500, 300, 20, 10};
  const KanoRegion region = kano_region(counts);
  std::mt19937 random(5);
  double better = 0, worse = 0, both = 0;
  constexpr int replicates = 4000;
  for (int r = 0; r < replicates; ++r) {
    std::array<double, 4> drawn{};
    for (std::size_t c = 0; c < 4; ++c)
      drawn[c] = std::poisson_distribution<int>(static_cast<double>(counts[c]))(random);
    const double n = drawn[0] + drawn[1] + drawn[2] + drawn[3];
    const double x = (drawn[1] + drawn[2]) / n - region.better, y = -(drawn[0] + drawn[1]) / n - region.worse;
    better += x * x / replicates;
    worse += y * y / replicates;
    both += x * y / replicates;
  }
  EXPECT_NEAR(region.better_standard_error, std::sqrt(better), 5e-4);
  EXPECT_NEAR(region.worse_standard_error, std::sqrt(worse), 5e-4);
  EXPECT_NEAR(region.correlation, both / std::sqrt(better * worse), 0.05);
}

TEST(Kano, OfEqualAnswersStillHasARegion) {
  const KanoRegion region = kano_region({5, 0, 0, 0, 0, 0});
  EXPECT_EQ(region.better, 0);
  EXPECT_EQ(region.worse, -1);
  EXPECT_GT(region.better_standard_error, 0.1);
  EXPECT_LT(std::abs(region.correlation), 1);
}

TEST(Kano, WithoutAnswersIsUnknown) {
  for (const auto& made : {evaluated({0, 0, 0, 0, 0, 0}), kano(one_item({0, 3}), one_item({4, 0}))}) {
    const KanoItem& item = made.items[0];
    EXPECT_EQ(item.category, std::nullopt);
    EXPECT_TRUE(std::isnan(item.probabilities[must_be]));
    EXPECT_TRUE(std::isnan(item.better.value));
    EXPECT_TRUE(std::isnan(item.fong.critical));
    EXPECT_TRUE(std::isnan(item.total_strength));
    EXPECT_EQ(item.answered, 0);
    EXPECT_EQ(made.frame().rows(), 1U);
    EXPECT_EQ(made.plane().rows(), 1U);
    EXPECT_EQ(made.must_be(0).rows(), 0U);
  }
  EXPECT_EQ(kano(one_item({0, 3}), one_item({4, 0})).items[0].missing, 2);
  EXPECT_TRUE(kano(Answers(), Answers()).items.empty());
}

TEST(Kano, OfAnItemThatNobodyMissesIsAPlainZero) {
  const KanoCounts counts{0, 0, 3, 2, 0, 0};
  EXPECT_FALSE(std::signbit(evaluated(counts).items[0].worse.value));
  EXPECT_FALSE(std::signbit(kano_region(counts).worse));
}

TEST(Kano, OfReverseAnswersAloneHasNoCoefficients) {
  const KanoItem item = evaluated({0, 0, 0, 0, 4, 0}).items[0];
  EXPECT_EQ(item.category, KanoCategory::reverse);
  EXPECT_TRUE(std::isnan(item.better.value));
  EXPECT_EQ(item.total_strength, 0);
}

TEST(Kano, OfOneRespondentIsKnown) {
  const Kano made = kano(one_item({1}), one_item({5}));
  EXPECT_EQ(made.items[0].category, KanoCategory::one_dimensional);
  EXPECT_EQ(made.items[0].probabilities[one_dimensional], 1);  // in the replicates that draw anybody
}

TEST(Kano, WithoutReplicatesHasNoProbabilities) {
  const Kano made = evaluated({5, 3, 2, 1, 0, 0}, {0, 1, 0.95});
  EXPECT_TRUE(std::isnan(made.items[0].probabilities[must_be]));
  EXPECT_EQ(made.items[0].category, KanoCategory::must_be);
}

TEST(Kano, MustBeListsTheSurestFirst) {
  const auto [f1, d1] = answers_of_counts({30, 20, 5, 5, 0, 0});
  const auto [f2, d2] = answers_of_counts({50, 5, 3, 2, 0, 0});
  const auto [f3, d3] = answers_of_counts({2, 5, 50, 3, 0, 0});
  const Answers functional(Frame({{"a", column_of(f1)}, {"b", column_of(f2)}, {"c", column_of(f3)}}));
  const Answers dysfunctional(Frame({{"a", column_of(d1)}, {"b", column_of(d2)}, {"c", column_of(d3)}}));
  const Frame listed = kano(functional, dysfunctional).must_be(0.5);
  const TextReader names(listed.at("item"), "item");
  ASSERT_EQ(names.size(), 2U);
  EXPECT_EQ(names[0], "b");
  EXPECT_EQ(names[1], "a");
  EXPECT_THROW((void)evaluated({1, 0, 0, 0, 0, 0}).must_be(1.5), ParameterError);
}

TEST(Kano, OfAnAnswerOffTheScaleNamesItemRowAndValue) {
  const auto message = message_of([] { kano(one_item({1, 2, 3}), one_item({1, 2, 6})); });
  EXPECT_NE(message.find("item 等待, row 2: the answer to the dysfunctional question is 6"), std::string::npos)
      << message;
  const Answers half(Frame({{"等待", Column(std::vector<double>{1, 2.5, 3})}}));
  EXPECT_NE(message_of([&] { kano(half, one_item({1, 2, 3})); }).find("row 1"), std::string::npos);
}

TEST(Kano, OfOtherItemsOrRowsIsRefused) {
  EXPECT_NE(message_of([] { kano(one_item({1}, "wait"), one_item({1}, "price")); }).find("item wait"),
            std::string::npos);
  EXPECT_NE(message_of([] { kano(one_item({1}), one_item({1, 2})); }).find("functional has 1 rows"), std::string::npos);
  const Answers two(Frame({{"等待", column_of({1})}, {"more", column_of({1})}}));
  EXPECT_NE(message_of([&] { kano(one_item({1}), two); }).find("item more"), std::string::npos);
  EXPECT_THROW(kano(one_item({1}), one_item({1}), {.table = {}, .bootstrap = {10, 1, 1.0}}), ParameterError);
}

TEST(Kano, HasTheSameBitsOnAnyNumberOfThreads) {
  std::mt19937 random(17);
  Frame functional, dysfunctional;
  for (int j = 0; j < 7; ++j) {
    functional.add(std::to_string(j), column_of(random_answers(random, 5000)));
    dysfunctional.add(std::to_string(j), column_of(random_answers(random, 5000)));
  }
  std::vector<std::string> bytes;
  for (const std::size_t count : {1U, 2U, 5U}) {
    set_threads(count);
    bytes.push_back(
        io::to_bytes(kano(Answers(functional), Answers(dysfunctional), {.table = {}, .bootstrap = {300, 1, 0.95}})));
  }
  set_threads(0);
  EXPECT_EQ(bytes[0], bytes[1]);
  EXPECT_EQ(bytes[0], bytes[2]);
}

TEST(Kano, ComesBackFromItsArchive) {
  const std::string bytes = io::to_bytes(evaluated({5, 4, 3, 2, 1, 0}));
  EXPECT_EQ(io::to_bytes(io::from_bytes<Kano>(bytes)), bytes);
  const std::string unknown = io::to_bytes(evaluated({0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(io::to_bytes(io::from_bytes<Kano>(unknown)), unknown);
}

}  // namespace
}  // namespace fealty::gaps
