#include "fealty/gaps/closing_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "plan_search.hpp"

namespace fealty::gaps {
namespace {

constexpr std::size_t curve_steps = 20;  // tenths of the budget, up to twice
constexpr std::size_t draws_of_block = 128;
constexpr double closed = -1e-9;  // points of the scale: a gap that is closed but for rounding

using Choices = std::vector<std::uint32_t>;
using Series = std::vector<double>;  // a figure's value in every draw

/// What is kept of every draw.
struct DrawSeries {
  Series plan, best;
  std::vector<Series> curve;       // of each step, the value of its plan
  std::vector<Series> lever;       // of each lever, its value in the plan
  std::vector<Series> item_value;  // of each item
  std::vector<Series> gap, gap_after, open;
  std::vector<std::int64_t> in_best;  // of each lever, the draws whose best plan has it
  double largest_gap = 0.0;

  DrawSeries(std::size_t draws, std::size_t levers, std::size_t items)
      : plan(draws),
        best(draws),
        curve(curve_steps, Series(draws)),
        lever(levers, Series(draws)),
        item_value(items, Series(draws)),
        gap(items, Series(draws)),
        gap_after(items, Series(draws)),
        open(items, Series(draws)),
        in_best(levers, 0) {}
};

/// The plan and those of other budgets.
struct Solved {
  Choices plan;
  std::vector<Choices> curve;
  double optimality_gap = 0.0;
};

class Planner {
 public:
  Planner(const PlanItems& items, const std::vector<Lever>& levers, const PlanOptions& options)
      : items_(items), levers_(levers), options_(options), search_(items, levers, options) {}

  ClosingPlan plan() {
    const GapScenario observed = search_.observed();
    gains_.resize(search_.mixes());
    search_.gains(observed, gains_);
    const Solved solved = solve();
    const DrawSeries series = draw(solved);

    ClosingPlan plan;
    plan.budget = options_.budget;
    plan.cost = cost_of(solved.plan);
    plan.draws = search_.draws();
    plan.level = options_.level;
    plan.optimality_gap = solved.optimality_gap;
    plan.draws_gap = plan.draws > 0 ? series.largest_gap : nan;
    plan.expected_value = mean(series.plan);
    plan.expected_best = mean(series.best);
    describe_levers(solved, observed, series, plan);
    describe_items(solved, observed, series, plan);
    describe_curve(solved, series, plan);
    estimate(plan.value, value_of(solved.plan, gains_), series.plan);
    run_tasks(pending_.size(), [&](std::size_t i) { pending_[i](); }, "intervals");
    std::ranges::stable_sort(plan.levers, [](const PlannedLever& a, const PlannedLever& b) {
      if ((a.level > 0) != (b.level > 0)) return a.level > 0;
      if (a.level > 0) return a.value.value > b.value.value;
      return a.share_of_draws > b.share_of_draws;
    });
    warn(solved, plan);
    return plan;
  }

 private:
  [[nodiscard]] const std::vector<LeverGroup>& groups() const noexcept { return search_.groups(); }
  [[nodiscard]] const LeverMix& mix(std::size_t group, const Choices& choices) const {
    return groups()[group].mixes[choices[group]];
  }

  [[nodiscard]] double cost_of(const Choices& choices) const {
    double cost = 0;
    for (std::size_t g = 0; g < choices.size(); ++g) cost += mix(g, choices).cost;
    return cost;
  }

  [[nodiscard]] double value_of(const Choices& choices, std::span<const double> gains) const {
    double value = 0;
    for (std::size_t g = 0; g < choices.size(); ++g) value += gains[search_.offsets()[g] + choices[g]];
    return value;
  }

  static double mean(const Series& values) {
    if (values.empty()) return nan;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  }

  /// Fills an estimate later, when all are filled on several threads.
  void estimate(Estimate& into, double value, const Series& series) {
    pending_.emplace_back(
        [&into, value, &series, level = options_.level] { into = percentile_interval(value, series, level); });
  }

