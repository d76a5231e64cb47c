#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fealty/core/columns.hpp"
#include "fealty/core/time.hpp"

namespace fealty::flow {

/// What may follow a visit.
enum class OutcomeKind : std::uint8_t {
  returned,    ///< a touch of another visit, or a purchase, after the visit's end
  bought,      ///< a purchase after the visit's end
  complained,  ///< a complaint, from the visit's start on
  stated,      ///< what a column says
};

/// The outcome of a visit that an analysis is about, by the same customer and within a time from the visit's end.
///
/// A visit whose time is not over when the records end is censored: whether it has the outcome is not known.
struct Outcome {
  OutcomeKind kind = OutcomeKind::returned;
  Duration within = days(90);
  bool desired = true;                           ///< whether more of it is better
  std::string name = "returned within 90 days";  ///< as figures and pictures call it
  Column visit = {};                             ///< for `stated`: ids of visits
  Column value = {};                             ///< for `stated`: whether they had the outcome, missing where unknown
};

/// The outcome that a text names: "returned within 90 days", "bought within 4 weeks", "complained within 36 hours".
///
/// Complaints are not desired, the others are. Throws ParameterError, listing what there is, for any other text, and
/// unless the time is positive and at most 100 years.
Outcome outcome_named(std::string_view text);

/// An outcome that is stated for visits: true or false, or 0 and 1.
Outcome stated_outcome(Column visit, Column value, std::string name, bool desired = true);

}  // namespace fealty::flow
