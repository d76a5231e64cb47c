#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/event_log.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/flow/directly_follows.hpp"
#include "fealty/flow/sampling_units.hpp"
#include "frame_values.hpp"

namespace fealty::flow {
namespace {

std::string text_at(const Frame& frame, const std::string& column, std::size_t row) {
  return std::string(TextReader(frame.at(column), column)[row]);
}

/// Counts of pairs in one replicate, case by case.
std::map<std::pair<std::string, std::string>, double> replicate(const EventLog& log, const Bootstrap& bootstrap,
                                                                std::size_t r) {
  const SamplingUnits units = sampling_units(log);
  std::map<std::pair<std::string, std::string>, double> counts;
  for (std::size_t i = 0; i < log.case_count(); ++i) {
    std::vector<std::uint8_t> weights(bootstrap.replicates);
    poisson_weights(bootstrap.seed, units.of_case[i], weights);
    const auto steps = log.trace(i).steps;
    for (std::size_t k = 1; k < steps.size(); ++k)
      counts[{log.steps().label(steps[k - 1]), log.steps().label(steps[k])}] += weights[r];
  }
  return counts;
}

TEST(FollowsFrame, IntervalsAreThoseOfCountingEveryReplicateAlone) {
  const EventLog log = reference::log_of(reference::random_events(41, 400, 60, 3));
  const Bootstrap bootstrap{.replicates = 50, .seed = 9, .level = 0.9};
  const Frame frame = follows_frame(log, bootstrap);
  std::map<std::pair<std::string, std::string>, std::vector<double>> counts;
  for (std::size_t r = 0; r < bootstrap.replicates; ++r) {
    auto one = replicate(log, bootstrap, r);
    for (std::size_t row = 0; row < frame.rows(); ++row) {
      const std::pair edge{text_at(frame, "from", row), text_at(frame, "to", row)};
      counts[edge].push_back(one[edge]);
    }
  }
  for (std::size_t row = 0; row < frame.rows(); ++row) {
    const auto& replicates = counts[{text_at(frame, "from", row), text_at(frame, "to", row)}];
    const Estimate expected = percentile_interval(value_at(frame, "count", row), replicates, 0.9);
    EXPECT_DOUBLE_EQ(value_at(frame, "count_lower", row), expected.lower);
    EXPECT_DOUBLE_EQ(value_at(frame, "count_upper", row), expected.upper);
  }
}

TEST(FollowsFrame, SharesOfWhatFollowsAStepAndItsEndsAddUpToOne) {
  const EventLog log = reference::log_of(reference::random_events(42, 500, 80, 4));
  const DirectlyFollowsGraph graph = directly_follows(log);
  const Frame frame = follows_frame(log);
  std::map<std::string, double> sums;
  for (std::size_t row = 0; row < frame.rows(); ++row) {
    sums[text_at(frame, "from", row)] += value_at(frame, "share", row);
    EXPECT_LE(value_at(frame, "share_lower", row), value_at(frame, "share", row));
    EXPECT_GE(value_at(frame, "share_upper", row), value_at(frame, "share", row));
  }
  for (Code step = 0; step < graph.steps.size(); ++step) {
    const double end = static_cast<double>(graph.ends[step]) / static_cast<double>(graph.events[step]);
    EXPECT_NEAR(sums[graph.steps.label(step)] + end, 1, 1e-12);
  }
}

TEST(StepsFrame, CountsCasesThatHaveStartAndEndWithAStep) {
  const EventLog log = reference::log_of({{"1", "a", 1, 1, "", "", ""},
                                          {"1", "a", 2, 2, "", "", ""},
                                          {"1", "b", 3, 3, "", "", ""},
                                          {"2", "b", 1, 1, "", "", ""}});
  const Frame frame = steps_frame(log);
  ASSERT_EQ(frame.rows(), 2U);
  EXPECT_EQ(value_at(frame, "events", 0), 2);
  EXPECT_EQ(value_at(frame, "cases", 0), 0.5);
  EXPECT_EQ(value_at(frame, "starts", 0), 0.5);
  EXPECT_EQ(value_at(frame, "ends", 1), 1);
}

}  // namespace
}  // namespace fealty::flow
