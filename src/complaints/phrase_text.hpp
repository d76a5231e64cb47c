#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Texts as phrases are looked for in them.
namespace fealty::complaints {

/// What stands for a number, whatever its digits or words: "3", "12.90", "three", "twenty-two", "十一".
inline constexpr char number_mark = '\x01';

/// A text without case and width, with one mark for each number, single spaces for white space, hyphens and control
/// characters.
struct PhraseText {
  std::string bytes;
  std::vector<std::uint32_t>
      origins;  ///< byte of the text from which each byte comes, and one more; empty unless asked

  /// Reads a text; what it held before is gone, its storage stays. Texts are read up to 4 GiB.
  void read(std::string_view text, bool with_origins);
};

/// Whether a letter, digit, number or apostrophe stands before `place` (not at or behind it).
bool word_goes_on_before(std::string_view bytes, std::size_t place) noexcept;

/// Whether a letter, digit or number stands at `place`.
bool word_goes_on_at(std::string_view bytes, std::size_t place) noexcept;

/// Whether what begins at `place` is denied: within three words before it in its clause stands "not", "no", "never",
/// "without", "hardly" or a word in "n't"; or, within four characters before it, 不, 没, 未, 无 or 并非. "not only",
/// 不仅, 不但, 不只, 不光, 不得不, 没想到, 不料, 不停, 不断 and 不过 deny nothing.
bool is_denied(std::string_view bytes, std::size_t place) noexcept;

/// Whether a sentence ends in [begin, end).
bool has_sentence_end(std::string_view bytes, std::size_t begin, std::size_t end) noexcept;

}  // namespace fealty::complaints
