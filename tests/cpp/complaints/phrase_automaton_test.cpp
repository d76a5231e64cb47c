#include "../../../src/complaints/phrase_automaton.hpp"

#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::complaints {
namespace {

using Found = std::multiset<std::pair<std::size_t, std::uint32_t>>;

/// Every pattern looked for by itself.
Found found_one_by_one(const std::vector<std::string>& patterns, const std::string& text) {
  Found found;
  for (std::uint32_t p = 0; p < patterns.size(); ++p) {
    for (std::size_t i = text.find(patterns[p]); i != std::string::npos; i = text.find(patterns[p], i + 1)) {
      found.emplace(i + patterns[p].size(), p);
    }
  }
  return found;
}

TEST(PhraseAutomaton, FindsWhatALoopOverThePatternsFinds) {
  std::mt19937 random(4);
  const auto word = [&](std::size_t longest) {
    std::string made;
    for (std::size_t i = 0; i < 1 + random() % longest; ++i) made.push_back(static_cast<char>('a' + random() % 3));
    return made;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> patterns(random() % 12);
    for (auto& one : patterns) one = word(5);
    const std::string text = word(200);
    Found found;
    std::size_t last = 0;
    PhraseAutomaton(patterns).scan(text, [&](std::uint32_t p, std::size_t end) {
      EXPECT_GE(end, last);
      last = end;
      found.emplace(end, p);
    });
    EXPECT_EQ(found, found_one_by_one(patterns, text));
  }
}

TEST(PhraseAutomaton, WithoutPatternsFindsNothing) {
  PhraseAutomaton().scan("text", [](std::uint32_t, std::size_t) { FAIL(); });
}

}  // namespace
}  // namespace fealty::complaints
