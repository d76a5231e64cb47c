#include "fealty/flow/temporal_profile.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "../../reference/durations.hpp"
#include "../../reference/event_log.hpp"
#include "../../reference/temporal_profile.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/flow/bootstrap_totals.hpp"

namespace fealty::flow {
namespace {

using reference::Event;

TEST(TemporalProfile, AgreesWithAllPairsOfEventsForFewAndManySteps) {
  for (const std::size_t steps : {1U, 5U, 600U}) {
    const auto events = reference::random_events(steps, 2500, 200, steps);
    const TemporalProfile profile = temporal_profile(reference::log_of(events));
    const auto expected = reference::temporal_profile(events);
    ASSERT_EQ(profile.pairs.size(), expected.size());
    for (const PairTimes& pair : profile.pairs) {
      const auto& times = expected.at({profile.steps.label(pair.from), profile.steps.label(pair.to)});
      EXPECT_EQ(pair.count, times.size());
      EXPECT_NEAR(pair.mean(), reference::mean(times), 1e-9 * (1 + reference::mean(times)));
      if (times.size() > 1) {
        EXPECT_NEAR(pair.standard_deviation(), reference::standard_deviation(times),
                    1e-9 * (1 + reference::mean(times)));
      }
    }
  }
}

TEST(TemporalProfile, OfPartsAddsUpToThatOfAllInEveryBit) {
  const auto events = reference::random_events(21, 3000, 200, 9);
  std::vector<Event> first, second;
  for (const Event& event : events) (event.case_id.back() % 2 == 0 ? first : second).push_back(event);
  TemporalProfile sum = temporal_profile(reference::log_of(first));
  sum += temporal_profile(reference::log_of(second));
  EXPECT_EQ(sum, temporal_profile(reference::log_of(events)));
}

TEST(TemporalProfile, IsTheSameOnAnyNumberOfThreads) {
  const EventLog log = reference::log_of(reference::random_events(22, 100'000, 9000, 12));
  const TemporalProfile expected = temporal_profile(log);
  for (const std::size_t threads : {1U, 3U}) {
    set_threads(threads);
    EXPECT_EQ(temporal_profile(log), expected);
  }
  set_threads(0);
}

/// A case whose events are a second apart.
EventLog long_case(std::size_t count, std::size_t steps) {
  std::vector<std::string> names(steps);
  for (std::size_t s = 0; s < steps; ++s) names[s] = "step " + std::to_string(s);
  std::vector<std::int32_t> codes(count);
  std::vector<Time> at(count);
  for (std::size_t k = 0; k < count; ++k) {
    codes[k] = static_cast<std::int32_t>(k % steps);
    at[k] = {static_cast<std::int64_t>(k) * us_per_second};
  }
  return EventLog(EventColumns{
      .case_id = std::vector<std::int64_t>(count, 1), .activity = Column::categories(codes, names), .time = at});
}

TEST(TemporalProfile, OfACaseWithAMillionEventsIsExact) {
  const auto n = 1'000'000.0;
  const TemporalProfile profile = temporal_profile(long_case(1'000'000, 1));
  ASSERT_EQ(profile.pairs.size(), 1U);
  EXPECT_EQ(profile.pairs[0].count, 499'999'500'000U);
  EXPECT_DOUBLE_EQ(profile.pairs[0].mean(), (n + 1) / 3);  // of the distances of all pairs of n points
}

TEST(TemporalProfile, OfTooManyPairsIsRefusedBeforeMemoryIsTaken) {
  try {
    (void)temporal_profile(long_case(20'000, 20'000));
    FAIL();
  } catch (const RecordError& error) {
    EXPECT_NE(std::string(error.what()).find("4194304 different pairs"), std::string::npos);
  }
}

TEST(TemporalProfile, OfTimesThatAreTooFarApartIsRefused) {
  std::vector<Time> at;
  std::vector<std::int64_t> cases;
  for (std::int64_t k = 0; k < 40; ++k) {
    at.push_back({k % 2 == 0 ? -(std::int64_t{1} << 61) : std::int64_t{1} << 61});
    cases.push_back(1);
  }
  const EventLog log(EventColumns{.case_id = cases, .activity = std::vector<std::int64_t>(40, 3), .time = at});
  EXPECT_THROW((void)temporal_profile(log), RecordError);
}

TEST(TemporalProfile, OfNoPairIsEmpty) {
  EXPECT_TRUE(temporal_profile(EventLog()).pairs.empty());
  EXPECT_TRUE(temporal_profile(long_case(1, 1)).pairs.empty());
  EXPECT_EQ(temporal_profile_frame(EventLog()).rows(), 0U);
}

TEST(TemporalProfileFrame, IntervalsAreThoseOfProfilesOfResampledLogs) {
  const auto events = reference::random_events(31, 600, 60, 3);
  const EventLog log = reference::log_of(events);
  const TemporalProfile profile = temporal_profile(log);
  const Bootstrap bootstrap{.replicates = 30, .seed = 4, .level = 0.9};
  const ReplicateWeights weights(log, bootstrap);
  const Frame frame = temporal_profile_frame(log, bootstrap);
  ASSERT_EQ(frame.rows(), profile.pairs.size());
  // Every case as a log of its own, added as often as it weighs.
  std::vector<double> means, deviations;
  const PairTimes* first = profile.find(0, 1);
  for (std::size_t r = 0; r < 30; ++r) {
    PairTimes total;
    std::vector<std::uint8_t> scratch;
    for (std::uint32_t i = 0; i < log.case_count(); ++i) {
      const TemporalProfile part = temporal_profile(log.with_cases(std::vector<std::uint32_t>{i}));
      for (const PairTimes& pair : part.pairs) {
        if (part.steps.label(pair.from) != "step 0" || part.steps.label(pair.to) != "step 1") continue;
        for (int k = 0; k < weights.of_case(i, scratch)[r]; ++k) {
          total.count += pair.count;
          total.sum += pair.sum;
          total.squares += pair.squares;
        }
      }
    }
    means.push_back(total.mean());
    deviations.push_back(total.standard_deviation());
  }
  const TextReader from(frame.at("from"), "from");
  const TextReader to(frame.at("to"), "to");
  for (std::size_t row = 0; row < frame.rows(); ++row) {
    if (from[row] != "step 0" || to[row] != "step 1") continue;
    const auto cell = [&](const std::string& name) { return as_doubles(frame.at(name), name)[row]; };
    const Estimate mean = percentile_interval(first->mean(), means, 0.9);
    EXPECT_EQ(cell("mean_s"), first->mean());
    EXPECT_NEAR(cell("mean_s_lower"), mean.lower, 1e-6 * mean.value);
    EXPECT_NEAR(cell("mean_s_upper"), mean.upper, 1e-6 * mean.value);
    const Estimate deviation = percentile_interval(first->standard_deviation(), deviations, 0.9);
    EXPECT_NEAR(cell("standard_deviation_s_lower"), deviation.lower, 1e-6 * deviation.value);
    EXPECT_NEAR(cell("standard_deviation_s_upper"), deviation.upper, 1e-6 * deviation.value);
  }
}

TEST(TemporalDeviations, AgreeWithLookingAtAllPairsOfEvents) {
  for (const double zeta : {0.0, 0.5, 1.5, 3.0}) {
    const auto events = reference::random_events(41, 1500, 150, 4);
    const EventLog log = reference::log_of(events);
    const TemporalProfile profile = temporal_profile(log);
    std::uint64_t expected = 0;
    std::uint64_t cases = 0;
    for (const auto& [id, trace] : reference::traces_of(events)) {
      const std::uint64_t before = expected;
      for (std::size_t i = 0; i < trace.size(); ++i) {
        for (std::size_t k = i + 1; k < trace.size(); ++k) {
          if (trace[k].at < trace[i].ended) continue;
          const PairTimes* pair = profile.find(profile.steps.find(trace[i].step), profile.steps.find(trace[k].step));
          const double time = static_cast<double>(trace[k].at - trace[i].ended) / us_per_second;
          const double deviation = pair->standard_deviation();
          expected += pair->count > 1 && std::abs(time - pair->mean()) > zeta * deviation ? 1U : 0U;
        }
      }
      cases += expected > before ? 1 : 0;
    }
    const TemporalDeviations found = deviations(log, profile, zeta);
    EXPECT_EQ(found.count, expected);
    EXPECT_EQ(found.cases, cases);
    EXPECT_EQ(found.deviations.size(), expected);
    for (const TemporalDeviation& one : found.deviations) {
      const Trace trace = log.trace(one.case_position);
      EXPECT_EQ(one.time, trace.at[one.second] - trace.end_of(one.first));
      EXPECT_GT(one.zeta, zeta);
    }
    const TemporalDeviations few = deviations(log, profile, zeta, 5);
    EXPECT_EQ(few.count, expected);
    EXPECT_EQ(few.deviations.size(), std::min<std::size_t>(5, expected));
    EXPECT_TRUE(std::ranges::equal(few.deviations, std::span(found.deviations).first(few.deviations.size())));
  }
}

TEST(TemporalDeviations, AreJudgedByTheProfileOfAnotherLog) {
  std::vector<Event> usual;
  for (int i = 0; i < 20; ++i) {
    const std::string id = std::to_string(i);
    usual.push_back({id, "b", 0, 0, "", "", ""});
    usual.push_back({id, "c", (100 + i % 2) * us_per_second, (100 + i % 2) * us_per_second, "", "", ""});
  }
  const TemporalProfile profile = temporal_profile(reference::log_of(usual));
  const EventLog other = reference::log_of({{"x", "a", 0, 0, "", "", ""},
                                            {"x", "b", 0, 0, "", "", ""},
                                            {"x", "c", 200 * us_per_second, 200 * us_per_second, "", "", ""}});
  const TemporalDeviations found = deviations(other, profile);
  ASSERT_EQ(found.count, 1U);  // a has never been seen, so it is not judged
  EXPECT_EQ(found.deviations[0].time.us, 200 * us_per_second);
  EXPECT_EQ(TextReader(deviations_frame(other, profile, found).at("from"), "from")[0], "b");
  EXPECT_THROW((void)deviations(other, profile, -1), ParameterError);
}

}  // namespace
}  // namespace fealty::flow
