#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/ids.hpp"
#include "fealty/flow/markov_removal.hpp"

namespace fealty::flow {

/// The states that paths go through, and the transitions between them that occur at all.
///
/// States are numbered from 0; the start, conversion and null have the three numbers behind the last.
class ChainShape {
 public:
  struct Transition {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
  };

  /// A transition of a path, and how often the path makes it.
  struct Use {
    std::uint32_t transition = 0;
    double times = 1.0;
  };

  /// How a path goes through the chain.
  struct Course {
    std::span<const Use> uses;  ///< from the start to the last state
    std::uint32_t to_conversion = 0;
    std::uint32_t to_null = 0;
  };

  ChainShape(const PathTable& paths, std::size_t order, bool collapse_repeats);

  [[nodiscard]] std::size_t states() const noexcept { return states_; }
  [[nodiscard]] std::uint32_t start() const noexcept { return static_cast<std::uint32_t>(states_); }
  [[nodiscard]] std::uint32_t conversion() const noexcept { return start() + 1; }
  [[nodiscard]] std::uint32_t null() const noexcept { return start() + 2; }
  [[nodiscard]] const std::vector<Transition>& transitions() const noexcept { return transitions_; }

  /// The states that hold a step.
  [[nodiscard]] const std::vector<std::uint32_t>& states_with(Code step) const noexcept { return with_step_[step]; }

  [[nodiscard]] Course course(std::size_t path) const noexcept {
    return {std::span(uses_).subspan(offsets_[path], offsets_[path + 1] - offsets_[path]), ends_[path].first,
            ends_[path].second};
  }

 private:
  std::size_t states_ = 0;
  std::vector<Transition> transitions_;
  std::vector<std::vector<std::uint32_t>> with_step_;
  std::vector<std::size_t> offsets_{0};
  std::vector<Use> uses_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends_;
};

/// What a chain with given counts of its transitions says.
struct ChainSolution {
  double conversion = 0.0;      ///< probability to convert
  std::vector<double> without;  ///< the same with each step removed
};

/// Solves the chain exactly. `counts` has a number for each transition.
ChainSolution solve_chain(const ChainShape& shape, std::size_t steps, std::span<const double> counts);

}  // namespace fealty::flow
