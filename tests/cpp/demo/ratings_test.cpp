#include "../../../src/demo/ratings.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace fealty::demo {
namespace {

/// A visit whose steps were all met, but for one if it is given.
Visit visit_with(std::optional<Step> failed = {}) {
  Visit visit;
  visit.touches.emplace_back();
  for (const Step step : {Step::reception, Step::repair, Step::handover}) {
    visit.met[static_cast<std::size_t>(step)] = step != failed;
  }
  return visit;
}

TEST(Opinion, AFailedStepLowersItsOwnItemOnly) {
  const World world(DealershipOptions{});
  const Client client;
  RandomStream random(1, "test");
  double repair = 0, others = 0;
  constexpr int count = 2000;
  for (int i = 0; i < count; ++i) {
    Expectations expectations = first_expectations(client);
    const auto opinion = form_opinion(world, client, visit_with(Step::repair), expectations, random);
    ASSERT_EQ(opinion.ratings.size(), 3U);
    for (const auto& rating : opinion.ratings) {
      (rating.step == Step::repair ? repair : others) += rating.experience;
    }
  }
  EXPECT_NEAR(others / (2 * count) - repair / count, world.options.failure_effect, 0.1);
}

TEST(Opinion, WorstAndMeanGapAreThoseOfTheRatings) {
  const World world(DealershipOptions{});
  const Client client;
  RandomStream random(2, "test");
  for (int i = 0; i < 500; ++i) {
    Expectations expectations = first_expectations(client);
    const auto opinion = form_opinion(world, client, visit_with(Step::handover), expectations, random);
    int worst = 7;
    double total = 0;
    for (const auto& rating : opinion.ratings) {
      worst = std::min(worst, rating.experience - rating.expectation);
      total += rating.experience - rating.expectation;
    }
    EXPECT_EQ(opinion.worst_gap, worst);
    EXPECT_DOUBLE_EQ(opinion.mean_gap, total / 3);
  }
}

TEST(Opinion, ExpectationsMoveTowardsTheExperience) {
  DealershipOptions options;
  options.rating_noise = 0;
  options.expectation_learning = 0.25;
  const World world(options);
  const Client client;
  RandomStream random(3, "test");
  Expectations expectations = first_expectations(client);
  const auto repair = static_cast<std::size_t>(Step::repair);
  const double first = expectations[repair];
  const double booking = expectations[0];
  form_opinion(world, client, visit_with(Step::repair), expectations, random);
  EXPECT_NEAR(expectations[repair], first + 0.25 * (5.9 - 2.5 - first), 1e-12);
  EXPECT_EQ(expectations[0], booking);  // not done, nothing learnt
}

TEST(Opinion, AllPointsAreOnTheScaleAndWhatIsAdequateIsNotAboveTheExpectation) {
  DealershipOptions options;
  options.rating_noise = 5;
  const World world(options);
  Client client;
  client.tolerance = 1.5;
  RandomStream random(4, "test");
  for (int i = 0; i < 500; ++i) {
    client.expectation_shift = 4 * random.normal();
    Expectations expectations = first_expectations(client);
    for (const auto& rating : form_opinion(world, client, visit_with(), expectations, random).ratings) {
      for (const int points : {rating.expectation, rating.experience, rating.importance, rating.adequate}) {
        EXPECT_GE(points, 1);
        EXPECT_LE(points, 7);
      }
      EXPECT_LE(rating.adequate, rating.expectation);
    }
  }
}

}  // namespace
}  // namespace fealty::demo
