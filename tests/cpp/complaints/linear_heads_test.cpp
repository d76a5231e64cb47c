#include "fealty/complaints/linear_heads.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "../../../src/complaints/left_out_row.hpp"
#include "fealty/complaints/feature_variances.hpp"
#include "fealty/complaints/head_targets.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "reference/linear_heads.hpp"
#include "rows_of_features.hpp"

namespace fealty::complaints {
namespace {

const TrainingOptions nearly_exact{.C = 2.0, .tolerance = 1e-7, .most_epochs = 500};

/// Weights with the layout of the plain twin.
std::vector<double> dense(const LinearHeads& heads) {
  std::vector<double> weights;
  for (std::uint32_t f = 0; f <= heads.number_of_features(); ++f) {
    for (std::size_t h = 0; h < heads.heads(); ++h) {
      for (std::uint32_t k = 0; k < heads.outputs(h); ++k)
        weights.push_back(static_cast<double>(heads.weights_of(f)[heads.first_output(h) + k]));
    }
  }
  return weights;
}

void expect_same_optimum(const FeatureRows& rows, const std::vector<HeadTargets>& heads, double C) {
  TrainingOptions options = nearly_exact;
  options.C = C;
  const TrainedHeads trained = train_heads(rows, heads, options);
  EXPECT_TRUE(trained.convergence.has_converged);
  reference::DenseHeads plain = reference::train_heads(rows, heads, C);
  if (heads.front().loss == Loss::squared) {  // its intercept is drawn towards the mean
    std::vector<double> start(plain.weights.size());
    double sum = 0, count = 0;
    for (const double x : heads.front().numbers) {
      if (!std::isnan(x)) sum += x, ++count;
    }
    start[rows.number_of_features * plain.outputs] = sum / count;
    plain = reference::train_heads(rows, heads, C, {}, start);
  }
  const std::vector<double> weights = dense(trained.heads);
  ASSERT_EQ(weights.size(), plain.weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) EXPECT_NEAR(weights[i], plain.weights[i], 2e-3) << "weight " << i;
}

TEST(LinearHeads, SoftmaxFindsTheOptimumOfGradientDescent) {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    const FeatureRows rows = random_rows(random, 40, 15);
    const std::uint32_t classes = 2 + seed;
    const HeadTargets head{.outputs = classes, .classes = random_classes(random, 40, classes)};
    expect_same_optimum(rows, {head}, seed % 2 == 0 ? 0.3 : 20);
  }
}

TEST(LinearHeads, EveryLossFindsTheOptimumOfGradientDescent) {
  for (const Loss loss : {Loss::logistic, Loss::squared_hinge}) {
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
      std::mt19937 random(seed);
      const FeatureRows rows = random_rows(random, 40, 15);
      const HeadTargets head{.loss = loss, .outputs = 3, .classes = random_classes(random, 40, 3)};
      expect_same_optimum(rows, {head}, 1.5);
    }
  }
  std::mt19937 random(4);
  const FeatureRows rows = random_rows(random, 40, 15);
  HeadTargets number{.loss = Loss::squared, .outputs = 1};
  for (int i = 0; i < 40; ++i) number.numbers.push_back(std::normal_distribution(3.0, 1.0)(random));
  number.numbers[7] = std::numeric_limits<double>::quiet_NaN();
  expect_same_optimum(rows, {number}, 1.5);
}

TEST(LinearHeads, MembershipsAndMissingLabelsAndClassWeightsCountAsInThePlainTwin) {
  std::mt19937 random(5);
  const FeatureRows rows = random_rows(random, 40, 15);
  HeadTargets many{.loss = Loss::logistic, .outputs = 3, .class_weights = {1.0, 2.0, 0.5}};
  for (int i = 0; i < 120; ++i)
    many.memberships.push_back(static_cast<std::int8_t>(std::uniform_int_distribution(-1, 1)(random)));
  HeadTargets one{.outputs = 4, .classes = random_classes(random, 40, 4), .class_weights = {1.0, 3.0, 0.2, 1.0}};
  one.classes[3] = one.classes[11] = -1;
  expect_same_optimum(rows, {many, one}, 2.0);
}

