#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"
#include "fealty/core/error.hpp"
#include "fealty/flow/case_duration.hpp"
#include "fealty/flow/funnel.hpp"
#include "fealty/flow/handover.hpp"
#include "fealty/flow/performance.hpp"
#include "fealty/flow/rework.hpp"
#include "fealty/flow/step_matrix.hpp"
#include "fealty/flow/temporal_profile.hpp"
#include "fealty/io/archive.hpp"

namespace fealty::flow {
namespace {

EventLog log() {
  return reference::log_of(reference::random_events(1, 800, 90, 6));
}

/// Comes back equal and with the same bytes, and is refused when any byte is changed.
template <class Figure>
void expect_kept(const Figure& figure) {
  const std::string bytes = io::to_bytes(figure);
  const auto again = io::from_bytes<Figure>(bytes);
  EXPECT_EQ(again, figure);
  EXPECT_EQ(io::to_bytes(again), bytes);
  for (std::size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 50) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    EXPECT_THROW((void)io::from_bytes<Figure>(damaged), ArchiveError);
  }
  EXPECT_THROW((void)io::from_bytes<Figure>(bytes.substr(0, bytes.size() / 2)), ArchiveError);
}

TEST(FiguresArchive, KeepsWhatIsMeasured) {
  expect_kept(performance(log()));
  expect_kept(case_durations(log()));
  expect_kept(temporal_profile(log()));
}

TEST(FiguresArchive, KeepsWhatIsCounted) {
  expect_kept(rework(log()));
  expect_kept(handovers(log()));
  expect_kept(funnel(log(), {"step 1", "step 2"}));
  expect_kept(step_matrix(log()));
}

TEST(FiguresArchive, KeepsFiguresOfNothing) {
  expect_kept(Performance());
  expect_kept(TemporalProfile());
  expect_kept(step_matrix(EventLog(), 3));
}

TEST(FiguresArchive, FindsAgainWhatDurationsAreLike) {
  const Performance measured = performance(log());
  const auto again = io::from_bytes<Performance>(io::to_bytes(measured));
  ASSERT_EQ(again.edges.size(), measured.edges.size());
  for (std::size_t e = 0; e < again.edges.size(); ++e) {
    EXPECT_EQ(again.edges[e].times.median, measured.edges[e].times.median);
    EXPECT_EQ(again.edges[e].times.mean, measured.edges[e].times.mean);
  }
}

TEST(FiguresArchive, RefusesCodesThatNameNoStep) {
  TemporalProfile profile = temporal_profile(log());
  profile.pairs.back().to = 77;
  EXPECT_THROW((void)io::from_bytes<TemporalProfile>(io::to_bytes(profile)), ArchiveError);
}

TEST(FiguresArchive, BytesOfPartsAddedAreThoseOfTheWhole) {
  const auto events = reference::random_events(2, 800, 90, 6);
  std::vector<reference::Event> first, second;
  for (const auto& event : events) (event.case_id.back() % 2 == 0 ? first : second).push_back(event);
  Performance sum = performance(reference::log_of(second));
  sum += performance(reference::log_of(first));
  EXPECT_EQ(io::to_bytes(sum), io::to_bytes(performance(reference::log_of(events))));
}

}  // namespace
}  // namespace fealty::flow
