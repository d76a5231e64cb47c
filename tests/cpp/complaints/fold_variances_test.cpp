#include "../../../src/complaints/fold_variances.hpp"

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

TEST(FoldVariances, RowsThatAreTakenOutAreAsRowsWithoutLabel) {
  constexpr std::size_t size = 90;
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    std::mt19937 random(seed);
    const FeatureRows rows = random_rows(random, size, 20);
    const std::vector<HeadTargets> heads = random_heads(random, size), some = without_thirds(heads, size);
    LabelCounts counts(rows, heads);
    for (std::size_t row = 0; row < size; row += 3) counts.take_out(rows, heads, row);

    EXPECT_EQ(variances_of_some(VarianceRule::naive_bayes, rows, heads, counts).of_output,
              naive_bayes_variances(rows, some).of_output);
    EXPECT_EQ(variances_of_some(VarianceRule::discriminative, rows, heads, counts).of_feature,
              discriminative_variances(rows, some).of_feature);
  }
}

}  // namespace
}  // namespace fealty::complaints
