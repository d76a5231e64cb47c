#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace fealty::complaints {

/// Words longer than so many characters are cut into words of that length, so that what hangs on a word is bounded.
inline constexpr std::size_t longest_word = 64;

/// How many of the first bytes, up to 16, are ASCII letters and digits, by eight of them at a time; 0 if fewer than 16
/// may be read.
inline std::size_t letters_and_digits(const char* begin, const char* readable) noexcept {
  if (readable - begin < 16 || std::endian::native != std::endian::little) return 0;
  constexpr std::uint64_t each = 0x0101010101010101, high = 0x80 * each;
  std::size_t count = 0;
  for (const std::size_t at : {std::size_t{0}, std::size_t{8}}) {
    std::uint64_t chunk = 0;
    std::memcpy(&chunk, begin + at, 8);
    // Sums of seven bits each: the eighth tells whether a byte is as great as the first of a range, or greater than the
    // last.
    const std::uint64_t low = chunk & ~high, lower = low | (0x20 * each);
    const std::uint64_t letters = (lower + (0x80 - 'a') * each) & ~(lower + (0x7F - 'z') * each);
    const std::uint64_t digits = (low + (0x80 - '0') * each) & ~(low + (0x7F - '9') * each);
    const std::uint64_t others = (~(letters | digits) | chunk) & high;
    if (others != 0) return count + static_cast<std::size_t>(std::countr_zero(others)) / 8;
    count += 8;
  }
  return count;
}

/// A folded word as 64-bit chunks padded with zeros, at least two, ready to be hashed and compared.
struct WordKey {
  static constexpr std::size_t most_bytes = longest_word * 4;

  std::array<std::uint64_t, most_bytes / 8 + 1> chunks;
  std::uint32_t length = 0;  ///< in bytes

  WordKey() noexcept { chunks[0] = chunks[1] = 0; }
  explicit WordKey(std::string_view bytes) noexcept { set(bytes); }

  [[nodiscard]] std::size_t size() const noexcept { return (length + 7) / 8; }
  [[nodiscard]] const char* data() const noexcept { return reinterpret_cast<const char*>(chunks.data()); }
  [[nodiscard]] std::string_view text() const noexcept { return {data(), length}; }

  void set(std::string_view bytes) noexcept {
    length = static_cast<std::uint32_t>(bytes.size());
    chunks[0] = chunks[1] = 0;
    if (length > 0) chunks[size() - 1] = 0;
    std::memcpy(chunks.data(), bytes.data(), length);
  }

  /// Takes ASCII letters, digits and apostrophes in lower case. All of them have bit 5 set but capital letters, which
  /// are small with it. Bytes up to `readable` may be read.
  void set_lower(const char* begin, const char* end, const char* readable) noexcept {
    constexpr std::uint64_t lower = 0x2020202020202020;
    length = static_cast<std::uint32_t>(end - begin);
    const std::size_t count = std::max<std::size_t>(size(), 2);
    if (static_cast<std::size_t>(readable - begin) >= 8 * count && std::endian::native == std::endian::little) {
      for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t chunk = 0;
        std::memcpy(&chunk, begin + 8 * i, 8);
        chunks[i] = (chunk | lower) & first_bytes(length - std::min<std::size_t>(length, 8 * i));
      }
    } else {
      set({begin, length});
      auto* bytes = reinterpret_cast<char*>(chunks.data());
      for (std::size_t i = 0; i < length; ++i) bytes[i] = static_cast<char>(bytes[i] | 0x20);
    }
  }

  [[nodiscard]] std::uint64_t hash() const noexcept {
    std::uint64_t hash = length * 0x9E3779B97F4A7C15ULL;
    hash = mixed(mixed(hash, chunks[0]), chunks[1]);
    for (std::size_t i = 2; i < size(); ++i) hash = mixed(hash, chunks[i]);
    return hash * 0x9E3779B97F4A7C15ULL;
  }

 private:
  [[nodiscard]] static std::uint64_t mixed(std::uint64_t hash, std::uint64_t chunk) noexcept {
    hash = (hash ^ chunk) * 0xD6E8FEB86659FD93ULL;
    return hash ^ (hash >> 32);
  }

  /// A mask of so many bytes of a chunk.
  [[nodiscard]] static std::uint64_t first_bytes(std::size_t count) noexcept {
    return count >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * count)) - 1;
  }
};

}  // namespace fealty::complaints
