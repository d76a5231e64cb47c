#include "../../../src/flow/case_blocks.hpp"

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"

namespace fealty::flow {
namespace {

TEST(CaseBlocks, CoverAllCasesInOrderWithAboutAsManyEvents) {
  for (const std::size_t cases : {1U, 50U, 20'000U}) {
    const EventLog log = reference::log_of(reference::random_events(cases, 200'000, cases, 3));
    const auto blocks = case_blocks(log);
    std::size_t next = 0;
    for (const CaseBlock& block : blocks) {
      EXPECT_EQ(block.begin, next);
      EXPECT_LT(block.begin, block.end);
      next = block.end;
    }
    EXPECT_EQ(next, log.case_count());
    EXPECT_LE(blocks.size(), 64U);
  }
  EXPECT_TRUE(case_blocks(EventLog()).empty());
}

}  // namespace
}  // namespace fealty::flow
