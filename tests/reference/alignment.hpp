#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <span>
#include <vector>

#include "fealty/flow/flow_language.hpp"
#include "fealty/flow/service_flow.hpp"

namespace fealty::reference {

using Word = std::vector<Code>;
using Words = std::set<Word>;

inline Words concatenated(const Words& a, const Words& b, std::size_t longest) {
  Words words;
  for (const Word& x : a) {
    for (const Word& y : b) {
      if (x.size() + y.size() > longest) continue;
      Word word = x;
      word.insert(word.end(), y.begin(), y.end());
      words.insert(word);
    }
  }
  return words;
}

inline void interleave(const Word& x, std::size_t i, const Word& y, std::size_t j, Word& word, Words& words) {
  if (i == x.size() && j == y.size()) words.insert(word);
  if (i < x.size()) {
    word.push_back(x[i]);
    interleave(x, i + 1, y, j, word, words);
    word.pop_back();
  }
  if (j < y.size()) {
    word.push_back(y[j]);
    interleave(x, i, y, j + 1, word, words);
    word.pop_back();
  }
}

/// Every sequence of at most `longest` steps that a part of a flow allows, found by writing them all down.
inline Words language(const flow::ServiceFlow& flow, std::size_t longest, std::uint32_t place = 0) {
  const flow::FlowNode& node = flow.nodes()[place];
  std::vector<Words> parts;
  for (const std::uint32_t child : node.children) parts.push_back(language(flow, longest, child));
  Words words;
  switch (node.part) {
    case flow::Part::step:
      if (longest > 0) words.insert({node.step});
      return words;
    case flow::Part::choice:
      for (const Words& part : parts) words.insert(part.begin(), part.end());
      return words;
    case flow::Part::optional:
      words = parts[0];
      words.insert(Word{});
      return words;
    case flow::Part::loop: {
      const Words back = parts.size() > 1 ? parts[1] : Words{Word{}};
      words = parts[0];
      for (std::size_t before = 0; before != words.size();) {
        before = words.size();
        const Words more = concatenated(concatenated(words, back, longest), parts[0], longest);
        words.insert(more.begin(), more.end());
      }
      return words;
    }
    case flow::Part::parallel:
      words = {Word{}};
      for (const Words& part : parts) {
        Words mixed;
        for (const Word& x : words) {
          for (const Word& y : part) {
            Word word;
            if (x.size() + y.size() <= longest) interleave(x, 0, y, 0, word, mixed);
          }
        }
        words = mixed;
      }
      return words;
    default:
      words = {Word{}};
      for (const Words& part : parts) words = concatenated(words, part, longest);
      return words;
  }
}

/// Cost of turning a visit into a word by taking events away and putting steps in.
inline std::uint64_t distance(std::span<const Code> visit, const Word& word, std::uint64_t log_cost,
                              std::uint64_t model_cost) {
  std::vector<std::vector<std::uint64_t>> cost(visit.size() + 1, std::vector<std::uint64_t>(word.size() + 1));
  for (std::size_t i = 0; i <= visit.size(); ++i) {
    for (std::size_t j = 0; j <= word.size(); ++j) {
      if (i == 0 && j == 0) continue;
      std::uint64_t best = std::numeric_limits<std::uint64_t>::max();
      if (i > 0) best = std::min(best, cost[i - 1][j] + log_cost);
      if (j > 0) best = std::min(best, cost[i][j - 1] + model_cost);
      if (i > 0 && j > 0 && visit[i - 1] == word[j - 1]) best = std::min(best, cost[i - 1][j - 1]);
      cost[i][j] = best;
    }
  }
  return cost.back().back();
}

/// Cost of the cheapest account of a visit, over all sequences that the flow allows.
inline std::uint64_t cheapest_word(const Words& words, std::span<const Code> visit, std::uint64_t log_cost,
                                   std::uint64_t model_cost) {
  std::uint64_t best = std::numeric_limits<std::uint64_t>::max();
  for (const Word& word : words) best = std::min(best, distance(visit, word, log_cost, model_cost));
  return best;
}

/// The same by relaxing every move of the product of visit and states until nothing changes (Bellman and Ford), without
/// any bound.
inline std::uint64_t cheapest_path(const flow::ServiceFlow& flow, std::span<const Code> visit, std::uint64_t log_cost,
                                   std::uint64_t model_cost) {
  flow::FlowLanguage language(flow);
  std::vector<flow::FlowLanguage::State> states{language.start()};
  std::set<flow::FlowLanguage::State> seen{language.start()};
  for (std::size_t i = 0; i < states.size(); ++i) {
    for (const auto& next : language.successors(states[i])) {
      if (seen.insert(next.state).second) states.push_back(next.state);
    }
  }
  constexpr std::uint64_t far = std::numeric_limits<std::uint64_t>::max() / 2;
  std::vector<std::vector<std::uint64_t>> cost(visit.size() + 1, std::vector<std::uint64_t>(language.size(), far));
  cost[0][language.start()] = 0;
  for (bool changes = true; changes;) {
    changes = false;
    const auto relax = [&](std::uint64_t& at, std::uint64_t by) {
      if (by < at) {
        at = by;
        changes = true;
      }
    };
    for (std::size_t i = 0; i <= visit.size(); ++i) {
      for (const auto state : states) {
        const std::uint64_t here = cost[i][state];
        if (here >= far) continue;
        if (i < visit.size()) relax(cost[i + 1][state], here + log_cost);
        for (const auto& next : language.known_successors(state)) {
          relax(cost[i][next.state], here + model_cost);
          if (i < visit.size() && next.step == visit[i]) relax(cost[i + 1][next.state], here);
        }
      }
    }
  }
  std::uint64_t best = far;
  for (const auto state : states) {
    if (language.accepts(state)) best = std::min(best, cost[visit.size()][state]);
  }
  return best;
}

}  // namespace fealty::reference
