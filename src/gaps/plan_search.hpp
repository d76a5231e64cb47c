#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/gaps/closing_plan.hpp"
#include "fealty/gaps/multiple_choice_knapsack.hpp"
#include "lever_mix.hpp"

namespace fealty::gaps {

/// Gaps and slopes as they are, or as a draw has them.
struct GapScenario {
  std::vector<double> gaps;  ///< of each item
  GapResponse response;
};

/// The levers of one item, and their useful mixes.
struct LeverGroup {
  std::size_t item = 0;
  std::vector<std::size_t> levers;  ///< among all
  std::vector<std::vector<LeverLevel>> levels;
  LeverReach reach;
  std::vector<LeverMix> mixes;
};

/// A mix for every group.
using MixChoice = std::span<const std::uint32_t>;

/// The plans that there are, what each is worth, and the best of them.
class PlanSearch {
 public:
  /// Checks items, levers and options; see closing_plan.
  PlanSearch(const PlanItems& items, const std::vector<Lever>& levers, const PlanOptions& options);

  [[nodiscard]] const std::vector<LeverGroup>& groups() const noexcept { return groups_; }
  [[nodiscard]] const std::vector<double>& importance() const noexcept { return importance_; }
  [[nodiscard]] std::size_t draws() const noexcept { return draws_; }
  [[nodiscard]] bool has_floor(std::size_t item) const noexcept;
  [[nodiscard]] std::size_t mixes() const noexcept { return costs_.size(); }
  [[nodiscard]] std::span<const std::size_t> offsets() const noexcept { return offsets_; }

  /// The items as they are; slopes below 0 count as 0.
  [[nodiscard]] GapScenario observed() const;
  /// The items of a draw, into `scenario`.
  void draw(std::size_t d, GapScenario& scenario) const;

  [[nodiscard]] ItemStanding standing(std::size_t item, const GapScenario& scenario) const noexcept;
  /// What an item's standing adds to the outcome.
  [[nodiscard]] double worth(std::size_t item, const ItemStanding& standing, const GapResponse& response) const;
  [[nodiscard]] bool misses_floor(std::size_t item, const LeverMix& mix) const noexcept;
  [[nodiscard]] double experience_after(std::size_t item, const LeverMix& mix) const noexcept;

  /// What every mix of every group adds to the outcome.
  void gains(const GapScenario& scenario, std::span<double> gains) const;

  /// A solver for the groups' mixes.
  [[nodiscard]] MultipleChoiceKnapsack solver(std::size_t state_limit) const;

  /// The same gains less the penalties of missed floors, in place.
  void penalize(std::span<double> gains) const;

  /// What each lever of a group's mix adds; see closing_plan.
  void share_out(const LeverGroup& group, const LeverMix& mix, const GapScenario& scenario,
                 std::span<double> values) const;

 private:
  const PlanItems& items_;
  const std::vector<Lever>& levers_;
  std::vector<double> importance_;
  std::size_t draws_ = 0;
  std::vector<LeverGroup> groups_;
  std::vector<std::size_t> offsets_ = {0};
  std::vector<double> costs_;
  std::vector<std::uint8_t> missed_;  // whether a mix leaves its item below the floor
  bool has_missed_ = false;
};

}  // namespace fealty::gaps
