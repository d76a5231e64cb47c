#include "fealty/gaps/importance_performance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "reference/importance_performance.hpp"

namespace fealty::gaps {
namespace {

using Items = std::vector<reference::ItemAnswers>;
using Numbers = std::vector<double>;

Answers answers_of_items(const Items& items) {
  Frame frame;
  for (std::size_t j = 0; j < items.size(); ++j) frame.add("item " + std::to_string(j), Column(items[j]));
  return Answers(frame);
}

Items random_items(std::mt19937& random, std::size_t items, std::size_t respondents, unsigned missing_percent,
                   double step) {
  Items made(items, reference::ItemAnswers(respondents));
  for (auto& item : made) {
    const auto spread = 2 + random() % 6;
    for (double& x : item)
      x = random() % 100 < missing_percent ? nan : 1 + step * static_cast<double>(random() % spread);
  }
  return made;
}

ImportancePerformanceOptions with(Crosshair crosshair, std::uint32_t replicates = 400) {
  return {crosshair, {replicates, 1, 0.95}};
}

void expect_near(double value, double expected) {
  if (std::isnan(expected))
    EXPECT_TRUE(std::isnan(value)) << value;
  else
    EXPECT_NEAR(value, expected, 1e-9);
}

/// Compares with the twin, which goes through one replicate after another.
void expect_those_of_the_twin(const Items& importance, const Items& performance, const reference::ItemAnswers& outcome,
                              bool is_median) {
  constexpr std::uint32_t replicates = 40;
  const std::size_t n = outcome.size();
  const Crosshair crosshair{.kind = is_median ? CrosshairKind::median : CrosshairKind::mean};
  const ImportancePerformance made = importance_performance(answers_of_items(importance), answers_of_items(performance),
                                                            answers_of_items({outcome}), with(crosshair, replicates));
  const reference::Grid all = reference::grid(importance, performance, outcome, Numbers(n, 1.0), is_median);
  std::vector<std::vector<std::uint8_t>> drawn(n, std::vector<std::uint8_t>(replicates));
  for (std::size_t i = 0; i < n; ++i) poisson_weights(1, i, drawn[i]);
  std::vector<reference::Grid> grids;
  for (std::size_t r = 0; r < replicates; ++r) {
    Numbers weights;
    for (const auto& of_one : drawn) weights.push_back(of_one[r]);
    grids.push_back(reference::grid(importance, performance, outcome, weights, is_median));
  }
  expect_near(made.crosshair_importance.value, all.importance_line);
  expect_near(made.crosshair_performance.value, all.performance_line);
  expect_near(made.derived_line.value, all.derived_line);
  expect_near(made.stated_derived.value, all.stated_derived);
  for (std::size_t j = 0; j < importance.size(); ++j) {
    const ImportancePerformanceItem& item = made.items[j];
    expect_near(item.importance.value, all.importance[j]);
    expect_near(item.performance.value, all.performance[j]);
    expect_near(item.derived.value, all.derived[j]);
    std::array<double, quadrants> counts{};
    Numbers derived;
    double known = 0;
    for (const reference::Grid& grid : grids) {
      derived.push_back(grid.derived[j]);
      if (const std::size_t q = reference::quadrant(grid, j); q < quadrants) {
        ++counts[q];
        ++known;
      }
    }
    for (std::size_t q = 0; q < quadrants; ++q) expect_near(item.probabilities[q], counts[q] / known);
    const Estimate expected = percentile_interval(all.derived[j], derived, 0.95);
    expect_near(item.derived.lower, expected.lower);
    expect_near(item.derived.standard_error, expected.standard_error);
  }
}

TEST(ImportancePerformance, IsThatOfTheTwin) {
  std::mt19937 random(3);
  for (int round = 0; round < 40; ++round) {
    const std::size_t items = 1 + random() % 6;
    const std::size_t respondents = 3 + random() % 60;
    const unsigned missing = round % 2 == 0 ? 0 : 20;
    // Steps of a third make no whole numbers; with many items the crosshair is then on no item by rounding alone.
    const double step = round % 3 == 0 ? 1.0 / 3 : 1.0;
    const Items outcome = random_items(random, 1, respondents, round % 4 == 3 ? 10 : 0, 0.37);
    expect_those_of_the_twin(random_items(random, items, respondents, missing, step),
                             random_items(random, items, respondents, missing, step), outcome[0], round % 5 == 4);
  }
}

TEST(ImportancePerformance, PutsItemsIntoTheQuadrantsOfMartillaAndJames) {
  const Items importance{{6, 7, 6}, {7, 7, 6}, {2, 1, 2}, {1, 2, 2}};
  const Items performance{{6, 6, 7}, {2, 1, 2}, {1, 2, 1}, {7, 6, 6}};
  const auto made = importance_performance(answers_of_items(importance), answers_of_items(performance));
  EXPECT_EQ(made.items[0].quadrant, Quadrant::keep_up);
  EXPECT_EQ(made.items[1].quadrant, Quadrant::concentrate_here);
  EXPECT_EQ(made.items[2].quadrant, Quadrant::low_priority);
  EXPECT_EQ(made.items[3].quadrant, Quadrant::possible_overkill);
  for (const auto& item : made.items) EXPECT_EQ(item.probabilities[static_cast<std::size_t>(*item.quadrant)], 1);
  const Estimate expected = student_t_interval(19.0 / 3, std::sqrt(1.0 / 3), 3);
  EXPECT_NEAR(made.items[0].importance.value, expected.value, 1e-12);
  EXPECT_NEAR(made.items[0].importance.lower, expected.lower, 1e-12);
  EXPECT_FALSE(made.has_outcome);
  EXPECT_TRUE(std::isnan(made.items[0].derived.value));
  EXPECT_EQ(made.frame().columns().size(), 9U);
  EXPECT_EQ(made.warnings().rows(), 0U);
}

TEST(ImportancePerformance, HasACrosshairThatIsGivenOrEstimated) {
  const Items importance{{1, 2}, {3, 4}, {9, 10}}, performance{{5, 5}, {6, 6}, {1, 1}};
  const auto by = [&](const Crosshair& crosshair) {
    return importance_performance(answers_of_items(importance), answers_of_items(performance), std::nullopt,
                                  with(crosshair));
  };
  EXPECT_NEAR(by({}).crosshair_importance.value, 29.0 / 6, 1e-12);
  EXPECT_GT(by({}).crosshair_importance.standard_error, 0);
  EXPECT_EQ(by({.kind = CrosshairKind::median}).crosshair_importance.value, 3.5);
  EXPECT_EQ(by({.kind = CrosshairKind::median}).crosshair_performance.value, 5);
  const auto scale = by(Crosshair::middle_of({1, 10}));
  EXPECT_EQ(scale.crosshair_performance.value, 5.5);
  EXPECT_TRUE(std::isnan(scale.crosshair_performance.standard_error));
  const auto point = by(Crosshair::at(2, 20));
  EXPECT_EQ(point.crosshair_performance.value, 2);
  EXPECT_EQ(point.crosshair_importance.value, 20);
  EXPECT_EQ(point.items[0].quadrant, Quadrant::possible_overkill);
  EXPECT_THROW(Crosshair::at(nan, 1), ParameterError);
}

TEST(ImportancePerformance, CountsAtTheLineAsImportantAndGood) {
  const auto made = importance_performance(answers_of_items({{4, 4}}), answers_of_items({{3, 3}}));
  EXPECT_EQ(made.items[0].quadrant, Quadrant::keep_up);
}

TEST(ImportancePerformance, OutcomeIsTheMeanOfItsColumns) {
  std::mt19937 random(9);
  const Items importance = random_items(random, 3, 50, 0, 1), performance = random_items(random, 3, 50, 0, 1);
  Items several = random_items(random, 3, 50, 0, 1);
  several[1][4] = nan;
  reference::ItemAnswers mean(50);
  for (std::size_t i = 0; i < 50; ++i) mean[i] = (several[0][i] + several[1][i] + several[2][i]) / 3;
  const auto of_several =
      importance_performance(answers_of_items(importance), answers_of_items(performance), answers_of_items(several));
  const auto of_mean =
      importance_performance(answers_of_items(importance), answers_of_items(performance), answers_of_items({mean}));
  EXPECT_EQ(of_several.outcome_missing, 1);
  for (std::size_t j = 0; j < 3; ++j) {
    EXPECT_NEAR(of_several.items[j].derived.value, of_mean.items[j].derived.value, 1e-12);
    EXPECT_NEAR(of_several.items[j].derived.lower, of_mean.items[j].derived.lower, 1e-12);
  }
}

TEST(ImportancePerformance, WarnsWhereStatedAndDerivedImportanceDisagree) {
  std::mt19937 random(21);
  std::normal_distribution<double> noise;
  constexpr std::size_t n = 400;
  Items importance(4, reference::ItemAnswers(n)), performance(4, reference::ItemAnswers(n));
  reference::ItemAnswers outcome(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < 4; ++j) performance[j][i] = noise(random);
    // Items 0 and 2 move the outcome; 0 and 1 are said to be important.
    outcome[i] = performance[0][i] + performance[2][i] + noise(random);
    for (std::size_t j = 0; j < 4; ++j) importance[j][i] = (j < 2 ? 6 : 2) + noise(random);
  }
  const auto made =
      importance_performance(answers_of_items(importance), answers_of_items(performance), answers_of_items({outcome}));
  const Frame warnings = made.warnings();
  ASSERT_EQ(warnings.rows(), 2U);
  const TextReader item(warnings.at("item"), "item"), meaning(warnings.at("meaning"), "meaning");
  EXPECT_EQ(item[0], "item 1");
  EXPECT_NE(meaning[0].find("basic factor"), std::string_view::npos);
  EXPECT_EQ(item[1], "item 2");
  EXPECT_NE(meaning[1].find("excitement factor"), std::string_view::npos);
  EXPECT_EQ(made.items[1].disagreement, 1);
  EXPECT_EQ(made.items[0].disagreement, 0);
}

TEST(ImportancePerformance, IntervalOfACorrelationCoversItAsOftenAsItSays) {
  std::mt19937 random(8);
  std::normal_distribution<double> noise;
  constexpr int surveys = 400;
  int held = 0;
  for (int s = 0; s < surveys; ++s) {
    constexpr std::size_t n = 150;
    reference::ItemAnswers x(n), y(n);
    for (std::size_t i = 0; i < n; ++i) {
      x[i] = noise(random);
      y[i] = 0.5 * x[i] + std::sqrt(0.75) * noise(random);
    }
    const auto made =
        importance_performance(answers_of_items({x}), answers_of_items({x}), answers_of_items({y}), with({}, 500));
    held += made.items[0].derived.lower <= 0.5 && made.items[0].derived.upper >= 0.5 ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(held) / surveys, 0.95, 0.03);
}

TEST(ImportancePerformance, OfConstantItemsHasNoDerivedImportance) {
  const auto made =
      importance_performance(answers_of_items({{3.3, 3.3, 3.3}, {1, 2, 3}}),
                             answers_of_items({{0.1, 0.1, 0.1}, {1, 2, 3}}), answers_of_items({{1, 3, 2}}), with({}));
  EXPECT_TRUE(std::isnan(made.items[0].derived.value));
  EXPECT_FALSE(made.items[0].derived_quadrant.has_value());
  EXPECT_TRUE(std::isnan(made.items[0].disagreement));
  EXPECT_NEAR(made.items[1].derived.value, 0.5, 1e-12);
  EXPECT_TRUE(std::isnan(made.stated_derived.value));
}

TEST(ImportancePerformance, OfAnItemThatNobodyRatedLeavesTheOthersAlone) {
  const Items importance{{1, 2, 3}, {nan, nan, nan}, {4, 5, 6}}, performance{{1, 2, 3}, {1, 2, 3}, {3, 2, 2}};
  const auto made = importance_performance(answers_of_items(importance), answers_of_items(performance));
  EXPECT_FALSE(made.items[1].quadrant.has_value());
  EXPECT_EQ(made.items[1].importance_answers, 0);
  EXPECT_TRUE(std::isnan(made.items[1].probabilities[0]));
  EXPECT_NEAR(made.crosshair_importance.value, 3.5, 1e-12);
  EXPECT_EQ(made.items[0].quadrant, Quadrant::low_priority);
  EXPECT_EQ(made.frame().rows(), 3U);
}

TEST(ImportancePerformance, OfNobodyOrNothingIsUnknown) {
  const auto nobody = importance_performance(answers_of_items({{}}), answers_of_items({{}}), answers_of_items({{}}));
  EXPECT_FALSE(nobody.items[0].quadrant.has_value());
  EXPECT_TRUE(std::isnan(nobody.crosshair_importance.value));
  EXPECT_TRUE(importance_performance(Answers(), Answers()).items.empty());
  const auto one = importance_performance(answers_of_items({{3}}), answers_of_items({{4}}), answers_of_items({{5}}));
  EXPECT_EQ(one.items[0].importance.value, 3);
  EXPECT_TRUE(std::isnan(one.items[0].importance.standard_error));
  EXPECT_TRUE(std::isnan(one.items[0].derived.value));
}

TEST(ImportancePerformance, OfBadInputSaysWhatIsWrong) {
  const Answers two = answers_of_items({{1, 2}});
  EXPECT_NE(
      message_of([&] { importance_performance(two, answers_of_items({{1, 2, 3}})); }).find("importance has 2 rows"),
      std::string::npos);
  EXPECT_NE(message_of([&] { importance_performance(two, answers_of_items({{1, 2}, {3, 4}})); }).find("item item 1"),
            std::string::npos);
  EXPECT_NE(
      message_of([&] { importance_performance(two, two, answers_of_items({{1}})); }).find("the outcome has 1 rows"),
      std::string::npos);
  EXPECT_THROW(importance_performance(two, two, Answers()), ParameterError);
  EXPECT_THROW(importance_performance(two, two, std::nullopt, {{}, {10, 1, 2.0}}), ParameterError);
}

TEST(ImportancePerformance, HasTheSameBitsOnAnyNumberOfThreads) {
  std::mt19937 random(4);
  const Answers importance = answers_of_items(random_items(random, 5, 5000, 5, 0.1));
  const Answers performance = answers_of_items(random_items(random, 5, 5000, 5, 0.1));
  const Answers outcome = answers_of_items(random_items(random, 2, 5000, 1, 1));
  std::vector<std::string> bytes;
  for (const std::size_t count : {1U, 2U, 5U}) {
    set_threads(count);
    bytes.push_back(io::to_bytes(importance_performance(importance, performance, outcome, with({}, 600))));
  }
  set_threads(0);
  EXPECT_EQ(bytes[0], bytes[1]);
  EXPECT_EQ(bytes[0], bytes[2]);
}

TEST(ImportancePerformance, DoesNotDependOnTheOrderOfItemsOfTheOtherSet) {
  const Answers importance(Frame({{"a", Column(Numbers{1, 2})}, {"b", Column(Numbers{5, 6})}}));
  const Answers performance(Frame({{"b", Column(Numbers{7, 7})}, {"a", Column(Numbers{2, 3})}}));
  const auto made = importance_performance(importance, performance);
  EXPECT_EQ(made.items[0].performance.value, 2.5);
  EXPECT_EQ(made.items[1].performance.value, 7);
}

TEST(ImportancePerformance, ComesBackFromItsArchive) {
  const auto made =
      importance_performance(answers_of_items({{1, 2, 4}, {nan, nan, nan}}), answers_of_items({{5, 3, 1}, {1, 1, 1}}),
                             answers_of_items({{1, 2, 3}}), with({}));
  const std::string bytes = io::to_bytes(made);
  EXPECT_EQ(io::to_bytes(io::from_bytes<ImportancePerformance>(bytes)), bytes);
}

}  // namespace
}  // namespace fealty::gaps
