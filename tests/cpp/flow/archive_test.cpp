#include "fealty/io/archive.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"
#include "fealty/core/error.hpp"
#include "fealty/flow/directly_follows.hpp"
#include "fealty/flow/event_log.hpp"
#include "fealty/flow/filter.hpp"
#include "fealty/flow/variants.hpp"

namespace fealty::flow {
namespace {

template <class T>
T saved_and_loaded(const T& value) {
  return io::from_bytes<T>(io::to_bytes(value));
}

TEST(FlowArchive, ALogComesBackWithItsOrderAndItsCodes) {
  const EventLog log = reference::log_of(reference::random_events(61, 300, 40, 4));
  const EventLog copy = saved_and_loaded(log);
  EXPECT_TRUE(std::ranges::equal(copy.step_codes(), log.step_codes()));
  EXPECT_TRUE(std::ranges::equal(copy.times(), log.times()));
  EXPECT_EQ(copy.cases(), log.cases());
  EXPECT_EQ(copy.intake(), log.intake());
  EXPECT_EQ(io::to_bytes(copy), io::to_bytes(log));
}

TEST(FlowArchive, AFilteredLogIsSavedAsWhatItShows) {
  const EventLog log = containing(reference::log_of(reference::random_events(62, 300, 40, 4)), {"step 1"});
  const EventLog copy = saved_and_loaded(log);
  EXPECT_EQ(copy.size(), log.size());
  EXPECT_EQ(variants(copy).counts, variants(log).counts);
  EXPECT_EQ(saved_and_loaded(EventLog()).size(), 0U);
}

TEST(FlowArchive, GraphsAndVariantsComeBackAsTheyWere) {
  const EventLog log = reference::log_of(reference::random_events(63, 300, 40, 4));
  EXPECT_EQ(saved_and_loaded(directly_follows(log)), directly_follows(log));
  EXPECT_EQ(saved_and_loaded(variants(log)), variants(log));
  EXPECT_EQ(saved_and_loaded(Variants{}), Variants{});
}

TEST(FlowArchive, StepsThatThereAreNotAreRefused) {
  const EventLog log = reference::log_of(reference::random_events(64, 100, 10, 3));
  DirectlyFollowsGraph graph = directly_follows(log);
  graph.edges.front().to = 17;
  EXPECT_THROW((void)io::to_bytes(graph), ArchiveError);
  Variants courses = variants(log);
  courses.offsets.back() += 1;
  EXPECT_THROW((void)io::to_bytes(courses), ArchiveError);
  courses = variants(log);
  courses.sequences.front() = 17;
  EXPECT_THROW((void)io::to_bytes(courses), ArchiveError);
}

TEST(FlowArchive, ACutOrChangedArchiveIsRefused) {
  const std::string bytes = io::to_bytes(reference::log_of(reference::random_events(65, 20, 5, 3)));
  for (std::size_t size = 0; size < bytes.size(); size += 37)
    EXPECT_THROW((void)io::from_bytes<EventLog>(bytes.substr(0, size)), ArchiveError);
  for (std::size_t i = 0; i < bytes.size(); i += 41) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 4);
    EXPECT_THROW((void)io::from_bytes<EventLog>(changed), ArchiveError);
  }
}

}  // namespace
}  // namespace fealty::flow
