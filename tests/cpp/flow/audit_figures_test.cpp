#include "fealty/flow/audit_figures.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "audited_logs.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/parallel.hpp"
#include "flows.hpp"

namespace fealty::flow {
namespace {

using namespace testing;

ServiceFlow letters(double target = 0.9) {
  const std::vector<Requirement> flag{{.measure = "met", .share = target}};
  return flow_of(sequence({step("a"), optional(step("b")), optional(step("c")), optional(step("d"))}),
                 {{.name = "a", .requirements = flag},
                  {.name = "b", .requirements = flag},
                  {.name = "c", .requirements = flag},
                  {.name = "d", .requirements = flag}});
}

/// Visits to a and b, so many of each outcome: both met, only a, only b, neither.
Audit two_steps(int both, int only_a, int only_b, int neither) {
  LogOf log;
  std::int64_t visit = 0;
  const auto add = [&](int count, bool a, bool b) {
    for (int i = 0; i < count; ++i, ++visit) {
      log.add(visit * 3, "a", 0, a);  // a customer each
      log.add(visit * 3, "b", 1, b);
    }
  };
  add(both, true, true);
  add(only_a, true, false);
  add(only_b, false, true);
  add(neither, false, false);
  return Audit(letters(), log.log());
}

TEST(StepFigures, HaveWilsonIntervalsAndVerdicts) {
  const auto figures = step_figures(two_steps(90, 0, 5, 5));
  EXPECT_EQ(figures[0].met_share, wilson(90, 100));
  EXPECT_EQ(figures[0].verdict, Verdict::open);
  EXPECT_EQ(figures[1].met_share, wilson(95, 100));
  EXPECT_EQ(figures[0].visits, 100U);
  EXPECT_EQ(figures[0].first_failures, 10U);
  EXPECT_EQ(figures[1].first_failures, 0U);
  EXPECT_EQ(figures[0].first_failure_share.value, 1);
  EXPECT_EQ(step_figures(two_steps(10, 0, 60, 30))[0].verdict, Verdict::missed);
  EXPECT_EQ(step_figures(two_steps(900, 60, 5, 5))[0].verdict, Verdict::reached);
  EXPECT_TRUE(std::isnan(figures[3].met_share.value));
  EXPECT_EQ(figures[3].verdict, Verdict::no_target);
}

TEST(StepFigures, WidenTheIntervalWhereVisitsOfACustomerAreAlike) {
  LogOf log;
  for (std::int64_t customer = 0; customer < 60; ++customer) {
    for (std::int64_t k = 0; k < 3; ++k) log.add(3 * customer + k, "a", 0, customer % 2 == 0);
  }
  const StepFigures figures = step_figures(Audit(letters(), log.log()))[0];
  const double wilson_width = figures.met_share.upper - figures.met_share.lower;
  const double width = figures.met_share_by_customer.upper - figures.met_share_by_customer.lower;
  EXPECT_GT(width, 1.4 * wilson_width);  // the square root of three, but for chance
}

TEST(Yield, OfIndependentStepsIsTheProductOfTheirs) {
  const YieldFigures yield = yield_figures(two_steps(72, 18, 8, 2));
  EXPECT_DOUBLE_EQ(yield.total.value, 0.72);
  EXPECT_DOUBLE_EQ(yield.rolled.value, 0.9 * 0.8);
  EXPECT_NEAR(yield.dependence.value, 1, 1e-12);
  EXPECT_EQ(yield.complete, 100U);
}

TEST(Yield, ReportsHowFarStepsFailTogether) {
  const YieldFigures yield = yield_figures(two_steps(80, 0, 0, 20));
  EXPECT_DOUBLE_EQ(yield.total.value, 0.8);
  EXPECT_DOUBLE_EQ(yield.rolled.value, 0.64);
  EXPECT_NEAR(yield.dependence.value, 1.25, 1e-12);
  EXPECT_GT(yield.dependence.lower, 1);
}

TEST(Yield, IsBoundedWhereOutcomesAreNotKnown) {
  LogOf log;
  for (std::int64_t visit = 0; visit < 10; ++visit) {
    log.add(visit, "a", 0, visit < 4 ? std::optional(true) : std::nullopt);
    log.add(visit, "b", 1, visit < 8);
  }
  const YieldFigures yield = yield_figures(Audit(letters(), log.log()));
  EXPECT_EQ(yield.complete, 4U);
  EXPECT_EQ(yield.not_complete, 6U);
  EXPECT_DOUBLE_EQ(yield.worst, 0.4);
  EXPECT_DOUBLE_EQ(yield.best, 0.8);
}

TEST(Yield, AgreesWithAPlainCountOnRandomVisits) {
  std::mt19937_64 engine(51);
  for (int round = 0; round < 10; ++round) {
    auto visits = random_visits(engine, 200);
    const Audit audit(letters(), log_of(visits, 0, visits.size()).log());
    for (auto& visit : visits) std::erase_if(visit, [](const auto& event) { return event.step == "x"; });
    const YieldFigures yield = yield_figures(audit, {.replicates = 20});
    const auto [total, independent] = reference::total_and_independent(visits);
    EXPECT_NEAR(yield.total.value, total, 1e-12);
    EXPECT_NEAR(yield.independent.value, independent, 1e-12);
    const auto figures = step_figures(audit, {.replicates = 20});
    double rolled = 1;
    for (const StepFigures& f : figures) {
      const auto [met, known] = reference::met_and_known(visits, audit.flow().steps()[f.step].name);
      EXPECT_EQ(f.outcomes.met, static_cast<std::uint64_t>(met));
      EXPECT_EQ(f.outcomes.met + f.outcomes.unmet, static_cast<std::uint64_t>(known));
      rolled *= static_cast<double>(met) / known;
    }
    EXPECT_NEAR(yield.rolled.value, rolled, 1e-12);
  }
}

TEST(Dependence, OfTwoStepsHasLiftAndPhi) {
  const auto pairs = step_pairs(two_steps(60, 20, 10, 10));
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].visits, 100U);
  EXPECT_DOUBLE_EQ(pairs[0].joint.value, 0.6);
  EXPECT_DOUBLE_EQ(pairs[0].product, 0.8 * 0.7);
  EXPECT_DOUBLE_EQ(pairs[0].lift.value, 0.6 / 0.56);
  EXPECT_NEAR(pairs[0].phi.value, (60.0 * 10 - 20 * 10) / std::sqrt(80.0 * 20 * 70 * 30), 1e-12);
  EXPECT_LT(pairs[0].phi.lower, pairs[0].phi.value);
  EXPECT_TRUE(std::isnan(step_pairs(two_steps(60, 20, 0, 0))[0].phi.value));
  EXPECT_EQ(dependence_frame(two_steps(60, 20, 10, 10)).rows(), 1U);
}

