#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fealty::complaints {

/// What stands in the place of bytes that are no character: U+FFFD.
inline constexpr char32_t replacement_character = 0xFFFD;

/// A character at the beginning of some bytes, or so many bytes that are none.
struct DecodedCharacter {
  char32_t code_point = replacement_character;
  std::uint8_t length = 1;  ///< in bytes
  bool is_valid = false;
};

/// The first character of bytes that are not empty, by strict UTF-8: no overlong forms, surrogates or values above
/// U+10FFFF.
///
/// Bytes that are no character become one U+FFFD for each maximal subpart: the longest sequence that begins a
/// well-formed character, or a single byte. Source: The Unicode Standard 15.0, section 3.9, table 3-7 and
/// "U+FFFD Substitution of Maximal Subparts".
inline DecodedCharacter decode_utf8(std::string_view bytes) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {static_cast<char32_t>(lead), 1, true};
  if (lead < 0xC2 || lead > 0xF4) return {};
  const std::size_t more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned greatest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (bytes.size() < 2 || byte(1) < least || byte(1) > greatest) return {};
  unsigned value = ((lead & (0x3FU >> more)) << 6) | (byte(1) & 0x3F);
  for (std::size_t i = 2; i <= more; ++i) {
    if (i == bytes.size() || (byte(i) & 0xC0) != 0x80) {
      return {replacement_character, static_cast<std::uint8_t>(i), false};
    }
    value = (value << 6) | (byte(i) & 0x3F);
  }
  return {static_cast<char32_t>(value), static_cast<std::uint8_t>(more + 1), true};
}

/// Appends a code point in UTF-8.
inline void append_utf8(std::string& text, char32_t code_point) {
  const auto value = static_cast<unsigned>(code_point);
  const auto add = [&](unsigned byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (value < 0x80) {
    add(value);
  } else if (value < 0x800) {
    add(0xC0 | (value >> 6));
    add(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    add(0xE0 | (value >> 12));
    add(0x80 | ((value >> 6) & 0x3F));
    add(0x80 | (value & 0x3F));
  } else {
    add(0xF0 | (value >> 18));
    add(0x80 | ((value >> 12) & 0x3F));
    add(0x80 | ((value >> 6) & 0x3F));
    add(0x80 | (value & 0x3F));
  }
}

/// A text in well-formed UTF-8, and how many maximal subparts of it were replaced.
struct RepairedText {
  std::string text;
  std::uint64_t replaced = 0;
};

/// The text with U+FFFD in the place of each maximal subpart that is no character.
inline RepairedText repaired(std::string_view text) {
  RepairedText made;
  made.text.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter character = decode_utf8(text.substr(i));
    append_utf8(made.text, character.code_point);
    made.replaced += character.is_valid ? 0 : 1;
    i += character.length;
  }
  return made;
}

}  // namespace fealty::complaints
