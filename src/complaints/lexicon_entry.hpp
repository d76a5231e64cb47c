#pragma once

#include <span>
#include <string_view>
#include <vector>

/// How the lexicon that is ready is written down.
namespace fealty::complaints {

/// What a denial before the phrase does: "not rude" is not rude, but "not refunded" still wants a refund.
enum class Denial : bool { ignored, silences };

/// A cue: phrases in both languages between bars, and what they speak for.
///
/// `votes` lists taxonomy, category and precision between semicolons: "cause pricing .8; need fairness .6". A precision
/// of .9 says that hardly anything else can be meant, .75 that it mostly is, .6 that it is rather this than another.
struct LexiconEntry {
  std::string_view name;
  std::string_view english;
  std::string_view chinese;
  std::string_view votes;
  std::string_view reason;
  Denial denial = Denial::silences;
};

std::span<const LexiconEntry> money_entries() noexcept;
std::span<const LexiconEntry> people_entries() noexcept;
std::span<const LexiconEntry> service_entries() noexcept;
std::span<const LexiconEntry> request_entries() noexcept;
std::span<const LexiconEntry> danger_entries() noexcept;
std::span<const LexiconEntry> bond_entries() noexcept;

/// All of them, by what they are about.
inline std::vector<std::span<const LexiconEntry>> ready_entries() {
  return {money_entries(), people_entries(), service_entries(), request_entries(), danger_entries(), bond_entries()};
}

}  // namespace fealty::complaints
