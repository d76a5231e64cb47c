#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/answers.hpp"

namespace fealty::gaps {

/// What is to be done about an item, by its importance and its performance.
enum class Quadrant : std::uint8_t {
  keep_up,            ///< important and good: keep up the good work
  concentrate_here,   ///< important, but not good
  low_priority,       ///< neither
  possible_overkill,  ///< good, but not important
};

inline constexpr std::size_t quadrants = 4;

/// "keep up the good work", "concentrate here", "low priority", "possible overkill".
std::string_view name_of(Quadrant quadrant) noexcept;

/// How the crosshair that divides the grid is found.
enum class CrosshairKind : std::uint8_t {
  mean,    ///< the mean of the items' means
  median,  ///< their median
  scale,   ///< the middle of the scale
  point,   ///< a point that is given
};

/// Where the lines of the grid cross. That of `mean` and `median` is estimated, and drawn anew in every replicate.
struct Crosshair {
  CrosshairKind kind = CrosshairKind::mean;
  double performance = std::numeric_limits<double>::quiet_NaN();  ///< of `scale` and `point`
  double importance = std::numeric_limits<double>::quiet_NaN();   ///< of `scale` and `point`

  /// The middle of a scale that both questions have.
  static Crosshair middle_of(const Scale& scale) noexcept;

  /// A point of the grid. Throws ParameterError unless both are finite.
  static Crosshair at(double performance, double importance);
};

struct ImportancePerformanceOptions {
  Crosshair crosshair;
  Bootstrap bootstrap = {10'000, 1, 0.95};  ///< over respondents
};

/// An item of the grid.
struct ImportancePerformanceItem {
  std::string item;
  std::int64_t importance_answers = 0;
  std::int64_t performance_answers = 0;
  Estimate importance;   ///< stated: the mean answer, with Student's t interval
  Estimate performance;  ///< likewise

  /// At the lines or beyond counts as important, and as good. None where nobody answered one of the two.
  std::optional<Quadrant> quadrant;

  /// The share of bootstrap replicates that put the item into each quadrant, in the order of Quadrant.
  std::array<double, quadrants> probabilities{};

  /// Derived importance: the correlation of the item's performance with the outcome, over those who answered both; its
  /// interval is that of the bootstrap's percentiles. NaN without outcome, or where either is constant.
  Estimate derived;

  /// The quadrant with derived in place of stated importance, against the mean or median of all derived importances.
  std::optional<Quadrant> derived_quadrant;

  /// The share of replicates in which stated and derived importance lie on different sides of their lines.
  double disagreement = std::numeric_limits<double>::quiet_NaN();
};

/// The grid of importance against performance.
///
/// Source: Martilla and James (1977), "Importance-performance analysis", Journal of Marketing 41.
struct ImportancePerformance {
  std::vector<ImportancePerformanceItem> items;  ///< in the order of the columns
  CrosshairKind crosshair = CrosshairKind::mean;
  Estimate crosshair_performance;    ///< a crosshair that is given has neither error nor interval
  Estimate crosshair_importance;     ///< likewise
  Estimate derived_line;             ///< the mean of derived importances; their median with a crosshair of `median`
  Estimate stated_derived;           ///< correlation over items of stated with derived importance
  std::int64_t respondents = 0;      ///< rows of the survey
  std::int64_t outcome_missing = 0;  ///< respondents without outcome; 0 where none was asked for
  bool has_outcome = false;          ///< whether derived importance was asked for
  std::uint32_t replicates = 0;      ///< of the bootstrap
  double level = 0.95;               ///< of all intervals, and of warnings

  /// One row per item: item, importance, performance (each with _lower and _upper), quadrant, its probability, and with
  /// an outcome derived (with _lower and _upper), derived_quadrant and disagreement.
  [[nodiscard]] Frame frame() const;

  /// One row per item and quadrant: item, quadrant, probability.
  [[nodiscard]] Frame probabilities() const;

  /// Items whose stated and derived importance disagree with a probability of at least the level, the surest first:
  /// item, stated, derived, probability, meaning. What is called important but moves the outcome little is a basic
  /// factor, what is not called important but moves it is an excitement factor. Source: Vavra (1997), "Improving your
  /// measurement of customer satisfaction", chapter 12.
  [[nodiscard]] Frame warnings() const;
};

/// Importance against performance, by the means of the answers; with an outcome also derived importance.
///
/// The outcome of a respondent is the mean of its items, such as the answers to several questions about satisfaction;
/// it is missing where one of them is. What a respondent left out is left out of the figures that need it. Throws
/// RecordError for different numbers of rows, and ParameterError for an item that only one of the two sets has, for an
/// outcome without column, or unless the level is between 0 and 1.
ImportancePerformance importance_performance(const Answers& importance, const Answers& performance,
                                             const std::optional<Answers>& outcome = std::nullopt,
                                             const ImportancePerformanceOptions& options = {});

}  // namespace fealty::gaps
