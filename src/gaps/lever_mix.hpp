#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

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

/// Adds a level of a lever of the kind to a mix; raising counts no further than `headroom`, the points that are left to
/// the top of the scale.
void add_level(LeverMix& mix, LeverKind kind, const LeverLevel& level, std::uint16_t position,
               double headroom) noexcept;

/// All mixes of the levers of an item but those that another betters: that costs no more and raises, guides and makes
/// lenient no less, at the same spread (less of which may be worse). In ascending order of cost; the first costs
/// nothing.
///
/// Whatever the gap and the response are, one of these is best, because the outcome rises with each of the three.
/// Throws ParameterError, naming the item, if there are more than 16,384.
std::vector<LeverMix> lever_mixes(std::span<const Lever* const> levers, std::span<const std::vector<LeverLevel>> levels,
                                  double headroom);

}  // namespace fealty::gaps
