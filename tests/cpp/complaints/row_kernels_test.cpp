#include "../../../src/complaints/row_kernels.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
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

TEST(RowKernels, EveryNumberOfLanesIsScoredAsInThePlainLoop) {
  std::mt19937 random(1);
  const FeatureRows rows = random_rows(random, 3, kernel_features);
  for (std::size_t lanes = 4; lanes <= 260; lanes += 4) {
    const std::size_t pitch = lanes + random() % 5;
    const std::vector<float> weights = random_numbers(random, kernel_features * pitch);
    for (std::size_t row = 0; row < 3; ++row) {
      std::vector<float> expected(lanes), found(lanes, 7.0F);
      for (std::size_t i = 0; i < rows.features_of(row).size(); ++i) {
        for (std::size_t k = 0; k < lanes; ++k)
          expected[k] += rows.values_of(row)[i] * weights[rows.features_of(row)[i] * pitch + k];
      }
      score_row(rows.features_of(row), rows.values_of(row), weights.data(), pitch, lanes, found.data());
      EXPECT_EQ(found, expected) << lanes;
    }
  }
}

/// Weights move by what `weigh` makes of the value, the variances, the feature, its place in the table and the lane.
template <class Moved, class Weigh>
void expect_moved(std::mt19937& random, const Moved& moved, const Weigh& weigh) {
  const FeatureRows rows = random_rows(random, 3, kernel_features);
  for (std::size_t lanes = 4; lanes <= 260; lanes += 4) {
    const std::size_t pitch = lanes + random() % 5;
    for (std::size_t row = 0; row < 3; ++row) {
      const std::vector<float> variances = random_numbers(random, kernel_features * pitch);
      std::vector<float> found = random_numbers(random, kernel_features * pitch), expected = found;
      const std::vector<float> step = random_steps(random, lanes);
      for (std::size_t i = 0; i < rows.features_of(row).size(); ++i) {
        const std::size_t place = rows.features_of(row)[i] * pitch;
        for (std::size_t k = 0; k < lanes; ++k)
          expected[place + k] +=
              weigh(rows.values_of(row)[i], variances, rows.features_of(row)[i], place + k) * step[k];
      }
      moved(rows.features_of(row), rows.values_of(row), variances.data(), found.data(), pitch, lanes, step.data());
      EXPECT_EQ(found, expected) << lanes;
    }
  }
}

TEST(RowKernels, EveryNumberOfLanesIsMovedAsInThePlainLoop) {
  std::mt19937 random(2);
  expect_moved(
      random,
      [](auto features, auto values, const float*, float* weights, std::size_t pitch, std::size_t lanes,
         const float* step) { add_row(features, values, weights, pitch, lanes, step); },
      [](float value, const auto&, std::size_t, std::size_t) { return value; });
  expect_moved(random, add_row_by_feature,
               [](float value, const auto& v, std::size_t feature, std::size_t) { return value * v[feature]; });
  expect_moved(random, add_row_by_lane,
               [](float value, const auto& v, std::size_t, std::size_t lane) { return value * v[lane]; });
}

TEST(RowKernels, SquaresAreSummedInDoublePrecision) {
  std::mt19937 random(3);
  for (std::size_t size = 0; size < 40; ++size) {
    const std::vector<float> values = random_numbers(random, size);
    double expected = 0;
    for (const float x : values) expected += static_cast<double>(x) * static_cast<double>(x);
    EXPECT_NEAR(squared_length(values), expected, 1e-13 * (1 + expected));
    std::vector<std::uint32_t> features(size);
    std::iota(features.begin(), features.end(), 0U);
    std::ranges::reverse(features);
    const std::vector<float> variances = random_numbers(random, size);
    double weighed = 0;
    for (std::size_t i = 0; i < size; ++i)
      weighed += static_cast<double>(values[i]) * static_cast<double>(values[i]) *
                 static_cast<double>(variances[size - 1 - i]);
    EXPECT_NEAR(squared_length(features, values, variances.data()), weighed, 1e-13 * (1 + expected) * 4);
  }
}

}  // namespace
}  // namespace fealty::complaints
