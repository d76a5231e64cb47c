#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fealty::complaints {

/// What a run of a text is.
enum class RunKind : std::uint8_t {
  word,  ///< letters, combining marks, digits after a letter, and apostrophes between letters
  cjk,   ///< Han, kana, bopomofo and hangul, and the marks between and behind them
  other  ///< a class: a number, an emoji, marks, an address, a mask
};

/// A run of a text: what it counts as, and its bytes in the text as it was given, from `begin` to before `end`.
struct TextRun {
  RunKind kind = RunKind::word;
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const TextRun&, const TextRun&) = default;
};

/// A text cut into runs, folded (fealty/complaints/folding.hpp), and how many maximal subparts of it were no UTF-8.
struct TextRuns {
  std::vector<TextRun> runs;
  std::uint64_t invalid = 0;
};

/// Cuts a text into runs.
///
/// What is in no run separates: spaces, control characters (NUL too), other punctuation and symbols, entities of HTML,
/// bytes that are no character. A word of more than 64 characters is cut after each 64. Classes are:
///
/// - numbers: "#1" to "#4" by the number of their digits, "#5" for more; "#." with decimals, "#%" before a percent
///   sign, "#$" behind the sign of a currency, "#time" with colons, "#date" with slashes or hyphens;
/// - "!", "!!" (several), "?", "??", "?!" (both), "..." (three dots or an ellipsis);
/// - emoji, each for itself, without skin tones, variation selectors and joiners;
/// - "<url>" for addresses on the web; "<blank>" for XX and XX/XX/2015, as the CFPB blanks out;
/// - "<phone>", "<email>", "<plate>", "<id>" and "<card>" for personal data, if `mask`
///   (fealty/complaints/personal_data.hpp).
///
/// Marks between and behind CJK characters belong to their run, as they were written: a half-width question mark in a
/// Chinese text is often what was left of an emoji. Words are in logical order, whichever way their script runs.
/// Classes of letters are those of Unicode 14.
TextRuns text_runs(std::string_view text, bool mask = true);

}  // namespace fealty::complaints
