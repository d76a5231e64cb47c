#include "../../../src/complaints/blended_training.hpp"

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
