#include "../../../src/demo/visits.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::demo {
namespace {

constexpr Time never{std::numeric_limits<std::int64_t>::max()};

Client client_in(std::size_t region) {
  Client client;
  client.number = 1;
  client.region = region;
  return client;
}

/// Visits of one client, arriving at times spread over a range of open days.
std::vector<Visit> visits(const World& world, std::size_t region, double from, double to, int count = 2000) {
  const Client client = client_in(region);
  RandomStream random(7, "test");
  std::vector<Visit> made;
  for (int i = 0; i < count; ++i) {
    made.push_back(service_visit(world, client, {1, from + (to - from) * random.uniform(), 0, never}, random));
  }
  return made;
}

double share_met(const std::vector<Visit>& visits, Step step) {
  double met = 0, all = 0;
  for (const auto& visit : visits) {
    const auto outcome = visit.met[static_cast<std::size_t>(step)];
    if (!outcome) continue;
    all += 1;
    met += *outcome ? 1 : 0;
  }
  return met / all;
}

TEST(Visits, AServiceVisitGoesThroughItsSteps) {
  DealershipOptions options;
  options.walk_in = 0;
  options.rework = 0;
  for (const auto& visit : visits(World(options), 0, 10, 200, 100)) {
    std::vector<Step> steps;
    for (const auto& touch : visit.touches) steps.push_back(touch.step);
    EXPECT_EQ(steps, (std::vector<Step>{Step::booking, Step::reception, Step::inspection, Step::repair,
                                        Step::quality_check, Step::handover, Step::payment, Step::follow_up}));
  }
}

TEST(Visits, TouchesFollowOneAnotherAndEndBeforeClosing) {
  const World world(DealershipOptions{});
  for (const auto& visit : visits(world, 3, 0, 300)) {
    Time last = visit.touches.front().at;
    for (const auto& touch : visit.touches) {
      EXPECT_GE(touch.at, last);
      EXPECT_GT(touch.ended_at, touch.at);
      EXPECT_EQ(world.hours.day_of(touch.at), world.hours.day_of(touch.ended_at));
      EXPECT_LE((touch.ended_at - world.hours.begin()).us % us_per_day, 18 * us_per_hour);
      last = touch.ended_at;
    }
    EXPECT_EQ(visit.end, last);
    EXPECT_LE(visit.paid, visit.end);
  }
}

TEST(Visits, TheDeterioratingStepGetsWorseFromItsDayOnAndNoOtherDoes) {
  const World world(DealershipOptions{});
  const double day = 92.0 * 6 / 7;
  const auto before = visits(world, 0, 0, day - 3, 6000);
  const auto after = visits(world, 0, day + 3, 300, 6000);
  EXPECT_GT(share_met(before, Step::reception), share_met(after, Step::reception) + 0.1);
  for (const Step step : {Step::inspection, Step::repair, Step::handover, Step::payment}) {
    EXPECT_NEAR(share_met(before, step), share_met(after, step), 0.025);
  }
}

TEST(Visits, TheWeakBranchMeetsFewerRequirements) {
  DealershipOptions options;
  options.weak_staff = 0;
  const World world(options);
  for (const Step step : {Step::repair, Step::handover}) {
    EXPECT_GT(share_met(visits(world, 0, 0, 300), step),
              share_met(visits(world, world.weak_region, 0, 300), step) + 0.015);
  }
}

TEST(Visits, InFullHoursClientsWaitLongerAndFewerRequirementsAreMet) {
  DealershipOptions options;
  options.load_effect = 3;
  options.wait_effect = 0.8;
  const World world(options);
  std::array<double, 2> met{}, waited{}, count{};  // by whether the hour in which the wait began was full
  for (const auto& visit : visits(world, 0, 0, 300, 6000)) {
    for (std::size_t i = 1; i < visit.touches.size(); ++i) {
      const auto& touch = visit.touches[i];
      const Time since = visit.touches[i - 1].ended_at;
      if (touch.step != Step::inspection || !touch.met || world.hours.day_of(since) != world.hours.day_of(touch.at))
        continue;
      const std::size_t full = world.hours.load_at(since) > 0.6 ? 1 : 0;
      met[full] += *touch.met ? 1 : 0;
      waited[full] += in_days(touch.at - since);
      count[full] += 1;
    }
  }
  EXPECT_GT(met[0] / count[0], met[1] / count[1] + 0.05);
  EXPECT_GT(waited[1] / count[1], 1.5 * waited[0] / count[0]);
}

TEST(Visits, WithoutQueueWeaknessAndDeteriorationTheSharesAreThoseOfTheCatalogue) {
  DealershipOptions options;
  options.weak_staff = options.wait_effect = options.deterioration_effect = 0;
  World world(options);
  for (auto& colleague : world.colleagues) colleague.effect = 0;
  const auto all = visits(world, 0, 0, 300, 10'000);
  for (const Step step : {Step::reception, Step::inspection, Step::handover, Step::payment}) {
    EXPECT_NEAR(share_met(all, step), entry_of(step).met, 0.012);
  }
}

TEST(Visits, NobodyAnswersAFollowUpCallAfterTheLastInstant) {
  const World world(DealershipOptions{});
  RandomStream random(1, "test");
  const Visit visit = service_visit(world, client_in(0), {1, 50, 0, Time{0}}, random);
  EXPECT_EQ(visit.touches.back().step, Step::payment);
  EXPECT_EQ(visit.end, visit.paid);
  EXPECT_FALSE(visit.met[static_cast<std::size_t>(Step::follow_up)]);
}

TEST(Visits, NothingIsBookedBeforeTheClientWasFree) {
  const World world(DealershipOptions{});
  RandomStream random(1, "test");
  for (int i = 0; i < 200; ++i) {
    const Visit visit = service_visit(world, client_in(0), {1, 50.5, 48.0, never}, random);
    EXPECT_GE(visit.touches.front().at, world.hours.at(48.0));
  }
}

TEST(Visits, AFailedRepairThatTheCheckFindsIsDoneAgain) {
  DealershipOptions options;
  options.rework = 1;
  for (const auto& visit : visits(World(options), 0, 0, 300)) {
    std::vector<TouchRow> repairs;
    for (const auto& touch : visit.touches) {
      if (touch.step == Step::repair) repairs.push_back(touch);
    }
    ASSERT_LE(repairs.size(), 2U);
    if (repairs.size() == 2) {
      EXPECT_NE(repairs[0].met, true);
    }
  }
}

}  // namespace
}  // namespace fealty::demo
