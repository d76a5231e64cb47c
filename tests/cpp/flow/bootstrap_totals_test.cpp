#include "fealty/flow/bootstrap_totals.hpp"

#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

using Totals = std::vector<std::vector<std::int64_t>>;

/// Events and the square of the events of each case, by the length of the case.
Totals totals_by_length(const EventLog& log, const ReplicateWeights& weights, std::size_t items) {
  Totals totals(2 * items);
  bootstrap_totals<2>(
      weights, items,
      [&](std::size_t i, auto&& add) {
        const auto n = static_cast<std::int64_t>(log.trace(i).size());
        add(log.trace(i).size() % items, {n, n * n});
      },
      [&](const ItemTotals& item) {
        for (std::size_t k = 0; k < 2; ++k) totals[2 * item.item + k].assign(item.of(k).begin(), item.of(k).end());
      });
  return totals;
}

TEST(BootstrapTotals, AreTheSumsOfAmountsTimesWeights) {
  const EventLog log = reference::log_of(reference::random_events(3, 2000, 300, 5));
  const ReplicateWeights weights(log, {.replicates = 37, .seed = 5});
  const Totals totals = totals_by_length(log, weights, 7);
  Totals expected(14, std::vector<std::int64_t>(37));
  std::vector<std::uint8_t> scratch;
  for (std::size_t i = 0; i < log.case_count(); ++i) {
    const auto weight = weights.of_case(i, scratch);
    const auto n = static_cast<std::int64_t>(log.trace(i).size());
    for (std::size_t r = 0; r < 37; ++r) {
      expected[2 * (log.trace(i).size() % 7)][r] += n * weight[r];
      expected[2 * (log.trace(i).size() % 7) + 1][r] += n * n * weight[r];
    }
  }
  EXPECT_EQ(totals, expected);
}

TEST(BootstrapTotals, AreTheSameOnAnyNumberOfThreadsAndInSlices) {
  const EventLog log = reference::log_of(reference::random_events(4, 20'000, 3000, 5));
  const ReplicateWeights weights(log, {});
  const Totals expected = totals_by_length(log, weights, 30'000);  // more than the totals of one slice
  for (const std::size_t threads : {1U, 3U}) {
    set_threads(threads);
    EXPECT_EQ(totals_by_length(log, weights, 30'000), expected);
  }
  set_threads(0);
}

TEST(BootstrapTotals, CasesOfOneCustomerHaveOneWeight) {
  const EventLog log =
      reference::log_of({{"1", "a", 1, 1, "", "x", ""}, {"2", "a", 1, 1, "", "x", ""}, {"3", "a", 1, 1, "", "", ""}});
  const ReplicateWeights weights(log, {.replicates = 100});
  std::vector<std::uint8_t> scratch;
  const auto of = [&](std::size_t i) {
    const auto weight = weights.of_case(i, scratch);
    return std::vector<std::uint8_t>(weight.begin(), weight.end());
  };
  EXPECT_EQ(of(0), of(1));
  EXPECT_NE(of(0), of(2));
}

TEST(BootstrapTotals, FinishEveryItemOnceEvenWithoutCases) {
  std::atomic<int> finished = 0;
  bootstrap_totals<1>(
      ReplicateWeights(EventLog(), {}), 5, [](std::size_t /*i*/, auto&& /*add*/) {},
      [&](const ItemTotals& item) { finished += item.of(0).size() == 200 ? 1 : 100; });
  EXPECT_EQ(finished, 5);
}

TEST(BootstrapTotals, WithoutReplicatesHaveNoIntervals) {
  const EventLog log = reference::log_of({{"1", "a", 1, 1, "", "", ""}});
  bootstrap_totals<1>(
      ReplicateWeights(log, {.replicates = 0}), 1, [](std::size_t /*i*/, auto&& add) { add(0, {1}); },
      [](const ItemTotals& item) { EXPECT_TRUE(std::isnan(estimated_total(1, item.of(0), 0.95).lower)); });
  EXPECT_THROW(ReplicateWeights(log, {.level = 1}), ParameterError);
}

TEST(EstimatedRatio, LeavesOutReplicatesWithoutDenominator) {
  const std::array<std::int64_t, 4> numerators{1, 2, 3, 4};
  const std::array<std::int64_t, 4> denominators{2, 4, 6, 0};
  const Estimate ratio = estimated_ratio(0.5, numerators, denominators, 0.95);
  EXPECT_EQ(ratio.lower, 0.5);
  EXPECT_EQ(ratio.upper, 0.5);
  EXPECT_EQ(estimated_ratio(1, numerators, denominators, 0.95, 2.0).upper, 1);
}

}  // namespace
}  // namespace fealty::flow
