#pragma once

#include <string>
#include <vector>

#include "fealty/core/time.hpp"

namespace fealty {

/// A clock reading taken to an instant, and whether the reading names exactly one.
struct LocalTime {
  enum class Kind {
    unique,     ///< the reading occurs once
    ambiguous,  ///< it occurs twice (the clock was set back): the earlier instant is taken
    skipped,    ///< it never occurs (the clock was set forward): the instant of the change is taken
  };
  Time instant;
  Kind kind = Kind::unique;
};

/// A time zone: what its clocks are set to, from when on.
///
/// The zone is plain data, the offsets and the instants at which they begin, so that a result does not depend on the
/// zone files of the machine. Python takes them from zoneinfo.
class TimeZone {
 public:
  /// From `since` on, local time is UTC plus `offset`.
  struct Transition {
    Time since;
    Duration offset;
  };

  /// UTC.
  TimeZone();

  /// A zone with one offset for all time.
  TimeZone(std::string name, Duration offset);

  /// A zone that changes its offset: `initial` before the first transition.
  ///
  /// Throws ParameterError if the transitions are not in strictly increasing order of time, or an offset is a day or
  /// more.
  TimeZone(std::string name, Duration initial, std::vector<Transition> transitions);

  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// Offset before the first transition.
  [[nodiscard]] Duration initial() const noexcept { return initial_; }
  [[nodiscard]] const std::vector<Transition>& transitions() const noexcept { return transitions_; }

  /// Offset from UTC in force at an instant. O(log n) in the number of transitions.
  [[nodiscard]] Duration offset_at(Time instant) const noexcept;

  /// The clock reading at an instant, held in a Time as if it were UTC.
  [[nodiscard]] Time to_local(Time instant) const noexcept { return instant + offset_at(instant); }

  /// The instant of a clock reading. O(log n).
  [[nodiscard]] LocalTime to_utc(Time wall) const noexcept;

 private:
  std::string name_;
  Duration initial_;
  std::vector<Transition> transitions_;
};

}  // namespace fealty
