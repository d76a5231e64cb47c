#pragma once

#include <string>
#include <string_view>

namespace fealty::complaints {

/// A character without its case and width.
///
/// Case: the common folding of Unicode 14 (CaseFolding.txt, status C) up to U+1FFF, but for Cherokee: Latin with its
/// extensions, Greek, Cyrillic, Armenian, Georgian. What folds to several characters (German sharp s) stays. Width:
/// full-width forms of ASCII (U+FF01 to U+FF5E) become ASCII, and so in lower case; the ideographic space becomes a
/// space; half-width katakana and hangul stay. Curly apostrophes (U+2019, U+02BC) become '.
char32_t folded(char32_t code_point) noexcept;

/// A text without case and width, character by character; bytes that are no character become U+FFFD.
std::string folded(std::string_view text);

}  // namespace fealty::complaints
