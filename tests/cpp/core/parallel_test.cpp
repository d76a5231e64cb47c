#include "fealty/core/parallel.hpp"

#include <atomic>
#include <chrono>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"
#include "fealty/core/progress.hpp"

namespace fealty {
namespace {

/// Restores the number of threads at the end of a test.
class ThreadsScope {
 public:
  explicit ThreadsScope(std::size_t count) { set_threads(count); }
  ThreadsScope(const ThreadsScope&) = delete;
  ThreadsScope& operator=(const ThreadsScope&) = delete;
  ~ThreadsScope() { set_threads(0); }
};

TEST(Parallel, EveryTaskRunsOnce) {
  for (const std::size_t count : {1U, 2U, 7U}) {
    const ThreadsScope scope(count);
    std::vector<std::atomic<int>> runs(1000);
    run_tasks(runs.size(), [&](std::size_t i) { ++runs[i]; });
    for (const auto& run : runs) EXPECT_EQ(run, 1);
  }
}

TEST(Parallel, AFloatingPointSumHasTheSameBitsOnAnyNumberOfThreads) {
  std::vector<double> terms(300'000);
  for (std::size_t i = 0; i < terms.size(); ++i) terms[i] = 1.0 / static_cast<double>(i + 1);
  const auto sum_on = [&](std::size_t count) {
    const ThreadsScope scope(count);
    return reduce_blocks(
        terms.size(), 0.0,
        [&](std::size_t b, std::size_t e) {
          return std::accumulate(terms.begin() + static_cast<std::ptrdiff_t>(b),
                                 terms.begin() + static_cast<std::ptrdiff_t>(e), 0.0);
        },
        [](double& total, double part) { total += part; }, 1000);
  };
  EXPECT_EQ(sum_on(1), sum_on(2));
  EXPECT_EQ(sum_on(1), sum_on(7));
}

TEST(Parallel, BlocksCoverTheRangeWithoutOverlap) {
  std::vector<std::atomic<int>> seen(10'001);
  for_blocks(
      seen.size(),
      [&](std::size_t b, std::size_t e) {
        for (std::size_t i = b; i < e; ++i) ++seen[i];
      },
      100);
  for (const auto& count : seen) EXPECT_EQ(count, 1);
  for_blocks(0, [](std::size_t, std::size_t) { FAIL(); });
}

TEST(Parallel, AnExceptionOfATaskComesOut) {
  EXPECT_THROW(run_tasks(50,
                         [](std::size_t i) {
                           if (i == 13) throw std::runtime_error("13");
                         }),
               std::runtime_error);
}

TEST(Parallel, NestedCallsRunOnTheirThread) {
  std::atomic<int> runs = 0;
  run_tasks(4, [&](std::size_t) { run_tasks(5, [&](std::size_t) { ++runs; }); });
  EXPECT_EQ(runs, 20);
}

TEST(Parallel, CallsFromSeveralThreadsDoNotMix) {
  std::atomic<int> runs = 0;
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 4; ++i) callers.emplace_back([&] { run_tasks(100, [&](std::size_t) { ++runs; }); });
  }
  EXPECT_EQ(runs, 400);
}

class StopAtOnce final : public Monitor {
 public:
  bool tick(std::string_view label, std::size_t, std::size_t) noexcept override {
    EXPECT_EQ(label, "slow");
    ++ticks;
    return false;
  }
  int ticks = 0;
};

TEST(Parallel, AMonitorStopsAComputation) {
  StopAtOnce monitor;
  const MonitorScope scope(monitor);
  std::atomic<int> runs = 0;
  EXPECT_THROW(run_tasks(
                   1000,
                   [&](std::size_t) {
                     ++runs;
                     std::this_thread::sleep_for(std::chrono::milliseconds(20));
                   },
                   "slow"),
               Interrupted);
  EXPECT_EQ(monitor.ticks, 1);
  EXPECT_LT(runs, 1000);
}

}  // namespace
}  // namespace fealty
