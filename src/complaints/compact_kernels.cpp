#include "compact_kernels.hpp"

#include <algorithm>
#include <cstring>

#include "prefetch.hpp"
#include "wide.hpp"

#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>
#endif

namespace fealty::complaints {
namespace {

/// How many rows ahead weights are asked for: what they lie in does not fit into the caches.
constexpr std::size_t compact_rows_ahead = 6;

FEALTY_WITHIN float scale_at(const std::int8_t* row) noexcept {
  float scale = 0;
  std::memcpy(&scale, row, sizeof scale);
  return scale;
}

void score_compact_plainly(std::span<const std::uint32_t> features, std::span<const float> values, CompactRows rows,
                           std::size_t stride, float* scores) noexcept {
  std::fill_n(scores, stride, 0.0F);
  for (std::size_t i = 0; i < features.size(); ++i) {
    const std::int8_t* const row = rows.of(features[i]);
    const float value = values[i] * scale_at(row);
    const std::int8_t* const w = row + sizeof(float);
    for (std::size_t k = 0; k < stride; ++k) scores[k] += value * static_cast<float>(w[k]);
  }
}

#if defined(__GNUC__) && defined(__x86_64__)
// Compilers make nothing good of bytes that become floats, so that this one is written out. The sums are the same.

/// The outputs from `first` on, eight for each block and then four or none, whose sums stay in registers.
template <std::size_t blocks, bool has_four>
__attribute__((target("avx2"))) void score_compact_blocks(std::span<const std::uint32_t> features,
                                                          std::span<const float> values, CompactRows rows,
                                                          std::size_t first, float* scores) noexcept {
  __m256 sums[blocks + 1];
  for (std::size_t b = 0; b < blocks; ++b) sums[b] = _mm256_setzero_ps();
  __m128 four = _mm_setzero_ps();
  const std::size_t count = features.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (i + compact_rows_ahead < count) {
      prefetch(rows.of(features[i + compact_rows_ahead]), 8 * blocks + sizeof(float));
    }
    const std::int8_t* const row = rows.of(features[i]);
    const float scaled = values[i] * scale_at(row);
    const __m256 value = _mm256_set1_ps(scaled);
    const std::int8_t* const w = row + sizeof(float) + first;
    for (std::size_t b = 0; b < blocks; ++b) {
      const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(w + 8 * b));
      const __m256 weights = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
      sums[b] = _mm256_add_ps(sums[b], _mm256_mul_ps(value, weights));
    }
    if constexpr (has_four) {
      int bytes = 0;
      std::memcpy(&bytes, w + 8 * blocks, sizeof bytes);
      const __m128 weights = _mm_cvtepi32_ps(_mm_cvtepi8_epi32(_mm_cvtsi32_si128(bytes)));
      four = _mm_add_ps(four, _mm_mul_ps(_mm_set1_ps(scaled), weights));
    }
  }
  for (std::size_t b = 0; b < blocks; ++b) _mm256_storeu_ps(scores + first + 8 * b, sums[b]);
  if constexpr (has_four) _mm_storeu_ps(scores + first + 8 * blocks, four);
}

__attribute__((target("avx2"))) void score_compact_widely(std::span<const std::uint32_t> features,
                                                          std::span<const float> values, CompactRows rows,
                                                          std::size_t stride, float* scores) noexcept {
  std::size_t first = 0;
  for (; first + 80 <= stride; first += 80) score_compact_blocks<10, false>(features, values, rows, first, scores);
  for (; first + 40 <= stride; first += 40) score_compact_blocks<5, false>(features, values, rows, first, scores);
  for (; first + 16 < stride; first += 16) score_compact_blocks<2, false>(features, values, rows, first, scores);
  switch (stride - first) {
    case 4:
      return score_compact_blocks<0, true>(features, values, rows, first, scores);
    case 8:
      return score_compact_blocks<1, false>(features, values, rows, first, scores);
    case 12:
      return score_compact_blocks<1, true>(features, values, rows, first, scores);
    case 16:
      return score_compact_blocks<2, false>(features, values, rows, first, scores);
    default:
      return;
  }
}
#endif

}  // namespace

void score_compact_row(std::span<const std::uint32_t> features, std::span<const float> values, CompactRows rows,
                       std::size_t stride, float* scores) noexcept {
#if defined(__GNUC__) && defined(__x86_64__)
  static const bool is_wide = __builtin_cpu_supports("avx2") != 0;
  if (is_wide) return score_compact_widely(features, values, rows, stride, scores);
#endif
  score_compact_plainly(features, values, rows, stride, scores);
}

}  // namespace fealty::complaints
