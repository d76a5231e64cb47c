#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fealty/core/time.hpp"
#include "fealty/core/time_zone.hpp"

namespace fealty::flow {

/// A piece of the calendar.
enum class Period : std::uint8_t { hour, day, week, month };

/// The period of that name: "hour", "day", "week", "month"; throws ParameterError that lists them.
Period period_named(std::string_view name);

/// The clock reading at which the period of an instant begins, by the clocks of a zone; weeks begin on Monday.
Time period_start(Time instant, Period period, const TimeZone& zone);

/// The name of the period that begins at a clock reading: "2026-06-30 14", "2026-06-30", "2026-W27" (the week of ISO
/// 8601, whose year may be another than the day's), "2026-06".
std::string period_label(Time start, Period period);

}  // namespace fealty::flow
