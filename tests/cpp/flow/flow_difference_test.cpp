#include "fealty/flow/flow_difference.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "flows.hpp"

namespace fealty::flow {
namespace {

using namespace testing;

TEST(FlowDifference, OfAFlowToItselfIsNone) {
  const ServiceFlow flow = flow_of(sequence({step("a"), choice({step("b"), step("c")})}));
  EXPECT_TRUE(difference(flow, flow).empty());
}

TEST(FlowDifference, TellsWhatWasAddedRemovedAndMoved) {
  const ServiceFlow before = flow_of(sequence({step("a"), step("b"), step("c"), step("d"), step("e")}));
  const ServiceFlow after = flow_of(sequence({step("a"), step("d"), step("b"), step("x"), step("c")}));
  const std::vector<FlowChange> changes = difference(before, after);
  ASSERT_EQ(changes.size(), 4U);
  EXPECT_EQ(changes[0], (FlowChange{"removed", "e", "e", ""}));
  EXPECT_EQ(changes[1], (FlowChange{"added", "x", "", "x"}));
  EXPECT_EQ(changes[2], (FlowChange{"moved", "d", "after c", "after a"}));  // one moved, not two
  EXPECT_EQ(changes[3].change, "structure");
  EXPECT_EQ(frame_of(changes).rows(), 4U);
}

TEST(FlowDifference, TellsWhatIsRequiredOfAStepNow) {
  const ServiceFlow before = flow_of(sequence({step("a"), step("b")}));
  const Requirement soon{.measure = "waited", .bound = Bound::at_most, .threshold = 60};
  const ServiceFlow after = before.with_requirement("b", soon);
  const auto changes = difference(before, after);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0], (FlowChange{"requirement added", "b", "", "waited at most 1 min"}));
  EXPECT_EQ(difference(after, before)[0].change, "requirement removed");
}

TEST(FlowDifference, TellsLanesChannelsAndWhatHasBecomeOptional) {
  const ServiceFlow before = flow_of(sequence({step("a"), step("b")}));
  const ServiceFlow after =
      flow_of(sequence({step("a"), optional(step("b"))}), {{.name = "a", .lane = Lane::support, .channel = "phone"}});
  const auto changes = difference(before, after);
  ASSERT_EQ(changes.size(), 4U);
  EXPECT_EQ(changes[0], (FlowChange{"lane", "a", "frontstage", "support"}));
  EXPECT_EQ(changes[1], (FlowChange{"channel", "a", "", "phone"}));
  EXPECT_EQ(changes[2], (FlowChange{"optional", "b", "mandatory", "optional"}));
}

}  // namespace
}  // namespace fealty::flow
