#include "../../../src/flow/case_blocks.hpp"

#include <cstdint>
#include <numeric>
#include <vector>

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

TEST(CaseBlocks, CutALogThatLeavesNothingOutAsTheyCutOneThatDoes) {
  auto events = reference::random_events(8, 200'000, 5000, 3);
  const EventLog all = reference::log_of(events);
  events.push_back({"zzz", "a", 0, 0, "", "", ""});  // the last case, which is then left out
  const EventLog longer = reference::log_of(events);
  std::vector<std::uint32_t> positions(all.case_count());
  std::iota(positions.begin(), positions.end(), 0U);
  const auto expected = case_blocks(all);
  const auto blocks = case_blocks(longer.with_cases(positions));
  ASSERT_EQ(blocks.size(), expected.size());
  EXPECT_GT(blocks.size(), 2U);
  for (std::size_t b = 0; b < blocks.size(); ++b) EXPECT_EQ(blocks[b].end, expected[b].end);
}

}  // namespace
}  // namespace fealty::flow
