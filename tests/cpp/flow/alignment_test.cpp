#include "fealty/flow/alignment.hpp"

#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "flows.hpp"
#include "reference/alignment.hpp"

namespace fealty::flow {
namespace {

using namespace testing;

/// Whether an account tells of all events in their order, follows the flow and costs what it says.
void expect_sound(const Alignment& alignment, const ServiceFlow& flow, const std::vector<Code>& visit,
                  const AlignmentOptions& options) {
  std::vector<Code> events;
  std::vector<Code> steps;
  std::uint64_t cost = 0;
  for (const Move& move : alignment.moves) {
    EXPECT_EQ(move.position, events.size());
    if (move.kind != Move::Kind::model) events.push_back(move.step);
    if (move.kind != Move::Kind::log) steps.push_back(move.step);
    if (move.kind == Move::Kind::log) cost += options.log_cost;
    if (move.kind == Move::Kind::model) cost += options.model_cost;
  }
  EXPECT_EQ(events, visit) << flow.text();
  EXPECT_TRUE(FlowLanguage(flow).allows(steps)) << flow.text();
  EXPECT_EQ(cost, alignment.cost) << flow.text();
  EXPECT_LE(alignment.bound, alignment.cost);
  EXPECT_GE(alignment.fitness(), 0);
}

Alignment aligned(const ServiceFlow& flow, const std::vector<Code>& visit, AlignmentOptions options = {}) {
  Alignment alignment = Aligner(flow, options).align(visit);
  expect_sound(alignment, flow, visit, options);
  return alignment;
}

TEST(Alignment, OfAPerfectVisitIsPerfect) {
  const ServiceFlow flow =
      flow_of(sequence({step("a"), choice({step("b"), step("c")}), parallel({step("d"), step("e")})}));
  const Alignment alignment = aligned(flow, visit_of(flow, {"a", "c", "e", "d"}));
  EXPECT_EQ(alignment.cost, 0U);
  EXPECT_TRUE(alignment.is_proven());
  EXPECT_EQ(alignment.fitness(), 1);
}

TEST(Alignment, CountsWhatIsSkippedAndTooMuch) {
  const ServiceFlow flow = flow_of(sequence({step("a"), step("b"), step("c")}));
  EXPECT_EQ(aligned(flow, visit_of(flow, {"a", "c"})).cost, 1U);
  EXPECT_EQ(aligned(flow, visit_of(flow, {"a", "x", "b", "c"})).cost, 1U);
  EXPECT_EQ(aligned(flow, visit_of(flow, {"c", "b", "a"})).cost, 4U);
  EXPECT_EQ(aligned(flow, {}).cost, 3U);
  EXPECT_EQ(aligned(flow, {}).fitness(), 0);
  EXPECT_DOUBLE_EQ(aligned(flow, visit_of(flow, {"a", "c"})).fitness(), 1 - 1.0 / 5);
}

TEST(Alignment, WithAnEmptyFlowTakesEveryEventForOneTooMany) {
  const ServiceFlow flow;
  EXPECT_EQ(aligned(flow, {}).fitness(), 1);
  EXPECT_EQ(aligned(flow, {no_code, no_code}).cost, 2U);
}

TEST(Alignment, WeighsMovesAsAsked) {
  const ServiceFlow flow = flow_of(sequence({step("a"), step("b"), step("c")}));
  const AlignmentOptions options{.log_cost = 2, .model_cost = 5};
  EXPECT_EQ(aligned(flow, visit_of(flow, {"a", "a", "c"}), options).cost, 7U);
}

TEST(Alignment, CostsWhatTheBestWordOfRandomFlowsCosts) {
  std::mt19937_64 engine(1);
  for (int round = 0; round < 400; ++round) {
    const ServiceFlow flow = flow_of(random_part(engine, 1 + static_cast<int>(engine() % 4), 3));
    const AlignmentOptions options{.log_cost = 1 + static_cast<std::uint32_t>(engine() % 3),
                                   .model_cost = 1 + static_cast<std::uint32_t>(engine() % 3)};
    const reference::Words words = reference::language(flow, 9);
    for (int trial = 0; trial < 4; ++trial) {
      const std::vector<Code> visit = random_visit(engine, flow, 3);
      const Alignment alignment = aligned(flow, visit, options);
      EXPECT_TRUE(alignment.is_proven());
      // A word of ten steps or more costs at least as much as seven model moves.
      const std::uint64_t cost = reference::cheapest_word(words, visit, options.log_cost, options.model_cost);
      if (cost <= std::uint64_t{7} * options.model_cost) {
        EXPECT_EQ(alignment.cost, cost) << flow.text();
      }
    }
  }
}

TEST(Alignment, CostsWhatTheShortestPathOfTheProductCosts) {
  std::mt19937_64 engine(2);
  for (int round = 0; round < 400; ++round) {
    const ServiceFlow flow = flow_of(random_part(engine, 1 + static_cast<int>(engine() % 10), 6));
    const AlignmentOptions options{.log_cost = 1 + static_cast<std::uint32_t>(engine() % 3),
                                   .model_cost = 1 + static_cast<std::uint32_t>(engine() % 3)};
    const std::vector<Code> visit = random_visit(engine, flow, 12);
    const Alignment alignment = aligned(flow, visit, options);
    EXPECT_TRUE(alignment.is_proven());
    EXPECT_EQ(alignment.cost, reference::cheapest_path(flow, visit, options.log_cost, options.model_cost))
        << flow.text();
  }
}

TEST(Alignment, OfManyVisitsDoesNotDependOnThreadsOrNeighbors) {
  std::mt19937_64 engine(3);
  const ServiceFlow flow = flow_of(random_part(engine, 12, 8));
  std::vector<std::vector<Code>> visits;
  for (int i = 0; i < 200; ++i) visits.push_back(random_visit(engine, flow, 20));
  set_threads(1);
  const std::vector<Alignment> one = align_all(flow, visits);
  set_threads(3);
  EXPECT_EQ(align_all(flow, visits), one);
  set_threads(0);
  std::vector<std::vector<Code>> reversed(visits.rbegin(), visits.rend());
  std::vector<Alignment> other = align_all(flow, reversed);
  std::ranges::reverse(other);
  EXPECT_EQ(other, one);
}

TEST(Alignment, OfAFlowWithTooManyStatesToKnowDoesNotDependOnNeighbors) {
  std::vector<Sketched> steps;
  for (int i = 0; i < 16; ++i) steps.push_back(step(std::string(1, static_cast<char>('a' + i))));
  const ServiceFlow flow = flow_of(parallel(steps));
  std::mt19937_64 engine(4);
  std::vector<std::vector<Code>> visits;
  for (int i = 0; i < 6; ++i) visits.push_back(random_visit(engine, flow, 18));
  const std::vector<Alignment> all = align_all(flow, visits);
  for (std::size_t i = 0; i < visits.size(); ++i) {
    EXPECT_EQ(aligned(flow, visits[i]), all[i]);
    EXPECT_TRUE(all[i].is_proven());
  }
}

TEST(Alignment, OfACaseWithAMillionEventsIsBounded) {
  const ServiceFlow flow =
      flow_of(sequence({step("a"), loop({sequence({step("b"), optional(step("c")), step("d")})}), step("e")}));
  std::mt19937_64 engine(5);
  std::vector<Code> perfect{0};
  std::vector<Code> noisy{0};
  while (perfect.size() < 999'998) {
    for (const Code step : {1U, 2U, 3U}) {
      perfect.push_back(step);
      if (engine() % 50 != 0) noisy.push_back(step);
    }
  }
  perfect.push_back(4);
  noisy.push_back(4);
  const Alignment good = aligned(flow, perfect);
  EXPECT_EQ(good.cost, 0U);
  EXPECT_TRUE(good.is_proven());  // the lower bound is 0 as well
  const Alignment bad = aligned(flow, noisy);
  EXPECT_GT(bad.cost, 10'000U);
  EXPECT_GT(bad.fitness(), 0.97);
  EXPECT_FALSE(bad.is_proven());
}

TEST(Alignment, ThatIsCutIsAnUpperBoundAndSaysSo) {
  std::mt19937_64 engine(6);
  int cut = 0;
  for (int round = 0; round < 40; ++round) {
    const ServiceFlow flow = flow_of(random_part(engine, 14, 10));
    const std::vector<Code> visit = random_visit(engine, flow, 400);
    const Alignment best = aligned(flow, visit);
    const Alignment quick = aligned(flow, visit, {.most_nodes = 1000});
    ASSERT_TRUE(best.is_proven());
    EXPECT_GE(quick.cost, best.cost);
    EXPECT_LE(quick.bound, best.cost);
    cut += quick.is_proven() ? 0 : 1;
  }
  EXPECT_GT(cut, 0);
}

TEST(Alignment, OfWideParallelPartsEndsEvenIfNothingFits) {
  std::vector<Sketched> steps;
  for (int i = 0; i < 60; ++i) steps.push_back(step("s" + std::to_string(i)));
  const ServiceFlow flow = flow_of(parallel(steps));
  std::vector<Code> visit;
  for (Code i = 60; i-- > 0;) visit.push_back(i);
  EXPECT_EQ(aligned(flow, visit).cost, 0U);
  EXPECT_EQ(aligned(flow, {no_code}).cost, 61U);
  EXPECT_EQ(aligned(flow, {no_code, 3, 3, no_code, 7}).cost, 3U + 58U);
}

TEST(Alignment, RefusesCostsAndLimitsOutOfTheirDomain) {
  EXPECT_THROW(Aligner(ServiceFlow(), {.log_cost = 0}), ParameterError);
  EXPECT_THROW(Aligner(ServiceFlow(), {.model_cost = 2000}), ParameterError);
  EXPECT_THROW(Aligner(ServiceFlow(), {.most_nodes = 10}), ParameterError);
}

}  // namespace
}  // namespace fealty::flow
