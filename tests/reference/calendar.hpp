#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "fealty/core/time.hpp"
#include "fealty/flow/calendar.hpp"

namespace fealty::reference {

/// Whether an instant is working time, by looking at the clock and at the blocks of its date.
inline bool is_open(const flow::Calendar& calendar, Time t) {
  const Time reading = calendar.zone().to_local(t);
  const auto date = date_of(reading);
  const Duration since_midnight = reading - at_midnight(date);
  const auto weekday = std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding() - 1;
  const auto* blocks = &calendar.week()[weekday];
  for (const auto& day : calendar.exceptions()) {
    if (day.date == date) blocks = &day.blocks;
  }
  for (const auto& block : *blocks) {
    if (since_midnight >= block.opens && since_midnight < block.closes) return true;
  }
  return false;
}

/// Working time minute by minute, between whole minutes; blocks and clocks change at whole minutes too.
inline Duration working_time(const flow::Calendar& calendar, Time from, Time to) {
  if (to < from) return {-working_time(calendar, to, from).us};
  std::int64_t minutes = 0;
  for (Time t = from; t < to; t = t + Duration{us_per_minute}) minutes += is_open(calendar, t) ? 1 : 0;
  return {minutes * us_per_minute};
}

}  // namespace fealty::reference
