#include "../../../src/complaints/left_out_row.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "rows_of_features.hpp"

namespace fealty::complaints {
namespace {

double length_of(const FeatureRow& row) {
  double sum = 0;
  for (const float value : row.values) sum += static_cast<double>(value) * static_cast<double>(value);
  return std::sqrt(sum);
}

/// The features that at least `least` rows outside a fold have.
std::set<std::uint32_t> plainly_chosen(const FeatureRows& rows, const std::vector<std::uint8_t>& folds,
                                       std::uint8_t fold, std::uint32_t least) {
  std::set<std::uint32_t> made;
  for (std::uint32_t f = 0; f < rows.number_of_features; ++f) {
    std::uint32_t others = 0;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      if (folds[row] == fold) continue;
      for (const std::uint32_t of_row : rows.features_of(row)) others += of_row == f ? 1 : 0;
    }
    if (others >= least) made.insert(f);
  }
  return made;
}

TEST(LeftOutRow, HasTheFeaturesThatEnoughOtherRowsHaveAndItsLength) {
  std::mt19937 random(11);
  for (const std::uint32_t least : {1U, 2U, 5U}) {
    FeatureRows rows = random_rows(random, 16, 40);
    rows.minimum_documents = least;
    std::vector<std::uint8_t> folds;
    for (std::size_t row = 0; row < rows.rows(); ++row) folds.push_back(static_cast<std::uint8_t>(random() % 4));
    const FeaturesWithoutFolds features(rows, folds, 3);
    LeftOutRow left_out(rows, features);
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      if (folds[row] == 3) continue;  // is never left out
      const std::set<std::uint32_t> chosen = plainly_chosen(rows, folds, folds[row], least);
      const FeatureRow all{rows.features_of(row), rows.values_of(row)};
      std::vector<std::uint32_t> kept;
      std::vector<float> values;
      for (std::size_t i = 0; i < all.features.size(); ++i) {
        if (!chosen.contains(all.features[i])) continue;
        kept.push_back(all.features[i]);
        values.push_back(all.values[i]);
      }
      const FeatureRow made = left_out.of(row, folds[row]);
      ASSERT_EQ(std::vector(made.features.begin(), made.features.end()), kept);
      if (kept.empty()) continue;
      const double factor = length_of(all) / length_of({kept, values});
      for (std::size_t i = 0; i < kept.size(); ++i)
        EXPECT_NEAR(made.values[i], factor * static_cast<double>(values[i]), 1e-5);
    }
  }
}

TEST(LeftOutRow, IsTheRowItselfWhereOtherRowsChoseTheFeatures) {
  std::mt19937 random(12);
  const FeatureRows rows = random_rows(random, 6, 10);
  const FeaturesWithoutFolds features(rows, std::vector<std::uint8_t>(6, 0), 1);
  LeftOutRow left_out(rows, features);
  for (std::size_t row = 0; row < 6; ++row) {
    EXPECT_EQ(left_out.of(row, 0).features.data(), rows.features_of(row).data());
    EXPECT_EQ(left_out.of(row, 0).values.data(), rows.values_of(row).data());
  }
}

TEST(LeftOutRow, WithNothingThatOtherRowsHaveIsEmpty) {
  FeatureRows rows{{0, 2, 3}, {0, 1, 2}, {1, 1, 1}, 3};
  rows.minimum_documents = 1;
  const FeaturesWithoutFolds features(rows, std::vector<std::uint8_t>{0, 1}, 2);
  EXPECT_TRUE(LeftOutRow(rows, features).of(0, 0).features.empty());
}

}  // namespace
}  // namespace fealty::complaints
