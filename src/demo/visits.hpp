#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "catalogue.hpp"
#include "fealty/core/random.hpp"
#include "fealty/core/time.hpp"
#include "population.hpp"
#include "records.hpp"

namespace fealty::demo {

/// What happened at a visit, recorded or not.
struct Visit {
  std::vector<TouchRow> touches;
  std::array<std::optional<bool>, step_count> met;  ///< of the last time that a step was done; none if it was not done
  Time paid;                                        ///< end of the part that the customer is present for
  Time end;                                         ///< end of the last touch

  [[nodiscard]] bool failed(Step step) const noexcept { return met[static_cast<std::size_t>(step)] == false; }
};

/// When a visit can take place.
struct VisitPlan {
  std::uint32_t number = 1;  ///< among the customer's visits
  double arrival = 0.0;      ///< open time
  double free_since = 0.0;   ///< open time before which it cannot have been booked
  Time latest_follow_up{};   ///< nobody answers a follow-up call after this
};

/// From booking over reception, repair and payment to the follow-up call.
Visit service_visit(const World& world, const Client& client, const VisitPlan& plan, RandomStream& random);

/// From booking to the offer of a car.
Visit test_drive_visit(const World& world, const Client& client, const VisitPlan& plan, RandomStream& random);

}  // namespace fealty::demo
