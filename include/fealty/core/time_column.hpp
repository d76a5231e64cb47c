#pragma once

#include <chrono>
#include <limits>
#include <string_view>

#include "fealty/core/columns.hpp"
#include "fealty/core/intake.hpp"
#include "fealty/core/time.hpp"
#include "fealty/core/time_zone.hpp"

namespace fealty {

/// Stands for a time that is missing.
inline constexpr Time no_time{std::numeric_limits<std::int64_t>::min()};

/// Whether an instant lies from 1900 to 2199, as those of any service record do.
constexpr bool is_plausible(Time t) noexcept {
  return t >= at_midnight(std::chrono::year{1900} / 1 / 1) && t < at_midnight(std::chrono::year{2200} / 1 / 1);
}

/// The instants of a column, and what was wrong with its values.
struct Instants {
  Values<Time> at;  ///< `no_time` where the value is missing or cannot be read
  Affected missing;
  Affected unreadable;
  Affected implausible;  ///< see is_plausible
  Affected naive;        ///< clock readings, taken in the given zone
  Affected ambiguous;
  Affected skipped;
  Affected other_offset;  ///< texts whose offset from UTC is not that of the first text
};

/// Takes a column of times to instants.
///
/// Timestamps with a zone are instants already, whatever the zone; timestamps without one, dates, and texts in ISO
/// 8601 without an offset are clock readings in `zone`. A date is its midnight. Parts of a microsecond are cut off. No
/// copy for one chunk of timestamp[us] with a zone and no missing values. Throws RecordError, naming `name`, for other
/// types.
Instants as_instants(const Column& column, std::string_view name, const TimeZone& zone);

/// The column of instants, timestamp[us, UTC], of times among which `no_time` is missing.
Column column_of(const Values<Time>& times);

}  // namespace fealty
