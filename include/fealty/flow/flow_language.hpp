#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <unordered_map>
#include <vector>

#include "fealty/core/ids.hpp"
#include "fealty/flow/service_flow.hpp"

namespace fealty::flow {

/// The sequences of steps that a flow allows, as an automaton whose states are what is left to be done.
///
/// A state is a term: nothing, a step, one term after another, a choice, terms in parallel, a loop, an optional term.
/// What a step leaves of a term are its partial derivatives (Antimirov 1996, "Partial derivatives of regular
/// expressions and finite automaton constructions"; for parallel terms, which are shuffles: Broda, Machiavelo, Moreira
/// and Reis 2018, "Automata for regular expressions with shuffle"). A flow without parallel parts has at most one state
/// more than places of steps in its tree; parallel parts multiply theirs, so states are made only as they are reached.
/// Equal terms are one state, and parallel terms have no order.
class FlowLanguage {
 public:
  using State = std::uint32_t;

  /// The state in which nothing is left.
  static constexpr State done = 0;

  /// "Any number of times."
  static constexpr std::uint32_t unbounded = std::numeric_limits<std::uint32_t>::max();

  struct Successor {
    Code step = no_code;
    State state = done;

    friend auto operator<=>(const Successor&, const Successor&) = default;
  };

  explicit FlowLanguage(const ServiceFlow& flow);

  [[nodiscard]] State start() const noexcept { return start_; }

  /// Whether a visit may end here.
  [[nodiscard]] bool accepts(State state) const noexcept { return terms_[state].nullable; }

  /// Fewest steps from here to an end.
  [[nodiscard]] std::uint32_t shortest(State state) const noexcept { return terms_[state].shortest; }

  /// Most steps from here to an end, or unbounded.
  [[nodiscard]] std::uint32_t longest(State state) const noexcept { return terms_[state].longest; }

  /// How often each step must come at least, and may come at most, from here to an end; empty for flows of more than
  /// `counted_steps` steps.
  [[nodiscard]] std::span<const std::uint32_t> fewest(State state) const noexcept { return counts(fewest_, state); }
  [[nodiscard]] std::span<const std::uint32_t> most(State state) const noexcept { return counts(most_, state); }

  static constexpr std::size_t counted_steps = 64;

  /// What each step that may come next leaves to be done: ascending and distinct. The span holds until the next call.
  std::span<const Successor> successors(State state);

  /// The successors of a state that was asked for before.
  [[nodiscard]] std::span<const Successor> known_successors(State state) const noexcept {
    return successors_[state].steps;
  }

  /// Finds all states, unless there are more than `limit`; says whether it did.
  bool complete(std::size_t limit);

  /// Whether a sequence of steps is allowed.
  bool allows(std::span<const Code> steps);

  /// Number of terms made so far.
  [[nodiscard]] std::size_t size() const noexcept { return terms_.size(); }

 private:
  enum class Form : std::uint8_t { nothing, step, sequence, choice, parallel, loop, optional };

  struct Term {
    Form form = Form::nothing;
    bool nullable = true;
    std::uint32_t value = 0;  // the step of a step
    std::vector<State> parts = {};
    std::uint32_t shortest = 0;
    std::uint32_t longest = 0;
  };

  struct Successors {
    bool known = false;
    std::vector<Successor> steps = {};
  };

  [[nodiscard]] std::span<const std::uint32_t> counts(const std::vector<std::uint32_t>& of_all,
                                                      State state) const noexcept {
    return of_all.empty() ? std::span<const std::uint32_t>() : std::span(of_all).subspan(state * steps_, steps_);
  }

  State made(Form form, std::uint32_t value, std::vector<State> parts);
  void measure(const Term& term);
  State sequence(State first, State second);
  State parallel(std::vector<State> parts);
  State optional(State part);
  State of_node(const ServiceFlow& flow, std::uint32_t node);
  std::vector<Successor> derived(State state);
  void derive_parts(State state, std::vector<Successor>& found);

  std::size_t steps_ = 0;
  bool counted_ = false;
  std::vector<Term> terms_;
  std::vector<std::uint32_t> fewest_;
  std::vector<std::uint32_t> most_;
  std::vector<Successors> successors_;
  std::unordered_map<std::uint64_t, std::vector<State>> by_hash_;
  State start_ = done;
};

}  // namespace fealty::flow
