#include "fealty/flow/procedure.hpp"

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/flow/deviation.hpp"

namespace fealty::flow {
namespace {

TEST(Procedure, OfHandlingAComplaintHasEightStepsFromListeningToReview) {
  const Procedure& procedure = procedure_named("complaint_handling");
  ASSERT_EQ(procedure.steps.size(), 8U);
  EXPECT_EQ(procedure.steps.front().name, "listen");
  EXPECT_EQ(procedure.steps.back().name, "review");
  EXPECT_EQ(procedure.steps.front().chinese, "倾听");
  EXPECT_EQ(frame_of(procedure).rows(), 8U);
}

TEST(Procedure, AsksForEachStepOnceAndInOrder) {
  const ServiceFlow flow = flow_of(procedure_named("complaint_handling"));
  Aligner aligner(flow);
  EXPECT_EQ(aligner.align(std::vector<Code>{0, 1, 2, 3, 4, 5, 6, 7}).cost, 0U);
  const auto found = deviations(aligner.align(std::vector<Code>{1, 0, 2, 3, 4, 5, 5, 7}));
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].kind, DeviationKind::out_of_order);
  EXPECT_EQ(found[1].kind, DeviationKind::repeated);
  EXPECT_EQ(found[2].kind, DeviationKind::skipped);
}

TEST(Procedure, SpeaksChineseToo) {
  EXPECT_EQ(flow_of(procedure_named("complaint_handling"), Language::chinese).steps()[7].name, "总结");
}

TEST(Procedure, OfAnotherNameIsRefused) {
  EXPECT_THROW((void)procedure_named("complaint_handlnig"), ParameterError);
}

}  // namespace
}  // namespace fealty::flow
