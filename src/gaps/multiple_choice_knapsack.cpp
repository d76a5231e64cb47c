#include "fealty/gaps/multiple_choice_knapsack.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"

namespace fealty::gaps {
namespace {

constexpr double none = -std::numeric_limits<double>::infinity();
constexpr std::uint32_t outside = 0xFFFFFFFF;

}  // namespace

MultipleChoiceKnapsack::MultipleChoiceKnapsack(std::vector<std::size_t> offsets, std::vector<double> costs,
                                               std::size_t state_limit)
    : offsets_(std::move(offsets)), costs_(std::move(costs)), state_limit_(std::max<std::size_t>(state_limit, 1)) {
  require(!offsets_.empty() && offsets_.front() == 0 && offsets_.back() == costs_.size(), "the number of options",
          static_cast<double>(costs_.size()), "must be that of all groups");
  for (std::size_t g = 0; g < groups(); ++g) {
    const auto name = [g] { return "the cost of an option of group " + std::to_string(g); };
    require(offsets_[g] < offsets_[g + 1], "the options of group " + std::to_string(g), 0, "must be at least one");
    for (std::size_t i = offsets_[g]; i < offsets_[g + 1]; ++i) {
      require(std::isfinite(costs_[i]) && costs_[i] >= 0, name(), costs_[i], "must be finite and not negative");
      require(i == offsets_[g] || costs_[i] >= costs_[i - 1], name(), costs_[i], "must not be below that before it");
    }
    cheapest_ += costs_[offsets_[g]];
  }
}

const KnapsackSolution& MultipleChoiceKnapsack::solve(std::span<const double> values, double budget,
                                                      std::span<const std::uint32_t> start) {
  require(values.size() == costs_.size(), "the number of values", static_cast<double>(values.size()),
          "must be that of the options");
  for (const double value : values) require(std::isfinite(value), "a value", value, "must be finite");
  budget_ = budget + 1e-12 * std::abs(budget);  // a sum of costs that is the budget but for rounding is paid for
  require(cheapest_ <= budget_, "budget", budget, "must pay for the cheapest option of every group");
  values_ = values;
  best_.value = none;
  dropped_ = none;
  find_steps();
  relax();
  if (start.size() == groups()) try_choice(start);
  if (best_.value < upper_ - negligible()) {
    reduce();
    search();
  }
  best_.cost = best_.value = 0;
  for (std::size_t g = 0; g < groups(); ++g) {
    best_.cost += cost_of(g, best_.choices[g]);
    best_.value += value_of(g, best_.choices[g]);
  }
  best_.bound = dropped_ > best_.value + negligible() ? dropped_ : best_.value;
  return best_;
}

/// Leaves out options that another of no greater cost is worth as much as, and finds the concave hull of the rest.
void MultipleChoiceKnapsack::find_steps() {
  undominated_.clear();
  undominated_offsets_.assign(1, 0);
  steps_.clear();
  scale_ = 0;
  const double spare = budget_ - cheapest_;
  for (std::size_t g = 0; g < groups(); ++g) {
    const auto count = static_cast<std::uint32_t>(offsets_[g + 1] - offsets_[g]);
    const std::size_t begin = undominated_.size();
    for (std::uint32_t k = 0; k < count && cost_of(g, k) - cost_of(g, 0) <= spare; ++k) {
      if (undominated_.size() > begin && value_of(g, k) <= value_of(g, undominated_.back())) continue;
      if (undominated_.size() > begin && cost_of(g, k) <= cost_of(g, undominated_.back())) undominated_.pop_back();
      undominated_.push_back(k);
    }
    undominated_offsets_.push_back(undominated_.size());
    hull_.clear();
    const auto step_to = [&](std::uint32_t from, std::uint32_t to) {
      const double cost = cost_of(g, to) - cost_of(g, from), value = value_of(g, to) - value_of(g, from);
      return Step{value / cost, cost, value, static_cast<std::uint32_t>(g), from, to};
    };
    for (std::size_t i = begin; i < undominated_.size(); ++i) {
      const std::uint32_t k = undominated_[i];
      while (hull_.size() >= 2 &&
             step_to(hull_[hull_.size() - 2], hull_.back()).efficiency <= step_to(hull_.back(), k).efficiency) {
        hull_.pop_back();
      }
      hull_.push_back(k);
    }
    scale_ += std::abs(value_of(g, hull_.front())) + std::abs(value_of(g, hull_.back()));
    for (std::size_t i = 1; i < hull_.size(); ++i) steps_.push_back(step_to(hull_[i - 1], hull_[i]));
  }
  std::ranges::sort(steps_, [](const Step& a, const Step& b) {
    if (a.efficiency != b.efficiency) return a.efficiency > b.efficiency;
    return a.group != b.group ? a.group < b.group : a.to < b.to;
  });
}

/// Takes steps while the budget lasts: the first that it does not pay for is taken in part by the relaxation, and left
/// out by a choice that goes on with those behind it.
void MultipleChoiceKnapsack::relax() {
  relaxed_.resize(groups());
  double left = budget_;
  upper_ = 0;
  for (std::size_t g = 0; g < groups(); ++g) {
    relaxed_[g] = undominated_[undominated_offsets_[g]];
    left -= cost_of(g, relaxed_[g]);
    upper_ += value_of(g, relaxed_[g]);
  }
  std::size_t i = 0;
  for (; i < steps_.size() && steps_[i].cost <= left; ++i) {
    relaxed_[steps_[i].group] = steps_[i].to;
    left -= steps_[i].cost;
    upper_ += steps_[i].value;
  }
  price_ = 0;
  greedy_ = relaxed_;
  if (i < steps_.size()) {
    price_ = steps_[i].efficiency;
    upper_ += price_ * left;
    for (; i < steps_.size(); ++i) {
      if (steps_[i].cost > left || greedy_[steps_[i].group] != steps_[i].from) continue;
      greedy_[steps_[i].group] = steps_[i].to;
      left -= steps_[i].cost;
    }
  }
  try_choice(greedy_);
}

/// Takes a choice as the best if it is affordable and better than that at hand.
void MultipleChoiceKnapsack::try_choice(std::span<const std::uint32_t> choices) {
  double cost = 0, value = 0;
  for (std::size_t g = 0; g < groups(); ++g) {
    require(choices[g] < offsets_[g + 1] - offsets_[g], "a choice", choices[g], "must be an option of its group");
    cost += cost_of(g, choices[g]);
    value += value_of(g, choices[g]);
  }
  if (cost > budget_ || value <= best_.value) return;
  best_.value = value;
  best_.choices.assign(choices.begin(), choices.end());
}

/// At the price of the budget the relaxation's choices are best; what loses more than the best choice at hand lacks to
/// the bound belongs to no better one.
void MultipleChoiceKnapsack::reduce() {
  const double most = upper_ - best_.value;
  core_.clear();
  survivors_.clear();
  place_.assign(groups(), outside);
  core_budget_ = budget_;
  core_value_ = 0;
  for (std::size_t g = 0; g < groups(); ++g) {
    const std::uint32_t chosen = relaxed_[g];
    const double worth = value_of(g, chosen) - price_ * cost_of(g, chosen);
    const auto first = static_cast<std::uint32_t>(survivors_.size());
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = undominated_offsets_[g]; i < undominated_offsets_[g + 1]; ++i) {
      const std::uint32_t k = undominated_[i];
      const double loss = worth - (value_of(g, k) - price_ * cost_of(g, k));
      if (k != chosen && loss >= most) continue;
      if (k != chosen) least = std::min(least, loss);
      survivors_.push_back(k);
    }
    const auto last = static_cast<std::uint32_t>(survivors_.size());
    if (last - first >= 2) {
      core_.push_back({static_cast<std::uint32_t>(g), first, last, least});
    } else {
      survivors_.pop_back();
      core_budget_ -= cost_of(g, chosen);
      core_value_ += value_of(g, chosen);
    }
  }
  // Those first whose other options lose most: few of these survive, and the many that lose little come last.
  std::ranges::stable_sort(core_, [](const CoreGroup& a, const CoreGroup& b) { return a.loss > b.loss; });
  for (std::size_t i = 0; i < core_.size(); ++i) place_[core_[i].group] = static_cast<std::uint32_t>(i);
}

