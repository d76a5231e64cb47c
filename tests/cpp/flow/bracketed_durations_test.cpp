#include "../../../src/flow/bracketed_durations.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/durations.hpp"

namespace fealty::flow {
namespace {

void expect_plain(const std::vector<Duration>& durations, const DurationBracket& bracket) {
  const BracketedDurations found = bracketed_durations(durations, bracket);
  std::vector<Duration> inside;
  std::ranges::copy_if(durations, std::back_inserter(inside),
                       [&](Duration d) { return bracket.from <= d.us && d.us <= bracket.to; });
  EXPECT_TRUE(std::ranges::equal(found.inside, inside));
  EXPECT_EQ(found.below, std::ranges::count_if(durations, [&](Duration d) { return d.us < bracket.from; }));
}

TEST(BracketedDurations, AreThoseBetweenTheBoundsAndCountThoseBelow) {
  std::uint64_t seed = 0;
  for (const std::size_t count : {0U, 1U, 3U, 4U, 5U, 6U, 7U, 8U, 100U, 3001U}) {
    for (const bool negative : {false, true}) {
      const auto durations = reference::random_durations(++seed, count, 8, negative);
      for (const DurationBracket& bracket :
           {DurationBracket{}, DurationBracket{0, 0}, DurationBracket{5, 300}, DurationBracket{-40, 40},
            DurationBracket{std::numeric_limits<std::int64_t>::min(), 7},
            DurationBracket{12, std::numeric_limits<std::int64_t>::max()}, DurationBracket{100'000, 200'000}})
        expect_plain(durations, bracket);
    }
  }
}

}  // namespace
}  // namespace fealty::flow
