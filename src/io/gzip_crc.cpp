#include "gzip_crc.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <zlib.h>

#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>
#endif

namespace fealty::io {
namespace {

std::uint32_t crc_plainly(std::uint32_t before, std::string_view bytes) noexcept {
  constexpr std::size_t largest = std::numeric_limits<uInt>::max();
  uLong crc = before;
  for (std::string_view part; !bytes.empty(); bytes.remove_prefix(part.size())) {
    part = bytes.substr(0, largest);
    crc = crc32(crc, reinterpret_cast<const Bytef*>(part.data()), static_cast<uInt>(part.size()));
  }
  return static_cast<std::uint32_t>(crc);
}

#if defined(__GNUC__) && defined(__x86_64__)
// Folding by multiplication without carry: Gopal et al., "Fast CRC computation for generic polynomials using PCLMULQDQ
// instruction" (Intel 2009). Here it stops at 16 bytes that have the remainder of all, and zlib does the rest.

constexpr std::size_t word_size = 16;
constexpr std::size_t words_in_stride = 4;
constexpr std::size_t stride = word_size * words_in_stride;

/// Moves a word on by so many bits as the factors stand for: they are x^(bits + 32) and x^(bits - 32) modulo the
/// polynomial, their bits reversed as gzip has them.
__attribute__((target("pclmul"), always_inline)) inline __m128i moved(const __m128i& value,
                                                                      const __m128i& factors) noexcept {
  return _mm_xor_si128(_mm_clmulepi64_si128(value, factors, 0x00), _mm_clmulepi64_si128(value, factors, 0x11));
}

__attribute__((target("pclmul"), always_inline)) inline __m128i word_at(const char* place) noexcept {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(place));
}

/// Of at least one stride, and whole ones.
__attribute__((target("pclmul"))) std::uint32_t crc_of_strides(std::uint32_t before, std::string_view bytes) noexcept {
  const __m128i by_stride = _mm_set_epi64x(0x1c6e41596, 0x154442bd4);
  const __m128i by_word = _mm_set_epi64x(0x0ccaa009e, 0x1751997d0);
  const char* at = bytes.data();
  __m128i folded[words_in_stride];
  for (std::size_t k = 0; k < words_in_stride; ++k) folded[k] = word_at(at + k * word_size);
  folded[0] = _mm_xor_si128(folded[0], _mm_cvtsi32_si128(static_cast<int>(~before)));
  for (std::size_t i = stride; i < bytes.size(); i += stride) {
    for (std::size_t k = 0; k < words_in_stride; ++k)
      folded[k] = _mm_xor_si128(moved(folded[k], by_stride), word_at(at + i + k * word_size));
  }
  for (std::size_t k = 1; k < words_in_stride; ++k) folded[k] = _mm_xor_si128(moved(folded[k - 1], by_word), folded[k]);
  std::array<char, word_size> last{};
  _mm_storeu_si128(reinterpret_cast<__m128i*>(last.data()), folded[words_in_stride - 1]);
  return crc_plainly(~std::uint32_t{0}, {last.data(), last.size()});  // zlib inverts: it begins with no remainder
}
#endif

}  // namespace

std::uint32_t gzip_crc(std::uint32_t before, std::string_view bytes) noexcept {
#if defined(__GNUC__) && defined(__x86_64__)
  static const bool can_multiply = __builtin_cpu_supports("pclmul") != 0;
  const std::size_t strides = bytes.size() / stride * stride;
  if (can_multiply && strides > 0) {
    before = crc_of_strides(before, bytes.substr(0, strides));
    bytes.remove_prefix(strides);
  }
#endif
  return crc_plainly(before, bytes);
}

}  // namespace fealty::io
