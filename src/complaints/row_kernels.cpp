#include "row_kernels.hpp"

#include <algorithm>
#include <cstring>

#include "prefetch.hpp"
#include "wide.hpp"

namespace fealty::complaints {
namespace {

/// How many features ahead weights are asked for: what they lie in does not fit into the caches.
constexpr std::size_t features_ahead = 6;

#if defined(__GNUC__)
using FourLanes = float __attribute__((vector_size(16)));
using EightLanes = float __attribute__((vector_size(32)));
#else
struct FourLanes {
  float of[4];
};
struct EightLanes {
  float of[8];
};
#endif

/// w += value * step.
template <class Lanes>
FEALTY_WITHIN void add_lanes(float* w, float value, const Lanes& step) noexcept {
#if defined(__GNUC__)
  Lanes sum;
  std::memcpy(&sum, w, sizeof sum);
  sum += value * step;
  std::memcpy(w, &sum, sizeof sum);
#else
  for (std::size_t k = 0; k < sizeof(Lanes) / sizeof(float); ++k) w[k] += value * step.of[k];
#endif
}

/// The lanes of one block, whose sums stay in registers; `weights` and `scores` begin with the block.
template <std::size_t lanes>
FEALTY_WITHIN void score_block(std::span<const std::uint32_t> features, std::span<const float> values,
                               const float* weights, std::size_t pitch, float* scores) noexcept {
  constexpr std::size_t ahead = lanes <= 8 ? 32 : lanes <= 24 ? 16 : features_ahead;
  float sums[lanes] = {};
  const std::size_t count = features.size();
  for (std::size_t i = 0; i < ahead && i < count; ++i)
    prefetch(weights + std::size_t{features[i]} * pitch, lanes * sizeof(float));
  for (std::size_t i = 0; i < count; ++i) {
    if (i + ahead < count) prefetch(weights + std::size_t{features[i + ahead]} * pitch, lanes * sizeof(float));
    const float* const w = weights + std::size_t{features[i]} * pitch;
    const float value = values[i];
#pragma GCC unroll 16
    for (std::size_t k = 0; k < lanes; ++k) sums[k] += value * w[k];
  }
  std::copy_n(sums, lanes, scores);
}

/// What the value of a feature is multiplied by before it moves weights.
struct EqualVariance {
  FEALTY_WITHIN float operator()(float value, std::uint32_t) const noexcept { return value; }
};
struct VarianceOfFeature {
  const float* variances;
  FEALTY_WITHIN float operator()(float value, std::uint32_t feature) const noexcept {
    return value * variances[feature];
  }
};

/// Lanes from the first on, eight for each block and then four or none, whose steps stay in registers.
template <std::size_t blocks, bool has_four, class Weigh>
FEALTY_WITHIN void add_blocks(std::span<const std::uint32_t> features, std::span<const float> values, float* weights,
                              std::size_t pitch, const float* step, const Weigh& weigh) noexcept {
  EightLanes eights[blocks + 1];
  FourLanes four;
  std::memcpy(eights, step, blocks * sizeof(EightLanes));
  if constexpr (has_four) std::memcpy(&four, step + 8 * blocks, sizeof four);
  for (std::size_t i = 0; i < features.size(); ++i) {
    float* const w = weights + std::size_t{features[i]} * pitch;
    const float value = weigh(values[i], features[i]);
    for (std::size_t b = 0; b < blocks; ++b) add_lanes(w + 8 * b, value, eights[b]);
    if constexpr (has_four) add_lanes(w + 8 * blocks, value, four);
  }
}

/// The groups of eight outputs that have a step, as the first of each; how many there are.
FEALTY_WITHIN std::size_t find_moved(const float* step, std::size_t stride, std::uint32_t* moved) noexcept {
  std::size_t found = 0;
  for (std::size_t first = 0; first + 8 <= stride; first += 8) {
    bool is_moved = false;
    for (std::size_t k = 0; k < 8; ++k) is_moved |= step[first + k] != 0.0F;
    moved[found] = static_cast<std::uint32_t>(first);
    found += is_moved ? 1 : 0;
  }
  return found;
}

/// Some groups of outputs only.
template <class Weigh>
FEALTY_WITHIN void add_moved(std::span<const std::uint32_t> features, std::span<const float> values, float* weights,
                             std::size_t pitch, const float* step, std::span<const std::uint32_t> moved,
                             const Weigh& weigh) noexcept {
  for (std::size_t i = 0; i < features.size(); ++i) {
    float* const w = weights + std::size_t{features[i]} * pitch;
    const float value = weigh(values[i], features[i]);
    for (const std::uint32_t first : moved) {
      EightLanes steps;
      std::memcpy(&steps, step + first, sizeof steps);
      add_lanes(w + first, value, steps);
    }
  }
}

/// All lanes, block by block.
template <class Weigh>
FEALTY_WITHIN void add_lanes_of_row(std::span<const std::uint32_t> features, std::span<const float> values,
                                    float* weights, std::size_t pitch, std::size_t lanes, const float* step,
                                    const Weigh& weigh) noexcept {
  std::size_t first = 0;
  for (; first + 80 <= lanes; first += 80) {
    std::uint32_t moved[10];
    const std::size_t count = find_moved(step + first, 80, moved);
    if (count > 8) {
      add_blocks<10, false>(features, values, weights + first, pitch, step + first, weigh);
    } else {
      add_moved(features, values, weights + first, pitch, step + first, {moved, count}, weigh);
    }
  }
  for (; first + 32 <= lanes; first += 32)
    add_blocks<4, false>(features, values, weights + first, pitch, step + first, weigh);
  switch (lanes - first) {
    case 4:
      return add_blocks<0, true>(features, values, weights + first, pitch, step + first, weigh);
    case 8:
      return add_blocks<1, false>(features, values, weights + first, pitch, step + first, weigh);
    case 12:
      return add_blocks<1, true>(features, values, weights + first, pitch, step + first, weigh);
    case 16:
      return add_blocks<2, false>(features, values, weights + first, pitch, step + first, weigh);
    case 20:
      return add_blocks<2, true>(features, values, weights + first, pitch, step + first, weigh);
    case 24:
      return add_blocks<3, false>(features, values, weights + first, pitch, step + first, weigh);
    case 28:
      return add_blocks<3, true>(features, values, weights + first, pitch, step + first, weigh);
    default:
      return;
  }
}

/// w += value * variances * step.
template <class Lanes>
FEALTY_WITHIN void add_weighed_lanes(float* w, float value, const float* variances, const Lanes& step) noexcept {
#if defined(__GNUC__)
  Lanes sum, weighed;
  std::memcpy(&sum, w, sizeof sum);
  std::memcpy(&weighed, variances, sizeof weighed);
  sum += value * weighed * step;
  std::memcpy(w, &sum, sizeof sum);
#else
  for (std::size_t k = 0; k < sizeof(Lanes) / sizeof(float); ++k) w[k] += value * variances[k] * step.of[k];
#endif
}

/// The lanes of one block, with a variance for each.
template <class Lanes>
FEALTY_WITHIN void add_block_by_lane(std::span<const std::uint32_t> features, std::span<const float> values,
                                     const float* variances, float* weights, std::size_t pitch,
                                     const float* step) noexcept {
  Lanes steps;
  std::memcpy(&steps, step, sizeof steps);
  for (std::size_t i = 0; i < features.size(); ++i) {
    const std::size_t place = std::size_t{features[i]} * pitch;
    add_weighed_lanes(weights + place, values[i], variances + place, steps);
  }
}

}  // namespace

FEALTY_WIDE double squared_length(std::span<const float> values) noexcept {
  double parts[8] = {};
  std::size_t i = 0;
  for (; i + 8 <= values.size(); i += 8) {
    for (std::size_t k = 0; k < 8; ++k) {
      const auto x = static_cast<double>(values[i + k]);
      parts[k] += x * x;
    }
  }
  for (; i < values.size(); ++i) parts[0] += static_cast<double>(values[i]) * static_cast<double>(values[i]);
  return ((parts[0] + parts[4]) + (parts[2] + parts[6])) + ((parts[1] + parts[5]) + (parts[3] + parts[7]));
}

double squared_length(std::span<const std::uint32_t> features, std::span<const float> values,
                      const float* variances) noexcept {
  double parts[4] = {};
  const auto add = [&](std::size_t part, std::size_t i) {
    const double value = static_cast<double>(values[i]);
    parts[part] += value * value * static_cast<double>(variances[features[i]]);
  };
  std::size_t i = 0;
  for (; i + 4 <= features.size(); i += 4) {
    for (std::size_t part = 0; part < 4; ++part) add(part, i + part);
  }
  for (; i < features.size(); ++i) add(0, i);
  return (parts[0] + parts[1]) + (parts[2] + parts[3]);
}

FEALTY_WIDE void score_row(std::span<const std::uint32_t> features, std::span<const float> values, const float* weights,
                           std::size_t pitch, std::size_t lanes, float* scores) noexcept {
  std::size_t first = 0;
  for (; first + 80 <= lanes; first += 80) score_block<80>(features, values, weights + first, pitch, scores + first);
  for (; first + 40 <= lanes; first += 40) score_block<40>(features, values, weights + first, pitch, scores + first);
  for (; first + 24 <= lanes; first += 24) score_block<24>(features, values, weights + first, pitch, scores + first);
  switch (lanes - first) {
    case 4:
      return score_block<4>(features, values, weights + first, pitch, scores + first);
    case 8:
      return score_block<8>(features, values, weights + first, pitch, scores + first);
    case 12:
      return score_block<12>(features, values, weights + first, pitch, scores + first);
    case 16:
      return score_block<16>(features, values, weights + first, pitch, scores + first);
    case 20:
      return score_block<20>(features, values, weights + first, pitch, scores + first);
    default:
      return;
  }
}

FEALTY_WIDE void add_row(std::span<const std::uint32_t> features, std::span<const float> values, float* weights,
                         std::size_t pitch, std::size_t lanes, const float* step) noexcept {
  add_lanes_of_row(features, values, weights, pitch, lanes, step, EqualVariance());
}

FEALTY_WIDE void add_row_by_feature(std::span<const std::uint32_t> features, std::span<const float> values,
                                    const float* variances, float* weights, std::size_t pitch, std::size_t lanes,
                                    const float* step) noexcept {
  add_lanes_of_row(features, values, weights, pitch, lanes, step, VarianceOfFeature{variances});
}

FEALTY_WIDE void add_row_by_lane(std::span<const std::uint32_t> features, std::span<const float> values,
                                 const float* variances, float* weights, std::size_t pitch, std::size_t lanes,
                                 const float* step) noexcept {
  std::size_t first = 0;
  for (; first + 8 <= lanes; first += 8)
    add_block_by_lane<EightLanes>(features, values, variances + first, weights + first, pitch, step + first);
  if (first < lanes)
    add_block_by_lane<FourLanes>(features, values, variances + first, weights + first, pitch, step + first);
}

}  // namespace fealty::complaints
