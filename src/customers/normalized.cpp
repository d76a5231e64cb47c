#include <cstddef>
#include <cstdint>

#include "fealty/customers/customer_file.hpp"

namespace fealty::customers {
namespace {

constexpr std::uint32_t unreadable = 0xFFFD;  // Unicode's replacement character

struct Character {
  std::uint32_t code;
  std::size_t bytes;
};

/// The character at a place of a UTF-8 text. What is not UTF-8 is taken byte by byte.
Character character_at(std::string_view text, std::size_t i) noexcept {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
  const unsigned first = byte(0);
  const std::size_t bytes = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
  if (first < 0x80) return {first, 1};
  if (bytes == 1 || i + bytes > text.size()) return {unreadable, 1};
  std::uint32_t code = first & (0x7FU >> bytes);
  for (std::size_t k = 1; k < bytes; ++k) {
    if ((byte(k) & 0xC0U) != 0x80U) return {unreadable, 1};
    code = (code << 6) | (byte(k) & 0x3FU);
  }
  return {code, bytes};
}

/// The ASCII character of a full-width form; other characters as they are.
constexpr std::uint32_t folded(std::uint32_t code) noexcept {
  return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

constexpr bool is_between(std::uint32_t code, std::uint32_t first, std::uint32_t last) noexcept {
  return code >= first && code <= last;
}

constexpr bool is_ascii_letter_or_digit(std::uint32_t code) noexcept {
  return is_between(code, '0', '9') || is_between(code, 'A', 'Z') || is_between(code, 'a', 'z');
}

/// White space and punctuation: of ASCII, no-break space, soft hyphen, middle dot, the block General Punctuation, CJK
/// symbols (but the letters U+3005 to U+3007), katakana middle dot, byte order mark, half-width CJK marks.
constexpr bool is_space_or_punctuation(std::uint32_t code) noexcept {
  if (code < 0x80) return !is_ascii_letter_or_digit(code);
  return code == 0xA0 || code == 0xAD || code == 0xB7 || is_between(code, 0x2000, 0x206F) ||
         (is_between(code, 0x3000, 0x303F) && !is_between(code, 0x3005, 0x3007)) || code == 0x30FB || code == 0xFEFF ||
         is_between(code, 0xFF61, 0xFF65);
}

/// The characters of a text that `keep` takes, full-width forms folded and ASCII letters small.
template <class Keep>
std::string filtered(std::string_view text, const Keep& keep) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const Character character = character_at(text, i);
    const std::uint32_t code = folded(character.code);
    if (keep(code) && code < 0x80) {
      result += static_cast<char>(is_between(code, 'A', 'Z') ? code + ('a' - 'A') : code);
    } else if (keep(code)) {
      result += text.substr(i, character.bytes);
    }
    i += character.bytes;
  }
  return result;
}

}  // namespace

std::string normalized_text(std::string_view text) {
  return filtered(text, [](std::uint32_t code) { return !is_space_or_punctuation(code); });
}

std::string normalized_phone(std::string_view text) {
  return filtered(text, [](std::uint32_t code) { return is_between(code, '0', '9'); });
}

}  // namespace fealty::customers
