#include "duration_totals.hpp"

#include <algorithm>
#include <cstddef>

#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>
#endif

namespace fealty::flow {
namespace {

void add_plainly(DurationTotals& totals, std::span<const Duration> durations) noexcept {
  DurationTotals all = totals;  // in registers
  for (const auto [d] : durations) {
    all.sum += d;
    all.squares += WideSum::product(d, d);
    all.least = std::min(all.least, d);
    all.greatest = std::max(all.greatest, d);
  }
  totals = all;
}

#if defined(__GNUC__) && defined(__x86_64__)
// Four at a time, for machines with AVX2: it multiplies numbers of 32 bits, so a duration is cut into two of 28.
#define FEALTY_AVX2 __attribute__((target("avx2"), always_inline)) inline

constexpr int half_bits = 28;
constexpr int most_bits = 2 * half_bits;  // 2283 years

/// So many that their sums, and those of products of halves, stay below 2^64.
constexpr std::size_t durations_at_once = std::size_t{1} << (64 - most_bits);

FEALTY_AVX2 WideSum sum_of(const __m256i& lanes) noexcept {
  alignas(32) std::uint64_t four[4];
  _mm256_store_si256(reinterpret_cast<__m256i*>(four), lanes);
  return WideSum::from_bits(0, four[0] + four[1] + four[2] + four[3]);
}

/// The sums of four lanes.
struct WideTotals {
  __m256i sum, high, cross, low;  // of the durations, and of products of their halves
  __m256i least, greatest;
  __m256i bits;  // that any of them has
};

FEALTY_AVX2 void take(WideTotals& totals, const __m256i& d) noexcept {
  const __m256i high = _mm256_srli_epi64(d, half_bits);
  const __m256i low = _mm256_and_si256(d, _mm256_set1_epi64x((1 << half_bits) - 1));
  totals.sum = _mm256_add_epi64(totals.sum, d);
  totals.high = _mm256_add_epi64(totals.high, _mm256_mul_epu32(high, high));
  totals.cross = _mm256_add_epi64(totals.cross, _mm256_mul_epu32(high, low));
  totals.low = _mm256_add_epi64(totals.low, _mm256_mul_epu32(low, low));
  totals.least = _mm256_blendv_epi8(totals.least, d, _mm256_cmpgt_epi64(totals.least, d));
  totals.greatest = _mm256_blendv_epi8(totals.greatest, d, _mm256_cmpgt_epi64(d, totals.greatest));
  totals.bits = _mm256_or_si256(totals.bits, d);
}

/// Adds up to `durations_at_once`, a multiple of four. False, and nothing is added, if one is negative or longer than
/// two halves.
__attribute__((target("avx2"))) bool add_at_once(DurationTotals& totals, std::span<const Duration> durations) noexcept {
  const __m256i none = _mm256_setzero_si256();
  WideTotals wide{none, none, none, none, _mm256_set1_epi64x(totals.least), _mm256_set1_epi64x(totals.greatest), none};
  for (std::size_t i = 0; i < durations.size(); i += 4)
    take(wide, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(&durations[i])));
  if (_mm256_testz_si256(wide.bits, _mm256_set1_epi64x(-(std::int64_t{1} << most_bits))) == 0) return false;
  totals.sum += sum_of(wide.sum);
  totals.squares += sum_of(wide.high) * (std::int64_t{1} << most_bits);
  totals.squares += sum_of(wide.cross) * (std::int64_t{2} << half_bits);
  totals.squares += sum_of(wide.low);
  alignas(32) std::int64_t extremes[8];
  _mm256_store_si256(reinterpret_cast<__m256i*>(extremes), wide.least);
  _mm256_store_si256(reinterpret_cast<__m256i*>(extremes + 4), wide.greatest);
  totals.least = *std::min_element(extremes, extremes + 4);
  totals.greatest = *std::max_element(extremes + 4, extremes + 8);
  return true;
}

void add_widely(DurationTotals& totals, std::span<const Duration> durations) noexcept {
  while (durations.size() >= 4) {
    const auto next = durations.first(std::min(durations_at_once, durations.size() / 4 * 4));
    if (!add_at_once(totals, next)) add_plainly(totals, next);
    durations = durations.subspan(next.size());
  }
  add_plainly(totals, durations);
}
#endif

}  // namespace

DurationTotals totals_of(std::span<const Duration> durations) noexcept {
  DurationTotals totals{{}, {}, durations.front().us, durations.front().us};
#if defined(__GNUC__) && defined(__x86_64__)
  static const bool is_wide = __builtin_cpu_supports("avx2") != 0;
  if (is_wide) {
    add_widely(totals, durations);
    return totals;
  }
#endif
  add_plainly(totals, durations);
  return totals;
}

}  // namespace fealty::flow
