#include "fealty/flow/duration_figures.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/durations.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

using reference::random_durations;

TEST(DurationFigures, AgreeWithPlainSumsAndSortingOnRandomDurations) {
  std::uint64_t seed = 0;
  for (const std::size_t count : {1U, 2U, 3U, 10U, 512U, 513U, 514U, 5001U, 40'000U}) {
    for (const double log_range : {0.5, 4.0, 30.0, 40.0}) {
      for (const bool negative : {false, true}) {
        const auto durations = random_durations(++seed, count, log_range, negative);
        std::vector<double> seconds;
        for (const Duration d : durations) seconds.push_back(static_cast<double>(d.us) / us_per_second);
        const DurationFigures figures = duration_figures(durations);
        const auto [least, greatest] = std::ranges::minmax(seconds);
        const double scale = 1e-12 * (std::abs(least) + std::abs(greatest));
        EXPECT_EQ(figures.count, count);
        EXPECT_NEAR(figures.mean, reference::mean(seconds), scale);
        EXPECT_NEAR(figures.median, reference::type_7_quantile(seconds, 0.5),
                    1e-15 * (std::abs(least) + std::abs(greatest)));
        EXPECT_EQ(figures.least, least);
        EXPECT_EQ(figures.greatest, greatest);
        if (count > 1) {
          EXPECT_NEAR(figures.standard_deviation, reference::standard_deviation(seconds), scale);
        }
      }
    }
  }
}

TEST(DurationFigures, MedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddleHoweverFarApart) {
  std::vector<Duration> durations(300, Duration{2'000'000});
  durations.insert(durations.end(), 300, Duration{5'000'000'000'000});
  EXPECT_EQ(duration_figures(durations).median, 2'500'001.0);
}

TEST(DurationFigures, HoldTheLargestDurationsThereAre) {
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  std::vector<Duration> durations(600, Duration{largest});
  EXPECT_EQ(duration_figures(durations).median, static_cast<double>(largest) / us_per_second);
  EXPECT_EQ(duration_figures(durations).standard_deviation, 0);
  durations.assign(600, Duration{-largest});
  EXPECT_EQ(duration_figures(durations).median, -static_cast<double>(largest) / us_per_second);
}

TEST(DurationFigures, DeviationOfEqualDurationsIsExactlyZero) {
  const std::vector<Duration> durations(1000, Duration{5'184'000'000'001});
  EXPECT_EQ(duration_figures(durations).standard_deviation, 0);
}

TEST(DurationFigures, OfNothingAreUnknown) {
  const DurationFigures figures = duration_figures({});
  EXPECT_EQ(figures.count, 0U);
  EXPECT_TRUE(std::isnan(figures.mean) && std::isnan(figures.median) && std::isnan(figures.greatest));
  EXPECT_TRUE(std::isnan(duration_figures(std::vector<Duration>(1)).standard_deviation));
}

TEST(DurationFigures, OfGroupsAreThoseOfEachGroupOnAnyNumberOfThreads) {
  DurationGroups groups;
  for (std::size_t g = 0; g < 200; ++g) {
    const auto durations = random_durations(g, g * g % 977, 20, false);
    groups.durations.insert(groups.durations.end(), durations.begin(), durations.end());
    groups.offsets.push_back(groups.durations.size());
  }
  for (const std::size_t threads : {1U, 3U}) {
    set_threads(threads);
    const auto figures = figures_of(groups);
    ASSERT_EQ(figures.size(), 200U);
    for (std::size_t g = 0; g < 200; ++g) {
      EXPECT_EQ(figures[g].count, groups.of(g).size());
      EXPECT_EQ(figures[g].sum, duration_figures(groups.of(g)).sum);
    }
  }
  set_threads(0);
  EXPECT_EQ(groups, groups.sorted());
}

}  // namespace
}  // namespace fealty::flow