/// The relaxation of the groups of the core from each place on, as a function of the budget that is left.
void MultipleChoiceKnapsack::tabulate() {
  const std::size_t size = core_.size();
  base_cost_.assign(size + 1, 0.0);
  base_value_.assign(size + 1, 0.0);
  for (std::size_t i = size; i-- > 0;) {
    const std::uint32_t cheapest = undominated_[undominated_offsets_[core_[i].group]];
    base_cost_[i] = base_cost_[i + 1] + cost_of(core_[i].group, cheapest);
    base_value_[i] = base_value_[i + 1] + value_of(core_[i].group, cheapest);
  }
  table_offsets_.assign(1, 0);
  table_steps_.clear();
  table_cost_.clear();
  table_value_.clear();
  for (std::size_t i = 0; i <= size; ++i) {
    double cost = 0, value = 0;
    for (std::uint32_t s = 0; s < steps_.size(); ++s) {
      const std::uint32_t place = place_[steps_[s].group];
      if (place == outside || place < i) continue;
      cost += steps_[s].cost;
      value += steps_[s].value;
      table_steps_.push_back(s);
      table_cost_.push_back(cost);
      table_value_.push_back(value);
    }
    table_offsets_.push_back(table_cost_.size());
  }
}

void MultipleChoiceKnapsack::search() {
  tabulate();
  completion_.found = false;
  states_.assign(1, {0.0, 0.0, upper_, outside, 0});
  layer_begin_ = 0;
  for (std::size_t layer = 0; layer < core_.size(); ++layer) {
    next_.clear();
    expand(layer);
    layer_begin_ = states_.size();
    keep_states();
    states_.insert(states_.end(), next_.begin(), next_.end());
  }
  if (completion_.found) adopt_completion();
}

