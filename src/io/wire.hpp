#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "envelope.hpp"
#include "fealty/core/error.hpp"

namespace fealty::io {

namespace detail {

/// Turns words of `width` bytes from the machine's order of bytes to little-endian, or back.
inline void order_words(char* words, std::size_t count, std::size_t width) {
  if constexpr (std::endian::native == std::endian::big) {
    for (std::size_t i = 0; i < count; ++i) std::reverse(words + i * width, words + (i + 1) * width);
  }
}

}  // namespace detail

/// Appends unsigned integers of fixed width to bytes.
class Writer {
 public:
  explicit Writer(std::string& bytes) : bytes_(bytes) {}

  template <std::unsigned_integral Word>
  void word(Word value) {
    words(&value, 1, sizeof value);
  }

  void words(const void* values, std::size_t count, std::size_t width) {
    const std::size_t start = bytes_.size();
    bytes_.append(static_cast<const char*>(values), count * width);
    detail::order_words(bytes_.data() + start, count, width);
  }

 private:
  std::string& bytes_;
};

/// Takes unsigned integers of fixed width from bytes; throws ArchiveError rather than go beyond their end.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] std::size_t left() const noexcept { return rest_.size(); }

  template <std::unsigned_integral Word>
  Word word() {
    Word value;
    words(&value, 1, sizeof value);
    return value;
  }

  /// A number of things that take at least `width` bytes each (at least one bit each, for 0).
  std::size_t count(std::size_t width) {
    const auto size = word<std::uint64_t>();
    const std::uint64_t most = width == 0 ? 8 * std::uint64_t{left()} : left() / width;
    require_sound(size <= most, "a size in it goes beyond its end");
    return static_cast<std::size_t>(size);
  }

  void words(void* values, std::size_t count, std::size_t width) {
    require_sound(count <= left() / width, "its contents end too early");
    if (count == 0) return;  // there may be no memory to copy to
    std::memcpy(values, rest_.data(), count * width);
    detail::order_words(static_cast<char*>(values), count, width);
    rest_.remove_prefix(count * width);
  }

 private:
  std::string_view rest_;
};

}  // namespace fealty::io
