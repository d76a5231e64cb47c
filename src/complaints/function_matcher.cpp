#include "function_matcher.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace fealty::complaints {
namespace {

constexpr std::size_t longest_gap = 24;
constexpr std::string_view gap = " ... ";

bool is_alphabetic_byte(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

FunctionMatcher::FunctionMatcher(const std::vector<LabelingFunction>& functions) {
  std::map<std::string, std::uint32_t> taxonomies;
  std::vector<std::string> patterns;
  for (std::uint32_t f = 0; f < functions.size(); ++f) {
    const auto next = static_cast<std::uint32_t>(taxonomies.size());
    taxonomy_.push_back(taxonomies.emplace(functions[f].taxonomy, next).first->second);
    unless_denied_.push_back(functions[f].unless_denied ? 1 : 0);
    for (const std::string& phrase : functions[f].phrases) add(phrase, f, patterns);
  }
  taxonomies_ = taxonomies.size();
  automaton_ = PhraseAutomaton(patterns);
  for (const std::string& pattern : patterns) lengths_.push_back(pattern.size());
  begun_by_.resize(patterns.size());
  for (std::uint32_t p = 0; p < phrases_.size(); ++p) begun_by_[phrases_[p].parts.front().pattern].push_back(p);
}

void FunctionMatcher::add(std::string_view phrase, std::uint32_t function, std::vector<std::string>& patterns) {
  Phrase made;
  PhraseText text;
  for (std::size_t begin = 0; begin <= phrase.size();) {
    const std::size_t end = std::min(phrase.find(gap, begin), phrase.size());
    std::string part(phrase.substr(begin, end - begin));
    begin = end + (end == phrase.size() ? 1 : gap.size());
    const bool any_ending = part.ends_with('*');
    if (any_ending) part.pop_back();
    std::ranges::replace(part, '#', '0');
    text.read(part, false);
    if (text.bytes.empty()) continue;
    const auto place = std::ranges::find(patterns, text.bytes);
    made.parts.push_back({static_cast<std::uint32_t>(place - patterns.begin()), is_alphabetic_byte(text.bytes.front()),
                          !any_ending && is_alphabetic_byte(text.bytes.back())});
    if (place == patterns.end()) patterns.push_back(text.bytes);
  }
  if (made.parts.empty()) return;
  const auto same = std::ranges::find_if(phrases_, [&](const Phrase& other) {
    return std::ranges::equal(other.parts, made.parts, [](const Part& a, const Part& b) {
      return a.pattern == b.pattern && a.bound_before == b.bound_before && a.bound_behind == b.bound_behind;
    });
  });
  Phrase& of = same != phrases_.end() ? *same : phrases_.emplace_back(std::move(made));
  if (of.functions.empty() || of.functions.back() != function) of.functions.push_back(function);
}

bool FunctionMatcher::fits(const Part& part, std::string_view bytes, std::size_t begin,
                           std::size_t end) const noexcept {
  return !(part.bound_before && word_goes_on_before(bytes, begin)) &&
         !(part.bound_behind && word_goes_on_at(bytes, end));
}

void FunctionMatcher::find(Scratch& scratch) const {
  const std::string_view bytes = scratch.text.bytes;
  scratch.hits.clear();
  scratch.found.clear();
  automaton_.scan(bytes, [&](std::uint32_t pattern, std::size_t end) {
    scratch.hits.push_back({pattern, end - lengths_[pattern], end});
  });
  const auto& hits = scratch.hits;
  for (std::size_t h = 0; h < hits.size(); ++h) {
    for (const std::uint32_t p : begun_by_[hits[h].pattern]) {
      const std::vector<Part>& parts = phrases_[p].parts;
      if (!fits(parts.front(), bytes, hits[h].begin, hits[h].end)) continue;
      std::size_t end = hits[h].end, from = h, matched = 1;
      for (; matched < parts.size(); ++matched) {
        std::size_t next = from + 1;
        // Hits come by their ends: one that ends beyond the gap and the pattern cannot begin within the gap.
        const std::size_t farthest = end + longest_gap + lengths_[parts[matched].pattern];
        while (next < hits.size() && hits[next].end <= farthest &&
               !(hits[next].pattern == parts[matched].pattern && hits[next].begin >= end &&
                 fits(parts[matched], bytes, hits[next].begin, hits[next].end))) {
          ++next;
        }
        if (next == hits.size() || hits[next].end > farthest) break;
        if (has_sentence_end(bytes, end, hits[next].begin)) break;
        end = hits[next].end;
        from = next;
      }
      if (matched == parts.size()) scratch.found.push_back({p, hits[h].begin, end});
    }
  }
  std::ranges::sort(scratch.found, [](const auto& a, const auto& b) {
    return std::tuple(a.begin, b.end, a.phrase) < std::tuple(b.begin, a.end, b.phrase);
  });
}

template <class Heard>
void FunctionMatcher::hear(Scratch& scratch, Heard&& heard) const {
  const std::string_view bytes = scratch.text.bytes;
  scratch.longest.assign(taxonomies_, {});
  for (const auto& found : scratch.found) {
    const std::vector<std::uint32_t>& functions = phrases_[found.phrase].functions;
    const bool asks = std::ranges::any_of(functions, [&](std::uint32_t f) { return unless_denied_[f] != 0; });
    const bool denied = asks && is_denied(bytes, found.begin);
    const auto is_heard = [&](std::uint32_t f) { return !(denied && unless_denied_[f] != 0); };
    for (const std::uint32_t f : functions) {
      const auto& longest = scratch.longest[taxonomy_[f]];
      const bool within = longest.end > found.end || (longest.end == found.end && longest.begin < found.begin);
      if (is_heard(f) && !within) heard(f, found);
    }
    for (const std::uint32_t f : functions) {
      auto& longest = scratch.longest[taxonomy_[f]];
      if (is_heard(f) && found.end > longest.end) longest = {found.begin, found.end};
    }
  }
}

void FunctionMatcher::vote(std::string_view text, Scratch& scratch, std::vector<std::uint32_t>& functions) const {
  functions.clear();
  scratch.text.read(text, false);
  find(scratch);
  hear(scratch, [&](std::uint32_t f, const auto& /*found*/) { functions.push_back(f); });
  std::ranges::sort(functions);
  const auto repeated = std::ranges::unique(functions);
  functions.erase(repeated.begin(), repeated.end());
}

std::vector<FunctionMatch> FunctionMatcher::matches(std::string_view text) const {
  Scratch scratch;
  scratch.text.read(text, true);
  find(scratch);
  std::vector<FunctionMatch> made;
  const std::vector<std::uint32_t>& origins = scratch.text.origins;
  hear(scratch,
       [&](std::uint32_t f, const auto& found) { made.push_back({f, origins[found.begin], origins[found.end]}); });
  return made;
}

}  // namespace fealty::complaints
