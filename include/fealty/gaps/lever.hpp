#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::gaps {

/// What a lever changes: the experience, or one parameter of the expectation (see need_strategy.hpp).
enum class LeverKind : std::uint8_t {
  raise_experience,  ///< deliver more
  guide,             ///< tell customers what to expect
  adapt,             ///< fit the offer to each customer
  atmosphere,        ///< make customers lenient
};

/// "raise_experience", "guide", "adapt" or "atmosphere".
std::string_view to_string(LeverKind kind) noexcept;

/// A point of a lever's cost curve.
struct LeverPoint {
  double cost = 0.0;    ///< in any unit, that of the budget; not negative
  double effect = 0.0;  ///< points of the scale by which the parameter is moved; not negative

  friend bool operator==(const LeverPoint&, const LeverPoint&) = default;
};

/// Something that can be done about one item, to a degree that money decides.
struct Lever {
  std::string name;  ///< by which the plan speaks of it, distinct from those of other levers
  std::string item;  ///< that it acts on
  LeverKind kind = LeverKind::raise_experience;  ///< what it changes
  std::vector<LeverPoint> points;  ///< of the cost curve, in ascending order of cost, without the point (0, 0)
  double fixed_cost = 0.0;         ///< to be paid once if the lever is moved at all
  bool divisible = false;          ///< whether it can be stopped between two points, from (0, 0) on

  friend bool operator==(const Lever&, const Lever&) = default;
};

/// A degree to which a lever can be moved.
struct LeverLevel {
  double level = 0.0;   ///< 0: not at all; 2: to its second point; 1.3: 30 % of the way from its first to its second
  double cost = 0.0;    ///< with the fixed cost
  double effect = 0.0;  ///< in points of the scale

  friend bool operator==(const LeverLevel&, const LeverLevel&) = default;
};

/// All levels of a lever, level 0 first: its points; for a divisible lever `steps` equal steps to each point, on
/// straight lines between them.
///
/// Throws ParameterError, naming the lever, for no points, for costs that do not ascend, and for costs or effects that
/// are negative or not finite.
std::vector<LeverLevel> lever_levels(const Lever& lever, std::size_t steps);

/// Levers from columns with one row per point of a lever's cost curve, in any order of rows; levers come in the order
/// of their first rows.
///
/// `fixed_cost` and `divisible` may be absent. Throws RecordError, naming column, row and value, for a missing name, an
/// unknown kind, a number that is missing, negative or infinite, and for rows of a lever that disagree about its item,
/// kind, fixed cost or divisibility.
std::vector<Lever> levers_of_columns(const Column& lever, const Column& item, const Column& kind, const Column& cost,
                                     const Column& effect, const Column& fixed_cost = {}, const Column& divisible = {});

}  // namespace fealty::gaps
