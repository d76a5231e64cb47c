#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/complaints/text_options.hpp"
#include "fealty/core/large_pages.hpp"

namespace fealty::complaints {

/// What a count is worth, feature by feature.
struct Weighting {
  static constexpr std::size_t tabled = 64;

  std::array<std::uint32_t, feature_families + 1> starts{};  // of the families
  std::vector<float> weights;                                // by feature
  std::array<float, tabled> of_count{};                      // 1 + ln c, or c
  std::array<double, feature_families> family_weights{};
  bool sublinear = true;
  bool normalize_families = true;

  [[nodiscard]] float of(std::uint32_t count) const noexcept {
    if (count < tabled) return of_count[count];
    return sublinear ? static_cast<float>(1.0 + std::log(static_cast<double>(count))) : static_cast<float>(count);
  }
};

/// Counts features of one row after another, and gives each row in ascending order: which features have been counted is
/// marked in bits, the words of bits that have any are marked in bits again, and so nothing is sorted or cleared in
/// vain.
class FeatureCounts {
 public:
  /// Counts features up to `features`; that number itself may be counted too and is forgotten.
  explicit FeatureCounts(std::uint32_t features)
      : counts_(features + 1), bits_(features / 64 + 1), groups_(features / 4096 + 1), end_(features) {}

  [[nodiscard]] std::uint32_t features() const noexcept { return end_; }

  void add(std::uint32_t feature, std::uint32_t count) noexcept {
    counts_[feature] += count;
    bits_[feature >> 6] |= std::uint64_t{1} << (feature & 63);
    groups_[feature >> 12] |= std::uint64_t{1} << ((feature >> 6) & 63);
  }

  /// The row that has been counted, weighted; and all is zero again.
  void finish(const Weighting& weighting) {
    drop(end_);
    size_ = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      for (std::uint64_t group = groups_[g]; group != 0; group &= group - 1) {
        collect(weighting, 64 * g + static_cast<std::size_t>(std::countr_zero(group)));
      }
      groups_[g] = 0;
    }
    normalize(weighting);
  }

  [[nodiscard]] std::span<const std::uint32_t> row_features() const noexcept { return {features_.data(), size_}; }
  [[nodiscard]] std::span<const float> row_values() const noexcept { return {values_.data(), size_}; }

 private:
  void drop(std::uint32_t feature) noexcept {
    counts_[feature] = 0;
    bits_[feature >> 6] &= ~(std::uint64_t{1} << (feature & 63));
  }

  void collect(const Weighting& weighting, std::size_t word) {
    if (size_ + 64 > features_.size()) {
      features_.resize(2 * size_ + 256);
      values_.resize(2 * size_ + 256);
    }
    std::uint32_t* features = features_.data();
    float* values = values_.data();
    std::size_t size = size_;
    for (std::uint64_t bits = bits_[word]; bits != 0; bits &= bits - 1) {
      const auto feature = static_cast<std::uint32_t>(64 * word + static_cast<std::size_t>(std::countr_zero(bits)));
      features[size] = feature;
      values[size] = weighting.of(counts_[feature]) * weighting.weights[feature];
      counts_[feature] = 0;
      ++size;
    }
    size_ = size;
    bits_[word] = 0;
  }

  /// Brings the part in each family to the length it is to have, and the whole to 1.
  void normalize(const Weighting& weighting) noexcept {
    std::array<std::size_t, feature_families + 1> bounds{};
    std::array<double, feature_families> factors{};
    double total = 0.0;
    for (std::size_t family = 0; family < feature_families; ++family) {
      const auto end =
          std::lower_bound(features_.begin() + static_cast<std::ptrdiff_t>(bounds[family]),
                           features_.begin() + static_cast<std::ptrdiff_t>(size_), weighting.starts[family + 1]);
      bounds[family + 1] = static_cast<std::size_t>(end - features_.begin());
      const double squares = squares_of(bounds[family], bounds[family + 1]);
      if (squares == 0.0) continue;
      const double weight = weighting.family_weights[family];
      factors[family] = weighting.normalize_families ? weight / std::sqrt(squares) : weight;
      total += factors[family] * factors[family] * squares;
    }
    for (std::size_t family = 0; family < feature_families; ++family) {
      const auto factor = static_cast<float>(total > 0.0 ? factors[family] / std::sqrt(total) : 0.0);
      for (std::size_t i = bounds[family]; i < bounds[family + 1]; ++i) values_[i] *= factor;
    }
  }

  /// The sum of the squares of some values, in four parts that are added at the end.
  [[nodiscard]] double squares_of(std::size_t begin, std::size_t end) const noexcept {
    std::array<double, 4> parts{};
    std::size_t i = begin;
    for (; i + 4 <= end; i += 4) {
      for (std::size_t k = 0; k < 4; ++k) {
        const double value = values_[i + k];
        parts[k] += value * value;
      }
    }
    for (; i < end; ++i) parts[0] += static_cast<double>(values_[i]) * static_cast<double>(values_[i]);
    return (parts[0] + parts[1]) + (parts[2] + parts[3]);
  }

  RandomAccessTable<std::uint32_t> counts_;
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint64_t> groups_;
  std::uint32_t end_;
  std::vector<std::uint32_t> features_;  // of the row
  std::vector<float> values_;
  std::size_t size_ = 0;
};

}  // namespace fealty::complaints
