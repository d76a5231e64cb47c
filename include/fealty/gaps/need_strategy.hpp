#pragma once

#include <algorithm>

#include "fealty/gaps/item_standing.hpp"

/// The second of the two levers on a gap: three strategies that deal with the need and leave the experience as it is.
///
/// The lecture names an example of each: McDonald's guides needs, Nestlé adapts to them, Starbucks builds an
/// atmosphere. As operators on an expectation they are read here as its level, its fit to the single customer, and its
/// tolerance: each changes its own parameter and no other.
namespace fealty::gaps {

/// Tells customers what they will get, so that they expect it: the level of the expectation falls by `points`, yet not
/// below what is delivered, and so never below the bottom of the scale. An expectation that is met stays.
constexpr ItemStanding guide(ItemStanding standing, double points) noexcept {
  standing.expectation = std::max(standing.expectation - points, std::min(standing.expectation, standing.experience));
  return standing;
}

/// Fits the offer to what each customer expects: gaps come closer to their mean, and the spread falls by `points`, at
/// most to 0. The means stay.
constexpr ItemStanding adapt(ItemStanding standing, double points) noexcept {
  standing.spread = std::max(standing.spread - points, 0.0);
  return standing;
}

/// Builds an atmosphere in which customers are lenient: the zone of tolerance below the expectation widens by `points`
/// (Zeithaml, Berry and Parasuraman 1993, "The nature and determinants of customer expectations of service").
constexpr ItemStanding build_atmosphere(ItemStanding standing, double points) noexcept {
  standing.tolerance += points;
  return standing;
}

}  // namespace fealty::gaps
