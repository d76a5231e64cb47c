#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace fealty::complaints {

/// Words longer than so many characters are cut into words of that length, so that what hangs on a word is bounded.
inline constexpr std::size_t longest_word = 64;

/// A folded word as 64-bit chunks padded with zeros, ready to be hashed and compared.
struct WordKey {
  static constexpr std::size_t most_bytes = longest_word * 4;

  std::array<std::uint64_t, most_bytes / 8 + 1> chunks;
  std::uint32_t length = 0;  ///< in bytes

  WordKey() noexcept { chunks[0] = 0; }
  explicit WordKey(std::string_view bytes) noexcept { set(bytes); }

  [[nodiscard]] std::size_t size() const noexcept { return (length + 7) / 8; }
  [[nodiscard]] const char* data() const noexcept { return reinterpret_cast<const char*>(chunks.data()); }
  [[nodiscard]] std::string_view text() const noexcept { return {data(), length}; }

  void set(std::string_view bytes) noexcept {
    length = static_cast<std::uint32_t>(bytes.size());
    chunks[0] = 0;
    if (length > 0) chunks[size() - 1] = 0;
    std::memcpy(chunks.data(), bytes.data(), length);
  }

  /// Takes ASCII letters, digits and apostrophes in lower case. All of them have bit 5 set but capital letters, which
  /// are small with it. Bytes up to `readable` may be read.
  void set_lower(const char* begin, const char* end, const char* readable) noexcept {
    constexpr std::uint64_t lower = 0x2020202020202020;
    length = static_cast<std::uint32_t>(end - begin);
    const std::size_t count = size();
    if (static_cast<std::size_t>(readable - begin) >= 8 * count && std::endian::native == std::endian::little) {
      for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t chunk = 0;
        std::memcpy(&chunk, begin + 8 * i, 8);
        chunks[i] = chunk | lower;
      }
      if (const unsigned rest = length % 8; rest != 0) chunks[count - 1] &= (std::uint64_t{1} << (8 * rest)) - 1;
    } else {
      set({begin, length});
      auto* bytes = reinterpret_cast<char*>(chunks.data());
      for (std::size_t i = 0; i < length; ++i) bytes[i] = static_cast<char>(bytes[i] | 0x20);
    }
  }

  [[nodiscard]] std::uint64_t hash() const noexcept {
    std::uint64_t hash = length * 0x9E3779B97F4A7C15ULL;
    for (std::size_t i = 0; i < size(); ++i) {
      hash = (hash ^ chunks[i]) * 0xD6E8FEB86659FD93ULL;
      hash ^= hash >> 32;
    }
    return hash * 0x9E3779B97F4A7C15ULL;
  }
};

}  // namespace fealty::complaints
