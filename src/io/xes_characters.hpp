#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fealty::io {

/// Whether XML 1.0 has the character (section 2.2, production 2).
constexpr bool is_xml_character(std::uint32_t c) noexcept {
  if (c < 0x20) return c == 0x9 || c == 0xA || c == 0xD;
  return c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// The position of the first byte that is not part of an XML character in UTF-8 (as strict as RFC 3629), or the size of
/// the text.
std::size_t find_bad_character(std::string_view text) noexcept;

/// What is wrong at a position that find_bad_character gave.
std::string describe_bad_character(std::string_view text, std::size_t at);

/// Appends a character in UTF-8.
void append_utf8(std::string& text, std::uint32_t character);

}  // namespace fealty::io
