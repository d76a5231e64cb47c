#include "phrase_automaton.hpp"

namespace fealty::complaints {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;

}  // namespace

PhraseAutomaton::PhraseAutomaton(const std::vector<std::string>& patterns) {
  classes_ = 1;
  for (const std::string& pattern : patterns) {
    for (const char c : pattern) {
      std::uint8_t& of = class_of_[static_cast<unsigned char>(c)];
      if (of == 0) of = static_cast<std::uint8_t>(classes_++);
    }
  }
  std::vector<std::vector<std::uint32_t>> ends(1);
  moves_.assign(classes_, none);
  for (std::uint32_t p = 0; p < patterns.size(); ++p) {
    std::size_t state = 0;
    for (const char c : patterns[p]) {
      const std::size_t move = state * classes_ + class_of_[static_cast<unsigned char>(c)];
      if (moves_[move] == none) {
        moves_[move] = static_cast<std::uint32_t>(ends.size());
        ends.emplace_back();
        moves_.resize(moves_.size() + classes_, none);
      }
      state = moves_[move];
    }
    ends[state].push_back(p);
  }
  const std::size_t states = ends.size();
  std::vector<std::uint32_t> fallback(states, 0), queue;
  first_output_.assign(states, 0);
  next_output_.assign(states, 0);
  for (std::size_t c = 0; c < classes_; ++c) {
    if (moves_[c] == none)
      moves_[c] = 0;
    else
      queue.push_back(moves_[c]);
  }
  for (std::size_t i = 0; i < queue.size(); ++i) {  // by length, so that what a state falls back to is complete
    const std::uint32_t state = queue[i];
    next_output_[state] = first_output_[fallback[state]];
    first_output_[state] = ends[state].empty() ? next_output_[state] : state;
    for (std::size_t c = 0; c < classes_; ++c) {
      std::uint32_t& move = moves_[state * classes_ + c];
      const std::uint32_t shorter = moves_[fallback[state] * classes_ + c];
      if (move == none) {
        move = shorter;
      } else {
        fallback[move] = shorter;
        queue.push_back(move);
      }
    }
  }
  output_offsets_.assign(states + 1, 0);
  for (std::size_t s = 0; s < states; ++s) {
    output_offsets_[s + 1] = output_offsets_[s] + static_cast<std::uint32_t>(ends[s].size());
    outputs_.insert(outputs_.end(), ends[s].begin(), ends[s].end());
  }
}

}  // namespace fealty::complaints