TEST(ThresholdCoverage, GainsNothingFromWhatIsRaisedBeyondTheThreshold) {
  const ThresholdCoverage some = coverage(two_steps(85, 10, 5, 0), 0.9);  // a 0.95, b 0.9
  const ThresholdCoverage more = coverage(two_steps(90, 10, 0, 0), 0.9);  // a 1.00, b 0.9
  EXPECT_EQ(some.steps.value, 1);
  EXPECT_EQ(more.steps.value, 1);
  EXPECT_NEAR(some.mean_of_steps.value, 0.925, 1e-12);
  EXPECT_NEAR(more.mean_of_steps.value, 0.95, 1e-12);
  EXPECT_EQ(coverage(two_steps(85, 10, 5, 0), 0.92).steps.value, 0.5);
  EXPECT_EQ(some.customers, wilson(85, 100));
  EXPECT_NEAR(some.mean_of_customers.value, 0.925, 1e-12);
  EXPECT_THROW((void)coverage(two_steps(1, 0, 0, 0), 0), ParameterError);
}

TEST(Conformance, OfAPerfectLogIsOne) {
  const ConformanceFigures perfect = conformance_figures(two_steps(10, 0, 0, 0));
  EXPECT_EQ(perfect.perfect.value, 1);
  EXPECT_EQ(perfect.mean_fitness.value, 1);
  EXPECT_EQ(perfect.log_fitness.value, 1);
  LogOf log;
  log.add(1, "a", 0);
  log.add(2, "x", 0);
  const ConformanceFigures half = conformance_figures(Audit(letters(), log.log()));
  EXPECT_EQ(half.perfect.value, 0.5);
  EXPECT_DOUBLE_EQ(half.mean_fitness.value, 0.5);
  EXPECT_DOUBLE_EQ(half.log_fitness.value, 1 - 2.0 / 4);
}

TEST(AuditFigures, OfNothingAreNotNumbers) {
  const Audit none(letters(), EventLog());
  EXPECT_TRUE(std::isnan(yield_figures(none).total.value));
  EXPECT_TRUE(std::isnan(yield_figures(none).rolled.value));
  EXPECT_TRUE(std::isnan(coverage(none).steps.value));
  EXPECT_TRUE(std::isnan(conformance_figures(none).log_fitness.value));
  EXPECT_TRUE(step_pairs(none).empty());
  EXPECT_EQ(steps_frame(none).rows(), 4U);
  EXPECT_EQ(requirements_frame(none).rows(), 4U);
}

TEST(AuditFigures, DoNotDependOnTheNumberOfThreads) {
  std::mt19937_64 engine(52);
  const Audit audit(letters(), log_of(random_visits(engine, 3000), 0, 3000).log());
  set_threads(1);
  const YieldFigures one = yield_figures(audit);
  set_threads(3);
  EXPECT_EQ(yield_figures(audit).total, one.total);
  EXPECT_EQ(yield_figures(audit).independent, one.independent);
  set_threads(0);
}

}  // namespace
}  // namespace fealty::flow
