#include "xes_characters.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace fealty::io {

namespace {

constexpr std::size_t step = 64;

/// Whether all of 64 bytes are ASCII characters of XML; a loop that compilers vectorize.
bool is_plain(const char* text) noexcept {
  unsigned char bad = 0;
  for (std::size_t i = 0; i < step; ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool is_space = (c == 0x9) | (c == 0xA) | (c == 0xD);
    bad = static_cast<unsigned char>(bad | (c & 0x80U) | ((c < 0x20) & !is_space));
  }
  return bad == 0;
}

/// Bytes of the character that begins there, 0 if it is none.
std::size_t character_size(std::string_view text) noexcept {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return is_xml_character(first) ? 1 : 0;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return 0;
  std::uint32_t c = first & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80U) return 0;
    c = c << 6 | (next & 0x3FU);
  }
  constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  return c >= smallest[size] && is_xml_character(c) ? size : 0;
}

}  // namespace

std::size_t find_bad_character(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text.size() - at >= step && is_plain(text.data() + at)) {
      at += step;
      continue;
    }
    for (const std::size_t end = std::min(text.size(), at + step); at < end;) {
      const std::size_t size = character_size(text.substr(at));
      if (size == 0) return at;
      at += size;
    }
  }
  return at;
}

std::string describe_bad_character(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x20) return fmt::format("the control character 0x{:02x} is none that XML allows", c);
  return fmt::format("the byte 0x{:02x} begins no character of XML in UTF-8", c);
}

void append_utf8(std::string& text, std::uint32_t c) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0U | c >> 6);
  } else {
    if (c < 0x10000) {
      put(0xE0U | c >> 12);
    } else {
      put(0xF0U | c >> 18);
      put(0x80U | (c >> 12 & 0x3FU));
    }
    put(0x80U | (c >> 6 & 0x3FU));
  }
  put(0x80U | (c & 0x3FU));
}

}  // namespace fealty::io
