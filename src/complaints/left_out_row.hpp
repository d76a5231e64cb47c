#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"

namespace fealty::complaints {

/// Which features there would be if they had been chosen without each of the first folds: those that enough of the
/// other rows have.
class FeaturesWithoutFolds {
 public:
  /// `fold_of_row` gives the fold of each row.
  FeaturesWithoutFolds(const FeatureRows& rows, std::span<const std::uint8_t> fold_of_row, std::size_t folds);

  [[nodiscard]] bool are_chosen_anew() const noexcept { return !is_rare_.empty(); }
  [[nodiscard]] bool has(std::size_t fold, std::uint32_t feature) const noexcept { return !is_rare_[fold][feature]; }

 private:
  std::vector<std::vector<bool>> is_rare_;  // by fold and feature; empty if no features were chosen by the rows
};

/// A row as it would be if it were new: without features that too few of the rows outside its fold have, and brought to
/// the length that it had. A row with them would look surer of itself, or less so, than texts that are to come: they
/// have no features of which they themselves are half of the evidence.
class LeftOutRow {
 public:
  /// What is given must outlive this.
  LeftOutRow(const FeatureRows& rows, const FeaturesWithoutFolds& features) noexcept
      : rows_(rows), features_(features) {}

  /// Valid until it is asked for the next one.
  [[nodiscard]] FeatureRow of(std::size_t row, std::size_t fold);

 private:
  const FeatureRows& rows_;
  const FeaturesWithoutFolds& features_;
  std::vector<std::uint32_t> kept_;
  std::vector<float> values_;
};

}  // namespace fealty::complaints
