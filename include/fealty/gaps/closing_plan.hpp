#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/gap_response.hpp"
#include "fealty/gaps/lever.hpp"

namespace fealty::gaps {

/// What a plan is made for: items with their gaps, and what a gap does to the outcome.
///
/// Vectors have an element per item; those that may be absent are then empty. Draws, such as the replicates of a
/// bootstrap, carry the uncertainty of gaps and slopes; row d of `gap_draws` and element d of the draws of the slopes
/// belong together.
struct PlanItems {
  std::vector<std::string> names;
  std::vector<double> expectation;  ///< means, on the scale
  std::vector<double> experience;   ///< means, on the scale
  std::vector<double> importance;   ///< weights, not negative; equal if absent. What counts is their share in the sum.
  std::vector<double> tolerance;    ///< zone below the expectation in which a shortfall does not hurt; 0 if absent
  std::vector<double> spread;       ///< standard deviation of the gap between customers; 0 (all alike) if absent
  std::vector<double> floors;       ///< least experience that a must-be item may have; NaN: none
  double scale_bottom = 1.0;
  double scale_top = 7.0;
  GapResponse response;
  Eigen::MatrixXd gap_draws;           ///< draws x items; no rows: gaps are taken as known
  std::vector<double> negative_draws;  ///< of response.negative; empty: taken as known
  std::vector<double> positive_draws;  ///< of response.positive; empty: taken as known
};

/// What a plan may spend, and how it is searched.
struct PlanOptions {
  double budget = 0.0;              ///< positive
  std::size_t steps = 10;           ///< that a divisible lever can take between two points of its curve, at most 1,000
  double level = 0.95;              ///< of the intervals
  std::size_t states = 16'384;      ///< partial choices that the search keeps before it gives up being exact
  std::size_t draw_states = 1'024;  ///< the same for the plans of draws
};

/// A lever in a plan.
struct PlannedLever {
  std::string name;
  std::string item;
  LeverKind kind = LeverKind::raise_experience;
  double level = 0.0;           ///< to which it is moved (see LeverLevel); 0: not bought
  double cost = 0.0;            ///< at that level
  double effect = 0.0;          ///< at that level, in points of the scale
  Estimate value;               ///< what it adds to the outcome; values of all levers add up to that of the plan
  double share_of_draws = 0.0;  ///< in which it belongs to the best plan; NaN without draws
};

/// An item before a plan and after it.
struct PlannedItem {
  std::string name;
  double importance = 0.0;  ///< its share
  double expectation = 0.0;
  double expectation_after = 0.0;
  double experience = 0.0;
  double experience_after = 0.0;
  double tolerance_after = 0.0;
  double spread_after = 0.0;
  Estimate gap;
  Estimate gap_after;
  Estimate value;              ///< what the plan's levers on it add to the outcome
  Estimate open;               ///< what falling short still takes from the outcome, not negative
  double floor = 0.0;          ///< NaN: none
  bool below_floor = false;    ///< after the plan
  double closing_cost = 0.0;   ///< of the cheapest mix of levers that closes the gap; NaN if none does
  std::string closing_levers;  ///< of that mix; empty if nothing is needed or none does
};

/// The best plan for a part, or a multiple, of the budget.
struct BudgetStep {
  double share = 0.0;   ///< of the budget: 0.1, 0.2 ... 2.0
  double budget = 0.0;  ///< at most to be spent
  double cost = 0.0;    ///< spent by its plan
  Estimate value;       ///< of its plan
  double gain = 0.0;    ///< over the plan of the step before it
  std::string changes;  ///< what its plan does otherwise than that: "+ a", "- b", "a to level 2"
};

/// Something that the reader of a plan should know.
struct PlanWarning {
  /// "no_effect", "not_affordable", "not_worth_its_cost", "floor_out_of_reach", "floor_missed", "budget_left",
  /// "negative_slope" or "not_exact".
  std::string kind;
  std::string subject;  ///< the lever, item or slope; empty for the plan
  std::string message;
};

/// Which levers to move, and how far, so that gaps are closed where it helps the outcome most.
///
/// An item's response (see GapResponse) weighs as its share of the importance; the value of a plan is the sum of all
/// items' weighted responses after it less that before it, in units of the outcome.
///
/// A must-be item (Kano 1984) may not stay below its floor, a least experience, if the budget can prevent it: of all
/// plans within the budget, those that leave the fewest floors missed come first, and of these the one of the greatest
/// value is taken. It does not matter how important customers say the item is, nor what they expect: what goes without
/// saying is not named, and resetting the promise does not replace it. The search does this by a penalty on every
/// missed floor of 1 more than all values can differ by, so that no value outweighs a floor. Penalties are no part of
/// the values that are reported.
struct ClosingPlan {
  std::vector<PlannedLever> levers;  ///< those of the plan by value, then the others by share_of_draws
  std::vector<PlannedItem> items;    ///< in the order in which they were given
  std::vector<BudgetStep> curve;     ///< what each tenth of the budget buys, up to twice the budget
  std::vector<PlanWarning> warnings;
  double budget = 0.0;            ///< at most to be spent
  double cost = 0.0;              ///< of the levers of the plan
  Estimate value;                 ///< of the plan, with the percentile interval of its value over the draws
  double expected_value = 0.0;    ///< mean of the plan's value over the draws; NaN without
  double expected_best = 0.0;     ///< mean over the draws of the value of the plan that is best in each; NaN without
  std::size_t missed_floors = 0;  ///< items that stay below their floor
  std::size_t draws = 0;          ///< of gaps and slopes; 0: all is taken as known
  double optimality_gap = 0.0;    ///< by which a better plan may be worth more: 0 if the plan is proven best
  double draws_gap = 0.0;         ///< the same for the plans of the draws, the largest; NaN without
  double level = 0.95;            ///< of the intervals

