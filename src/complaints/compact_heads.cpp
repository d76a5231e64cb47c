#include "fealty/complaints/compact_heads.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "compact_kernels.hpp"

namespace fealty::complaints {
namespace {

constexpr float greatest_code = 127.0F;

float scale_of(const std::int8_t* row) noexcept {
  float scale = 0;
  std::memcpy(&scale, row, sizeof scale);
  return scale;
}

}  // namespace

CompactHeads::CompactHeads(const LinearHeads& heads)
    : features_(heads.number_of_features()), stride_(heads.stride()), units_(heads.stride()) {
  for (std::size_t h = 0; h < heads.heads(); ++h) {
    outputs_.push_back(heads.outputs(h));
    first_.push_back(heads.first_output(h));
  }
  intercepts_.assign(heads.intercepts().begin(), heads.intercepts().end());
  for (std::uint32_t feature = 0; feature < features_; ++feature) {
    const auto weights = heads.weights_of(feature);
    for (std::size_t k = 0; k < stride_; ++k) units_[k] = std::max(units_[k], std::abs(weights[k]));
  }
  rows_.resize(features_ * pitch());
  for (std::uint32_t feature = 0; feature < features_; ++feature) {
    const auto weights = heads.weights_of(feature);
    float most = 0;
    for (std::size_t k = 0; k < stride_; ++k)
      most = std::max(most, units_[k] > 0 ? std::abs(weights[k]) / units_[k] : 0.0F);
    const float scale = most / greatest_code;
    std::int8_t* const row = rows_.data() + feature * pitch();
    std::memcpy(row, &scale, sizeof scale);
    if (scale <= 0) continue;
    for (std::size_t k = 0; k < stride_; ++k) {
      if (units_[k] <= 0) continue;
      const float n = std::round(weights[k] / units_[k] / scale);
      row[sizeof(float) + k] = static_cast<std::int8_t>(std::clamp(n, -greatest_code, greatest_code));
    }
  }
}

void CompactHeads::score(std::span<const std::uint32_t> features, std::span<const float> values,
                         std::span<float> scores) const noexcept {
  add_up(features, values, scores);
  finish(scores);
}

void CompactHeads::add_up(std::span<const std::uint32_t> features, std::span<const float> values,
                          std::span<float> sums) const noexcept {
  score_compact_row(features, values, {rows_.data(), pitch()}, stride_, sums.data());
}

void CompactHeads::finish(std::span<float> sums) const noexcept {
  for (std::size_t k = 0; k < stride_; ++k) sums[k] = sums[k] * units_[k] + intercepts_[k];
}

double CompactHeads::weight(std::uint32_t feature, std::uint32_t output) const noexcept {
  const std::int8_t* const row = rows_.data() + feature * pitch();
  return static_cast<double>(units_[output]) * static_cast<double>(scale_of(row)) *
         static_cast<double>(row[sizeof(float) + output]);
}

double CompactHeads::magnitude(std::uint32_t feature) const noexcept {
  return static_cast<double>(scale_of(rows_.data() + feature * pitch()) * greatest_code);
}

LinearHeads CompactHeads::expanded() const {
  LinearHeads heads(features_, outputs_);
  for (std::uint32_t feature = 0; feature < features_; ++feature) {
    for (std::uint32_t k = 0; k < stride_; ++k) heads.weights_of(feature)[k] = static_cast<float>(weight(feature, k));
  }
  std::ranges::copy(intercepts_, heads.weights_of(features_).begin());
  return heads;
}

CompactHeads CompactHeads::with_only(std::span<const std::uint32_t> features) const {
  CompactHeads some = *this;
  some.features_ = static_cast<std::uint32_t>(features.size());
  some.rows_.clear();
  for (const std::uint32_t feature : features) {
    const auto row = rows_.begin() + static_cast<std::ptrdiff_t>(feature * pitch());
    some.rows_.insert(some.rows_.end(), row, row + static_cast<std::ptrdiff_t>(pitch()));
  }
  return some;
}

}  // namespace fealty::complaints
