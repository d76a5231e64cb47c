#include "left_out_row.hpp"

#include <cmath>

#include "row_kernels.hpp"

namespace fealty::complaints {

FeaturesWithoutFolds::FeaturesWithoutFolds(const FeatureRows& rows, std::span<const std::uint8_t> fold_of_row,
                                           std::size_t folds) {
  if (rows.minimum_documents == 0) return;
  std::vector<std::uint32_t> others(rows.number_of_features);
  for (const std::uint32_t feature : rows.features) ++others[feature];
  is_rare_.assign(folds, std::vector<bool>(rows.number_of_features));
  const auto count_in = [&](std::size_t fold, std::uint32_t times) {
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      if (fold_of_row[row] != fold) continue;
      for (const std::uint32_t feature : rows.features_of(row)) others[feature] += times;
    }
  };
  constexpr std::uint32_t minus_one = ~std::uint32_t{0};
  for (std::size_t fold = 0; fold < folds; ++fold) {
    count_in(fold, minus_one);
    for (std::uint32_t f = 0; f < rows.number_of_features; ++f) is_rare_[fold][f] = others[f] < rows.minimum_documents;
    count_in(fold, 1);
  }
}

FeatureRow LeftOutRow::of(std::size_t row, std::size_t fold) {
  const auto features = rows_.features_of(row);
  const auto values = rows_.values_of(row);
  if (!features_.are_chosen_anew()) return {features, values};
  kept_.clear();
  values_.clear();
  for (std::size_t i = 0; i < features.size(); ++i) {
    if (!features_.has(fold, features[i])) continue;
    kept_.push_back(features[i]);
    values_.push_back(values[i]);
  }
  const double kept = squared_length(values_);
  if (kept_.size() < features.size() && kept > 0) {
    const auto factor = static_cast<float>(std::sqrt(squared_length(values) / kept));
    for (float& value : values_) value *= factor;
  }
  return {kept_, values_};
}

}  // namespace fealty::complaints
