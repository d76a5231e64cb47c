#include "row_kernels.hpp"

#include <algorithm>

#include "wide.hpp"

namespace fealty::complaints {
namespace {

/// How many features ahead weights are asked for: what they lie in does not fit into the caches.
constexpr std::size_t ahead = 6;

#if defined(__GNUC__)
void prefetch(const float* weights, std::size_t stride) noexcept {
  for (std::size_t k = 0; k < stride; k += 16) __builtin_prefetch(weights + k, 1);
}
#else
void prefetch(const float*, std::size_t) noexcept {}
#endif

/// So few outputs that the sums stay in registers.
template <std::size_t lanes>
void score_few(std::span<const std::uint32_t> features, std::span<const float> values, const float* weights,
               float* scores) noexcept {
  float sums[lanes] = {};
  const std::size_t count = features.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (i + ahead < count) prefetch(weights + std::size_t{features[i + ahead]} * lanes, lanes);
    const float* w = weights + std::size_t{features[i]} * lanes;
    const float value = values[i];
    for (std::size_t k = 0; k < lanes; ++k) sums[k] += value * w[k];
  }
  std::copy_n(sums, lanes, scores);
}

}  // namespace

FEALTY_WIDE void score_row(std::span<const std::uint32_t> features, std::span<const float> values, const float* weights,
                           std::size_t stride, float* scores) noexcept {
  switch (stride) {
    case 4:
      return score_few<4>(features, values, weights, scores);
    case 8:
      return score_few<8>(features, values, weights, scores);
    case 12:
      return score_few<12>(features, values, weights, scores);
    case 16:
      return score_few<16>(features, values, weights, scores);
    default:
      break;
  }
  std::fill_n(scores, stride, 0.0F);
  const std::size_t count = features.size();
  float* const sums = scores;
  for (std::size_t i = 0; i < count; ++i) {
    if (i + ahead < count) prefetch(weights + std::size_t{features[i + ahead]} * stride, stride);
    const float* const w = weights + std::size_t{features[i]} * stride;
    const float value = values[i];
    for (std::size_t k = 0; k < stride; ++k) sums[k] += value * w[k];
  }
}

FEALTY_WIDE void add_row(std::span<const std::uint32_t> features, std::span<const float> values, float* weights,
                         std::size_t stride, const float* step) noexcept {
  for (std::size_t i = 0; i < features.size(); ++i) {
    float* const w = weights + std::size_t{features[i]} * stride;
    const float value = values[i];
    for (std::size_t k = 0; k < stride; ++k) w[k] += value * step[k];
  }
}

FEALTY_WIDE void add_row(std::span<const std::uint32_t> features, std::span<const float> values, const float* variances,
                         float* weights, std::size_t stride, const float* step) noexcept {
  for (std::size_t i = 0; i < features.size(); ++i) {
    const std::size_t first = std::size_t{features[i]} * stride;
    float* const w = weights + first;
    const float* const v = variances + first;
    const float value = values[i];
    for (std::size_t k = 0; k < stride; ++k) w[k] += value * v[k] * step[k];
  }
}

}  // namespace fealty::complaints
