#pragma once

#include <array>
#include <cstdint>

namespace fealty::complaints {

/// What a character is to the cutting of texts.
enum class CharacterClass : std::uint8_t {
  letter,     ///< of an alphabet, and combining marks
  separator,  ///< spaces, control characters, punctuation, symbols
  digit,
  cjk,    ///< Han, kana, bopomofo, hangul: scripts that are cut into characters
  emoji,  ///< and dingbats, weather, hearts
  joiner  ///< what only changes the look of the emoji before: variation selectors, skin tones, joiners
};

/// The class of each character below U+20000, one byte each.
const std::array<CharacterClass, 0x20000>& character_classes() noexcept;

/// The class of a character (folded, or not: folding changes no class but of full-width forms).
inline CharacterClass character_class(char32_t code_point) noexcept {
  if (code_point < 0x20000) return character_classes()[code_point];
  if (code_point < 0x40000) return CharacterClass::cjk;
  return CharacterClass::separator;
}

}  // namespace fealty::complaints
