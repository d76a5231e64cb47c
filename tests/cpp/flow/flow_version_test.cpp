#include "fealty/flow/flow_version.hpp"

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "today.hpp"

namespace fealty::flow {
namespace {

TEST(FlowVersion, WithYoungEvidenceIsNotStale) {
  const FlowVersion version{.number = 2, .date = today - days(30), .evidence = {{EvidenceKind::front_line, "asked"}}};
  EXPECT_TRUE(reasons_stale(version, today).empty());
}

TEST(FlowVersion, WithoutEvidenceIsStale) {
  const auto reasons = reasons_stale({.date = today}, today);
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(reasons[0], "it rests on no evidence");
}

TEST(FlowVersion, OlderThanTheStatedAgeIsStale) {
  FlowVersion version{.date = today - days(365), .evidence = {{EvidenceKind::team, ""}}};
  EXPECT_TRUE(reasons_stale(version, today).empty());
  version.date = today - days(366);
  EXPECT_EQ(reasons_stale(version, today).size(), 1U);
  EXPECT_TRUE(reasons_stale(version, today, days(400)).empty());
}

TEST(FlowVersion, WhoseEvidenceIsAllOldIsStale) {
  FlowVersion version{.date = today, .evidence = {{EvidenceKind::team, "", today - days(500)}}};
  EXPECT_EQ(reasons_stale(version, today).size(), 1U);
  version.evidence.push_back({EvidenceKind::customer_feedback, "", today});
  EXPECT_TRUE(reasons_stale(version, today).empty());
}

TEST(FlowVersion, OfUnknownDateIsStale) {
  EXPECT_EQ(reasons_stale({}, today).size(), 2U);
}

TEST(FlowVersion, KnowsFourKindsOfEvidence) {
  EXPECT_EQ(evidence_named("walked with customer"), EvidenceKind::walked_with_customer);
  for (const auto kind : {EvidenceKind::customer_feedback, EvidenceKind::team}) {
    EXPECT_EQ(evidence_named(name_of(kind)), kind);
  }
  EXPECT_THROW((void)evidence_named("rumor"), ParameterError);
}

}  // namespace
}  // namespace fealty::flow