/// Adds an option of the next group to every state, and keeps what may still beat the best choice.
void MultipleChoiceKnapsack::expand(std::size_t layer) {
  const CoreGroup& core = core_[layer];
  const auto begin = static_cast<std::ptrdiff_t>(table_offsets_[layer + 1]);
  const auto end = static_cast<std::ptrdiff_t>(table_offsets_[layer + 2]);
  for (std::size_t s = layer_begin_; s < states_.size(); ++s) {
    for (std::uint32_t i = core.first; i < core.last; ++i) {
      const std::uint32_t k = survivors_[i];
      const double cost = states_[s].cost + cost_of(core.group, k);
      const double value = states_[s].value + value_of(core.group, k);
      const double left = core_budget_ - cost - base_cost_[layer + 1];
      if (left < 0) break;  // options come in ascending order of cost
      const auto at = std::upper_bound(table_cost_.begin() + begin, table_cost_.begin() + end, left);
      const auto taken = (at - table_cost_.begin()) - begin;
      double reached = core_value_ + value + base_value_[layer + 1], rest = left;
      if (taken > 0) {
        reached += table_value_[static_cast<std::size_t>(begin + taken - 1)];
        rest -= table_cost_[static_cast<std::size_t>(begin + taken - 1)];
      }
      const auto parent = static_cast<std::uint32_t>(s);
      if (reached > best_.value) {
        best_.value = reached;
        completion_ = {static_cast<std::uint32_t>(layer), parent, k, static_cast<std::uint32_t>(taken), true};
      }
      double bound = reached;
      if (begin + taken < end) {
        bound += rest * steps_[table_steps_[static_cast<std::size_t>(begin + taken)]].efficiency;
      }
      if (bound > best_.value + negligible()) next_.push_back({cost, value, bound, parent, k});
    }
  }
}

/// Leaves out states that others dominate, or that the best choice has overtaken; and the least promising if there are
/// too many.
void MultipleChoiceKnapsack::keep_states() {
  std::erase_if(next_, [&](const State& s) { return s.bound <= best_.value + negligible(); });
  std::ranges::sort(next_, [](const State& a, const State& b) {
    if (a.cost != b.cost) return a.cost < b.cost;
    if (a.value != b.value) return a.value > b.value;
    return a.parent != b.parent ? a.parent < b.parent : a.option < b.option;
  });
  double most = none;
  std::erase_if(next_, [&](const State& s) { return s.value <= std::exchange(most, std::max(most, s.value)); });
  if (next_.size() <= state_limit_) return;
  const auto kept = next_.begin() + static_cast<std::ptrdiff_t>(state_limit_);
  std::nth_element(next_.begin(), kept, next_.end(), [](const State& a, const State& b) {
    if (a.bound != b.bound) return a.bound > b.bound;
    return a.parent != b.parent ? a.parent < b.parent : a.option < b.option;
  });
  for (auto s = kept; s != next_.end(); ++s) dropped_ = std::max(dropped_, s->bound);
  next_.erase(kept, next_.end());
}

void MultipleChoiceKnapsack::adopt_completion() {
  best_.choices = relaxed_;
  std::uint32_t option = completion_.option, parent = completion_.parent;
  for (std::size_t layer = completion_.layer + 1; layer-- > 0;) {
    best_.choices[core_[layer].group] = option;
    option = states_[parent].option;
    parent = states_[parent].parent;
  }
  for (std::size_t i = completion_.layer + 1; i < core_.size(); ++i) {
    best_.choices[core_[i].group] = undominated_[undominated_offsets_[core_[i].group]];
  }
  const std::size_t begin = table_offsets_[completion_.layer + 1];
  for (std::size_t i = begin; i < begin + completion_.steps; ++i) {
    const Step& step = steps_[table_steps_[i]];
    best_.choices[step.group] = step.to;
  }
}

}  // namespace fealty::gaps
