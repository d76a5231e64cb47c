#pragma once

#include <cstdint>

#include "fealty/core/time.hpp"
#include "fealty/core/time_zone.hpp"

namespace fealty::loyalty {

/// The day since 1970, on the clocks of the zone, of an instant.
inline std::int32_t local_day(Time at, const TimeZone& zone) {
  const std::int64_t local = zone.to_local(at).us;
  const std::int64_t day = local / us_per_day - (local % us_per_day < 0 ? 1 : 0);
  return static_cast<std::int32_t>(day);
}

}  // namespace fealty::loyalty
