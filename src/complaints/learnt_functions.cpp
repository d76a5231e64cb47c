#include "learnt_functions.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "fealty/complaints/utf8.hpp"
#include "fealty/core/special.hpp"
#include "phrase_text.hpp"

namespace fealty::complaints {
namespace {

constexpr bool is_chinese(char32_t c) noexcept {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF);
}

/// Texts longer than this teach with their beginning only: it bounds the candidates.
constexpr std::size_t longest_read = 20'000;

void add_words(std::string_view bytes, std::set<std::string>& candidates) {
  std::string previous;
  for (std::size_t i = 0; i < bytes.size();) {
    std::size_t end = i;
    while (end < bytes.size() && bytes[end] >= 'a' && bytes[end] <= 'z') ++end;
    if (end == i) {
      if (bytes[i] != ' ') previous.clear();
      ++i;
      continue;
    }
    std::string word(bytes.substr(i, end - i));
    if (word.size() >= 3) candidates.insert(word);
    if (!previous.empty()) candidates.insert(previous + ' ' + word);
    previous = std::move(word);
    i = end;
  }
}

void add_chinese_runs(std::string_view bytes, std::set<std::string>& candidates) {
  std::vector<std::size_t> places;  // of consecutive Chinese characters
  const auto flush = [&](std::size_t end) {
    places.push_back(end);
    for (std::size_t a = 0; a + 1 < places.size(); ++a) {
      for (std::size_t b = a + 2; b <= a + 4 && b < places.size(); ++b) {
        candidates.emplace(bytes.substr(places[a], places[b] - places[a]));
      }
    }
    places.clear();
  };
  for (std::size_t i = 0; i < bytes.size();) {
    const DecodedCharacter character = decode_utf8(bytes.substr(i));
    if (is_chinese(character.code_point)) {
      places.push_back(i);
    } else if (!places.empty()) {
      flush(i);
    }
    i += character.length;
  }
  if (!places.empty()) flush(bytes.size());
}

struct PhraseCandidate {
  std::string phrase;
  std::uint32_t category;
  double sureness;
  std::vector<std::uint32_t> texts;
};

}  // namespace

std::vector<LabelingFunction> learnt_functions(const std::vector<TriageExample>& examples, const Taxonomy& taxonomy,
                                               std::size_t position, const TriageOptions& options) {
  std::map<std::string, std::vector<std::uint32_t>> seen;  // texts with a candidate
  std::vector<double> of_category(taxonomy.categories.size(), 0.0);
  std::uint32_t labelled = 0;
  std::vector<const std::vector<std::uint32_t>*> labels;
  PhraseText text;
  std::set<std::string> candidates;
  for (const TriageExample& example : examples) {
    const auto& of_text = example.labels[position];
    if (!of_text) continue;
    for (const std::uint32_t c : *of_text) of_category[c] += 1;
    labels.push_back(&*of_text);
    text.read(std::string_view(example.text).substr(0, longest_read), false);
    candidates.clear();
    add_words(text.bytes, candidates);
    add_chinese_runs(text.bytes, candidates);
    for (const std::string& one : candidates) seen[one].push_back(labelled);
    ++labelled;
  }
  std::vector<PhraseCandidate> chosen;
  for (auto& [phrase, texts] : seen) {
    if (static_cast<std::int64_t>(texts.size()) < options.learnt_texts) continue;
    for (std::uint32_t c = 0; c < of_category.size(); ++c) {
      const auto right = std::ranges::count_if(
          texts, [&](std::uint32_t i) { return std::ranges::find(*labels[i], c) != labels[i]->end(); });
      if (right < options.learnt_texts) continue;
      const double k = static_cast<double>(right), n = static_cast<double>(texts.size());
      const double sureness = beta_quantile(0.05, k + 1, n - k + 1);
      if (sureness > std::max(0.5, of_category[c] / labelled)) chosen.push_back({phrase, c, sureness, texts});
    }
  }
  const auto is_pair = [](const PhraseCandidate& one) { return one.phrase.find(' ') != std::string::npos; };
  std::ranges::sort(chosen, [&](const PhraseCandidate& a, const PhraseCandidate& b) {
    return std::tuple(-a.sureness, is_pair(a), b.phrase.size(), a.phrase, a.category) <
           std::tuple(-b.sureness, is_pair(b), a.phrase.size(), b.phrase, b.category);
  });
  std::set<std::pair<std::uint32_t, std::vector<std::uint32_t>>> taken;
  std::vector<LabelingFunction> made;
  for (PhraseCandidate& one : chosen) {
    if (static_cast<std::int64_t>(made.size()) == options.learnt_functions) break;
    if (!taken.emplace(one.category, std::move(one.texts)).second) continue;
    LabelingFunction function;
    function.name = "learnt: " + one.phrase;
    function.taxonomy = taxonomy.name;
    function.category = taxonomy.categories[one.category].key;
    function.phrases = {one.phrase};
    function.precision = std::clamp(of_category[one.category] / labelled, 0.01, 0.99);
    function.weight = 2;
    function.unless_denied = false;
    function.reason = "corrected texts that have it are of this category";
    function.source = "corrections";
    made.push_back(std::move(function));
  }
  return made;
}

}  // namespace fealty::complaints
