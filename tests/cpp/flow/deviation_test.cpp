#include "fealty/flow/deviation.hpp"

#include <initializer_list>
#include <vector>

#include <gtest/gtest.h>

#include "flows.hpp"

namespace fealty::flow {
namespace {

using namespace testing;

std::vector<Deviation> found(const ServiceFlow& flow, std::initializer_list<const char*> names) {
  return deviations(Aligner(flow).align(visit_of(flow, names)));
}

const ServiceFlow& service() {
  static const ServiceFlow flow =
      flow_of(sequence({step("greet"), step("ask"), choice({step("repair"), step("advise")}), step("pay")}));
  return flow;
}

TEST(Deviations, OfAPerfectVisitAreNone) {
  EXPECT_TRUE(found(service(), {"greet", "ask", "advise", "pay"}).empty());
}

TEST(Deviations, TellWhatWasSkippedAndBeforeWhichEvent) {
  const auto deviations = found(service(), {"greet", "repair", "pay"});
  ASSERT_EQ(deviations.size(), 1U);
  EXPECT_EQ(deviations[0], (Deviation{DeviationKind::skipped, 1, 1, 1}));
  EXPECT_EQ(found(service(), {"greet", "ask", "repair"})[0], (Deviation{DeviationKind::skipped, 4, 3, 3}));
}

TEST(Deviations, TakeTheLaterOfTwoForTheRepetition) {
  const auto deviations = found(service(), {"greet", "ask", "ask", "repair", "pay"});
  ASSERT_EQ(deviations.size(), 1U);
  EXPECT_EQ(deviations[0], (Deviation{DeviationKind::repeated, 1, 2, 2}));
}

TEST(Deviations, TakeASkippedStepThatHappenedElsewhereForOneOutOfOrder) {
  const auto deviations = found(service(), {"pay", "greet", "ask", "repair"});
  ASSERT_EQ(deviations.size(), 1U);
  EXPECT_EQ(deviations[0], (Deviation{DeviationKind::out_of_order, 4, 0, 4}));
}

TEST(Deviations, NameTheBranchThatThePathRulesOut) {
  const auto deviations = found(service(), {"greet", "ask", "repair", "advise", "pay"});
  ASSERT_EQ(deviations.size(), 1U);
  EXPECT_EQ(deviations[0].kind, DeviationKind::excluded);
}

TEST(Deviations, NameStepsThatTheFlowDoesNotHave) {
  const auto deviations = found(service(), {"greet", "argue", "ask", "repair", "pay"});
  ASSERT_EQ(deviations.size(), 1U);
  EXPECT_EQ(deviations[0], (Deviation{DeviationKind::unknown, no_code, 1, 1}));
}

TEST(Deviations, OfAVisitWithoutEventsAreAllMandatorySteps) {
  EXPECT_EQ(found(service(), {}).size(), 4U);
}

}  // namespace
}  // namespace fealty::flow
