#pragma once

#include <algorithm>

namespace fealty::gaps {

/// Where an item of a survey stands with its customers, in points of the scale.
///
/// The gaps of single customers are taken to be normal around `gap()` with standard deviation `spread`; a spread of 0
/// stands for customers who are all alike.
struct ItemStanding {
  double expectation = 0.0;  ///< mean of what customers expect that they will get
  double experience = 0.0;   ///< mean of what they got
  double tolerance = 0.0;    ///< width of the zone below the expectation in which a shortfall does not hurt
  double spread = 0.0;       ///< standard deviation of the gap between customers

  [[nodiscard]] constexpr double gap() const noexcept { return experience - expectation; }

  friend bool operator==(const ItemStanding&, const ItemStanding&) = default;
};

/// The first of the two levers on a gap: more is delivered. Changes the experience alone, up to the top of the scale.
constexpr ItemStanding raise_experience(ItemStanding standing, double points, double scale_top) noexcept {
  standing.experience = std::max(standing.experience, std::min(standing.experience + points, scale_top));
  return standing;
}

}  // namespace fealty::gaps
