#include "../../../src/complaints/blended_training.hpp"

#include <numeric>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/complaints/default_cost.hpp"
#include "rows_of_features.hpp"

namespace fealty::complaints {
namespace {

constexpr TrainingOptions to_the_optimum{.tolerance = 1e-7, .most_epochs = 5000};
constexpr CrossFitting to_the_end{.epochs = 500};

/// One head of classes, another of numbers.
struct TwoHeads {
  explicit TwoHeads(unsigned seed) {
    std::mt19937 random(seed);
    rows = random_rows(random, 80, 20);
    targets = {{.outputs = 3, .weight = 5.0, .classes = random_classes(random, 80, 3)},
               {.loss = Loss::squared, .outputs = 1, .weight = 2.0}};
    for (int row = 0; row < 80; ++row) targets[1].numbers.push_back(std::normal_distribution(0.0, 1.0)(random));
  }

  FeatureRows rows;
  std::vector<HeadTargets> targets;
};

/// The squared hinge of the first head alone, with equal variances.
TrainedHeads hinge_of(const TwoHeads& of) {
  HeadTargets hinge = of.targets[0];
  hinge.loss = Loss::squared_hinge;
  hinge.weight = default_cost(Loss::squared_hinge, 3);
  return train_heads(of.rows, {&hinge, 1}, to_the_optimum);
}

TEST(BlendedTraining, WeightsAreThoseOfTheSoftmaxAndOfTheHingeInTheirShare) {
  const TwoHeads of(1);
  BlendedTraining training(of.rows, of.targets, {true, false}, VarianceRule::discriminative, nullptr);
  training.train(to_the_optimum);
  const LinearHeads made = training.heads();
  std::vector<HeadTargets> with_variances = of.targets;
  learn_variances(VarianceRule::discriminative, of.rows, with_variances);
  const LinearHeads softmax = train_heads(of.rows, with_variances, to_the_optimum).heads;
  const LinearHeads hinge = hinge_of(of).heads,
                    number = train_heads(of.rows, {&of.targets[1], 1}, to_the_optimum).heads;
  for (std::uint32_t f = 0; f <= 20; ++f) {
    for (std::size_t k = 0; k < 3; ++k)
      EXPECT_NEAR(made.weights_of(f)[k], softmax.weights_of(f)[k] + 2.5F * hinge.weights_of(f)[k], 0.02);
    EXPECT_NEAR(made.weights_of(f)[4], number.weights_of(f)[0], 0.01);  // a number has equal variances
  }
}

TEST(BlendedTraining, RowsThatAreLeftOutAreScoredByTheSum) {
  const TwoHeads of(2);
  BlendedTraining training(of.rows, of.targets, {true, false}, VarianceRule::equal, nullptr);
  training.train(to_the_optimum);
  const CrossFittedScores sum = training.left_out(to_the_optimum, to_the_end);
  const CrossFittedScores softmax =
      cross_fit(of.rows, of.targets, train_heads(of.rows, of.targets, to_the_optimum), to_the_optimum, to_the_end);
  ASSERT_EQ(sum.rows, softmax.rows);
  HeadTargets hinge = of.targets[0];
  hinge.loss = Loss::squared_hinge;
  hinge.weight = default_cost(Loss::squared_hinge, 3);
  const CrossFittedScores hinges = cross_fit(of.rows, {&hinge, 1}, hinge_of(of), to_the_optimum, to_the_end);
  for (std::size_t i = 0; i < sum.rows.size(); ++i) {
    const auto at = static_cast<std::size_t>(std::ranges::find(hinges.rows, sum.rows[i]) - hinges.rows.begin());
    ASSERT_LT(at, hinges.rows.size());
    for (std::size_t k = 0; k < 3; ++k)
      EXPECT_NEAR(sum.scores[i * 8 + k], softmax.scores[i * 8 + k] + 2.5F * hinges.scores[at * 4 + k], 0.1);
  }
}

/// A blended head of so many classes.
struct BlendedHead {
  explicit BlendedHead(std::uint32_t classes) {
    std::mt19937 random(7);
    rows = random_rows(random, 150, 20);
    targets = {{.outputs = classes, .weight = 5.0, .classes = random_classes(random, 150, classes)}};
    order.resize(150);
    std::iota(order.begin(), order.end(), 0U);
  }

  FeatureRows rows;
  std::vector<HeadTargets> targets;
  std::vector<std::uint32_t> order;
};

TEST(BlendedTraining, NaiveBayesIsAddedWhereClassesAreMany) {
  for (const std::uint32_t classes : {30U, 31U}) {
    const float share = classes > 30 ? 0.12F : 0.0F;
    const BlendedHead of(classes);
    BlendedTraining training(of.rows, of.targets, {true}, VarianceRule::equal, nullptr);
    training.train({});
    const LinearHeads made = training.heads();
    const CrossFittedScores left_out = training.left_out({}, {});

    HeadTargets hinge = of.targets[0];
    hinge.loss = Loss::squared_hinge;
    hinge.weight = default_cost(Loss::squared_hinge, classes);
    const std::vector<HeadTargets> members = {of.targets[0], hinge};
    const TrainedHeads both = train_heads(of.rows, members);
    const CrossFittedScores of_both = cross_fit(of.rows, members, both);
    const NaiveBayesMember naive_bayes(of.rows, of.targets[0], of.order);
    const std::size_t hinge_at = both.heads.first_output(1);
    for (std::uint32_t f = 0; f <= 20; ++f) {
      std::vector<float> expected(classes);
      if (f < 20) naive_bayes.add_weights(f, share, expected);  // it has no intercepts
      for (std::size_t k = 0; k < classes; ++k) {
        expected[k] += both.heads.weights_of(f)[k] + 2.5F * both.heads.weights_of(f)[hinge_at + k];
        EXPECT_NEAR(made.weights_of(f)[k], expected[k], 1e-4);
      }
    }
    ASSERT_EQ(left_out.rows, of_both.rows);
    for (std::size_t i = 0; i < left_out.rows.size(); ++i) {
      const float* const scores = of_both.scores.data() + i * both.heads.stride();
      std::vector<float> expected(classes);
      naive_bayes.add_left_out_scores(left_out.rows[i], of.targets[0].classes[left_out.rows[i]], share, expected);
      for (std::size_t k = 0; k < classes; ++k)
        EXPECT_NEAR(left_out.scores[i * made.stride() + k], expected[k] + scores[k] + 2.5F * scores[hinge_at + k],
                    1e-4);
    }
  }
}

TEST(BlendedTraining, FurtherTrainingBlendsNothing) {
  const TwoHeads of(3);
  const LinearHeads start = train_heads(of.rows, of.targets).heads;
  BlendedTraining training(of.rows, of.targets, {true, false}, VarianceRule::discriminative, &start);
  training.train(to_the_optimum);
  EXPECT_EQ(training.heads(), train_heads(of.rows, of.targets, to_the_optimum, &start).heads);
}

TEST(BlendedTraining, AnotherCostIsAsIfItHadBeenGiven) {
  const TwoHeads of(4);
  BlendedTraining training(of.rows, of.targets, {true, false}, VarianceRule::equal, nullptr);
  training.multiply_cost(0, 0.25);
  training.train(to_the_optimum);
  std::vector<HeadTargets> cheaper = of.targets;
  cheaper[0].weight *= 0.25;
  BlendedTraining other(of.rows, cheaper, {true, false}, VarianceRule::equal, nullptr);
  other.train(to_the_optimum);
  EXPECT_EQ(training.heads(), other.heads());
}

}  // namespace
}  // namespace fealty::complaints
