#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fealty::complaints {

/// Texts as features, in compressed sparse row form: row r has the features `features[offsets[r]..offsets[r + 1])`,
/// ascending, with the values beside them.
struct FeatureRows {
  std::vector<std::uint64_t> offsets = {0};  ///< one more than there are rows
  std::vector<std::uint32_t> features = {};
  std::vector<float> values = {};
  std::uint32_t number_of_features = 0;

  /// The features are those that at least so many of these rows have; 0 if they were not chosen by these rows.
  std::uint32_t minimum_documents = 0;

  [[nodiscard]] std::size_t rows() const noexcept { return offsets.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> features_of(std::size_t row) const noexcept {
    return {features.data() + offsets[row], static_cast<std::size_t>(offsets[row + 1] - offsets[row])};
  }
  [[nodiscard]] std::span<const float> values_of(std::size_t row) const noexcept {
    return {values.data() + offsets[row], static_cast<std::size_t>(offsets[row + 1] - offsets[row])};
  }
};

/// One row: features, ascending, with the values beside them; valid as long as the memory it stands in.
struct FeatureRow {
  std::span<const std::uint32_t> features;
  std::span<const float> values;
};

}  // namespace fealty::complaints
