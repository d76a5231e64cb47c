#include "fealty/gaps/expectation_model.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "simulated_ratings.hpp"

namespace fealty::gaps {
namespace {

TEST(ExpectationModel, WhoExpectsWhatComesExperiencesIt) {
  const ExpectationSteps<> steps(usual_parameters());
  EXPECT_NEAR(steps.experience_of({4.8, 4.8}), 4.8, 1e-12);
  const ExpectationMeans<> next = steps.moved_on({4.8, 4.8});
  EXPECT_NEAR(next.will, 4.8, 1e-12);
  EXPECT_NEAR(next.should, 4.8, 1e-12);
}

TEST(ExpectationModel, TheExperienceRisesWithWillAndFallsWithShould) {
  const ExpectationSteps<> steps(usual_parameters());
  EXPECT_NEAR(steps.experience_of({5.8, 4.8}) - 4.8, 0.4, 1e-12);
  EXPECT_NEAR(steps.experience_of({4.8, 5.8}) - 4.8, -0.25, 1e-12);
}

TEST(ExpectationModel, AnAnswerWithoutNoiseLeavesNoVariance) {
  ExpectationParameters<> p = usual_parameters();
  p.will_noise = 0;
  const ExpectationSteps<> steps(p);
  ExpectationVariances<> v = steps.population_variances;
  const VisitGains<> gains = steps.gains(answered::will, v);
  EXPECT_EQ(gains.will.will, 1);
  EXPECT_EQ(gains.before.will, 0);
  EXPECT_EQ(gains.before.covariance, 0);
  EXPECT_NEAR(gains.before.should, 0.36 * (1 - 0.4 * 0.4), 1e-15);
}

TEST(ExpectationModel, QuestionsAreThoseWithAnAnswer) {
  EXPECT_EQ(VisitAnswers{}.questions(), 0U);
  EXPECT_EQ((VisitAnswers{.will = 1, .experience = 2}.questions()), answered::will | answered::experience);
}

TEST(ExpectationModel, ParametersKeepTheirOrder) {
  const auto values = usual_parameters().values();
  EXPECT_EQ(ExpectationParameters<>::of(values).values(), values);
  EXPECT_EQ(ExpectationParameters<>::names[3], "should_effect");
  EXPECT_EQ(values[3], 0.25);
}

}  // namespace
}  // namespace fealty::gaps