  /// One row per lever: lever, item, kind, chosen, level, cost, effect, value (with _lower and _upper), share_of_draws.
  [[nodiscard]] Frame frame() const;

  /// One row per item: item, importance, gap and gap_after (each with _lower and _upper), value and open (likewise),
  /// expectation, expectation_after, experience, experience_after, tolerance_after, spread_after, floor, below_floor.
  [[nodiscard]] Frame items_frame() const;

  /// One row per tenth of the budget up to twice: share, budget, cost, value (with _lower and _upper), gain, changes.
  [[nodiscard]] Frame curve_frame() const;

  /// The least-cost mix of levers that closes each gap, by raising the experience or by resetting the promise: item,
  /// gap, closing_cost, closing_levers. A gap is closed when the expectation less the tolerance is met.
  [[nodiscard]] Frame closing_frame() const;

  /// One row per warning: kind, subject, message.
  [[nodiscard]] Frame warnings_frame() const;
};

/// The best plan within the budget, and how sure of it one can be.
///
/// All mixes of an item's levers are listed once (those that cannot be best left out), and one mix of every item is
/// chosen by MultipleChoiceKnapsack; divisible levers are moved in steps. The same problem is solved again on every
/// draw of gaps and slopes: a draw moves the gap, its experience taken as it is (so that the room to the top of the
/// scale stays), and the plan's value on each draw gives its interval.
///
/// Where several levers of a plan act on one item, the value of each is the mean of what it adds in the order of the
/// levers and in the reverse order, which for two is their Shapley value (1953).
///
/// Throws ParameterError for a budget that is not positive and finite, no levers, two levers of one name, a lever for
/// an unknown item and as lever_levels does; RecordError, naming the item, for figures that are missing, not finite or
/// off the scale, and for vectors or draws of a wrong length.
ClosingPlan closing_plan(const PlanItems& items, const std::vector<Lever>& levers, const PlanOptions& options);

}  // namespace fealty::gaps
