#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"

namespace fealty::complaints {

/// Rows of some random features each, with values about 1.
inline FeatureRows random_rows(std::mt19937& random, std::size_t rows, std::uint32_t features) {
  FeatureRows made;
  made.number_of_features = features;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::uint32_t f = 0; f < features; ++f) {
      if (std::uniform_real_distribution(0.0, 1.0)(random) > 0.3) continue;
      made.features.push_back(f);
      made.values.push_back(std::uniform_real_distribution(0.2F, 1.0F)(random));
    }
    made.offsets.push_back(made.features.size());
  }
  return made;
}

inline std::vector<std::int32_t> random_classes(std::mt19937& random, std::size_t rows, std::uint32_t classes) {
  std::vector<std::int32_t> made;
  for (std::size_t row = 0; row < rows; ++row)
    made.push_back(std::uniform_int_distribution(0, static_cast<int>(classes) - 1)(random));
  return made;
}

/// The same rows and classes in another order.
inline FeatureRows shuffled(std::mt19937& random, const FeatureRows& rows, std::vector<std::int32_t>& classes) {
  std::vector<std::size_t> order(rows.rows());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), random);
  FeatureRows made;
  made.number_of_features = rows.number_of_features;
  std::vector<std::int32_t> moved;
  for (const std::size_t row : order) {
    const auto features = rows.features_of(row);
    const auto values = rows.values_of(row);
    made.features.insert(made.features.end(), features.begin(), features.end());
    made.values.insert(made.values.end(), values.begin(), values.end());
    made.offsets.push_back(made.features.size());
    moved.push_back(classes[row]);
  }
  classes = moved;
  return made;
}

}  // namespace fealty::complaints
