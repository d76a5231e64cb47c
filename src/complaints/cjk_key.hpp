#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "fealty/complaints/text_options.hpp"

namespace fealty::complaints {

/// The key of an n-gram of up to three CJK characters, as `packed` has it: the first one in the highest bits.
using CjkKey = std::uint64_t;

inline constexpr unsigned cjk_bits = 21;
inline constexpr CjkKey three_characters = (CjkKey{1} << (3 * cjk_bits)) - 1;

/// The last three characters after one more.
constexpr CjkKey followed_by(CjkKey last, char32_t character) noexcept {
  return ((last << cjk_bits) | character) & three_characters;
}

/// An n-gram without its first characters.
constexpr CjkKey without_first(CjkKey key, std::size_t characters) noexcept {
  return (key << (cjk_bits * characters)) & three_characters;
}

constexpr std::size_t length_of(CjkKey key) noexcept {
  constexpr CjkKey one = (CjkKey{1} << cjk_bits) - 1;
  return (key & one) != 0 ? 3 : (key & (one << cjk_bits)) != 0 ? 2 : 1;
}

/// Calls `each(key)` for the n-grams of a run, shorter ones first, each length in the order of the run.
template <class Each>
void for_each_cjk_gram(std::span<const char32_t> run, const NgramRange& lengths, const Each& each) {
  for (std::size_t n = lengths.least; n <= lengths.most; ++n) {
    CjkKey last = 0;
    for (std::size_t i = 0; i < run.size(); ++i) {
      last = followed_by(last, run[i]);
      if (i + 1 >= n) each(without_first(last, 3 - n));
    }
  }
}

}  // namespace fealty::complaints
