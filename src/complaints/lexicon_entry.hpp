#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

/// How the lexicon that is ready is written down.
namespace fealty::complaints {

/// What a denial before the phrase does: "not rude" is not rude, but "not refunded" still wants a refund.
enum class Denial : bool { ignored, silences };

/// A cue: its name, the category that it speaks for, the share of its votes that should be right (.9: hardly anything
/// else can be meant; .75: mostly; .6: rather this than another), phrases in both languages between bars, and the reason.
struct LexiconEntry {
  std::string_view category;
  std::string_view name;
  double precision;
  std::string_view english;
  std::string_view chinese;
  std::string_view reason;
  Denial denial = Denial::silences;
};

std::span<const LexiconEntry> type_entries() noexcept;
std::span<const LexiconEntry> cause_entries() noexcept;
std::span<const LexiconEntry> need_entries() noexcept;
std::span<const LexiconEntry> severity_entries() noexcept;
std::span<const LexiconEntry> meaning_entries() noexcept;

/// All of them, by taxonomy.
inline std::vector<std::pair<std::string_view, std::span<const LexiconEntry>>> ready_entries() {
  return {{"type", type_entries()},
          {"cause", cause_entries()},
          {"need", need_entries()},
          {"severity", severity_entries()},
          {"meaning", meaning_entries()}};
}

}  // namespace fealty::complaints
