#include "fealty/gaps/multiple_choice_knapsack.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "reference/multiple_choice_knapsack.hpp"

namespace fealty::gaps {
namespace {

struct Instance {
  std::vector<std::size_t> offsets = {0};
  std::vector<double> costs, values;
  double budget = 0;
};

/// Groups whose first option is free; of whole numbers (and so with ties) or not, alike or not in value per cost.
Instance random_instance(std::mt19937& random, std::size_t groups, std::size_t most_options) {
  Instance made;
  const bool whole = random() % 2 == 0, alike = groups < 10 && random() % 3 == 0;
  std::uniform_real_distribution<double> uniform(0, 10);
  const auto number = [&] { return whole ? std::floor(uniform(random)) : uniform(random); };
  double all = 0;
  for (std::size_t g = 0; g < groups; ++g) {
    std::vector<double> costs{0};
    const std::size_t options = 1 + random() % most_options;
    for (std::size_t k = 1; k < options; ++k) costs.push_back(number());
    std::ranges::sort(costs);
    for (const double cost : costs) {
      made.costs.push_back(cost);
      made.values.push_back(alike ? cost + 1 : number() - 1);
    }
    all += costs.back();
    made.offsets.push_back(made.costs.size());
  }
  made.budget = all * static_cast<double>(random() % 11) / 10;
  return made;
}

TEST(MultipleChoiceKnapsack, IsWhatBruteForceFinds) {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    const Instance one = random_instance(random, 1 + random() % 7, 5);
    MultipleChoiceKnapsack solver(one.offsets, one.costs);
    const KnapsackSolution& found = solver.solve(one.values, one.budget);
    EXPECT_NEAR(found.value, reference::best_value(one.offsets, one.costs, one.values, one.budget), 1e-9);
    EXPECT_LE(found.cost, one.budget + 1e-9);
    EXPECT_LE(found.bound - found.value, 1e-9);
  }
}

TEST(MultipleChoiceKnapsack, IsTheSameFromAnyStart) {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    const Instance one = random_instance(random, 40, 8);
    MultipleChoiceKnapsack solver(one.offsets, one.costs);
    const double alone = solver.solve(one.values, one.budget).value;
    std::vector<std::uint32_t> start;
    for (std::size_t g = 0; g + 1 < one.offsets.size(); ++g)
      start.push_back(static_cast<std::uint32_t>(random() % (one.offsets[g + 1] - one.offsets[g])));
    const KnapsackSolution started = solver.solve(one.values, one.budget, start);
    EXPECT_NEAR(started.value, alone, 1e-9);
    const KnapsackSolution again = solver.solve(one.values, one.budget, started.choices);
    EXPECT_NEAR(again.value, alone, 1e-9);
  }
}

TEST(MultipleChoiceKnapsack, SaysWhatAnEndedSearchMayHaveMissed) {
  std::mt19937 random(3);
  int inexact = 0;
  for (int round = 0; round < 300; ++round) {
    const Instance one = random_instance(random, 30, 8);
    MultipleChoiceKnapsack exact(one.offsets, one.costs), hurried(one.offsets, one.costs, 2);
    const double best = exact.solve(one.values, one.budget).value;
    const KnapsackSolution& found = hurried.solve(one.values, one.budget);
    EXPECT_LE(found.value, best + 1e-9);
    EXPECT_GE(found.bound, best - 1e-9);
    inexact += found.value < best - 1e-9 ? 1 : 0;
  }
  EXPECT_GT(inexact, 0);
}

TEST(MultipleChoiceKnapsack, TakesACostThatIsTheBudgetButForRounding) {
  MultipleChoiceKnapsack solver({0, 2, 4}, {0, 0.1, 0, 0.2});
  EXPECT_EQ(solver.solve(std::vector<double>{0, 1, 0, 1}, 0.3).value, 2);
}

TEST(MultipleChoiceKnapsack, OfOneGroupTakesTheBestThatIsAffordable) {
  MultipleChoiceKnapsack solver({0, 4}, {0, 1, 2, 3});
  const std::vector<double> values{0, 5, 4, 9};
  EXPECT_EQ(solver.solve(values, 2.5).choices, (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(solver.solve(values, 3).choices, (std::vector<std::uint32_t>{3}));
  EXPECT_EQ(solver.solve(values, 0).choices, (std::vector<std::uint32_t>{0}));
}

TEST(MultipleChoiceKnapsack, OfNoGroupsIsNothing) {
  MultipleChoiceKnapsack solver({0}, {});
  EXPECT_EQ(solver.solve({}, 1).value, 0);
}

TEST(MultipleChoiceKnapsack, RefusesWhatIsNoProblem) {
  const auto refused = [](std::vector<std::size_t> offsets, std::vector<double> costs) {
    EXPECT_THROW(MultipleChoiceKnapsack(std::move(offsets), std::move(costs)), ParameterError);
  };
  refused({}, {});
  refused({0, 0}, {});
  refused({0, 2}, {1, 0});
  refused({0, 2}, {0, std::nan("")});
  refused({0, 1}, {-1});
  refused({0, 3}, {0, 1});
  MultipleChoiceKnapsack solver({0, 2}, {1, 2});
  EXPECT_THROW(solver.solve(std::vector<double>{0, 1}, 0.5), ParameterError);
  EXPECT_THROW(solver.solve(std::vector<double>{0}, 3), ParameterError);
  EXPECT_THROW(solver.solve(std::vector<double>{0, std::numeric_limits<double>::infinity()}, 3), ParameterError);
  EXPECT_THROW(solver.solve(std::vector<double>{0, 1}, 3, std::vector<std::uint32_t>{2}), ParameterError);
}

}  // namespace
}  // namespace fealty::gaps
