#include "fealty/loyalty/budget_split.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/random.hpp"
#include "fealty/loyalty/propagated_error.hpp"
#include "reference/budget_split.hpp"

namespace fealty::loyalty {
namespace {

BudgetProblem usual() {
  BudgetProblem problem;
  problem.prospects = 1000;
  problem.customers = 400;
  problem.margin = known(120);
  problem.discount = known(0.1);
  problem.winning = {known(0.4), known(0.05)};
  problem.keeping = {known(0.8), known(0.08)};
  return problem;
}

reference::PlainEquity plain_of(const BudgetProblem& p) {
  return {p.prospects,
          p.customers,
          p.margin.value,
          p.discount.value,
          p.winning.ceiling.value,
          p.winning.rate.value,
          p.keeping.ceiling.value,
          p.keeping.rate.value};
}

TEST(BudgetSplit, HasTheEquityOfAPlainSumOverYears) {
  const BudgetProblem problem = usual();
  for (const double A : {0.0, 10.0, 40.0})
    for (const double R : {1.0, 20.0}) EXPECT_NEAR(customer_equity(problem, A, R), plain_of(problem)(A, R), 1e-7);
}

TEST(BudgetSplit, IsTheBestOfAGrid) {
  RandomStream random(8, "budgets");
  int balanced = 0;
  for (int repeat = 0; repeat < 12; ++repeat) {
    BudgetProblem problem = usual();
    problem.customers = 50 + 900 * random.uniform();
    problem.margin = known(40 + 200 * random.uniform());
    problem.winning = {known(0.1 + 0.5 * random.uniform()), known(0.01 + 0.1 * random.uniform())};
    problem.keeping = {known(0.5 + 0.4 * random.uniform()), known(0.01 + 0.1 * random.uniform())};
    problem.budget = 2'000 + 20'000 * random.uniform();
    const BudgetSplit split = budget_split(problem);
    if (split.kind == SplitKind::unlimited) continue;
    const auto grid = reference::best_on_grid(plain_of(problem), *problem.budget, 300);
    EXPECT_GE(split.equity.value, grid.equity - 1e-6) << repeat;
    EXPECT_NEAR(split.equity.value, grid.equity, 1e-3 * std::abs(grid.equity)) << repeat;
    EXPECT_NEAR(split.winning.value + split.keeping.value, *problem.budget, 1e-8);
    if (split.kind != SplitKind::balanced) continue;
    ++balanced;
    EXPECT_NEAR(split.per_customer.value, grid.R, 1.01 * *problem.budget / problem.customers / 300);
    EXPECT_NEAR(split.marginal_winning.value, split.marginal_keeping.value, 1e-9);
    EXPECT_GT(split.marginal_winning.value, 0);
  }
  EXPECT_GE(balanced, 4);
}

TEST(BudgetSplit, SpendsNoMoreThanPays) {
  BudgetProblem problem = usual();
  problem.budget = 1e9;
  const BudgetSplit split = budget_split(problem);
  EXPECT_EQ(split.kind, SplitKind::unlimited);
  EXPECT_NEAR(split.marginal_winning.value, 0, 1e-12);
  EXPECT_NEAR(split.marginal_keeping.value, 0, 1e-12);
  // Pfeifer (2005): the marginal cost to win a customer and that to keep one both equal the value of a customer at its
  // renewal or entry, by the conditions of the optimum.
  const double A = split.per_prospect.value, R = split.per_customer.value, L = split.value_of_new.value;
  EXPECT_NEAR(1 / (0.4 * 0.05 * std::exp(-0.05 * A)), L, 1e-8);
  EXPECT_NEAR(1 / (0.8 * 0.08 * std::exp(-0.08 * R)), L, 1e-8);
  const double best = split.equity.value;
  for (const double step : {-0.01, 0.01}) {
    EXPECT_LT(customer_equity(problem, A + step, R), best);
    EXPECT_LT(customer_equity(problem, A, R + step), best);
  }
  problem.budget.reset();
  EXPECT_EQ(budget_split(problem).equity, split.equity);
}

TEST(BudgetSplit, KeepsFirstWhereWinningCostsFiveTimesAsMuch) {
  BudgetProblem problem = usual();
  problem.customers = problem.prospects;
  problem.winning = {known(0.6), known(0.02)};
  problem.keeping = {known(0.6), known(5 * 0.02)};
  problem.budget = 1;
  const BudgetSplit split = budget_split(problem);
  EXPECT_EQ(split.kind, SplitKind::all_keeping);
  EXPECT_GT(split.marginal_keeping.value, split.marginal_winning.value);
  problem.keeping.rate = known(0.01);
  EXPECT_EQ(budget_split(problem).kind, SplitKind::all_winning);
}

TEST(BudgetSplit, NeedsBothSidesForASplit) {
  BudgetProblem problem = usual();
  problem.budget = 500;
  problem.customers = 0;
  const BudgetSplit winning = budget_split(problem);
  EXPECT_EQ(winning.winning.value, 500);
  EXPECT_TRUE(std::isnan(winning.marginal_keeping.value));
  problem.customers = 400;
  problem.prospects = 0;
  EXPECT_EQ(budget_split(problem).keeping.value, 500);
}

TEST(BudgetSplit, CarriesTheErrorsOfItsInputs) {
  for (const std::optional<double> budget : {std::optional<double>(), std::optional(9'000.0)}) {
    BudgetProblem problem = usual();
    problem.budget = budget;
    problem.margin.standard_error = 10;
    problem.keeping.rate.standard_error = 0.01;
    const BudgetSplit split = budget_split(problem);
    EXPECT_EQ(split.kind, budget ? SplitKind::balanced : SplitKind::unlimited);
    const auto moved = [&](double by_margin, double by_rate) {
      BudgetProblem other = problem;
      other.margin.value += by_margin;
      other.keeping.rate.value += by_rate;
      return budget_split(other);
    };
    const auto slope = [&](auto figure, double h_margin, double h_rate) {
      return (figure(moved(h_margin, h_rate)) - figure(moved(-h_margin, -h_rate))) / (2 * (h_margin + h_rate));
    };
    const auto R = [](const BudgetSplit& s) { return s.per_customer.value; };
    const auto equity = [](const BudgetSplit& s) { return s.equity.value; };
    EXPECT_NEAR(split.per_customer.standard_error, std::hypot(10 * slope(R, 1e-3, 0), 0.01 * slope(R, 0, 1e-6)), 1e-4);
    EXPECT_NEAR(split.equity.standard_error, std::hypot(10 * slope(equity, 1e-3, 0), 0.01 * slope(equity, 0, 1e-6)),
                1e-6 * split.equity.standard_error + 1e-2);
  }
}

TEST(ResponseCurve, GoesThroughThePointThatIsKnown) {
  const ResponseCurve curve = ResponseCurve::through(20, {0.25, 0.02}, known(0.4));
  EXPECT_NEAR(0.4 * (1 - std::exp(-20 * curve.rate.value)), 0.25, 1e-15);
  EXPECT_NEAR(curve.rate.standard_error, 0.02 / (20 * (0.4 - 0.25)), 1e-15);
  EXPECT_THROW(ResponseCurve::through(20, known(0.5), known(0.4)), ParameterError);
  EXPECT_THROW(ResponseCurve::through(0, known(0.2), known(0.4)), ParameterError);
}

TEST(BudgetSplit, IsATable) {
  BudgetProblem problem = usual();
  problem.budget = 9'000;
  const BudgetSplit split = budget_split(problem);
  EXPECT_EQ(split.frame().rows(), 10U);
  const Frame curve = split.curve(50);
  ASSERT_EQ(curve.rows(), 51U);
  const Values<double> equities = as_doubles(curve.at("equity"), "equity");
  for (std::size_t i = 0; i < equities.size(); ++i) EXPECT_LE(equities[i], split.equity.value + 1e-9);
}

TEST(BudgetSplit, RefusesWhatCannotBe) {
  const auto refused = [](auto&& change) {
    BudgetProblem problem = usual();
    change(problem);
    EXPECT_THROW(budget_split(problem), ParameterError);
  };
  refused([](BudgetProblem& p) { p.prospects = p.customers = 0; });
  refused([](BudgetProblem& p) { p.prospects = -1; });
  refused([](BudgetProblem& p) { p.margin = known(0); });
  refused([](BudgetProblem& p) { p.discount = known(-0.1); });
  refused([](BudgetProblem& p) { p.winning.ceiling = known(1.1); });
  refused([](BudgetProblem& p) { p.keeping.rate = known(0); });
  refused([](BudgetProblem& p) { p.budget = 0; });
  refused([](BudgetProblem& p) { p.keeping.ceiling = known(1), p.discount = known(0); });
  EXPECT_THROW(customer_equity(usual(), -1, 0), ParameterError);
}

}  // namespace
}  // namespace fealty::loyalty
