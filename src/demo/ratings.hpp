#pragma once

#include <array>
#include <vector>

#include "catalogue.hpp"
#include "fealty/core/random.hpp"
#include "population.hpp"
#include "records.hpp"
#include "visits.hpp"

namespace fealty::demo {

/// What a customer expects of each step's item, in points.
using Expectations = std::array<double, step_count>;

Expectations first_expectations(const Client& client) noexcept;

/// What a customer thinks of a visit, whether he says so or not.
struct Opinion {
  std::vector<RatingRow> ratings;  ///< one for each step that was done, without their time
  Step worst = Step::booking;      ///< the step of the lowest gap; the first of them, if there are ties
  int worst_gap = 0;
  double mean_gap = 0.0;

  [[nodiscard]] double worst_shortfall() const noexcept { return worst_gap < 0 ? -worst_gap : 0.0; }
  [[nodiscard]] double mean_shortfall() const noexcept { return mean_gap < 0 ? -mean_gap : 0.0; }
};

/// A gap is experience less expectation, both as they would be ticked on a scale of 1 to 7. The expectations move
/// towards the experience.
Opinion form_opinion(const World& world, const Client& client, const Visit& visit, Expectations& expectations,
                     RandomStream& random);

}  // namespace fealty::demo
