#include "fealty/flow/flow_language.hpp"

#include <algorithm>

namespace fealty::flow {
namespace {

using State = FlowLanguage::State;

std::uint32_t plus(std::uint32_t a, std::uint32_t b) noexcept {
  return a > FlowLanguage::unbounded - b ? FlowLanguage::unbounded : a + b;
}

std::uint64_t hash_of(std::uint64_t seed, const std::vector<State>& parts) noexcept {
  std::uint64_t hash = seed * 0x9E3779B97F4A7C15;
  for (const State part : parts) hash = (hash ^ (hash >> 29) ^ part) * 0xBF58476D1CE4E5B9;
  return hash ^ (hash >> 32);
}

}  // namespace

FlowLanguage::FlowLanguage(const ServiceFlow& flow) : steps_(flow.steps().size()), counted_(steps_ <= counted_steps) {
  made(Form::nothing, 0, {});
  start_ = of_node(flow, 0);
}

/// Takes in what follows from the form of a term for the numbers of steps in it.
void FlowLanguage::measure(const Term& term) {
  if (!counted_) return;
  const bool takes_least = term.form == Form::choice;
  const bool repeats = term.form == Form::loop;
  std::vector<std::uint32_t> fewest(steps_, 0);
  std::vector<std::uint32_t> most(steps_, 0);
  if (term.form == Form::step) fewest[term.value] = most[term.value] = 1;
  for (std::size_t i = 0; i < term.parts.size(); ++i) {
    const std::span<const std::uint32_t> part_fewest = this->fewest(term.parts[i]);
    const std::span<const std::uint32_t> part_most = this->most(term.parts[i]);
    for (std::size_t step = 0; step < steps_; ++step) {
      if (takes_least) {
        fewest[step] = i == 0 ? part_fewest[step] : std::min(fewest[step], part_fewest[step]);
        most[step] = std::max(most[step], part_most[step]);
      } else if (repeats) {
        if (i == 0) fewest[step] = part_fewest[step];
        if (part_most[step] > 0) most[step] = unbounded;
      } else {
        fewest[step] = term.form == Form::optional ? 0 : plus(fewest[step], part_fewest[step]);
        most[step] = plus(most[step], part_most[step]);
      }
    }
  }
  fewest_.insert(fewest_.end(), fewest.begin(), fewest.end());
  most_.insert(most_.end(), most.begin(), most.end());
}

/// The term of that form and these parts; a new one only if there is none.
FlowLanguage::State FlowLanguage::made(Form form, std::uint32_t value, std::vector<State> parts) {
  auto& candidates = by_hash_[hash_of(static_cast<std::uint64_t>(form) << 32 | value, parts)];
  for (const State state : candidates) {
    const Term& term = terms_[state];
    if (term.form == form && term.value == value && term.parts == parts) return state;
  }
  Term term{form, form == Form::nothing, value, std::move(parts), 0, 0};
  if (form == Form::step) term.shortest = term.longest = 1;
  const bool all = form == Form::sequence || form == Form::parallel;
  if (all) term.nullable = true;
  for (std::size_t i = 0; i < term.parts.size(); ++i) {
    const Term& part = terms_[term.parts[i]];
    if (all) {
      term.nullable = term.nullable && part.nullable;
      term.shortest = plus(term.shortest, part.shortest);
      term.longest = plus(term.longest, part.longest);
    } else if (form == Form::choice) {
      term.nullable = term.nullable || part.nullable;
      term.shortest = i == 0 ? part.shortest : std::min(term.shortest, part.shortest);
      term.longest = std::max(term.longest, part.longest);
    } else {  // a loop or an optional part
      if (i == 0) term.nullable = form == Form::optional || part.nullable;
      if (i == 0) term.shortest = form == Form::optional ? 0 : part.shortest;
      if (part.longest > 0) term.longest = form == Form::loop ? unbounded : part.longest;
    }
  }
  measure(term);
  const auto state = static_cast<State>(terms_.size());
  terms_.push_back(std::move(term));
  successors_.emplace_back();
  candidates.push_back(state);
  return state;
}

FlowLanguage::State FlowLanguage::sequence(State first, State second) {
  if (first == done) return second;
  if (second == done) return first;
  return made(Form::sequence, 0, {first, second});
}

FlowLanguage::State FlowLanguage::parallel(std::vector<State> parts) {
  std::erase(parts, done);
  if (parts.empty()) return done;
  if (parts.size() == 1) return parts.front();
  std::ranges::sort(parts);
  return made(Form::parallel, 0, std::move(parts));
}

FlowLanguage::State FlowLanguage::optional(State part) {
  return terms_[part].nullable ? part : made(Form::optional, 0, {part});
}

FlowLanguage::State FlowLanguage::of_node(const ServiceFlow& flow, std::uint32_t place) {
  const FlowNode& node = flow.nodes()[place];
  if (node.part == Part::step) return made(Form::step, node.step, {});
  std::vector<State> parts;
  for (const std::uint32_t child : node.children) parts.push_back(of_node(flow, child));
  if (parts.empty()) return done;
  switch (node.part) {
    case Part::choice: {
      std::ranges::sort(parts);
      parts.erase(std::ranges::unique(parts).begin(), parts.end());
      return parts.size() == 1 ? parts.front() : made(Form::choice, 0, std::move(parts));
    }
    case Part::parallel:
      return parallel(std::move(parts));
    case Part::loop:
      if (parts.size() == 1) parts.push_back(done);
      return parts[0] == done && parts[1] == done ? done : made(Form::loop, 0, std::move(parts));
    case Part::optional:
      return optional(parts.front());
    default: {
      State rest = done;
      for (std::size_t i = parts.size(); i-- > 0;) rest = sequence(parts[i], rest);
      return rest;
    }
  }
}

void FlowLanguage::derive_parts(State state, std::vector<Successor>& found) {
  const std::vector<State> parts = terms_[state].parts;  // a copy, for new terms may move the old ones
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && parts[i] == parts[i - 1]) continue;
    for (const Successor& next : derived(parts[i])) {
      std::vector<State> left = parts;
      left[i] = next.state;
      found.push_back({next.step, parallel(std::move(left))});
    }
  }
}

