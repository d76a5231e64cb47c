#include "../../../src/complaints/learnt_variances.hpp"

#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "fealty/complaints/feature_variances.hpp"
#include "rows_of_features.hpp"

namespace fealty::complaints {
namespace {

/// Heads of every kind.
std::vector<HeadTargets> random_heads(std::mt19937& random, std::size_t rows) {
  std::vector<HeadTargets> heads = {{.outputs = 3, .classes = random_classes(random, rows, 3)},
                                    {.loss = Loss::logistic, .outputs = 2},
                                    {.loss = Loss::squared, .outputs = 1}};
  heads[0].classes[5] = -1;
  for (std::size_t i = 0; i < 2 * rows; ++i)
    heads[1].memberships.push_back(static_cast<std::int8_t>(std::uniform_int_distribution(-1, 1)(random)));
  for (std::size_t i = 0; i < rows; ++i) heads[2].numbers.push_back(std::normal_distribution(0.0, 1.0)(random));
  return heads;
}

/// The plain twin: nobody has said anything of every third row.
std::vector<HeadTargets> without_thirds(std::vector<HeadTargets> heads, std::size_t rows) {
  for (std::size_t row = 0; row < rows; row += 3) {
    heads[0].classes[row] = -1;
    heads[1].memberships[2 * row] = heads[1].memberships[2 * row + 1] = -1;
    heads[2].numbers[row] = std::numeric_limits<double>::quiet_NaN();
  }
  return heads;
}

TEST(LearntVariances, RowsThatAreTakenOutAreAsRowsWithoutLabel) {
  constexpr std::size_t size = 90;
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    std::mt19937 random(seed);
    const FeatureRows rows = random_rows(random, size, 20);
    const std::vector<HeadTargets> heads = random_heads(random, size), some = without_thirds(heads, size);
    LabelCounts counts(rows, {&heads[0], &heads[1], &heads[2]});
    for (std::size_t row = 0; row < size; row += 3) counts.take_out(row);

    const auto by_class = learnt_variances(VarianceRule::naive_bayes, counts);
    EXPECT_EQ(by_class[0]->of_output, naive_bayes_variances(rows, some[0]).of_output);
    EXPECT_EQ(by_class[1]->of_output, naive_bayes_variances(rows, some[1]).of_output);
    EXPECT_EQ(by_class[2], nullptr);
    EXPECT_EQ(learnt_variances(VarianceRule::discriminative, counts)[1]->of_feature,
              discriminative_variances(rows, some).of_feature);
  }
}

TEST(LearntVariances, EqualOnesAreNone) {
  std::mt19937 random(4);
  const FeatureRows rows = random_rows(random, 20, 8);
  const HeadTargets head{.outputs = 2, .classes = random_classes(random, 20, 2)};
  EXPECT_EQ(learnt_variances(VarianceRule::equal, LabelCounts(rows, {&head})).front(), nullptr);
}

}  // namespace
}  // namespace fealty::complaints
