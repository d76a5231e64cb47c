#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/flow/run_rules.hpp"

namespace fealty::flow {

/// What a control chart plots.
enum class ChartKind : std::uint8_t {
  p,               ///< shares of varying totals, limits from the binomial distribution
  p_prime,         ///< shares, limits widened to how much they vary beyond it
  np,              ///< counts out of totals
  individuals,     ///< single values, and their moving ranges (X-mR)
  mean_range,      ///< means of samples, and their ranges (X-bar/R)
  mean_deviation,  ///< means of samples, and their standard deviations (X-bar/S)
  ewma,            ///< exponentially weighted moving average of values or of means
  cusum,           ///< cumulative sums of values or means, upward and downward
};

/// The chart's name as it is written: "X-bar/R".
std::string_view name_of(ChartKind kind) noexcept;

/// What the limits of a chart are computed from, and what counts as an alarm.
struct ChartOptions {
  /// Names of the points, such as weeks; the numbers from 1 on if empty.
  std::vector<std::string> labels = {};
  /// First points of the second phase, the third and so on, counted from 0: from each on the limits are new.
  std::vector<std::size_t> phases = {};
  /// Number of points, from the beginning of a phase on, from which its limits are computed; all of the phase if 0.
  std::size_t calibration = 0;
  /// A center that is given and not estimated.
  std::optional<double> center = {};
  /// A standard deviation (of a single value) that is given and not estimated; not for shares and counts.
  std::optional<double> deviation = {};
  /// Distance of the limits from the center, in standard deviations.
  double width = 3.0;
  /// Patterns that alarm on charts of shares, counts, values and means; the other panels alarm beyond their limits. The
  /// four of Western Electric alarm once in 92 points without a cause, the first of them alone once in 370.
  RunRuleSet rules = RunRuleSet::western_electric();
  /// Of the intervals of centers and standard deviations.
  double level = 0.95;
  /// Whether d2 has three decimals only, as printed tables have it and the programs that hold them, such as R's qcc;
  /// for comparison with their figures.
  bool printed_d2 = false;
};

/// How an exponentially weighted moving average forgets.
struct EwmaParameters {
  double weight = 0.2;  ///< of the newest point, above 0 and at most 1; the lambda of the literature
  double width = 3.0;   ///< distance of the limits in standard deviations of the average
  bool steady = false;  ///< the limits of a long series from the first point on, as in tables of run lengths
};

/// When cumulative sums add up to an alarm; both in standard deviations of the plotted point.
struct CusumParameters {
  double allowance = 0.5;  ///< what is taken off at each point, half of the shift to be found; k in the literature
  double interval = 5.0;   ///< the sum that alarms; h in the literature
};

/// One series of a chart with its limits, one value for each point.
struct ControlPanel {
  std::string name;               ///< "share", "mean", "range" ...
  std::vector<double> value;      ///< NaN where nothing was observed
  std::vector<double> center;     ///< where values lie while nothing changes
  std::vector<double> deviation;  ///< standard deviation of the plotted value
  std::vector<double> lower;      ///< limit; NaN where it is unknown
  std::vector<double> upper;      ///< limit; NaN where it is unknown
};

/// Points that share the parameters from which limits follow.
struct ControlPhase {
  std::size_t begin = 0;       ///< first point
  std::size_t end = 0;         ///< one past the last point
  std::size_t calibrated = 0;  ///< points from which the parameters come, without gaps; 0 if they were given
  Estimate center;             ///< share: Wilson's interval; mean: normal interval
  Estimate deviation;          ///< of a single value, normal interval on the logarithmic scale; NaN for shares
  /// Variance of the shares over that of the binomial distribution, 1 if they vary by chance alone; chi-square
  /// interval. NaN for other charts.
  Estimate dispersion;
};

/// A point at which a rule holds.
struct Alarm {
  std::size_t point = 0;  ///< at which the pattern is complete, counted from 0
  std::size_t first = 0;  ///< at which it begins
  std::size_t panel = 0;  ///< in ControlChart::panels
  RunRule rule = RunRule::beyond_limit;
  double value = 0.0;  ///< of the point
  double limit = 0.0;  ///< that counts for the rule: limit, zone or center; NaN for patterns of steps
  int side = 0;        ///< 1 above the center, -1 below
};

/// Points in time with the limits between which chance keeps them, and the points at which it does not.
struct ControlChart {
  ChartKind kind = ChartKind::individuals;  ///< what is plotted
  std::vector<std::string> labels;          ///< of the points
  std::vector<double> sizes;                ///< of the samples or totals; 1 for single values
  std::vector<ControlPanel> panels;   ///< what is watched first, then ranges or the like; upward and downward sums
  std::vector<ControlPhase> phases;   ///< in order, without gaps between them
  std::vector<Alarm> alarms;          ///< by point
  std::vector<std::string> warnings;  ///< what makes limits doubtful or impossible
  double width = 3.0;                 ///< of the limits, in standard deviations
  RunRuleSet rules;                   ///< that were looked for in the first panel
  EwmaParameters ewma = {};           ///< that count for kind ewma
  CusumParameters cusum = {};         ///< that count for kind cusum