TEST(LinearHeads, HeadsTrainedTogetherAreHeadsTrainedAlone) {
  std::mt19937 random(6);
  const FeatureRows rows = random_rows(random, 60, 20);
  const HeadTargets a{.outputs = 3, .classes = random_classes(random, 60, 3)};
  const HeadTargets b{.loss = Loss::squared_hinge, .outputs = 5, .classes = random_classes(random, 60, 5)};
  const std::vector<HeadTargets> both = {a, b};
  const TrainedHeads together = train_heads(rows, both, nearly_exact);
  const TrainedHeads alone = train_heads(rows, {&b, 1}, nearly_exact);
  for (std::uint32_t f = 0; f <= rows.number_of_features; ++f) {
    for (std::size_t k = 0; k < 5; ++k)
      EXPECT_NEAR(together.heads.weights_of(f)[together.heads.first_output(1) + k], alone.heads.weights_of(f)[k], 2e-3);
  }
}

/// The head with other variances.
HeadTargets with_variances(HeadTargets head, FeatureVariances variances) {
  head.variances = std::make_shared<const FeatureVariances>(std::move(variances));
  return head;
}

TEST(LinearHeads, VariancesOfFeaturesAreFeaturesMultiplied) {
  for (const std::uint32_t classes : {2U, 3U, 9U}) {
    for (const Loss loss : {Loss::softmax, Loss::squared_hinge, Loss::logistic}) {
      std::mt19937 random(7 + classes);
      const FeatureRows rows = random_rows(random, 50, 12);
      const HeadTargets head{.loss = loss, .outputs = classes, .classes = random_classes(random, 50, classes)};
      FeatureVariances variances, by_output;
      for (int f = 0; f < 12; ++f) variances.of_feature.push_back(0.25F * static_cast<float>(f % 4 + 1));
      for (const float v : variances.of_feature)
        by_output.of_output.insert(by_output.of_output.end(), (classes + 3) / 4 * 4, v);
      FeatureRows multiplied = rows;
      for (std::size_t i = 0; i < rows.features.size(); ++i)
        multiplied.values[i] *= std::sqrt(variances.of_feature[rows.features[i]]);
      const HeadTargets weighed = with_variances(head, variances), weighed_by_output = with_variances(head, by_output);
      const std::vector<float> expected = train_heads(multiplied, {&head, 1}, nearly_exact).heads.scores(multiplied);
      const std::vector<float> found = train_heads(rows, {&weighed, 1}, nearly_exact).heads.scores(rows);
      const std::vector<float> found_by_output =
          train_heads(rows, {&weighed_by_output, 1}, nearly_exact).heads.scores(rows);
      for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR(found[i], expected[i], 3e-3);
        EXPECT_NEAR(found_by_output[i], expected[i], 3e-3);
      }
    }
  }
}

TEST(LinearHeads, TwoClassesFindTheOptimumOfGradientDescent) {
  for (const Loss loss : {Loss::softmax, Loss::squared_hinge, Loss::logistic}) {
    std::mt19937 random(16);
    const FeatureRows rows = random_rows(random, 40, 15);
    HeadTargets head{.loss = loss, .outputs = 2, .classes = random_classes(random, 40, 2), .class_weights = {1.0, 2.5}};
    head.classes[9] = -1;
    expect_same_optimum(rows, {head}, 2.0);
    const LinearHeads made = train_heads(rows, {&head, 1}, nearly_exact).heads;
    for (std::uint32_t f = 0; f <= rows.number_of_features; ++f)
      EXPECT_EQ(made.weights_of(f)[0], -made.weights_of(f)[1]);
  }
}

