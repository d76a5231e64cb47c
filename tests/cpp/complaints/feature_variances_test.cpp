#include "fealty/complaints/feature_variances.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "rows_of_features.hpp"

namespace fealty::complaints {
namespace {

constexpr double unknown_number = std::numeric_limits<double>::quiet_NaN();

/// The definition, word for word: the mean of |r| over outputs and heads, before it is scaled.
std::vector<double> plain_ratios(const FeatureRows& rows, const std::vector<std::vector<std::vector<int>>>& members) {
  std::vector<double> made(rows.number_of_features);
  for (std::uint32_t f = 0; f < rows.number_of_features; ++f) {
    for (const auto& head : members) {
      double sum = 0;
      for (const std::vector<int>& output : head) {
        double n = 0, m = 0, p = 0, q = 0;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
          if (output[row] < 0) continue;
          const auto features = rows.features_of(row);
          const double has = std::find(features.begin(), features.end(), f) == features.end() ? 0 : 1;
          (output[row] == 1 ? n : m) += 1;
          (output[row] == 1 ? p : q) += has;
        }
        sum += std::abs(std::log((1 + p) / (2 + n)) - std::log((1 + q) / (2 + m)));
      }
      made[f] += sum / static_cast<double>(head.size()) / static_cast<double>(members.size());
    }
  }
  return made;
}

double mean_squared_length(const FeatureRows& rows, const std::vector<float>& variances) {
  double sum = 0;
  for (std::size_t i = 0; i < rows.values.size(); ++i) {
    const auto x = static_cast<double>(rows.values[i]);
    sum += x * x * (variances.empty() ? 1.0 : static_cast<double>(variances[rows.features[i]]));
  }
  return sum;
}

TEST(FeatureVariances, NaiveBayesVariancesAreTheSquaredLogRatios) {
  const FeatureRows rows{{0, 2, 3, 5}, {0, 1, 1, 0, 2}, {1, 1, 1, 1, 1}, 3};
  const HeadTargets head{.outputs = 2, .classes = {0, 1, 0}};
  const FeatureVariances made = naive_bayes_variances(rows, head);
  // Feature 0 is in two rows of class 0 and none of class 1; the sums are 3 + 2 + 2 and 1 + 2 + 1.
  const double r = std::log((3.0 / 7) / (1.0 / 4));
  EXPECT_NEAR(made.of_output[0], r * r, 1e-6);
  EXPECT_NEAR(made.of_output[1], r * r, 1e-6);
}

TEST(FeatureVariances, MembershipsHaveVariancesTooAndNumbersNone) {
  const FeatureRows rows{{0, 1, 2, 3}, {0, 0, 1}, {1, 1, 1}, 2};
  const HeadTargets many{.loss = Loss::logistic, .outputs = 1, .memberships = {1, -1, 0}};
  const HeadTargets number{.loss = Loss::squared, .outputs = 1, .numbers = {1.0, 2.0, 3.0}};
  // Of the rows that are known, feature 0 is in the member and feature 1 in the other.
  const double r = std::log((2.0 / 3) / (1.0 / 3));
  EXPECT_NEAR(naive_bayes_variances(rows, many).of_output[0], r * r, 1e-6);
  EXPECT_TRUE(naive_bayes_variances(rows, number).of_output.empty());
}

TEST(FeatureVariances, DiscriminativeOnesAreMeanLogRatios) {
  std::mt19937 random(3);
  const FeatureRows rows = random_rows(random, 80, 30);
  HeadTargets classes{.outputs = 3, .classes = random_classes(random, 80, 3)};
  HeadTargets numbers{.loss = Loss::squared, .outputs = 1};
  HeadTargets memberships{.loss = Loss::logistic, .outputs = 2};
  std::vector<std::vector<std::vector<int>>> members(2);
  members[0].resize(3);
  members[1].resize(2);
  for (std::size_t row = 0; row < 80; ++row) {
    if (row % 7 == 0) classes.classes[row] = -1;
    numbers.numbers.push_back(row % 9 == 0 ? unknown_number : static_cast<double>(random() % 100));
    for (int k = 0; k < 2; ++k)
      memberships.memberships.push_back(row % 5 == 0 ? std::int8_t{-1} : static_cast<std::int8_t>(random() % 2));
  }
  for (std::size_t row = 0; row < 80; ++row) {
    for (int k = 0; k < 3; ++k)
      members[0][static_cast<std::size_t>(k)].push_back(classes.classes[row] < 0    ? -1
                                                        : classes.classes[row] == k ? 1
                                                                                    : 0);
    for (std::size_t k = 0; k < 2; ++k) members[1][k].push_back(memberships.memberships[row * 2 + k]);
  }
  const std::vector<HeadTargets> heads = {classes, numbers, memberships};
  const FeatureVariances made = discriminative_variances(rows, heads);
  const std::vector<double> ratios = plain_ratios(rows, members);
  ASSERT_EQ(made.of_feature.size(), 30U);
  const double scale = static_cast<double>(made.of_feature[0]) / ratios[0];
  for (std::size_t f = 0; f < 30; ++f) EXPECT_NEAR(made.of_feature[f], scale * ratios[f], 1e-5 * scale * ratios[f]);
  EXPECT_NEAR(mean_squared_length(rows, made.of_feature) / mean_squared_length(rows, {}), 1.0, 1e-5);
}

TEST(FeatureVariances, NumbersAloneHaveEqualOnes) {
  const FeatureRows rows{{0, 1, 2}, {0, 1}, {1, 1}, 2};
  const HeadTargets head{.loss = Loss::squared, .numbers = {1.0, 2.0}};
  EXPECT_TRUE(discriminative_variances(rows, {&head, 1}).of_feature.empty());
}

TEST(FeatureVariances, NoFeatureIsSilenced) {
  const FeatureRows rows{{0, 2, 4}, {0, 1, 0, 2}, {1, 1, 1, 1}, 3};
  const HeadTargets head{.outputs = 2, .classes = {0, 1}};
  EXPECT_EQ(discriminative_variances(rows, {&head, 1}).of_feature[0], 1e-4F);  // as often in the one as in the other
  EXPECT_EQ(naive_bayes_variances(rows, head).of_output[0], 1e-4F);
}

TEST(FeatureVariances, HeadsAreGivenThemByTheNameOfTheRule) {
  std::mt19937 random(4);
  const FeatureRows rows = random_rows(random, 20, 8);
  std::vector<HeadTargets> heads = {{.outputs = 2, .classes = random_classes(random, 20, 2)},
                                    {.loss = Loss::squared, .numbers = std::vector<double>(20, 1.0)}};
  learn_variances(VarianceRule::discriminative, rows, heads);
  EXPECT_EQ(heads[0].variances->of_feature, discriminative_variances(rows, heads).of_feature);
  EXPECT_EQ(heads[1].variances, nullptr);
  const auto of_numbers = std::make_shared<const FeatureVariances>(FeatureVariances{.of_feature = {1, 2, 3}});
  heads[1].variances = of_numbers;
  learn_variances(VarianceRule::naive_bayes, rows, heads);
  EXPECT_EQ(heads[0].variances->of_output, naive_bayes_variances(rows, heads[0]).of_output);
  learn_variances(VarianceRule::equal, rows, heads);
  EXPECT_EQ(heads[0].variances, nullptr);
  EXPECT_EQ(heads[1].variances, of_numbers);  // numbers keep theirs
}

}  // namespace
}  // namespace fealty::complaints
