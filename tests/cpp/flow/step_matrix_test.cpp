#include "fealty/flow/step_matrix.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

using reference::Event;

TEST(StepMatrix, AgreesWithCountingInMaps) {
  const auto events = reference::random_events(3, 3000, 400, 6);
  const StepMatrix counted = step_matrix(reference::log_of(events), 7);
  std::map<std::pair<std::string, std::uint32_t>, std::uint64_t> expected;
  std::vector<std::uint64_t> ended(7);
  const auto traces = reference::traces_of(events);
  for (const auto& [id, trace] : traces) {
    for (std::uint32_t k = 0; k < 7; ++k) {
      if (k < trace.size())
        ++expected[{trace[k].step, k + 1}];
      else
        ++ended[k];
    }
  }
  ASSERT_EQ(counted.cells.size(), expected.size());
  for (const StepMatrixCell& cell : counted.cells)
    EXPECT_EQ(cell.cases, (expected.at({counted.steps.label(cell.step), cell.position})));
  EXPECT_EQ(counted.ended, ended);
  EXPECT_EQ(counted.cases, traces.size());
}

TEST(StepMatrix, OfPartsAddsUpAndIsTheSameOnAnyNumberOfThreads) {
  const auto events = reference::random_events(9, 60'000, 9000, 5);
  std::vector<Event> first, second;
  for (const Event& event : events) (event.case_id.back() % 2 == 0 ? first : second).push_back(event);
  const StepMatrix whole = step_matrix(reference::log_of(events));
  StepMatrix sum = step_matrix(reference::log_of(first));
  sum += step_matrix(reference::log_of(second));
  EXPECT_EQ(sum, whole);
  set_threads(3);
  EXPECT_EQ(step_matrix(reference::log_of(events)), whole);
  set_threads(0);
  EXPECT_THROW(sum += step_matrix(reference::log_of(first), 3), ParameterError);
}

TEST(StepMatrix, RefusesImpossibleNumbersOfPositions) {
  EXPECT_THROW((void)step_matrix(EventLog(), 0), ParameterError);
  EXPECT_THROW((void)step_matrix(EventLog(), 1001), ParameterError);
}

TEST(StepMatrixFrame, SharesOfEachPositionAddUpToOne) {
  const Frame frame = step_matrix_frame(reference::log_of(reference::random_events(4, 2000, 300, 5)), 9);
  const auto position = as_doubles(frame.at("position"), "position");
  const auto share = as_doubles(frame.at("share"), "share");
  const auto lower = as_doubles(frame.at("share_lower"), "share_lower");
  std::map<double, double> sums;
  for (std::size_t row = 0; row < frame.rows(); ++row) {
    sums[position[row]] += share[row];
    EXPECT_LE(lower[row], share[row]);
  }
  ASSERT_EQ(sums.size(), 9U);
  for (const auto& [at, sum] : sums) EXPECT_NEAR(sum, 1, 1e-12);
}

}  // namespace
}  // namespace fealty::flow
