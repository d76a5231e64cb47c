#include "fealty/gaps/closing_plan.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../message_of.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/io/archive.hpp"
#include "planned_items.hpp"
#include "reference/closing_plan.hpp"

namespace fealty::gaps {
namespace {

std::map<std::string, PlannedLever> by_name(const ClosingPlan& plan) {
  std::map<std::string, PlannedLever> named;
  for (const PlannedLever& one : plan.levers) named[one.name] = one;
  return named;
}

bool warns(const ClosingPlan& plan, const std::string& kind, const std::string& subject) {
  for (const PlanWarning& warning : plan.warnings)
    if (warning.kind == kind && warning.subject == subject) return true;
  return false;
}

TEST(ClosingPlan, OfOneLeverIsWhatTheHandSays) {
  // Half of the importance, half a point less short at 0.4 a point.
  const ClosingPlan plan =
      closing_plan(two_items(), {lever("wait", LeverKind::raise_experience, {{100, 0.5}})}, {.budget = 100});
  EXPECT_NEAR(plan.value.value, 0.5 * 0.4 * 0.5, 1e-12);
  EXPECT_EQ(plan.cost, 100);
  EXPECT_EQ(plan.levers[0].level, 1);
  EXPECT_NEAR(plan.items[0].gap_after.value, -1.0, 1e-12);
  EXPECT_NEAR(plan.items[0].open.value, 0.5 * 0.4 * 1.0, 1e-12);
  EXPECT_NEAR(plan.items[1].gap_after.value, 0.5, 1e-12);
  EXPECT_EQ(plan.items[1].open.value, 0);
  EXPECT_TRUE(std::isnan(plan.value.lower));
  EXPECT_TRUE(std::isnan(plan.levers[0].share_of_draws));
  EXPECT_TRUE(std::isnan(plan.expected_best));
}

TEST(ClosingPlan, PicksTheCheaperOfTheTwoLevers) {
  for (const bool guiding_is_cheaper : {true, false}) {
    const ClosingPlan plan =
        closing_plan(two_items(),
                     {lever("wait", LeverKind::raise_experience, {{guiding_is_cheaper ? 90.0 : 60.0, 1.0}}),
                      lever("wait", LeverKind::guide, {{guiding_is_cheaper ? 60.0 : 90.0, 1.0}})},
                     {.budget = 100});
    EXPECT_EQ(plan.levers[0].kind, guiding_is_cheaper ? LeverKind::guide : LeverKind::raise_experience);
    EXPECT_EQ(plan.cost, 60);
    EXPECT_EQ(plan.items[0].experience_after, guiding_is_cheaper ? 5.0 : 6.0);
    EXPECT_EQ(plan.items[0].expectation_after, guiding_is_cheaper ? 5.5 : 6.5);
  }
}

TEST(ClosingPlan, ClosesAGapByTheLeastCostMix) {
  const std::vector<Lever> levers = {lever("wait", LeverKind::raise_experience, {{100, 1.0}, {300, 1.5}}),
                                     lever("wait", LeverKind::guide, {{80, 0.5}, {400, 1.5}}),
                                     lever("look", LeverKind::guide, {{1, 1}})};
  const ClosingPlan plan = closing_plan(two_items(), levers, {.budget = 1000});
  EXPECT_EQ(plan.items[0].closing_cost, 180);
  EXPECT_EQ(plan.items[0].closing_levers, "raise_experience wait to level 1, guide wait to level 1");
  EXPECT_EQ(plan.items[1].closing_cost, 0);  // nothing falls short there
  EXPECT_EQ(plan.items[1].closing_levers, "");
  const ClosingPlan open = closing_plan(two_items(), {levers[2]}, {.budget = 1000});
  EXPECT_TRUE(std::isnan(open.items[0].closing_cost));
}

TEST(ClosingPlan, IsWhatBruteForceFindsOnAThousandInstances) {
  std::mt19937 random(20);
  for (int round = 0; round < 1000; ++round) {
    const RandomPlan one = random_plan(random, 6);
    const ClosingPlan plan = closing_plan(one.items, one.levers, one.options);
    const reference::BestPlan best = reference::best_plan(one.items, one.levers, one.options.budget);
    EXPECT_EQ(plan.missed_floors, best.missed_floors) << round;
    EXPECT_NEAR(plan.value.value, best.value, 1e-9) << round;
    EXPECT_LE(plan.cost, one.options.budget * (1 + 1e-9));
    EXPECT_EQ(plan.optimality_gap, 0);
    double sum = 0, cost = 0;
    for (const PlannedLever& lever : plan.levers) {
      sum += lever.value.value;
      cost += lever.cost;
    }
    EXPECT_NEAR(sum, plan.value.value, 1e-12) << round;
    EXPECT_NEAR(cost, plan.cost, 1e-9) << round;
  }
}

TEST(ClosingPlan, OfDivisibleLeversIsWhatBruteForceFindsOnTheirSteps) {
  std::mt19937 random(21);
  for (int round = 0; round < 150; ++round) {
    RandomPlan one = random_plan(random, 3);
    one.items.spread.clear();
    for (Lever& lever : one.levers) lever.divisible = random() % 3 != 0;
    one.options.steps = 4;
    const ClosingPlan plan = closing_plan(one.items, one.levers, one.options);
    const reference::BestPlan best = reference::best_plan(one.items, one.levers, one.options.budget, 4);
    EXPECT_NEAR(plan.value.value, best.value, 1e-9) << round;
  }
}

TEST(ClosingPlan, OfADrawIsThatOfItsGapsAndSlopes) {
  std::mt19937 random(22);
  for (int round = 0; round < 100; ++round) {
    RandomPlan one = random_plan(random, 5);
    one.items.spread.clear();
    PlanItems drawn = one.items;
    // One draw whose gaps are other expectations, with the same experience.
    drawn.gap_draws.resize(1, static_cast<Eigen::Index>(drawn.names.size()));
    PlanItems moved = one.items;
    for (std::size_t j = 0; j < drawn.names.size(); ++j) {
      moved.expectation[j] = std::min(7.0, moved.expectation[j] + 0.3);
      drawn.gap_draws(0, static_cast<Eigen::Index>(j)) = moved.experience[j] - moved.expectation[j];
    }
    moved.response = {0.3, 0.2};
    drawn.negative_draws = {0.3};
    drawn.positive_draws = {0.2};
    const ClosingPlan plan = closing_plan(drawn, one.levers, one.options);
    EXPECT_NEAR(plan.expected_best, reference::best_plan(moved, one.levers, one.options.budget).value, 1e-9) << round;
    const ClosingPlan best = closing_plan(moved, one.levers, one.options);
    for (const auto& [name, lever] : by_name(plan)) EXPECT_EQ(lever.share_of_draws == 1, by_name(best)[name].level > 0);
  }
}

TEST(ClosingPlan, HasTheIntervalOfItsValueOverTheDraws) {
  PlanItems items = two_items();
  add_draws(items, 500, 3);
  const ClosingPlan plan =
      closing_plan(items, {lever("wait", LeverKind::raise_experience, {{100, 0.5}})}, {.budget = 100, .level = 0.9});
  std::vector<double> values, gaps_after;
  for (std::size_t d = 0; d < 500; ++d) {
    values.push_back(0.5 * 0.5 * items.negative_draws[d]);  // the gap stays below 0 in every draw
    gaps_after.push_back(items.gap_draws(static_cast<Eigen::Index>(d), 0) + 0.5);
  }
  const Estimate expected = percentile_interval(0.1, values, 0.9);
  EXPECT_NEAR(plan.value.lower, expected.lower, 1e-12);
  EXPECT_NEAR(plan.value.upper, expected.upper, 1e-12);
  EXPECT_NEAR(plan.value.standard_error, expected.standard_error, 1e-12);
  EXPECT_NEAR(plan.levers[0].value.lower, expected.lower, 1e-12);
  EXPECT_NEAR(plan.items[0].value.lower, expected.lower, 1e-12);
  EXPECT_NEAR(plan.items[0].gap_after.upper, percentile_interval(-1, gaps_after, 0.9).upper, 1e-12);
  EXPECT_EQ(plan.levers[0].share_of_draws, 1);
  EXPECT_NEAR(plan.expected_value, plan.expected_best, 1e-12);
  EXPECT_EQ(plan.draws, 500U);
}

TEST(ClosingPlan, ThatIsBestInEveryDrawIsWorthNoLessThanAnother) {
  std::mt19937 random(23);
  for (int round = 0; round < 30; ++round) {
    RandomPlan one = random_plan(random, 8);
    one.items.floors.clear();
    add_draws(one.items, 200, static_cast<std::uint32_t>(round));
    const ClosingPlan plan = closing_plan(one.items, one.levers, one.options);
    EXPECT_GE(plan.expected_best, plan.expected_value - 1e-12);
    EXPECT_EQ(plan.draws_gap, 0);
  }
}

TEST(ClosingPlan, ReachesAFloorBeforeItGainsAnything) {
  PlanItems items = two_items();
  items.floors = {nan, 5.0};
  const std::vector<Lever> levers = {lever("wait", LeverKind::raise_experience, {{100, 1.0}}),
                                     lever("look", LeverKind::raise_experience, {{100, 0.5}}),
                                     lever("look", LeverKind::guide, {{1, 3.0}})};
  const ClosingPlan plan = closing_plan(items, levers, {.budget = 100});
  EXPECT_EQ(plan.levers[0].name, "raise_experience look");
  EXPECT_EQ(plan.missed_floors, 0U);
  EXPECT_NEAR(plan.value.value, 0.5 * 0.1 * 0.5, 1e-12);  // no penalty in it
  const ClosingPlan poor = closing_plan(items, levers, {.budget = 99});
  EXPECT_EQ(poor.missed_floors, 1U);
  EXPECT_TRUE(warns(poor, "floor_missed", "look"));
  items.floors[1] = 6.5;
  const ClosingPlan hopeless = closing_plan(items, levers, {.budget = 100});
  EXPECT_TRUE(warns(hopeless, "floor_out_of_reach", "look"));
  EXPECT_EQ(hopeless.levers[0].name, "raise_experience wait");  // no money goes after what cannot be reached
  items.floors = {6.0, nan};
  items.expectation[0] = 5.0;
  EXPECT_TRUE(warns(closing_plan(items, {levers[1]}, {.budget = 1}), "floor_out_of_reach", "wait"));
}

TEST(ClosingPlan, WarnsOfLeversThatAreNeverBought) {
  std::vector<Lever> levers = {lever("wait", LeverKind::raise_experience, {{50, 1.5}}),
                               lever("wait", LeverKind::guide, {{60, 1.5}}), lever("look", LeverKind::guide, {{1, 1}}),
                               lever("look", LeverKind::raise_experience, {{5000, 1}}),
                               lever("wait", LeverKind::adapt, {{1, 1}})};
  const ClosingPlan plan = closing_plan(two_items(), levers, {.budget = 100});
  EXPECT_TRUE(warns(plan, "not_worth_its_cost", "guide wait"));
  EXPECT_TRUE(warns(plan, "no_effect", "guide look"));  // nobody falls short
  EXPECT_TRUE(warns(plan, "no_effect", "adapt wait"));  // all customers are alike
  EXPECT_TRUE(warns(plan, "not_affordable", "raise_experience look"));
  EXPECT_FALSE(warns(plan, "no_effect", "raise_experience wait"));
}

TEST(ClosingPlan, WarnsOfABudgetThatIsNotNeeded) {
  const std::vector<Lever> levers = {lever("wait", LeverKind::raise_experience, {{100, 0.5}})};
  EXPECT_TRUE(warns(closing_plan(two_items(), levers, {.budget = 101}), "budget_left", ""));
  EXPECT_FALSE(warns(closing_plan(two_items(), levers, {.budget = 100}), "budget_left", ""));
  EXPECT_FALSE(warns(closing_plan(two_items(), levers, {.budget = 99}), "budget_left", ""));
}

TEST(ClosingPlan, TakesANegativeSlopeForNone) {
  PlanItems items = two_items();
  items.response.positive = -0.1;
  const std::vector<Lever> levers = {lever("wait", LeverKind::raise_experience, {{100, 2.0}})};
  const ClosingPlan plan = closing_plan(items, levers, {.budget = 100});
  EXPECT_TRUE(warns(plan, "negative_slope", "positive"));
  EXPECT_NEAR(plan.value.value, 0.5 * 0.4 * 1.5, 1e-12);
  items.response.positive = 0.1;
  items.positive_draws = {0.1, -0.1, 0.2};
  EXPECT_TRUE(warns(closing_plan(items, levers, {.budget = 100}), "negative_slope", "positive"));
}

TEST(ClosingPlan, HasACurveThatRisesWithTheBudget) {
  std::mt19937 random(24);
  for (int round = 0; round < 50; ++round) {
    RandomPlan one = random_plan(random, 8);
    one.items.floors.clear();
    const ClosingPlan plan = closing_plan(one.items, one.levers, one.options);
    ASSERT_EQ(plan.curve.size(), 20U);
    double before = 0;
    for (const BudgetStep& step : plan.curve) {
      EXPECT_LE(step.cost, step.budget * (1 + 1e-9));
      EXPECT_GE(step.gain, -1e-12);
      EXPECT_NEAR(step.value.value, before + step.gain, 1e-12);
      before = step.value.value;
      PlanOptions alone = one.options;
      alone.budget = step.budget;
      EXPECT_NEAR(closing_plan(one.items, one.levers, alone).value.value, step.value.value, 1e-9);
    }
    EXPECT_EQ(plan.curve[9].budget, one.options.budget);
    EXPECT_EQ(plan.curve[9].value.value, plan.value.value);
  }
}

TEST(ClosingPlan, SaysWhatMoreBudgetChanges) {
  const ClosingPlan plan = closing_plan(two_items(),
                                        {lever("wait", LeverKind::raise_experience, {{50, 0.5}, {100, 1.5}}),
                                         lever("wait", LeverKind::guide, {{60, 1.0}})},
                                        {.budget = 60});
  EXPECT_EQ(plan.curve[8].changes, "+ raise_experience wait to level 1");
  EXPECT_EQ(plan.curve[9].changes, "- raise_experience wait, + guide wait");
  EXPECT_EQ(plan.curve[16].changes, "+ raise_experience wait to level 2, - guide wait");
}

TEST(ClosingPlan, SharesTheValueOfTwoLeversAsShapleyDoes) {
  // Each alone closes the gap of 1.5, so each counts for half of it.
  const ClosingPlan plan = closing_plan(
      two_items(),
      {lever("wait", LeverKind::atmosphere, {{1, 1.0}}), lever("wait", LeverKind::raise_experience, {{1, 1.0}})},
      {.budget = 2});
  EXPECT_NEAR(plan.levers[0].value.value, 0.5 * 0.4 * 0.75, 1e-12);
  EXPECT_NEAR(plan.levers[1].value.value, 0.5 * 0.4 * 0.75, 1e-12);
}

TEST(ClosingPlan, HasTheSameBitsOnAnyNumberOfThreads) {
  std::mt19937 random(25);
  RandomPlan one = random_plan(random, 8);
  add_draws(one.items, 1000, 1);
  std::vector<std::string> bytes;
  for (const std::size_t count : {1U, 3U}) {
    set_threads(count);
    bytes.push_back(io::to_bytes(closing_plan(one.items, one.levers, one.options)));
  }
  set_threads(0);
  EXPECT_EQ(bytes[0], bytes[1]);
}

TEST(ClosingPlan, RefusesABudgetOfNothing) {
  const std::vector<Lever> levers = {lever("wait", LeverKind::guide, {{1, 1}})};
  for (const double budget : {0.0, -5.0, nan, std::numeric_limits<double>::infinity()}) {
    EXPECT_NE(message_of([&] { closing_plan(two_items(), levers, {.budget = budget}); }).find("budget is"),
              std::string::npos);
  }
}

TEST(ClosingPlan, RefusesBadLeversByName) {
  const auto refused = [](const std::vector<Lever>& levers) {
    return message_of([&] { closing_plan(two_items(), levers, {.budget = 1}); });
  };
  EXPECT_NE(refused({}).find("levers are needed"), std::string::npos);
  EXPECT_NE(refused({lever("wai", LeverKind::guide, {{1, 1}})}).find("did you mean \"wait\"?"), std::string::npos);
  EXPECT_NE(refused({lever("等待", LeverKind::guide, {{1, 1}})}).find("\"等待\" is not an item"), std::string::npos);
  const Lever good = lever("wait", LeverKind::guide, {{1, 1}});
  EXPECT_NE(refused({good, good}).find("two levers have the name guide wait"), std::string::npos);
  EXPECT_NE(refused({lever("wait", LeverKind::guide, {})}).find("guide wait"), std::string::npos);
  Lever nameless = good;
  nameless.name.clear();
  EXPECT_NE(refused({nameless}).find("needs a name"), std::string::npos);
}

TEST(ClosingPlan, RefusesBadItemsByName) {
  const std::vector<Lever> levers = {lever("wait", LeverKind::guide, {{1, 1}})};
  const auto refused = [&](auto&& spoil) {
    PlanItems items = two_items();
    spoil(items);
    return message_of([&] { closing_plan(items, levers, {.budget = 1}); });
  };
  const auto has = [](const std::string& message, const char* part) {
    EXPECT_NE(message.find(part), std::string::npos) << message;
  };
  EXPECT_EQ(refused([](PlanItems&) {}), "");
  has(refused([](PlanItems& i) { i = PlanItems(); }), "no items");
  has(refused([](PlanItems& i) { i.expectation[1] = nan; }), "item look: the expectation is nan");
  has(refused([](PlanItems& i) { i.experience[1] = 7.5; }), "item look: the experience is 7.5");
  has(refused([](PlanItems& i) { i.experience.pop_back(); }), "1 values of experience, but 2 items");
  has(refused([](PlanItems& i) { i.names[1] = "wait"; }), "item wait stands twice");
  has(refused([](PlanItems& i) { i.importance = {1, -1}; }), "item look: the importance is -1");
  has(refused([](PlanItems& i) { i.importance = {0, 0}; }), "some item must matter");
  has(refused([](PlanItems& i) { i.tolerance = {nan, 0}; }), "item wait: the tolerance");
  has(refused([](PlanItems& i) { i.spread = {-1, 0}; }), "item wait: the spread");
  has(refused([](PlanItems& i) { i.floors = {8, nan}; }), "item wait: the floor is 8");
  has(refused([](PlanItems& i) { i.scale_top = 1; }), "top of the scale");
  has(refused([](PlanItems& i) { i.response.negative = nan; }), "slope on negative gaps");
  has(refused([](PlanItems& i) { i.gap_draws = Eigen::MatrixXd::Zero(3, 1); }), "gap_draws");
  has(refused([](PlanItems& i) {
        i.gap_draws = Eigen::MatrixXd::Zero(3, 2);
        i.gap_draws(2, 1) = nan;
      }),
      "item look: the gap in draw 2");
  has(refused([](PlanItems& i) {
        i.negative_draws = {1, 2};
        i.positive_draws = {1, 2, 3};
      }),
      "2 draws of the slope on negative gaps, but 3");
  has(refused([](PlanItems& i) { i.positive_draws = {1, nan}; }), "slope on positive gaps in draw 1");
}

TEST(ClosingPlan, OfItemsThatAreAllMetNeedsNothing) {
  PlanItems items = two_items();
  items.expectation = items.experience = {7, 7};
  items.response.positive = 0;
  const ClosingPlan plan = closing_plan(items, {lever("wait", LeverKind::raise_experience, {{1, 1}})}, {.budget = 10});
  EXPECT_EQ(plan.value.value, 0);
  EXPECT_EQ(plan.cost, 0);
  EXPECT_TRUE(warns(plan, "no_effect", "raise_experience wait"));
}

TEST(ClosingPlan, HasTables) {
  PlanItems items = two_items();
  add_draws(items, 50, 1);
  const ClosingPlan plan = closing_plan(items, {lever("wait", LeverKind::guide, {{1, 1}})}, {.budget = 10});
  EXPECT_EQ(plan.frame().rows(), 1U);
  EXPECT_NE(plan.frame().find("value_upper"), nullptr);
  EXPECT_EQ(plan.items_frame().rows(), 2U);
  EXPECT_NE(plan.items_frame().find("open_lower"), nullptr);
  EXPECT_EQ(plan.curve_frame().rows(), 20U);
  EXPECT_EQ(plan.closing_frame().rows(), 2U);
  EXPECT_EQ(plan.warnings_frame().rows(), plan.warnings.size());
}

}  // namespace
}  // namespace fealty::gaps
