#pragma once

#include <cstddef>
#include <cstdint>

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

/// The n-grams of a run of CJK characters, of which one is told after another.
class CjkRun {
 public:
  /// Calls `each(key, n)` for the n-grams that end with one more character, shorter ones first.
  template <class Each>
  void add(char32_t character, const NgramRange& lengths, const Each& each) {
    last_ = followed_by(last_, character);
    ++length_;
    for (std::size_t n = lengths.least; n <= lengths.most && n <= length_; ++n) each(without_first(last_, 3 - n), n);
  }

  void end() noexcept { length_ = 0; }

 private:
  CjkKey last_ = 0;
  std::size_t length_ = 0;
};

}  // namespace fealty::complaints
