#include "phrase_automaton.hpp"

#include <utility>

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
  // States get their place in the queue, behind the start.
  std::vector<std::uint32_t> place(states, 0), moves(moves_.size()), first(states, 0), next(states, 0);
  for (std::uint32_t i = 0; i < queue.size(); ++i) place[queue[i]] = i + 1;
  output_offsets_ = {0};
  for (std::size_t i = 0; i < states; ++i) {
    const std::uint32_t state = i == 0 ? 0 : queue[i - 1];
    first[i] = place[first_output_[state]];
    next[i] = place[next_output_[state]];
    outputs_.insert(outputs_.end(), ends[state].begin(), ends[state].end());
    output_offsets_.push_back(static_cast<std::uint32_t>(outputs_.size()));
    for (std::size_t c = 0; c < classes_; ++c) {
      const std::uint32_t to = moves_[state * classes_ + c];
      moves[i * classes_ + c] = place[to] | (first_output_[to] != 0 ? ends_pattern : 0);
    }
  }
  moves_ = std::move(moves);
  first_output_ = std::move(first);
  next_output_ = std::move(next);
}

}  // namespace fealty::complaints