  Solved solve() {
    std::vector<double> values = gains_;
    search_.penalize(values);
    MultipleChoiceKnapsack solver = search_.solver(options_.states);
    Solved solved;
    for (std::size_t i = 1; i <= curve_steps; ++i) {
      const bool is_plan = i == 10;
      const double budget = is_plan ? options_.budget : options_.budget * static_cast<double>(i) / 10;
      const KnapsackSolution& solution =
          solver.solve(values, budget, solved.curve.empty() ? Choices{} : solved.curve.back());
      solved.curve.push_back(solution.choices);
      if (is_plan) {
        solved.plan = solution.choices;
        solved.optimality_gap = solution.bound - solution.value;
      }
    }
    return solved;
  }

  // ---- draws ----

  DrawSeries draw(const Solved& solved) const {
    const std::size_t draws = search_.draws();
    DrawSeries series(draws, levers_.size(), items_.names.size());
    struct Block {
      std::vector<std::int64_t> in_best;
      double largest_gap = 0.0;
    };
    const Block sums = reduce_blocks(
        draws, Block{std::vector<std::int64_t>(levers_.size(), 0), 0.0},
        [&](std::size_t begin, std::size_t end) {
          Block block{std::vector<std::int64_t>(levers_.size(), 0), 0.0};
          MultipleChoiceKnapsack solver = search_.solver(options_.draw_states);
          GapScenario scenario = search_.observed();
          std::vector<double> gains(search_.mixes()), values;
          Choices best = solved.plan;
          for (std::size_t d = begin; d < end; ++d) {
            search_.draw(d, scenario);
            search_.gains(scenario, gains);
            values = gains;
            search_.penalize(values);
            const KnapsackSolution& solution = solver.solve(values, options_.budget, best);
            best = solution.choices;
            block.largest_gap = std::max(block.largest_gap, solution.bound - solution.value);
            count_levers(best, block.in_best);
            series.best[d] = value_of(best, gains);
            record(d, solved, scenario, gains, series);
          }
          return block;
        },
        [](Block& total, Block&& part) {
          for (std::size_t l = 0; l < total.in_best.size(); ++l) total.in_best[l] += part.in_best[l];
          total.largest_gap = std::max(total.largest_gap, part.largest_gap);
        },
        draws_of_block, "plans of draws");
    series.in_best = sums.in_best;
    series.largest_gap = sums.largest_gap;
    return series;
  }

  void count_levers(const Choices& choices, std::vector<std::int64_t>& counts) const {
    for (std::size_t g = 0; g < choices.size(); ++g) {
      const LeverMix& chosen = mix(g, choices);
      for (std::size_t i = 0; i < chosen.levels.size(); ++i)
        counts[groups()[g].levers[i]] += chosen.levels[i] > 0 ? 1 : 0;
    }
  }

  /// The plan's figures in a draw.
  void record(std::size_t d, const Solved& solved, const GapScenario& scenario, std::span<const double> gains,
              DrawSeries& series) const {
    series.plan[d] = value_of(solved.plan, gains);
    for (std::size_t i = 0; i < curve_steps; ++i) series.curve[i][d] = value_of(solved.curve[i], gains);
    for (std::size_t j = 0; j < items_.names.size(); ++j) {
      series.gap[j][d] = scenario.gaps[j];
      set_item(d, j, search_.standing(j, scenario), scenario, series);
    }
    std::vector<double> shares;
    for (std::size_t g = 0; g < groups().size(); ++g) {
      const LeverGroup& group = groups()[g];
      series.item_value[group.item][d] = gains[search_.offsets()[g] + solved.plan[g]];
      shares.resize(group.levers.size());
      search_.share_out(group, mix(g, solved.plan), scenario, shares);
      for (std::size_t i = 0; i < shares.size(); ++i) series.lever[group.levers[i]][d] = shares[i];
      set_item(d, group.item, after(g, solved.plan, scenario), scenario, series);
    }
  }

  void set_item(std::size_t d, std::size_t item, const ItemStanding& standing, const GapScenario& scenario,
                DrawSeries& series) const {
    series.gap_after[item][d] = standing.gap();
    series.open[item][d] = open_of(item, standing, scenario);
  }

