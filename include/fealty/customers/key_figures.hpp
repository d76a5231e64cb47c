#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/time.hpp"
#include "fealty/customers/book.hpp"

namespace fealty::customers {

/// What a business wants with its customers: to acquire them, to retain them, to win their loyalty, to profit.
enum class Goal : std::uint8_t { acquire, retain, loyalty, profit };

/// "acquire", "retain", "loyalty", "profit".
std::string_view name_of(Goal goal) noexcept;

/// A key figure as the catalogue describes it.
struct KeyFigureEntry {
  std::string_view name;     ///< "retention_rate"
  Goal goal;                 ///< that it serves
  std::string_view unit;     ///< "share", "customers", "purchases", "amount"
  std::string_view meaning;  ///< what is counted over what
};

/// Every key figure that the library knows, by goal.
std::vector<KeyFigureEntry> key_figure_catalogue();

/// A key figure of a book.
struct KeyFigure {
  KeyFigureEntry entry;
  Estimate estimate;
};

/// The figures to steer by, in a window of time.
struct KeyFigures {
  Time as_of{};       ///< end of the window, included
  Duration window{};  ///< its length; the window before is as long
  std::vector<KeyFigure> figures;

  /// The figure of that name, or none.
  [[nodiscard]] const KeyFigure* find(std::string_view name) const noexcept;

  /// One row per figure: goal, name, unit, value, lower, upper, meaning.
  [[nodiscard]] Frame frame() const;
};

/// The key figures of the window (as_of - window, as_of], those that the tables of the book allow.
///
/// Nothing after `as_of` is looked at. Shares have Wilson's interval, means per customer Student's t, counts the exact
/// Poisson interval of Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28, and the value a
/// normal one for a sum over a Poisson number of customers. Steps, complaints and ratings are taken as independent of
/// one another, so the intervals of their shares are too narrow where a few customers give most of them. Throws
/// ParameterError unless `as_of` is plausible (see is_plausible) and `window` from 1 microsecond to 36,500 days.
KeyFigures key_figures(const Book& book, Time as_of, Duration window, double level = 0.95);

}  // namespace fealty::customers
