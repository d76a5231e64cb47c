#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/complaints/linear_heads.hpp"
#include "fealty/core/archived.hpp"

namespace fealty::complaints {

/// Linear heads whose weights have 8 bits each: a quarter of the memory, and so about as much less for the caches.
///
/// A weight is unit(output) * scale(feature) * n with n from -127 to 127; the unit is the greatest magnitude of any
/// weight of the output, so that heads of different magnitude do not spoil each other. A weight is off by at most
/// 1/254 of the greatest of its feature, which in a text of many features comes to nothing. Intercepts are kept as they
/// are.
class CompactHeads {
 public:
  CompactHeads() = default;
  explicit CompactHeads(const LinearHeads& heads);

  [[nodiscard]] std::uint32_t number_of_features() const noexcept { return features_; }
  [[nodiscard]] std::size_t heads() const noexcept { return outputs_.size(); }
  [[nodiscard]] std::uint32_t outputs(std::size_t head) const noexcept { return outputs_[head]; }
  [[nodiscard]] std::uint32_t first_output(std::size_t head) const noexcept { return first_[head]; }
  [[nodiscard]] std::uint32_t stride() const noexcept { return stride_; }

  /// Scores of one row by output: `stride()` numbers. All features must be known.
  void score(std::span<const std::uint32_t> features, std::span<const float> values,
             std::span<float> scores) const noexcept;

  /// The sums of values times weights, by output, that `finish` makes scores of: such sums may be added and multiplied.
  void add_up(std::span<const std::uint32_t> features, std::span<const float> values,
              std::span<float> sums) const noexcept;
  void finish(std::span<float> sums) const noexcept;

  /// The row of a feature: its scale, a float, and then `stride()` weights of 8 bits. Those of the next follow it.
  [[nodiscard]] std::span<const std::int8_t> row(std::uint32_t feature) const noexcept {
    return {rows_.data() + feature * pitch(), pitch()};
  }

  /// The weight of a feature for an output, counted over all heads.
  [[nodiscard]] double weight(std::uint32_t feature, std::uint32_t output) const noexcept;

  [[nodiscard]] double intercept(std::uint32_t output) const noexcept {
    return static_cast<double>(intercepts_[output]);
  }

  /// The greatest magnitude of the weights of a feature, each as a share of the greatest of its output.
  [[nodiscard]] double magnitude(std::uint32_t feature) const noexcept;

  /// The same weights in single precision, to be trained further.
  [[nodiscard]] LinearHeads expanded() const;

  /// The heads with some of the features only, numbered anew in the same order.
  [[nodiscard]] CompactHeads with_only(std::span<const std::uint32_t> features) const;

  friend bool operator==(const CompactHeads&, const CompactHeads&) = default;

 private:
  friend struct io::Archived<CompactHeads>;

  [[nodiscard]] std::size_t pitch() const noexcept { return sizeof(float) + stride_; }

  std::vector<std::uint32_t> outputs_;
  std::vector<std::uint32_t> first_;
  std::uint32_t features_ = 0;
  std::uint32_t stride_ = 0;
  std::vector<float> units_;
  std::vector<float> intercepts_;
  std::vector<std::int8_t> rows_;  // for each feature its scale and its weights, which are so in one line of the cache
};

}  // namespace fealty::complaints