  [[nodiscard]] ItemStanding after(std::size_t group, const Choices& choices, const GapScenario& scenario) const {
    return mix(group, choices).applied(search_.standing(groups()[group].item, scenario), items_.scale_top);
  }

  [[nodiscard]] double open_of(std::size_t item, const ItemStanding& standing, const GapScenario& scenario) const {
    return search_.importance()[item] * scenario.response.negative * gap_parts(standing).shortfall;
  }

  // ---- the plan in words and figures ----

  void describe_levers(const Solved& solved, const GapScenario& observed, const DrawSeries& series, ClosingPlan& plan) {
    plan.levers.resize(levers_.size());
    std::vector<double> shares;
    for (std::size_t g = 0; g < groups().size(); ++g) {
      const LeverGroup& group = groups()[g];
      shares.resize(group.levers.size());
      search_.share_out(group, mix(g, solved.plan), observed, shares);
      for (std::size_t i = 0; i < shares.size(); ++i) {
        const std::size_t l = group.levers[i];
        const LeverLevel& level = group.levels[i][mix(g, solved.plan).levels[i]];
        PlannedLever& lever = plan.levers[l];
        lever.name = levers_[l].name;
        lever.item = levers_[l].item;
        lever.kind = levers_[l].kind;
        lever.level = level.level;
        lever.cost = level.cost;
        lever.effect = level.effect;
        lever.share_of_draws =
            plan.draws > 0 ? static_cast<double>(series.in_best[l]) / static_cast<double>(plan.draws) : nan;
        estimate(lever.value, shares[i], series.lever[l]);
      }
    }
  }

  void describe_items(const Solved& solved, const GapScenario& observed, const DrawSeries& series, ClosingPlan& plan) {
    plan.items.resize(items_.names.size());
    std::vector<std::optional<std::size_t>> group_of(items_.names.size());
    for (std::size_t g = 0; g < groups().size(); ++g) group_of[groups()[g].item] = g;
    for (std::size_t j = 0; j < plan.items.size(); ++j) {
      PlannedItem& item = plan.items[j];
      const ItemStanding before = search_.standing(j, observed);
      const ItemStanding then = group_of[j] ? after(*group_of[j], solved.plan, observed) : before;
      item.name = items_.names[j];
      item.importance = search_.importance()[j];
      item.expectation = before.expectation;
      item.expectation_after = then.expectation;
      item.experience = before.experience;
      item.experience_after = then.experience;
      item.tolerance_after = then.tolerance;
      item.spread_after = then.spread;
      item.floor = search_.has_floor(j) ? items_.floors[j] : nan;
      item.below_floor = search_.misses_floor(j, group_of[j] ? mix(*group_of[j], solved.plan) : LeverMix{});
      plan.missed_floors += item.below_floor ? 1 : 0;
      estimate(item.gap, before.gap(), series.gap[j]);
      estimate(item.gap_after, then.gap(), series.gap_after[j]);
      const double gain = group_of[j] ? gains_[search_.offsets()[*group_of[j]] + solved.plan[*group_of[j]]] : 0.0;
      estimate(item.value, gain, series.item_value[j]);
      estimate(item.open, open_of(j, then, observed), series.open[j]);
      close_at_least_cost(group_of[j] ? &groups()[*group_of[j]] : nullptr, before, item);
    }
  }

  /// Mixes come in ascending order of cost, so the first that closes the gap is the cheapest.
  void close_at_least_cost(const LeverGroup* group, const ItemStanding& before, PlannedItem& item) const {
    const auto is_closed = [](const ItemStanding& standing) { return standing.gap() + standing.tolerance >= closed; };
    item.closing_cost = is_closed(before) ? 0.0 : nan;
    if (group == nullptr || item.closing_cost == 0) return;
    for (const LeverMix& one : group->mixes) {
      if (!is_closed(one.applied(before, items_.scale_top))) continue;
      item.closing_cost = one.cost;
      for (std::size_t i = 0; i < one.levels.size(); ++i)
        if (one.levels[i] > 0) add_phrase(item.closing_levers, named(*group, i, one.levels[i]));
      return;
    }
  }

