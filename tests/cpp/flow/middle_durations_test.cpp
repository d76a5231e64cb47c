#include "../../../src/flow/middle_durations.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/durations.hpp"

namespace fealty::flow {
namespace {

TEST(MiddleDurations, AreThoseInTheMiddleOfAllSorted) {
  std::uint64_t seed = 0;
  for (const std::size_t count : {1U, 2U, 3U, 127U, 128U, 129U, 130U, 500U, 1001U, 30'000U}) {
    for (const double log_range : {0.5, 2.0, 10.0, 40.0}) {
      for (const std::size_t repeats : {1U, 40U}) {
        const bool negative = ++seed % 4 < 2;
        const auto durations = reference::random_durations(seed, count, log_range, negative, repeats);
        EXPECT_EQ(middle_durations(durations), reference::middle_two(durations)) << seed;
      }
    }
  }
}

// A sample says the least about what is not spread at random.
TEST(MiddleDurations, AreFoundInAnyOrderAndBetweenGapsAndAmongEqualOnes) {
  for (const std::size_t count : {600U, 4000U, 4001U}) {
    std::vector<Duration> durations;
    for (std::size_t i = 0; i < count; ++i) durations.push_back({static_cast<std::int64_t>(i * i)});
    EXPECT_EQ(middle_durations(durations), reference::middle_two(durations));
    std::ranges::reverse(durations);
    EXPECT_EQ(middle_durations(durations), reference::middle_two(durations));
    for (Duration& d : durations) d.us = d.us < static_cast<std::int64_t>(count) ? 3 : 4;
    EXPECT_EQ(middle_durations(durations), reference::middle_two(durations));
    for (std::size_t i = 0; i < count; ++i)
      durations[i].us = i < count / 2 ? -7 : std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(middle_durations(durations), reference::middle_two(durations));
    durations.assign(count, {std::numeric_limits<std::int64_t>::min()});
    EXPECT_EQ(middle_durations(durations), reference::middle_two(durations));
  }
}

}  // namespace
}  // namespace fealty::flow
