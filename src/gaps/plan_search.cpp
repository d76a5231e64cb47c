#include "plan_search.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"

namespace fealty::gaps {
namespace {

constexpr double floor_tolerance = 1e-9;  // points of the scale: a sum of effects that is the floor but for rounding

[[noreturn]] void refuse(const std::string& item, std::string_view what, double value, std::string_view rule) {
  throw RecordError(code::refused_record,
                    fmt::format("item {}: the {} is {}, but must be {}", item, what, value, rule));
}

void require_length(std::size_t found, std::size_t items, std::string_view what, bool may_be_absent) {
  if (found == items || (may_be_absent && found == 0)) return;
  throw RecordError(code::length_mismatch, fmt::format("there are {} values of {}, but {} items", found, what, items));
}

void check_names(const PlanItems& items) {
  if (items.names.empty()) throw RecordError(code::refused_record, "there are no items to plan for");
  std::set<std::string_view> seen;
  for (const std::string& name : items.names) {
    if (name.empty()) throw RecordError(code::refused_record, "an item has no name");
    if (!seen.insert(name).second) throw RecordError(code::refused_record, fmt::format("item {} stands twice", name));
  }
}

void check_figures(const PlanItems& items) {
  const std::size_t count = items.names.size();
  require(std::isfinite(items.scale_bottom) && std::isfinite(items.scale_top) && items.scale_bottom < items.scale_top,
          "the top of the scale", items.scale_top, fmt::format("must be above the bottom, {}", items.scale_bottom));
  const std::string on_scale = fmt::format("on the scale from {} to {}", items.scale_bottom, items.scale_top);
  const auto check = [&](const std::vector<double>& values, std::string_view what, bool may_be_absent, auto&& holds,
                         std::string_view rule) {
    require_length(values.size(), count, what, may_be_absent);
    for (std::size_t j = 0; j < values.size(); ++j)
      if (!holds(values[j])) refuse(items.names[j], what, values[j], rule);
  };
  const auto is_on_scale = [&](double x) { return x >= items.scale_bottom && x <= items.scale_top; };
  const auto is_amount = [](double x) { return std::isfinite(x) && x >= 0; };
  check(items.expectation, "expectation", false, is_on_scale, on_scale);
  check(items.experience, "experience", false, is_on_scale, on_scale);
  check(items.importance, "importance", true, is_amount, "finite and not negative");
  check(items.tolerance, "tolerance", true, is_amount, "finite and not negative");
  check(items.spread, "spread", true, is_amount, "finite and not negative");
  check(items.floors, "floor", true, [&](double x) { return std::isnan(x) || is_on_scale(x); }, on_scale);
  require(std::isfinite(items.response.negative), "the slope on negative gaps", items.response.negative,
          "must be finite");
  require(std::isfinite(items.response.positive), "the slope on positive gaps", items.response.positive,
          "must be finite");
}

/// The number of draws, which all that are drawn share.
std::size_t checked_draws(const PlanItems& items) {
  const auto rows = static_cast<std::size_t>(items.gap_draws.rows());
  const std::size_t draws = std::max({rows, items.negative_draws.size(), items.positive_draws.size()});
  const auto check_count = [&](std::size_t found, std::string_view what) {
    if (found == 0 || found == draws) return;
    throw RecordError(code::length_mismatch,
                      fmt::format("there are {} draws of {}, but {} of others", found, what, draws));
  };
  check_count(rows, "gaps");
  check_count(items.negative_draws.size(), "the slope on negative gaps");
  check_count(items.positive_draws.size(), "the slope on positive gaps");
  if (rows > 0)
    require_length(static_cast<std::size_t>(items.gap_draws.cols()), items.names.size(), "gap_draws", false);
  for (Eigen::Index j = 0; rows > 0 && j < items.gap_draws.cols(); ++j) {
    for (Eigen::Index d = 0; d < items.gap_draws.rows(); ++d) {
      if (std::isfinite(items.gap_draws(d, j))) continue;
      refuse(items.names[static_cast<std::size_t>(j)], fmt::format("gap in draw {}", d), items.gap_draws(d, j),
             "finite");
    }
  }
  const auto check_slopes = [](const std::vector<double>& slopes, std::string_view side) {
    for (std::size_t d = 0; d < slopes.size(); ++d) {
      if (std::isfinite(slopes[d])) continue;
      throw RecordError(code::refused_record,
                        fmt::format("the slope on {} gaps in draw {} is {}, but must be finite", side, d, slopes[d]));
    }
  };
  check_slopes(items.negative_draws, "negative");
  check_slopes(items.positive_draws, "positive");
  return draws;
}

std::vector<double> shares_of(const PlanItems& items) {
  const std::size_t count = items.names.size();
  if (items.importance.empty()) return std::vector<double>(count, 1 / static_cast<double>(count));
  double sum = 0;
  for (const double weight : items.importance) sum += weight;
  require(sum > 0, "the sum of importance", sum, "must be positive: some item must matter");
  std::vector<double> shares;
  for (const double weight : items.importance) shares.push_back(weight / sum);
  return shares;
}

LeverReach reach_of(const PlanItems& items, std::size_t item) {
  double shortfall = std::max(0.0, items.expectation[item] - items.experience[item]);
  if (items.gap_draws.rows() > 0)
    shortfall = std::max(shortfall, -items.gap_draws.col(static_cast<Eigen::Index>(item)).minCoeff());
  return {items.scale_top - items.experience[item], shortfall, items.spread.empty() ? 0.0 : items.spread[item]};
}

/// The levers of each item, for items that have any.
std::vector<LeverGroup> grouped(const PlanItems& items, const std::vector<Lever>& levers, std::size_t steps) {
  if (levers.empty()) throw ParameterError(code::missing_parameter, "levers are needed: there are none");
  std::map<std::string_view, std::size_t> places;
  for (std::size_t j = 0; j < items.names.size(); ++j) places.emplace(items.names[j], j);
  std::map<std::size_t, LeverGroup> by_item;
  std::set<std::string_view> seen;
  for (std::size_t l = 0; l < levers.size(); ++l) {
    const Lever& lever = levers[l];
    if (lever.name.empty()) throw ParameterError(code::missing_parameter, "a lever needs a name");
    if (!seen.insert(lever.name).second)
      throw ParameterError(code::out_of_domain, fmt::format("two levers have the name {}", lever.name));
    const auto place = places.find(lever.item);
    if (place == places.end()) {
      throw ParameterError(
          code::unknown_name,
          fmt::format("lever {}: {}", lever.name,
                      unknown_name_message(lever.item, "an item",
                                           {items.names.size(), [&](std::size_t i) { return items.names[i]; }})));
    }
    LeverGroup& group = by_item[place->second];
    group.item = place->second;
    group.levers.push_back(l);
    group.levels.push_back(lever_levels(lever, steps));
    require(group.levels.back().size() <= 0xFFFF, "the number of levels of lever " + lever.name,
            static_cast<double>(group.levels.back().size()), "must be at most 65,535");
  }
  std::vector<LeverGroup> groups;
  for (auto& [item, group] : by_item) {
    std::vector<const Lever*> own;
    for (const std::size_t l : group.levers) own.push_back(&levers[l]);
    group.reach = reach_of(items, item);
    group.mixes = lever_mixes(own, group.levels, group.reach);
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

PlanSearch::PlanSearch(const PlanItems& items, const std::vector<Lever>& levers, const PlanOptions& options)
    : items_(items), levers_(levers) {
  require(std::isfinite(options.budget) && options.budget > 0, "budget", options.budget, "must be positive and finite");
  require(options.steps >= 1 && options.steps <= 1000, "steps", static_cast<double>(options.steps),
          "must be between 1 and 1,000");
  require_level(options.level);
  check_names(items);
  check_figures(items);
  importance_ = shares_of(items);
  draws_ = checked_draws(items);
  groups_ = grouped(items, levers, options.steps);
  for (const LeverGroup& group : groups_) {
    for (const LeverMix& mix : group.mixes) {
      costs_.push_back(mix.cost);
      missed_.push_back(misses_floor(group.item, mix) ? 1 : 0);
      has_missed_ = has_missed_ || missed_.back() != 0;
    }
    offsets_.push_back(costs_.size());
  }
}

bool PlanSearch::has_floor(std::size_t item) const noexcept {
  return !items_.floors.empty() && !std::isnan(items_.floors[item]);
}

double PlanSearch::experience_after(std::size_t item, const LeverMix& mix) const noexcept {
  return std::min(items_.experience[item] + mix.raise, items_.scale_top);
}

bool PlanSearch::misses_floor(std::size_t item, const LeverMix& mix) const noexcept {
  return has_floor(item) && experience_after(item, mix) < items_.floors[item] - floor_tolerance;
}

GapScenario PlanSearch::observed() const {
  GapScenario scenario;
  for (std::size_t j = 0; j < items_.names.size(); ++j)
    scenario.gaps.push_back(items_.experience[j] - items_.expectation[j]);
  scenario.response = {std::max(0.0, items_.response.negative), std::max(0.0, items_.response.positive)};
  return scenario;
}

void PlanSearch::draw(std::size_t d, GapScenario& scenario) const {
  if (items_.gap_draws.rows() > 0) {
    for (std::size_t j = 0; j < scenario.gaps.size(); ++j)
      scenario.gaps[j] = items_.gap_draws(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(j));
  }
  if (!items_.negative_draws.empty()) scenario.response.negative = std::max(0.0, items_.negative_draws[d]);
  if (!items_.positive_draws.empty()) scenario.response.positive = std::max(0.0, items_.positive_draws[d]);
}

ItemStanding PlanSearch::standing(std::size_t item, const GapScenario& scenario) const noexcept {
  const double experience = items_.experience[item];
  return {experience - scenario.gaps[item], experience, items_.tolerance.empty() ? 0.0 : items_.tolerance[item],
          items_.spread.empty() ? 0.0 : items_.spread[item]};
}

double PlanSearch::worth(std::size_t item, const ItemStanding& standing, const GapResponse& response) const {
  return importance_[item] * response(standing);
}

void PlanSearch::gains(const GapScenario& scenario, std::span<double> gains) const {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const LeverGroup& group = groups_[g];
    const ItemStanding before = standing(group.item, scenario);
    const double now = worth(group.item, before, scenario.response);
    for (std::size_t k = 0; k < group.mixes.size(); ++k) {
      const ItemStanding after = group.mixes[k].applied(before, items_.scale_top);
      gains[offsets_[g] + k] = worth(group.item, after, scenario.response) - now;
    }
  }
}

MultipleChoiceKnapsack PlanSearch::solver(std::size_t state_limit) const {
  return {offsets_, costs_, state_limit};
}

void PlanSearch::penalize(std::span<double> gains) const {
  if (!has_missed_) return;
  double penalty = 1;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const auto own = gains.subspan(offsets_[g], offsets_[g + 1] - offsets_[g]);
    penalty += *std::ranges::max_element(own) - *std::ranges::min_element(own);
  }
  for (std::size_t i = 0; i < gains.size(); ++i) gains[i] -= missed_[i] != 0 ? penalty : 0.0;
}

void PlanSearch::share_out(const LeverGroup& group, const LeverMix& mix, const GapScenario& scenario,
                           std::span<double> values) const {
  const ItemStanding before = standing(group.item, scenario);
  const std::size_t count = group.levers.size();
  std::ranges::fill(values, 0.0);
  for (const bool forward : {true, false}) {
    LeverMix part;
    double reached = worth(group.item, before, scenario.response);
    for (std::size_t step = 0; step < count; ++step) {
      const std::size_t i = forward ? step : count - 1 - step;
      const std::uint16_t level = mix.levels[i];
      if (level == 0) continue;
      add_level(part, levers_[group.levers[i]].kind, group.levels[i][level], level, group.reach);
      const double next = worth(group.item, part.applied(before, items_.scale_top), scenario.response);
      values[i] += 0.5 * (next - reached);
      reached = next;
    }
  }
}

}  // namespace fealty::gaps