  static void add_phrase(std::string& text, const std::string& phrase) {
    if (!text.empty()) text += ", ";
    text += phrase;
  }

  /// The name of a lever, and its level where it has several.
  [[nodiscard]] std::string named(const LeverGroup& group, std::size_t i, std::uint16_t position) const {
    const std::string& name = levers_[group.levers[i]].name;
    return group.levels[i].size() <= 2 ? name
                                       : fmt::format("{} to level {:.3g}", name, group.levels[i][position].level);
  }

  void describe_curve(const Solved& solved, const DrawSeries& series, ClosingPlan& plan) {
    plan.curve.resize(curve_steps);
    double before = 0;
    for (std::size_t i = 0; i < curve_steps; ++i) {
      BudgetStep& step = plan.curve[i];
      const double value = value_of(solved.curve[i], gains_);
      step.share = static_cast<double>(i + 1) / 10;
      step.budget = i + 1 == 10 ? options_.budget : options_.budget * static_cast<double>(i + 1) / 10;
      step.cost = cost_of(solved.curve[i]);
      step.gain = value - std::exchange(before, value);
      step.changes = changes(i == 0 ? nullptr : &solved.curve[i - 1], solved.curve[i]);
      estimate(step.value, value, series.curve[i]);
    }
  }

  /// What a plan does otherwise than the one before it (none: nothing at all).
  [[nodiscard]] std::string changes(const Choices* before, const Choices& now) const {
    std::string text;
    for (std::size_t g = 0; g < now.size(); ++g) {
      const LeverGroup& group = groups()[g];
      for (std::size_t i = 0; i < group.levers.size(); ++i) {
        const std::uint16_t old = before == nullptr ? std::uint16_t{0} : mix(g, *before).levels[i];
        const std::uint16_t level = mix(g, now).levels[i];
        if (old == level) continue;
        if (level == 0) {
          add_phrase(text, "- " + levers_[group.levers[i]].name);
        } else {
          add_phrase(text, (old == 0 ? "+ " : "") + named(group, i, level));
        }
      }
    }
    return text;
  }

  // ---- warnings ----

  void warn(const Solved& solved, ClosingPlan& plan) const {
    warn_of_levers(solved, plan);
    warn_of_floors(plan);
    double all = 0;
    for (std::size_t g = 0; g < groups().size(); ++g) all += most_gained(g);
    if (plan.missed_floors == 0 && plan.value.value >= all * (1 - 1e-12) && plan.cost < options_.budget * (1 - 1e-12)) {
      plan.warnings.push_back({"budget_left", "",
                               fmt::format("{:.6g} of the budget is not needed: every lever that helps is bought for "
                                           "{:.6g}",
                                           options_.budget - plan.cost, plan.cost)});
    }
    warn_of_slopes(plan);
    if (plan.optimality_gap > 0 || plan.draws_gap > 0) {
      plan.warnings.push_back(
          {"not_exact", "",
           fmt::format("the search was cut short: a better plan may be worth {:.3g} more, and in a draw {:.3g}",
                       plan.optimality_gap, plan.draws > 0 ? plan.draws_gap : 0.0)});
    }
  }

  /// What the best mix of a group is worth if money does not matter.
  [[nodiscard]] double most_gained(std::size_t g) const {
    const auto own = std::span(gains_).subspan(search_.offsets()[g], search_.offsets()[g + 1] - search_.offsets()[g]);
    return *std::ranges::max_element(own);
  }