/// The partial derivatives of a term by every step.
std::vector<FlowLanguage::Successor> FlowLanguage::derived(State state) {
  std::vector<Successor> found;
  const auto add_before = [&](State first, State rest) {
    for (const Successor& next : derived(first)) found.push_back({next.step, sequence(next.state, rest)});
  };
  const auto part = [&](std::size_t i) { return terms_[state].parts[i]; };
  switch (terms_[state].form) {
    case Form::nothing:
      break;
    case Form::step:
      found.push_back({terms_[state].value, done});
      break;
    case Form::sequence:
      add_before(part(0), part(1));
      if (terms_[part(0)].nullable) {
        State rest = part(1);  // not by recursion: a flow may have many optional steps in a row
        while (terms_[rest].form == Form::sequence) {
          const State first = terms_[rest].parts[0];
          const State behind = terms_[rest].parts[1];
          add_before(first, behind);
          if (!terms_[first].nullable) break;
          rest = behind;
        }
        if (terms_[rest].form != Form::sequence) add_before(rest, done);
      }
      break;
    case Form::choice:
      for (std::size_t i = 0; i < terms_[state].parts.size(); ++i) add_before(part(i), done);
      break;
    case Form::parallel:
      derive_parts(state, found);
      break;
    case Form::loop: {
      const State body = part(0);
      const State again = part(1);
      add_before(body, optional(sequence(again, state)));
      if (terms_[body].nullable) add_before(again, state);
      break;
    }
    case Form::optional:
      add_before(part(0), done);
      break;
  }
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

std::span<const FlowLanguage::Successor> FlowLanguage::successors(State state) {
  if (!successors_[state].known) {
    std::vector<Successor> steps = derived(state);
    successors_[state] = {true, std::move(steps)};
  }
  return successors_[state].steps;
}

bool FlowLanguage::complete(std::size_t limit) {
  std::vector<State> waiting{start_};
  std::vector<bool> seen(terms_.size(), false);
  seen[start_] = true;
  std::size_t count = 1;
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const std::span<const Successor> next = successors(waiting[i]);
    seen.resize(terms_.size(), false);
    count += next.size();
    if (count > limit) return false;
    for (const Successor& successor : next) {
      if (seen[successor.state]) continue;
      seen[successor.state] = true;
      waiting.push_back(successor.state);
    }
  }
  return true;
}

bool FlowLanguage::allows(std::span<const Code> steps) {
  std::vector<State> states{start_};
  for (const Code step : steps) {
    std::vector<State> after;
    for (const State state : states) {
      for (const Successor& next : successors(state)) {
        if (next.step == step) after.push_back(next.state);
      }
    }
    std::ranges::sort(after);
    after.erase(std::ranges::unique(after).begin(), after.end());
    states = std::move(after);
  }
  return std::ranges::any_of(states, [&](State state) { return accepts(state); });
}

}  // namespace fealty::flow
