#include "fealty/gaps/expectation_track.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "reference/expectation_filter.hpp"
#include "simulated_ratings.hpp"

namespace fealty::gaps {
namespace {

ExpectationFit known(const ExpectationParameters<>& parameters) {
  ExpectationFit fit;
  fit.parameters = parameters;
  fit.asked = answered::will | answered::should | answered::experience;
  fit.knows_will = fit.knows_should = true;
  return fit;
}

TEST(ExpectationTrack, IsSmoothedAsGeneralMatricesSmooth) {
  std::mt19937 random(1);
  for (int round = 0; round < 100; ++round) {
    const std::vector<VisitAnswers> visits = random_visits(random, 15, 0.1 * (round % 8));
    const ExpectationTrack track = track_expectations(known(usual_parameters()), visits, 0.0);
    const reference::FilteredSeries twin = reference::filter_series(usual_parameters(), visits);
    for (std::size_t t = 0; t < visits.size(); ++t) {
      EXPECT_NEAR(track.visits[t].will.value, twin.before[t].mean[0], 1e-10);
      EXPECT_NEAR(track.visits[t].should.standard_error, std::sqrt(twin.before[t].covariance(1, 1)), 1e-10);
      EXPECT_NEAR(track.visits[t].will_smoothed.value, twin.smoothed[t].mean[0], 1e-9);
      EXPECT_NEAR(track.visits[t].should_smoothed.value, twin.smoothed[t].mean[1], 1e-9);
      EXPECT_NEAR(track.visits[t].will_smoothed.standard_error, std::sqrt(twin.smoothed[t].covariance(0, 0)), 1e-9);
      EXPECT_NEAR(track.visits[t].should_smoothed.standard_error, std::sqrt(twin.smoothed[t].covariance(1, 1)), 1e-9);
    }
    EXPECT_NEAR(track.next_will.value, twin.next.mean[0], 1e-10);
  }
}

TEST(ExpectationTrack, GapIsExperienceLessWhatWasPredicted) {
  const std::vector<VisitAnswers> visits{{5.0, std::nan(""), 3.0}, {std::nan(""), std::nan(""), std::nan("")}};
  const ExpectationTrack track = track_expectations(known(usual_parameters()), visits, 0.5);
  EXPECT_NEAR(track.visits[0].gap.value, 3.0 - track.visits[0].will.value, 1e-12);
  EXPECT_EQ(track.visits[0].gap.standard_error, track.visits[0].will.standard_error);
  EXPECT_TRUE(std::isnan(track.visits[1].gap.value));
  EXPECT_EQ(track.frame().rows(), 2U);
  EXPECT_EQ(track.frame().find("at"), nullptr);
}

TEST(ExpectationTrack, ABadVisitLowersWhatIsPredicted) {
  const VisitAnswers good{5, std::nan(""), 6}, bad{5, std::nan(""), 1};
  const auto after = [](const VisitAnswers& visit) {
    return track_expectations(known(usual_parameters()), std::vector{visit}, 0.0);
  };
  EXPECT_LT(after(bad).next_will.value, after(good).next_will.value - 0.5);
  EXPECT_LT(after(bad).next_experience.value, after(good).next_experience.value);
}

TEST(ExpectationTrack, OfALevelIsTheTrackWithoutItMovedByIt) {
  std::mt19937 random(4);
  std::vector<VisitAnswers> visits = random_visits(random, 10, 0.2);
  const ExpectationTrack plain = track_expectations(known(usual_parameters()), visits, 0.0);
  for (VisitAnswers& visit : visits) {
    visit.will += 2;
    visit.should += 2;
    visit.experience += 2;
  }
  const ExpectationTrack moved = track_expectations(known(usual_parameters()), visits, 2.0);
  EXPECT_NEAR(moved.next_will.value, plain.next_will.value + 2, 1e-12);
  EXPECT_NEAR(moved.next_experience.value, plain.next_experience.value + 2, 1e-12);
  EXPECT_NEAR(moved.visits[0].will_smoothed.value, plain.visits[0].will_smoothed.value + 2, 1e-12);
}

TEST(ExpectationTrack, WhatTheRatingsDoNotTellIsNaN) {
  ExpectationFit fit = known(usual_parameters());
  fit.knows_should = false;
  const ExpectationTrack track = track_expectations(fit, std::vector<VisitAnswers>{{5, std::nan(""), 4}}, 0.0);
  EXPECT_TRUE(std::isnan(track.visits[0].should.value));
  EXPECT_TRUE(std::isnan(track.next_should.upper));
  EXPECT_FALSE(std::isnan(track.next_will.value));
}

}  // namespace
}  // namespace fealty::gaps
