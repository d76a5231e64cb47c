#include "fealty/complaints/head_targets.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/core/error.hpp"

namespace fealty::complaints {
namespace {

TEST(HeadTargets, NaiveBayesVariancesAreTheSquaredLogRatios) {
  const FeatureRows rows{{0, 2, 3, 5}, {0, 1, 1, 0, 2}, {1, 1, 1, 1, 1}, 3};
  const HeadTargets head{.outputs = 2, .classes = {0, 1, 0}};
  const FeatureVariances made = naive_bayes_variances(rows, {&head, 1});
  // Feature 0 is in two rows of class 0 and none of class 1; the sums are 3 + 2 + 2 and 1 + 2 + 1.
  const double r = std::log((3.0 / 7) / (1.0 / 4));
  EXPECT_NEAR(made.of_output[0], r * r, 1e-6);
  EXPECT_NEAR(made.of_output[1], r * r, 1e-6);
  EXPECT_THROW(naive_bayes_variances(rows, {&head, 1}, 0.0), ParameterError);
}

TEST(HeadTargets, MembershipsAndNumbersHaveVariancesToo) {
  const FeatureRows rows{{0, 1, 2, 3}, {0, 0, 1}, {1, 1, 1}, 2};
  const std::vector<HeadTargets> heads = {
      {.loss = Loss::logistic, .outputs = 1, .memberships = {1, -1, 0}},
      {.loss = Loss::squared, .outputs = 1, .numbers = {1.0, 2.0, 3.0}},
  };
  const FeatureVariances made = naive_bayes_variances(rows, heads);
  // Of the rows that are known, feature 0 is in the member and feature 1 in the other.
  const double r = std::log((2.0 / 3) / (1.0 / 3));
  EXPECT_NEAR(made.of_output[0], r * r, 1e-6);
  EXPECT_EQ(made.of_output[4], 1.0F);
}

TEST(HeadTargets, BalancedClassesCountTheSameInSum) {
  const std::vector<std::int32_t> classes = {0, 0, 0, 1, -1};
  const std::vector<double> weights = balanced_weights(classes, 3);
  EXPECT_NEAR(weights[0] * 3, weights[1] * 1, 1e-12);
  EXPECT_NEAR(weights[0], 4.0 / (3 * 3), 1e-12);
  EXPECT_EQ(weights[2], 1.0);
}

}  // namespace
}  // namespace fealty::complaints
