#include "fealty/complaints/head_targets.hpp"

#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::complaints {
namespace {

TEST(HeadTargets, TheMeanOfNumbersIsOfThoseThatAreKnown) {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(mean_of_numbers(std::vector<double>{1.0, nothing, 4.0}), 2.5);
  EXPECT_EQ(mean_of_numbers(std::vector<double>{nothing}), 0.0);
  const std::vector<double> numbers = {0.1, 1e9, -0.7, 3.3}, turned = {3.3, -0.7, 0.1, 1e9};
  EXPECT_EQ(mean_of_numbers(numbers), mean_of_numbers(turned));
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
