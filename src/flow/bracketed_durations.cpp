#include "bracketed_durations.hpp"

#include <array>

#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>
#endif

namespace fealty::flow {
namespace {

constexpr std::size_t durations_at_a_time = 4;

/// How many lie below and inside so far, and where the latter go; there is room for a few more than there are.
struct Sorting {
  std::size_t below = 0;
  std::size_t found = 0;
  Duration* inside = nullptr;
};

/// No branch depends on a duration: it would be guessed wrongly too often.
void sort_plainly(Sorting& sorting, std::span<const Duration> durations, const DurationBracket& bracket) noexcept {
  const auto from = static_cast<std::uint64_t>(bracket.from);
  const std::uint64_t reach = static_cast<std::uint64_t>(bracket.to) - from;
  auto [below, found, inside] = sorting;  // in registers
  for (const Duration d : durations) {
    below += d.us < bracket.from ? 1 : 0;
    inside[found] = d;
    found += static_cast<std::uint64_t>(d.us) - from <= reach ? 1 : 0;
  }
  sorting = {below, found, inside};
}

#if defined(__GNUC__) && defined(__x86_64__)
/// For each set of four lanes, which halves of lanes move to the front, so that those that are not in the set stand
/// there.
constexpr auto moves_to_front = [] {
  std::array<std::array<std::uint32_t, 2 * durations_at_a_time>, 1 << durations_at_a_time> all{};
  for (std::size_t outside = 0; outside < all.size(); ++outside) {
    std::uint32_t place = 0;
    for (std::uint32_t lane = 0; lane < durations_at_a_time; ++lane) {
      if ((outside >> lane & 1) != 0) continue;
      all[outside][place++] = 2 * lane;
      all[outside][place++] = 2 * lane + 1;
    }
  }
  return all;
}();

/// Four at a time, for machines with AVX2.
__attribute__((target("avx2,popcnt"))) void sort_widely(Sorting& sorting, std::span<const Duration> durations,
                                                        const DurationBracket& bracket) noexcept {
  const __m256i from = _mm256_set1_epi64x(bracket.from);
  const __m256i to = _mm256_set1_epi64x(bracket.to);
  __m256i below = _mm256_setzero_si256();
  Duration* next = sorting.inside + sorting.found;
  std::size_t i = 0;
  for (; i + durations_at_a_time <= durations.size(); i += durations_at_a_time) {
    const __m256i d = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(&durations[i]));
    const __m256i is_below = _mm256_cmpgt_epi64(from, d);
    below = _mm256_sub_epi64(below, is_below);
    const __m256i is_outside = _mm256_or_si256(is_below, _mm256_cmpgt_epi64(d, to));
    const auto outside = static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(is_outside)));
    const __m256i move = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(moves_to_front[outside].data()));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(next), _mm256_permutevar8x32_epi32(d, move));
    next += durations_at_a_time - static_cast<std::size_t>(_mm_popcnt_u32(outside));
  }
  alignas(32) std::array<std::uint64_t, durations_at_a_time> counts{};
  _mm256_store_si256(reinterpret_cast<__m256i*>(counts.data()), below);
  for (const std::uint64_t count : counts) sorting.below += count;
  sorting.found = static_cast<std::size_t>(next - sorting.inside);
  sort_plainly(sorting, durations.subspan(i), bracket);
}
#endif

void sort(Sorting& sorting, std::span<const Duration> durations, const DurationBracket& bracket) noexcept {
#if defined(__GNUC__) && defined(__x86_64__)
  static const bool is_wide = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("popcnt") != 0;
  if (is_wide) return sort_widely(sorting, durations, bracket);
#endif
  sort_plainly(sorting, durations, bracket);
}

}  // namespace

BracketedDurations bracketed_durations(std::span<const Duration> durations, const DurationBracket& bracket) {
  BracketedDurations result{0, UnfilledVector<Duration>(durations.size() + durations_at_a_time)};
  Sorting sorting{0, 0, result.inside.data()};
  sort(sorting, durations, bracket);
  result.below = sorting.below;
  result.inside.resize(sorting.found);
  return result;
}

}  // namespace fealty::flow
