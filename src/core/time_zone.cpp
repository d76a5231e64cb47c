#include "fealty/core/time_zone.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"

namespace fealty {
namespace {

void check_offset(const std::string& zone, Duration offset) {
  if (offset.us <= -us_per_day || offset.us >= us_per_day) {
    throw ParameterError(code::out_of_domain, fmt::format("time zone {}: an offset of {} s is not within a day", zone,
                                                          offset.us / us_per_second));
  }
}

}  // namespace

TimeZone::TimeZone() : TimeZone("UTC", Duration{0}) {}

TimeZone::TimeZone(std::string name, Duration offset) : TimeZone(std::move(name), offset, {}) {}

TimeZone::TimeZone(std::string name, Duration initial, std::vector<Transition> transitions)
    : name_(std::move(name)), initial_(initial), transitions_(std::move(transitions)) {
  check_offset(name_, initial_);
  for (std::size_t i = 0; i < transitions_.size(); ++i) {
    check_offset(name_, transitions_[i].offset);
    if (i > 0 && transitions_[i].since <= transitions_[i - 1].since) {
      throw ParameterError(code::out_of_domain,
                           fmt::format("time zone {}: transition {} at {} does not follow the one before it", name_, i,
                                       to_string(transitions_[i].since)));
    }
  }
}

Duration TimeZone::offset_at(Time instant) const noexcept {
  const auto next = std::upper_bound(transitions_.begin(), transitions_.end(), instant,
                                     [](Time t, const Transition& transition) { return t < transition.since; });
  return next == transitions_.begin() ? initial_ : std::prev(next)->offset;
}

LocalTime TimeZone::to_utc(Time wall) const noexcept {
  // Offsets differ by less than a day, so the instant lies between the readings taken with the offsets a day around.
  const Duration before = offset_at(wall - days(1));
  const Duration after = offset_at(wall + days(1));
  const Time early = wall - std::max(before, after);
  const Time late = wall - std::min(before, after);
  const bool early_fits = to_local(early) == wall;
  const bool late_fits = to_local(late) == wall;
  if (early_fits && late_fits && early != late) return {early, LocalTime::Kind::ambiguous};
  if (early_fits) return {early, LocalTime::Kind::unique};
  if (late_fits) return {late, LocalTime::Kind::unique};
  const auto change = std::upper_bound(transitions_.begin(), transitions_.end(), early,
                                       [](Time t, const Transition& transition) { return t < transition.since; });
  return {change == transitions_.end() ? early : change->since, LocalTime::Kind::skipped};
}

}  // namespace fealty
