#include "fealty/flow/run_rules.hpp"

#include <bit>
#include <cmath>

#include "fealty/core/error.hpp"

namespace fealty::flow {
namespace {

constexpr std::string_view one_beyond = "1 point beyond the limit";
constexpr std::string_view two_of_three = "2 of 3 points in a row beyond 2 sigma on one side";
constexpr std::string_view four_of_five = "4 of 5 points in a row beyond 1 sigma on one side";
constexpr std::string_view something_happened = "something out of the ordinary happened at this point";
constexpr std::string_view moved_much = "the level has probably level_has_moved by much";
constexpr std::string_view level_has_moved = "the level has probably level_has_moved";

constexpr RunRuleEntry entries[] = {
    {RunRule::beyond_limit, "beyond limit", one_beyond, "the level or the spread has level_has_moved", 1, 3},
    {RunRule::western_electric_1, "western electric 1", one_beyond, something_happened, 1, 3},
    {RunRule::western_electric_2, "western electric 2", two_of_three, moved_much, 3, 2},
    {RunRule::western_electric_3, "western electric 3", four_of_five, level_has_moved, 5, 1},
    {RunRule::western_electric_4, "western electric 4", "8 points in a row on one side of the center", level_has_moved,
     8, 0},
    {RunRule::nelson_1, "nelson 1", one_beyond, something_happened, 1, 3},
    {RunRule::nelson_2, "nelson 2", "9 points in a row on one side of the center", level_has_moved, 9, 0},
    {RunRule::nelson_3, "nelson 3", "6 points in a row steadily rising or falling", "the level is drifting", 6, 0},
    {RunRule::nelson_4, "nelson 4", "14 points in a row alternately up and down",
     "two causes take turns, such as two shifts or two desks", 14, 0},
    {RunRule::nelson_5, "nelson 5", two_of_three, moved_much, 3, 2},
    {RunRule::nelson_6, "nelson 6", four_of_five, level_has_moved, 5, 1},
    {RunRule::nelson_7, "nelson 7", "15 points in a row within 1 sigma of the center",
     "the limits are too wide, or each point mixes different causes", 15, 1},
    {RunRule::nelson_8, "nelson 8", "8 points in a row beyond 1 sigma on either side",
     "points come from two different levels", 8, 1},
};

}  // namespace

std::span<const RunRuleEntry> run_rule_catalogue() noexcept {
  return entries;
}

const RunRuleEntry& entry_of(RunRule rule) noexcept {
  return entries[static_cast<std::size_t>(rule)];
}

RunRuleSet RunRuleSet::named(std::span<const std::string> names) {
  std::uint32_t bits = 0;
  for (const std::string& name : names) {
    std::uint32_t found = 0;
    if (name == "western electric") found = western_electric().bits();
    if (name == "nelson") found = nelson().bits();
    for (const RunRuleEntry& entry : run_rule_catalogue().subspan(1)) {
      if (entry.name == name) found = bit(entry.rule);
    }
    if (found == 0) {
      throw ParameterError(code::unknown_name, "there is no rule \"" + name +
                                                   "\"; there are \"western electric\" (and \"western electric 1\" "
                                                   "to 4) and \"nelson\" (and \"nelson 1\" to 8)");
    }
    bits |= found;
  }
  return from_bits(bits);
}

std::vector<RunRule> RunRuleSet::rules() const {
  std::vector<RunRule> rules;
  for (const RunRuleEntry& entry : run_rule_catalogue()) {
    if (contains(entry.rule)) rules.push_back(entry.rule);
  }
  return rules;
}

bool RunRuleMonitor::History::all_but_one_of(unsigned points) const noexcept {
  const std::uint32_t mask = (std::uint32_t{1} << points) - 1;
  return (bits & 1) != 0 && std::popcount(bits & mask) >= static_cast<int>(points) - 1;
}

bool RunRuleMonitor::alternates() const noexcept {
  constexpr std::uint32_t steps = 0x1FFF;  // 13
  constexpr std::uint32_t up_last = 0x1555;
  const std::uint32_t up = steps_[0].bits & steps;
  const std::uint32_t down = steps_[1].bits & steps;
  return (up | down) == steps && (up & down) == 0 && (up == up_last || down == up_last);
}

RunRuleSet RunRuleMonitor::next(double z) noexcept {
  const double sides[] = {z, -z};
  const double step = started_ ? z - previous_ : 0.0;
  for (std::size_t side = 0; side < 2; ++side) {
    center_[side].push(sides[side] > 0);
    one_[side].push(sides[side] > 1);
    two_[side].push(sides[side] > 2);
    steps_[side].push(side == 0 ? step > 0 : step < 0);
  }
  within_.push(std::abs(z) < 1);
  beyond_.push(std::abs(z) > 1);
  previous_ = z;
  started_ = true;

  std::uint32_t bits = 0;
  const auto hold_if = [&](bool holds, RunRule rule) {
    if (holds) bits |= RunRuleSet{rule}.bits();
  };
  const auto on_one_side = [](const std::array<History, 2>& history, auto&& holds) {
    return holds(history[0]) || holds(history[1]);
  };
  const auto in_a_row = [](unsigned points) { return [points](const History& h) { return h.last(points); }; };
  const auto but_one = [](unsigned points) { return [points](const History& h) { return h.all_but_one_of(points); }; };
  const bool outside = std::abs(z) > width_;
  const bool two_beyond = on_one_side(two_, but_one(3));
  const bool four_beyond = on_one_side(one_, but_one(5));
  hold_if(outside, RunRule::beyond_limit);
  hold_if(outside, RunRule::western_electric_1);
  hold_if(two_beyond, RunRule::western_electric_2);
  hold_if(four_beyond, RunRule::western_electric_3);
  hold_if(on_one_side(center_, in_a_row(8)), RunRule::western_electric_4);
  hold_if(outside, RunRule::nelson_1);
  hold_if(on_one_side(center_, in_a_row(9)), RunRule::nelson_2);
  hold_if(on_one_side(steps_, in_a_row(5)), RunRule::nelson_3);
  hold_if(alternates(), RunRule::nelson_4);
  hold_if(two_beyond, RunRule::nelson_5);
  hold_if(four_beyond, RunRule::nelson_6);
  hold_if(within_.last(15), RunRule::nelson_7);
  hold_if(beyond_.last(8), RunRule::nelson_8);
  return RunRuleSet::from_bits(bits & rules_.bits());
}

}  // namespace fealty::flow
