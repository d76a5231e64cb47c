#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "fealty/gaps/item_standing.hpp"
#include "fealty/gaps/lever.hpp"

namespace fealty::gaps {

/// A level of every lever of one item: what they cost, and by how many points each parameter is moved.
///
/// The experience is raised first, so that guiding leads to what is then delivered.
struct LeverMix {
  double cost = 0.0;
  double raise = 0.0, guide = 0.0, adapt = 0.0, atmosphere = 0.0;
  std::vector<std::uint16_t> levels;  ///< positions among the levels of each lever

  [[nodiscard]] ItemStanding applied(ItemStanding standing, double scale_top) const noexcept;
};

/// Points by which a parameter of an item can be moved at most: what goes beyond them moves nothing.
struct LeverReach {
  double raise = std::numeric_limits<double>::infinity();  ///< to the top of the scale
  double guide = std::numeric_limits<double>::infinity();  ///< the shortfall, the largest of all draws
  double adapt = std::numeric_limits<double>::infinity();  ///< the spread
};

/// Adds a level of a lever of the kind to a mix, as far as it moves anything.
void add_level(LeverMix& mix, LeverKind kind, const LeverLevel& level, std::uint16_t position,
               const LeverReach& reach) noexcept;

/// All mixes of the levers of an item but those that another betters: that costs no more and raises, guides and makes
/// lenient no less, at the same spread (less of which may be worse). In ascending order of cost; the first costs
/// nothing.
///
/// Whatever the gap and the response are, one of these is best, because the outcome rises with each of the three.
/// Throws ParameterError, naming the item, if there are more than 16,384.
std::vector<LeverMix> lever_mixes(std::span<const Lever* const> levers, std::span<const std::vector<LeverLevel>> levels,
                                  const LeverReach& reach);

}  // namespace fealty::gaps