  void warn_of_levers(const Solved& solved, ClosingPlan& plan) const {
    std::vector<std::int64_t> bought(levers_.size(), 0);
    for (const Choices& choices : solved.curve) count_levers(choices, bought);
    const GapScenario observed = search_.observed();
    for (const LeverGroup& group : groups()) {
      for (std::size_t i = 0; i < group.levers.size(); ++i) {
        const std::size_t l = group.levers[i];
        const std::string& name = levers_[l].name;
        const bool is_drawn = std::ranges::any_of(
            plan.levers, [&](const PlannedLever& one) { return one.name == name && one.share_of_draws > 0; });
        if (bought[l] > 0 || is_drawn) continue;
        if (!helps(group, i, observed)) {
          plan.warnings.push_back(
              {"no_effect", name, fmt::format("lever {} would bring nothing even if it were free", name)});
        } else if (group.levels[i][1].cost > options_.budget) {
          plan.warnings.push_back({"not_affordable", name,
                                   fmt::format("lever {} costs {:.6g} at least, more than the whole budget", name,
                                               group.levels[i][1].cost)});
        } else {
          plan.warnings.push_back(
              {"not_worth_its_cost", name,
               fmt::format("lever {} is never worth its cost: it belongs to the best plan of no budget up to twice "
                           "this one{}",
                           name, plan.draws > 0 ? ", and of no draw" : "")});
        }
      }
    }
  }

  /// Whether a level of a lever, moved alone, adds anything.
  [[nodiscard]] bool helps(const LeverGroup& group, std::size_t i, const GapScenario& observed) const {
    LeverMix alone;
    alone.levels.assign(group.levers.size(), 0);
    std::vector<double> shares(group.levers.size());
    for (std::size_t k = 1; k < group.levels[i].size(); ++k) {
      alone.levels[i] = static_cast<std::uint16_t>(k);
      search_.share_out(group, alone, observed, shares);
      if (shares[i] > 0) return true;
    }
    return false;
  }

  void warn_of_floors(ClosingPlan& plan) const {
    for (std::size_t j = 0; j < plan.items.size(); ++j) {
      const PlannedItem& item = plan.items[j];
      if (!item.below_floor) continue;
      const auto group = std::ranges::find(groups(), j, &LeverGroup::item);
      const LeverMix* reaches = nullptr;
      if (group != groups().end()) {
        const auto first =
            std::ranges::find_if(group->mixes, [&](const LeverMix& one) { return !search_.misses_floor(j, one); });
        if (first != group->mixes.end()) reaches = &*first;
      }
      if (reaches == nullptr) {
        plan.warnings.push_back({"floor_out_of_reach", item.name,
                                 fmt::format("item {} stays below its floor of {:.4g}, at {:.4g}: no levers reach it",
                                             item.name, item.floor, item.experience_after)});
      } else {
        plan.warnings.push_back({"floor_missed", item.name,
                                 fmt::format("item {} stays below its floor of {:.4g}, at {:.4g}: to reach it would "
                                             "take {:.6g} of the budget",
                                             item.name, item.floor, item.experience_after, reaches->cost)});
      }
    }
  }

  void warn_of_slopes(ClosingPlan& plan) const {
    const auto warn = [&](double slope, const std::vector<double>& draws, const std::string& side) {
      const auto below = std::ranges::count_if(draws, [](double x) { return x < 0; });
      if (slope < 0) {
        plan.warnings.push_back(
            {"negative_slope", side, fmt::format("the slope on {} gaps is {:.4g}; it counts as 0", side, slope)});
      } else if (below > 0) {
        plan.warnings.push_back({"negative_slope", side,
                                 fmt::format("the slope on {} gaps is below 0 in {} of {} draws; there it counts as 0",
                                             side, below, draws.size())});
      }
    };
    warn(items_.response.negative, items_.negative_draws, "negative");
    warn(items_.response.positive, items_.positive_draws, "positive");
  }

  const PlanItems& items_;
  const std::vector<Lever>& levers_;
  const PlanOptions& options_;
  PlanSearch search_;
  std::vector<double> gains_;  // of all mixes, as things are
  std::vector<std::function<void()>> pending_;
};

}  // namespace

ClosingPlan closing_plan(const PlanItems& items, const std::vector<Lever>& levers, const PlanOptions& options) {
  return Planner(items, levers, options).plan();
}

}  // namespace fealty::gaps
