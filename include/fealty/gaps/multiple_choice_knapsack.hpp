#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fealty::gaps {

/// A choice of one option from every group.
struct KnapsackSolution {
  std::vector<std::uint32_t> choices;  ///< of each group, the position of the option in it
  double cost = 0.0;                   ///< of all choices together
  double value = 0.0;                  ///< of all choices together
  double bound = 0.0;  ///< no choice that the budget allows is worth more; `value` itself if proven best
};

/// One option of every group, of greatest value within a budget: the multiple-choice knapsack problem.
///
/// Costs stay; values and budgets may change from one call to the next. The linear relaxation by steps of falling
/// efficiency along each group's concave hull (Sinha and Zoltners 1979, "The multiple-choice knapsack problem",
/// Operations Research 27) gives a bound and a price of the budget. Options that lose too much at that price cannot
/// belong to a better solution than the one at hand, which leaves a few groups with a choice, the core. Dynamic
/// programming over these (Pisinger 1995, "A minimal algorithm for the multiple-choice knapsack problem", European
/// Journal of Operational Research 83) keeps every partial choice that no other dominates and whose own relaxation may
/// still beat the best one. The answer is exact but for rounding (1e-12 of the values) unless more than `state_limit`
/// partial choices are to be kept: then the most promising are, and `bound` says what may have been missed.
class MultipleChoiceKnapsack {
 public:
  /// Options of group g are those in [offsets[g], offsets[g + 1]) of `costs`, in ascending order of cost. Throws
  /// ParameterError for a group without options, or costs that do not ascend, are negative or not finite.
  MultipleChoiceKnapsack(std::vector<std::size_t> offsets, std::vector<double> costs,
                         std::size_t state_limit = std::size_t{1} << 14);

  [[nodiscard]] std::size_t groups() const noexcept { return offsets_.size() - 1; }

  /// The best choice for values of all options; valid until the next call.
  ///
  /// `start` may be a choice (of each group) known to be good, such as the solution of a similar problem: it saves
  /// time. Throws ParameterError if there are not as many values as options, a value is not finite, or the budget does
  /// not pay for the cheapest options.
  const KnapsackSolution& solve(std::span<const double> values, double budget,
                                std::span<const std::uint32_t> start = {});

 private:
  /// From one vertex of a group's hull to the next.
  struct Step {
    double efficiency, cost, value;
    std::uint32_t group, from, to;
  };

  /// A choice from the first groups of the core.
  struct State {
    double cost, value, bound;
    std::uint32_t parent, option;
  };

  /// The best way found to complete a state: by the first `steps` of the steps of the groups behind it.
  struct Completion {
    std::uint32_t layer = 0, parent = 0, option = 0, steps = 0;
    bool found = false;
  };

  void find_steps();
  void relax();
  void try_choice(std::span<const std::uint32_t> choices);
  void reduce();
  void tabulate();
  void search();
  void expand(std::size_t layer);
  void keep_states();
  void adopt_completion();
  [[nodiscard]] double negligible() const noexcept { return 1e-10 * scale_; }
  [[nodiscard]] double value_of(std::size_t group, std::uint32_t option) const noexcept {
    return values_[offsets_[group] + option];
  }
  [[nodiscard]] double cost_of(std::size_t group, std::uint32_t option) const noexcept {
    return costs_[offsets_[group] + option];
  }

  std::vector<std::size_t> offsets_;
  std::vector<double> costs_;
  std::size_t state_limit_;
  double cheapest_ = 0.0;  // the first options of all groups together

  // What one call works with; kept so that the next allocates nothing.
  std::span<const double> values_;
  double budget_ = 0.0;
  double scale_ = 0.0;  // of the values, which says what is lost in rounding
  KnapsackSolution best_;
  std::vector<std::uint32_t> undominated_, hull_;  // options
  std::vector<std::size_t> undominated_offsets_;   // of each group
  std::vector<Step> steps_;                        // of all hulls, by falling efficiency
  std::vector<std::uint32_t> relaxed_, greedy_;    // choices
  double upper_ = 0.0;                             // the value of the relaxation
  double price_ = 0.0;                             // what more budget would bring there
  double dropped_ = 0.0;                           // the greatest bound of what was not searched

  struct CoreGroup {
    std::uint32_t group;
    std::uint32_t first, last;  // of its options among survivors_
    double loss;                // the least that giving up the relaxation's choice costs
  };
  std::vector<CoreGroup> core_;
  std::vector<std::uint32_t> survivors_;
  std::vector<std::uint32_t> place_;  // of each group in the core
  double core_budget_ = 0.0, core_value_ = 0.0;

  // For the groups of the core from some place on: their steps added up, and their cheapest options.
  std::vector<std::size_t> table_offsets_;
  std::vector<std::uint32_t> table_steps_;
  std::vector<double> table_cost_, table_value_, base_cost_, base_value_;

  std::vector<State> states_, next_;
  std::size_t layer_begin_ = 0;
  Completion completion_;
};

}  // namespace fealty::gaps