TEST(LinearHeads, AlongAPathOfCTheOptimumIsTheSame) {
  std::mt19937 random(13);
  const FeatureRows rows = random_rows(random, 50, 12);
  const std::vector<HeadTargets> heads = {
      {.outputs = 3, .classes = random_classes(random, 50, 3)},
      {.loss = Loss::squared_hinge, .outputs = 2, .classes = random_classes(random, 50, 2)}};
  TrainingOptions strong = nearly_exact;
  strong.C = 0.5;
  const TrainedHeads path = retrain_heads(rows, heads, train_heads(rows, heads, strong), 4.0, nearly_exact);
  const std::vector<double> found = dense(path.heads), expected = dense(train_heads(rows, heads, nearly_exact).heads);
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 2e-3);
}

TEST(LinearHeads, TheWeightOfAHeadMultipliesItsC) {
  std::mt19937 random(14);
  const FeatureRows rows = random_rows(random, 50, 12);
  HeadTargets head{.outputs = 3, .classes = random_classes(random, 50, 3)};
  TrainingOptions twice = nearly_exact;
  twice.C *= 2;
  const std::vector<double> expected = dense(train_heads(rows, {&head, 1}, twice).heads);
  head.weight = 2.0;
  const std::vector<double> found = dense(train_heads(rows, {&head, 1}, nearly_exact).heads);
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 2e-3);
}

TEST(LinearHeads, TheGapBoundsTheDistanceToTheOptimum) {
  std::mt19937 random(8);
  const FeatureRows rows = random_rows(random, 80, 20);
  const std::vector<HeadTargets> heads = {{.outputs = 4, .classes = random_classes(random, 80, 4)}};
  const reference::DenseHeads plain = reference::train_heads(rows, heads, 5.0);
  double before = std::numeric_limits<double>::infinity();
  for (const double tolerance : {1e-1, 1e-2, 1e-3, 1e-5}) {
    const TrainedHeads trained = train_heads(rows, heads, {.C = 5.0, .tolerance = tolerance, .most_epochs = 500});
    reference::DenseHeads made = plain;
    made.weights = dense(trained.heads);
    const std::vector<double> zero(made.weights.size());
    const double above = reference::linear_objective(rows, heads, 5.0, {}, zero, made, nullptr) - plain.objective;
    EXPECT_LE(above, tolerance * 80 * 5.0 * std::log(4.0) + 1e-3);
    EXPECT_LE(above, before + 1e-3);
    before = above;
  }
}

TEST(LinearHeads, WeightsToStartFromAreWhatThePenaltyIsAbout) {
  std::mt19937 random(9);
  const FeatureRows rows = random_rows(random, 40, 10);
  const std::vector<HeadTargets> heads = {{.outputs = 3, .classes = random_classes(random, 40, 3)}};
  const TrainedHeads first = train_heads(rows, heads, nearly_exact);
  const FeatureRows more = random_rows(random, 30, 10);
  const std::vector<HeadTargets> later = {{.outputs = 3, .classes = random_classes(random, 30, 3)}};
  const TrainedHeads further = train_heads(more, later, nearly_exact, &first.heads);
  const reference::DenseHeads plain = reference::train_heads(more, later, nearly_exact.C, {}, dense(first.heads));
  const std::vector<double> weights = dense(further.heads);
  for (std::size_t i = 0; i < weights.size(); ++i) EXPECT_NEAR(weights[i], plain.weights[i], 2e-3);
}

TEST(LinearHeads, TheBitsDependNeitherOnThreadsNorOnTheOrderOfRows) {
  std::mt19937 random(10);
  const FeatureRows rows = random_rows(random, 700, 30);
  std::vector<HeadTargets> heads = {
      {.outputs = 9, .classes = random_classes(random, 700, 9)},
      {.loss = Loss::squared_hinge, .outputs = 2, .classes = random_classes(random, 700, 2)},
      {.outputs = 2, .classes = random_classes(random, 700, 2)},
      {.loss = Loss::squared_hinge, .outputs = 9, .classes = random_classes(random, 700, 9)}};
  learn_variances(VarianceRule::discriminative, rows, std::span(heads).first(3));
  set_threads(1);
  const TrainedHeads once = train_heads(rows, heads);
  const CrossFittedScores scores = cross_fit(rows, heads, once);
  for (const std::size_t count : {std::size_t{2}, std::size_t{3}, std::size_t{8}}) {
    set_threads(count);
    const TrainedHeads again = train_heads(rows, heads);
    EXPECT_EQ(once.heads, again.heads);
    EXPECT_EQ(scores.scores, cross_fit(rows, heads, again).scores);
  }
  set_threads(0);
  HeadTargets turned = heads[3];
  const FeatureRows other = shuffled(random, rows, turned.classes);
  EXPECT_EQ(train_heads(rows, {&heads[3], 1}).heads, train_heads(other, {&turned, 1}).heads);
}