  /// Number of points.
  [[nodiscard]] std::size_t size() const noexcept { return labels.size(); }

  /// One row per point: label, phase (from 1), calibrated, size, then value, center, deviation, lower and upper of the
  /// first panel; those of the second are preceded by its name.
  [[nodiscard]] Frame frame() const;

  /// One row per alarm: label, panel, rule, value, limit, side ("above", "below"), from, pattern, meaning.
  [[nodiscard]] Frame alarms_frame() const;

  /// One row per phase: first, last, points, calibrated, and the estimates.
  [[nodiscard]] Frame phases_frame() const;
};

/// A chart of shares, such as visits whose requirement was not met.
///
/// Limits lie `width` standard deviations sqrt(p (1 - p) / size) from the share p of all calibration points together,
/// cut off at 0 and 1. A size of 0 is a gap. Where the shares vary more or less than that at the 1 % level of the
/// chi-square test, a warning says so. Throws RecordError that names the point unless 0 <= count <= size, both whole
/// numbers. Source: Shewhart (1931); Montgomery, "Introduction to statistical quality control", chapter 7.
ControlChart p_chart(std::span<const double> counts, std::span<const double> sizes, const ChartOptions& options = {});

/// A chart of shares whose limits allow for variation from point to point beyond the binomial distribution.
///
/// The standard deviation of the binomial distribution is multiplied by that of the standardized shares, estimated from
/// their moving ranges. Source: Laney (2002), "Improved control charts for attributes", Quality Engineering 14.
ControlChart p_prime_chart(std::span<const double> counts, std::span<const double> sizes,
                           const ChartOptions& options = {});

/// A chart of counts out of totals: p_chart times size.
ControlChart np_chart(std::span<const double> counts, std::span<const double> sizes, const ChartOptions& options = {});

/// A chart of single values and their moving ranges (X-mR).
///
/// The standard deviation is the mean moving range over d2(2). Throws RecordError that names the point if a value is
/// not finite. Source: Shewhart (1931); Wheeler and Chambers (1992), "Understanding statistical process control".
ControlChart individuals_chart(std::span<const double> values, const ChartOptions& options = {});

/// A chart of the means and ranges of samples (X-bar/R).
///
/// `values` holds the samples one after another, `sizes` how many values each has, at least 2. The standard deviation
/// is the mean of range / d2(size), that of a range d3(size) times as much. Throws RecordError that names the sample.
/// Source: Shewhart (1931); Burr (1969), "Control charts for measurements with varying sample sizes", Journal of
/// Quality Technology 1.
ControlChart mean_range_chart(std::span<const double> values, std::span<const std::int64_t> sizes,
                              const ChartOptions& options = {});

/// A chart of the means and standard deviations of samples (X-bar/S): as mean_range_chart, from the mean of s / c4.
ControlChart mean_deviation_chart(std::span<const double> values, std::span<const std::int64_t> sizes,
                                  const ChartOptions& options = {});

/// A chart of exponentially weighted moving averages, which finds small shifts sooner than Shewhart's charts.
///
/// z = weight x + (1 - weight) z before, from the center on in each phase; the limits are exact from the first point on
/// unless they are to be steady. `sizes` as in mean_range_chart, from whose ranges the standard deviation comes; if it
/// is empty, values are single, and it comes from moving ranges. `options.width` and `rules` do not count. Source:
/// Roberts (1959); Lucas and Saccucci (1990), "Exponentially weighted moving average control schemes", Technometrics
/// 32, equations 1 to 3.
ControlChart ewma_chart(std::span<const double> values, std::span<const std::int64_t> sizes = {},
                        const EwmaParameters& parameters = {}, const ChartOptions& options = {});

/// A chart of cumulative sums, which finds small lasting shifts soonest.
///
/// The sum upward is max(0, before + z - allowance), the one downward max(0, before - z - allowance), drawn below 0; z
/// is the distance from the center in standard deviations of the point. Sums are 0 at the beginning of each phase and
/// go on after an alarm. `sizes` as in ewma_chart. Source: Page (1954), "Continuous inspection schemes", Biometrika 41.
ControlChart cusum_chart(std::span<const double> values, std::span<const std::int64_t> sizes = {},
                         const CusumParameters& parameters = {}, const ChartOptions& options = {});

}  // namespace fealty::flow
