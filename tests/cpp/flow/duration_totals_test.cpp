#include "../../../src/flow/duration_totals.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/durations.hpp"

namespace fealty::flow {
namespace {

void expect_plain_totals(std::span<const Duration> durations) {
  const DurationTotals totals = totals_of(durations);
  const auto [sum, squares] = reference::sums(durations);
  EXPECT_EQ(totals.sum, sum);
  EXPECT_EQ(totals.squares, squares);
  EXPECT_EQ(totals.least, std::ranges::min(durations).us);
  EXPECT_EQ(totals.greatest, std::ranges::max(durations).us);
}

TEST(DurationTotals, AreThoseOfOneAfterAnotherInEveryBit) {
  std::uint64_t seed = 0;
  for (const std::size_t count : {1U, 3U, 4U, 7U, 255U, 256U, 257U, 1031U, 20'000U}) {
    for (const double log_range : {1.0, 20.0, 38.0, 39.5, 43.0}) {
      for (const bool negative : {false, true})
        expect_plain_totals(reference::random_durations(++seed, count, log_range, negative));
    }
  }
}

TEST(DurationTotals, HoldAtTheEdgesOfWhatIsAddedFourAtATime) {
  constexpr std::int64_t edge = std::int64_t{1} << 56;
  for (const std::int64_t d :
       {std::int64_t{0}, edge - 1, edge, -edge, std::int64_t{-1}, std::numeric_limits<std::int64_t>::max(),
        std::numeric_limits<std::int64_t>::min() + 1}) {
    expect_plain_totals(std::vector<Duration>(4, Duration{d}));
    std::vector<Duration> among(1000, Duration{edge - 1});
    expect_plain_totals(among);
    among[517] = {d};
    expect_plain_totals(among);
  }
}

}  // namespace
}  // namespace fealty::flow