TEST(LinearHeads, WhatIsBesideAHeadDoesNotChangeItsBits) {
  for (const std::uint32_t classes : {2U, 5U, 9U}) {
    std::mt19937 random(17);
    const FeatureRows rows = random_rows(random, 300, 200);
    std::vector<HeadTargets> heads;
    for (const Loss loss : {Loss::softmax, Loss::squared_hinge, Loss::logistic})
      heads.push_back({.loss = loss, .outputs = classes, .classes = random_classes(random, 300, classes)});
    heads[1].classes = heads[2].classes = heads[0].classes;  // on which the order of rows depends
    learn_variances(VarianceRule::discriminative, rows, {heads.data(), 1});
    set_threads(1);
    const LinearHeads together = train_heads(rows, heads).heads;
    set_threads(0);
    for (std::size_t h = 0; h < heads.size(); ++h) {
      const LinearHeads alone = train_heads(rows, {&heads[h], 1}).heads;
      for (std::uint32_t f = 0; f <= rows.number_of_features; ++f) {
        for (std::uint32_t k = 0; k < classes; ++k)
          ASSERT_EQ(together.weights_of(f)[together.first_output(h) + k], alone.weights_of(f)[k]);
      }
    }
  }
}

/// The scores of each fold are those of heads for which its rows had no labels, by features that would then be there.
void expect_scores_of_others(const FeatureRows& rows, const HeadTargets& head) {
  const TrainedHeads trained = train_heads(rows, {&head, 1}, nearly_exact);
  const CrossFittedScores found = cross_fit(rows, {&head, 1}, trained, nearly_exact, {.folds = 4, .epochs = 500});
  ASSERT_EQ(found.rows.size(), rows.rows());
  const std::size_t stride = trained.heads.stride();
  std::vector<std::uint8_t> fold_of_row(rows.rows());
  for (std::size_t i = 0; i < found.rows.size(); ++i) fold_of_row[found.rows[i]] = found.folds[i];
  const FeaturesWithoutFolds features(rows, fold_of_row, found.number_of_folds);
  LeftOutRow left_out(rows, features);
  for (std::uint32_t fold = 0; fold < found.number_of_folds; ++fold) {
    HeadTargets others = head;
    for (std::size_t i = 0; i < found.rows.size(); ++i) {
      if (found.folds[i] == fold) others.classes[found.rows[i]] = -1;
    }
    if (head.variances != nullptr) learn_variances(head.variances->rule, rows, {&others, 1});
    const LinearHeads without = train_heads(rows, {&others, 1}, nearly_exact).heads;
    std::vector<float> expected(stride);
    for (std::size_t i = 0; i < found.rows.size(); ++i) {
      if (found.folds[i] != fold) continue;
      const FeatureRow row = left_out.of(found.rows[i], fold);
      without.score(row.features, row.values, expected);
      for (std::size_t k = 0; k < head.outputs; ++k) EXPECT_NEAR(found.scores[i * stride + k], expected[k], 5e-3);
    }
  }
}

TEST(LinearHeads, ScoresOfAFoldAreThoseOfHeadsThatHaveNotSeenIt) {
  std::mt19937 random(11);
  FeatureRows rows = random_rows(random, 60, 12);
  for (const std::uint32_t classes : {2U, 3U}) {
    rows.minimum_documents = classes == 2 ? 0 : 14;  // of about 18 that have a feature, less those of a fold
    for (const Loss loss : {Loss::softmax, Loss::squared_hinge}) {
      HeadTargets head{.loss = loss, .outputs = classes, .classes = random_classes(random, 60, classes)};
      for (const VarianceRule rule : {VarianceRule::equal, VarianceRule::discriminative, VarianceRule::naive_bayes}) {
        learn_variances(rule, rows, {&head, 1});
        expect_scores_of_others(rows, head);
      }
    }
  }
}

