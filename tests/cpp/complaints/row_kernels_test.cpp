#include "../../../src/complaints/row_kernels.hpp"

#include <cstddef>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "rows_of_features.hpp"

namespace fealty::complaints {
namespace {

constexpr std::uint32_t kernel_features = 12;

std::vector<float> random_numbers(std::mt19937& random, std::size_t size) {
  std::vector<float> made(size);
  for (float& x : made) x = std::normal_distribution(0.0F, 1.0F)(random);
  return made;
}

/// One step in three is none, and now and then there is none for many outputs on end.
std::vector<float> random_steps(std::mt19937& random, std::size_t stride) {
  std::vector<float> step = random_numbers(random, stride);
  const auto end = std::uniform_int_distribution<std::size_t>(0, stride)(random);
  for (std::size_t k = 0; k < stride; ++k) {
    if (k < end || random() % 3 == 0) step[k] = 0;
  }
  return step;
}

TEST(RowKernels, EveryNumberOfOutputsIsScoredAsInThePlainLoop) {
  std::mt19937 random(1);
  const FeatureRows rows = random_rows(random, 3, kernel_features);
  for (std::size_t stride = 4; stride <= 260; stride += 4) {
    const std::vector<float> weights = random_numbers(random, kernel_features * stride);
    for (std::size_t row = 0; row < 3; ++row) {
      std::vector<float> expected(stride), found(stride, 7.0F);
      for (std::size_t i = 0; i < rows.features_of(row).size(); ++i) {
        for (std::size_t k = 0; k < stride; ++k)
          expected[k] += rows.values_of(row)[i] * weights[rows.features_of(row)[i] * stride + k];
      }
      score_row(rows.features_of(row), rows.values_of(row), weights.data(), stride, found.data());
      EXPECT_EQ(found, expected) << stride;
    }
  }
}

TEST(RowKernels, EveryNumberOfOutputsIsMovedAsInThePlainLoop) {
  std::mt19937 random(2);
  const FeatureRows rows = random_rows(random, 3, kernel_features);
  for (std::size_t stride = 4; stride <= 260; stride += 4) {
    for (std::size_t row = 0; row < 3; ++row) {
      std::vector<float> found = random_numbers(random, kernel_features * stride), expected = found;
      const std::vector<float> step = random_steps(random, stride);
      for (std::size_t i = 0; i < rows.features_of(row).size(); ++i) {
        for (std::size_t k = 0; k < stride; ++k)
          expected[rows.features_of(row)[i] * stride + k] += rows.values_of(row)[i] * step[k];
      }
      add_row(rows.features_of(row), rows.values_of(row), found.data(), stride, step.data());
      EXPECT_EQ(found, expected) << stride;
    }
  }
}

TEST(RowKernels, SquaresAreSummedInDoublePrecision) {
  std::mt19937 random(3);
  for (std::size_t size = 0; size < 40; ++size) {
    const std::vector<float> values = random_numbers(random, size);
    double expected = 0;
    for (const float x : values) expected += static_cast<double>(x) * static_cast<double>(x);
    EXPECT_NEAR(squared_length(values), expected, 1e-13 * (1 + expected));
  }
}

}  // namespace
}  // namespace fealty::complaints