TEST(LinearHeads, VariancesLearntFromLabelsDoNotTellTheLabelsOfAFold) {
  std::mt19937 random(15);
  const FeatureRows rows = random_rows(random, 300, 400);
  std::vector<HeadTargets> heads = {{.outputs = 2, .classes = random_classes(random, 300, 2)}};
  for (const VarianceRule rule : {VarianceRule::discriminative, VarianceRule::naive_bayes}) {
    learn_variances(rule, rows, heads);
    const CrossFittedScores found = cross_fit(rows, heads, train_heads(rows, heads));
    int right = 0;
    for (std::size_t i = 0; i < found.rows.size(); ++i)
      right += (found.scores[i * 4 + 1] > found.scores[i * 4] ? 1 : 0) == heads[0].classes[found.rows[i]] ? 1 : 0;
    EXPECT_LT(right, 180);  // labels that nothing tells are guessed half the time
  }
}

TEST(LinearHeads, RowsWithTheSameFeaturesAreInTheSameFold) {
  std::mt19937 random(12);
  const FeatureRows once = random_rows(random, 40, 12);
  FeatureRows twice = once;
  for (std::size_t row = 0; row < 40; ++row) {
    const auto features = once.features_of(row);
    const auto values = once.values_of(row);
    twice.features.insert(twice.features.end(), features.begin(), features.end());
    twice.values.insert(twice.values.end(), values.begin(), values.end());
    twice.offsets.push_back(twice.features.size());
  }
  const std::vector<HeadTargets> heads = {{.outputs = 2, .classes = random_classes(random, 80, 2)}};
  const CrossFittedScores found = cross_fit(twice, heads, train_heads(twice, heads));
  ASSERT_EQ(found.rows.size(), 80U);
  std::vector<std::uint8_t> folds(80);
  for (std::size_t i = 0; i < 80; ++i) folds[found.rows[i]] = found.folds[i];
  for (std::size_t row = 0; row < 40; ++row) EXPECT_EQ(folds[row], folds[row + 40]);
}

TEST(LinearHeads, EmptyRowsAndRowsWithoutLabelAreNoObstacle) {
  const FeatureRows rows{{0, 0, 1, 2}, {0, 1}, {1.0F, 1.0F}, 2};
  const HeadTargets head{.outputs = 2, .classes = {-1, 0, 1}};
  const TrainedHeads trained = train_heads(rows, {&head, 1}, nearly_exact);
  const std::vector<float> scores = trained.heads.scores(rows);
  EXPECT_GT(scores[4], scores[5]);
  EXPECT_LT(scores[8], scores[9]);
  EXPECT_NEAR(scores[0], scores[1], 1e-3);
}

TEST(LinearHeads, WhatDoesNotFitIsRefusedByName) {
  const FeatureRows rows{{0, 1}, {0}, {1.0F}, 1};
  const HeadTargets wrong_class{.outputs = 2, .classes = {2}};
  const HeadTargets too_many{.outputs = 2, .classes = {0, 1}};
  const HeadTargets right{.outputs = 2, .classes = {0}};
  EXPECT_THROW(train_heads(rows, {&wrong_class, 1}), RecordError);
  EXPECT_THROW(train_heads(rows, {&too_many, 1}), RecordError);
  EXPECT_THROW(train_heads(rows, {&right, 1}, {.C = 0.0}), ParameterError);
  const FeatureRows infinite{{0, 1}, {0}, {std::numeric_limits<float>::infinity()}, 1};
  EXPECT_THROW(train_heads(infinite, {&right, 1}), RecordError);
}

}  // namespace
}  // namespace fealty::complaints
