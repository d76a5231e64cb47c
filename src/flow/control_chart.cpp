#include "fealty/flow/control_chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/special.hpp"
#include "fealty/flow/control_constants.hpp"

namespace fealty::flow {
namespace {

constexpr double most_counted = 1e12;      // sums of counts stay exact
constexpr double largest = 1e150;          // squares of values stay finite
constexpr std::size_t few_points = 20;     // Shewhart asked for 25 samples, textbooks ask for 20 to 25
constexpr double surprising_share = 0.01;  // of the chi-square test of dispersion

// ---- What every chart has: labels, phases, warnings ----

ControlChart begin_chart(ChartKind kind, std::size_t points, const ChartOptions& options) {
  if (points == 0) throw RecordError(code::refused_record, "a control chart needs at least one point");
  require(options.width > 0 && std::isfinite(options.width), "width", options.width, "must be positive and finite");
  require_level(options.level);
  if (options.center) require(std::isfinite(*options.center), "center", *options.center, "must be finite");
  if (options.deviation) {
    require(*options.deviation > 0 && std::isfinite(*options.deviation), "deviation", *options.deviation,
            "must be positive and finite");
  }
  if (!options.labels.empty() && options.labels.size() != points) {
    throw RecordError(code::length_mismatch,
                      fmt::format("there are {} labels for {} points", options.labels.size(), points));
  }
  ControlChart chart;
  chart.kind = kind;
  chart.labels = options.labels;
  for (std::size_t i = chart.labels.size(); i < points; ++i) chart.labels.push_back(fmt::format("{}", i + 1));
  chart.width = options.width;
  chart.rules = options.rules;
  std::size_t begin = 0;
  for (const std::size_t next : options.phases) {
    if (next <= begin || next >= points) {
      throw ParameterError(code::out_of_domain,
                           fmt::format("a phase begins at point {} (counted from 0), but must begin after point {} and "
                                       "before {}",
                                       next, begin, points));
    }
    chart.phases.push_back({.begin = begin, .end = next, .center = {}, .deviation = {}, .dispersion = {}});
    begin = next;
  }
  chart.phases.push_back({.begin = begin, .end = points, .center = {}, .deviation = {}, .dispersion = {}});
  return chart;
}

/// "point 3 (2026-W07)", counted from 1.
std::string point_name(std::size_t point, const ChartOptions& options) {
  if (point >= options.labels.size()) return fmt::format("point {}", point + 1);
  return fmt::format("point {} ({})", point + 1, options.labels[point]);
}

/// One past the last point that limits of a phase are computed from.
std::size_t calibration_end(const ControlPhase& phase, const ChartOptions& options) {
  if (options.calibration == 0) return phase.end;
  return std::min(phase.end, phase.begin + options.calibration);
}

void warn(ControlChart& chart, const ControlPhase& phase, const std::string& what) {
  if (chart.phases.size() == 1) {
    chart.warnings.push_back(what);
  } else {
    chart.warnings.push_back(fmt::format("phase {}: {}", &phase - chart.phases.data() + 1, what));
  }
}

Estimate known(double value, double level) {
  return {value, 0.0, value, value, level};
}

Estimate without_interval(double value, double level) {
  return {value, nan, nan, nan, level};
}

// ---- Panels and alarms ----

ControlPanel make_panel(std::string name, std::size_t points) {
  const std::vector<double> none(points, nan);
  return {std::move(name), none, none, none, none, none};
}

/// Puts the limits of a point, within what values can be; there are none without a standard deviation.
void set_point(ControlPanel& panel, std::size_t i, double value, double center, double deviation, double width,
               double least = -std::numeric_limits<double>::infinity(),
               double most = std::numeric_limits<double>::infinity()) {
  panel.value[i] = value;
  panel.center[i] = center;
  if (!(deviation > 0)) return;
  panel.deviation[i] = deviation;
  panel.lower[i] = std::max(least, center - width * deviation);
  panel.upper[i] = std::min(most, center + width * deviation);
}

double limit_of(const RunRuleEntry& entry, const ControlPanel& panel, std::size_t i, int side) {
  if (entry.rule == RunRule::nelson_3 || entry.rule == RunRule::nelson_4) return nan;
  if (entry.zone == 3) return side > 0 ? panel.upper[i] : panel.lower[i];
  return panel.center[i] + side * entry.zone * panel.deviation[i];
}

int sign(double x) noexcept {
  return (x > 0 ? 1 : 0) - (x < 0 ? 1 : 0);
}

/// Alarms of a panel by rules; runs end where a phase does, and at gaps.
void find_patterns(ControlChart& chart, std::size_t panel_index, RunRuleSet rules) {
  const ControlPanel& panel = chart.panels[panel_index];
  RunRuleMonitor monitor(rules, chart.width);
  for (const ControlPhase& phase : chart.phases) {
    monitor.restart();
    std::size_t start = phase.begin;
    for (std::size_t i = phase.begin; i < phase.end; ++i) {
      const double z = (panel.value[i] - panel.center[i]) / panel.deviation[i];
      if (std::isnan(z)) {
        monitor.restart();
        start = i + 1;
        continue;
      }
      for (const RunRule rule : monitor.next(z).rules()) {
        const RunRuleEntry& entry = entry_of(rule);
        const std::size_t first = std::max(start + entry.points, i + 1) - entry.points;
        const int side = sign(z);
        chart.alarms.push_back({i, first, panel_index, rule, panel.value[i], limit_of(entry, panel, i, side), side});
      }
    }
  }
}

/// Alarms of a panel whose limits alone count.
void find_beyond(ControlChart& chart, std::size_t panel_index) {
  const ControlPanel& panel = chart.panels[panel_index];
  for (std::size_t i = 0; i < chart.size(); ++i) {
    const double value = panel.value[i];
    if (value > panel.upper[i]) {
      chart.alarms.push_back({i, i, panel_index, RunRule::beyond_limit, value, panel.upper[i], 1});
    } else if (value < panel.lower[i]) {
      chart.alarms.push_back({i, i, panel_index, RunRule::beyond_limit, value, panel.lower[i], -1});
    }
  }
}

void sort_alarms(ControlChart& chart) {
  std::stable_sort(chart.alarms.begin(), chart.alarms.end(),
                   [](const Alarm& a, const Alarm& b) { return a.point < b.point; });
}

// ---- Shares and counts ----

void check_counts(std::span<const double> counts, std::span<const double> sizes, const ChartOptions& options) {
  if (counts.size() != sizes.size()) {
    throw RecordError(code::length_mismatch,
                      fmt::format("there are {} counts and {} sizes", counts.size(), sizes.size()));
  }
  const auto is_count = [](double x) { return x >= 0 && x <= most_counted && x == std::floor(x); };
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto refuse = [&](const std::string& what) {
      throw RecordError(code::refused_record, fmt::format("{}: {}", point_name(i, options), what));
    };
    if (!is_count(counts[i])) refuse(fmt::format("count {:.15g} must be a whole number of 0 or more", counts[i]));
    if (!is_count(sizes[i])) refuse(fmt::format("size {:.15g} must be a whole number of 0 or more", sizes[i]));
    if (counts[i] > sizes[i]) refuse(fmt::format("count {:.15g} exceeds the size {:.15g}", counts[i], sizes[i]));
  }
}

/// Variance of shares over that of the binomial distribution, by Pearson's chi-square.
Estimate dispersion_of(double chi_square, double degrees, double level) {
  if (!(degrees > 0)) return without_interval(nan, level);
  const double value = chi_square / degrees;
  return {value, value * std::sqrt(2 / degrees), chi_square / chi_square_quantile((1 + level) / 2, degrees),
          chi_square / chi_square_quantile((1 - level) / 2, degrees), level};
}

/// Finds the share of a phase and how much shares vary around it.
void calibrate_shares(ControlChart& chart, ControlPhase& phase, std::span<const double> counts,
                      const ChartOptions& options) {
  double count = 0.0, size = 0.0;
  std::size_t points = 0;
  const std::size_t end = calibration_end(phase, options);
  for (std::size_t i = phase.begin; i < end; ++i) {
    count += counts[i];
    size += chart.sizes[i];
    points += chart.sizes[i] > 0 ? 1 : 0;
  }
  if (options.center) {
    phase.center = known(*options.center, options.level);
  } else {
    phase.calibrated = points;
    phase.center = wilson(static_cast<std::int64_t>(count), static_cast<std::int64_t>(size), options.level);
  }
  const double p = phase.center.value;
  phase.deviation = without_interval(nan, options.level);
  phase.dispersion = without_interval(nan, options.level);
  if (!(p > 0 && p < 1)) {
    warn(chart, phase,
         points == 0 ? "there is nothing to compute limits from"
                     : fmt::format("all shares are {:g}, which leaves no variation for limits", p));
    return;
  }
  double chi_square = 0.0;
  for (std::size_t i = phase.begin; i < end; ++i) {
    if (chart.sizes[i] == 0) continue;
    const double excess = counts[i] - chart.sizes[i] * p;
    chi_square += excess * excess / (chart.sizes[i] * p * (1 - p));
  }
  const double degrees = static_cast<double>(points) - (options.center ? 0 : 1);
  phase.dispersion = dispersion_of(chi_square, degrees, options.level);
}

void warn_of_dispersion(ControlChart& chart, const ControlPhase& phase, double degrees) {
  const double ratio = phase.dispersion.value;
  if (!(degrees > 0) || std::isnan(ratio)) return;
  if (chi_square_upper_tail(ratio * degrees, degrees) < surprising_share) {
    warn(chart, phase,
         fmt::format("shares vary {:.3g} times as much as chance alone would have them (overdispersion), so limits are "
                     "too narrow for this process; a p' chart allows for that",
                     ratio));
  } else if (chi_square_cdf(ratio * degrees, degrees) < surprising_share) {
    warn(chart, phase,
         fmt::format("shares vary only {:.3g} times as much as chance alone would have them (underdispersion), so "
                     "limits are too wide; a p' chart allows for that",
                     ratio));
  }
}

void warn_of_few(ControlChart& chart, const ControlPhase& phase) {
  if (phase.calibrated == 0 || phase.calibrated >= few_points) return;
  warn(chart, phase,
       fmt::format("limits come from {} points only; {} or more make them reliable", phase.calibrated, few_points));
}

/// Standard deviation of the standardized shares of the calibration points, from their moving ranges.
double laney_factor(const ControlChart& chart, const ControlPhase& phase, std::span<const double> counts,
                    const ChartOptions& options) {
  const double p = phase.center.value;
  double sum = 0.0, previous = nan;
  std::size_t ranges = 0;
  for (std::size_t i = phase.begin; i < calibration_end(phase, options); ++i) {
    if (chart.sizes[i] == 0) continue;
    const double z = (counts[i] / chart.sizes[i] - p) / std::sqrt(p * (1 - p) / chart.sizes[i]);
    if (!std::isnan(previous)) {
      sum += std::abs(z - previous);
      ++ranges;
    }
    previous = z;
  }
  return ranges == 0 ? nan : sum / static_cast<double>(ranges) / d2(2);
}

void set_shares(ControlChart& chart, const ControlPhase& phase, std::span<const double> counts, double factor) {
  ControlPanel& panel = chart.panels.front();
  const double p = phase.center.value;
  for (std::size_t i = phase.begin; i < phase.end; ++i) {
    const double size = chart.sizes[i];
    const bool as_counts = chart.kind == ChartKind::np;
    if (size == 0) continue;
    const double scale = as_counts ? size : 1.0;
    set_point(panel, i, counts[i] / size * scale, p * scale, factor * std::sqrt(p * (1 - p) / size) * scale,
              chart.width, 0.0, scale);
  }
}

ControlChart attribute_chart(ChartKind kind, std::span<const double> counts, std::span<const double> sizes,
                             const ChartOptions& options) {
  check_counts(counts, sizes, options);
  if (options.center) {
    require(*options.center > 0 && *options.center < 1, "center", *options.center, "must be a share between 0 and 1");
  }
  if (options.deviation) {
    throw ParameterError(code::out_of_domain,
                         "the standard deviation of shares and counts follows from the center and "
                         "cannot be given");
  }
  ControlChart chart = begin_chart(kind, counts.size(), options);
  chart.sizes.assign(sizes.begin(), sizes.end());
  chart.panels.push_back(make_panel(kind == ChartKind::np ? "count" : "share", counts.size()));
  if (const auto gaps = std::count(sizes.begin(), sizes.end(), 0.0); gaps > 0) {
    chart.warnings.push_back(fmt::format("{} of {} points have nothing in them and are gaps", gaps, sizes.size()));
  }
  for (ControlPhase& phase : chart.phases) {
    calibrate_shares(chart, phase, counts, options);
    double factor = 1.0;
    if (kind == ChartKind::p_prime) {
      factor = laney_factor(chart, phase, counts, options);
      if (!(factor > 0)) warn(chart, phase, "standardized shares do not vary from point to point: no limits");
    } else {
      const std::size_t points = phase.calibrated;
      warn_of_dispersion(chart, phase, options.center ? 0.0 : static_cast<double>(points) - 1);
    }
    warn_of_few(chart, phase);
    set_shares(chart, phase, counts, factor);
  }
  find_patterns(chart, 0, options.rules);
  return chart;
}

// ---- Values and means ----

enum class Spread { moving_range, range, deviation };

/// Mean and standard deviation of a spread of n standard normal numbers.
struct SpreadConstants {
  double mean;
  double deviation;
};

/// What is plotted of values or samples, and how far each is spread.
struct Subgroups {
  Spread spread;
  std::vector<double> mean;
  std::vector<double> size;
  std::vector<double> spread_of;           ///< range or standard deviation within; NaN for single values
  std::vector<SpreadConstants> constants;  ///< of each spread
};

void check_finite(std::span<const double> values, const ChartOptions& options) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::abs(values[i]) <= largest) continue;
    throw RecordError(code::refused_record, fmt::format("{}: value {} is not a finite number within 1e150",
                                                        point_name(i, options), values[i]));
  }
}

SpreadConstants constants_of(Spread spread, std::int64_t size, const ChartOptions& options) {
  if (spread != Spread::deviation)
    return {options.printed_d2 ? std::round(1000 * d2(size)) / 1000 : d2(size), d3(size)};
  const double mean = c4(size);
  return {mean, std::sqrt(1 - mean * mean)};
}

Subgroups single_values(std::span<const double> values, const ChartOptions& options) {
  check_finite(values, options);
  return {Spread::moving_range,
          {values.begin(), values.end()},
          std::vector<double>(values.size(), 1.0),
          std::vector<double>(values.size(), nan),
          std::vector<SpreadConstants>(values.size(), constants_of(Spread::moving_range, 2, options))};
}

double spread_within(Spread spread, std::span<const double> sample, double mean) {
  const auto [lowest, highest] = std::minmax_element(sample.begin(), sample.end());
  if (spread == Spread::range || *lowest == *highest) return *highest - *lowest;  // equal values have no rounding error
  double squares = 0.0;
  for (const double x : sample) squares += (x - mean) * (x - mean);
  return std::sqrt(squares / static_cast<double>(sample.size() - 1));
}

Subgroups samples(Spread spread, std::span<const double> values, std::span<const std::int64_t> sizes,
                  const ChartOptions& options) {
  Subgroups measured{spread, {}, {}, {}, {}};
  std::map<std::int64_t, SpreadConstants> known_constants;
  std::size_t first = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] < 2 || sizes[i] > 10'000) {
      throw RecordError(code::refused_record, fmt::format("{}: a sample has from 2 to 10,000 values, not {}",
                                                          point_name(i, options), sizes[i]));
    }
    const auto size = static_cast<std::size_t>(sizes[i]);
    if (size > values.size() - first) break;
    const auto sample = values.subspan(first, size);
    double sum = 0.0;
    for (const double x : sample) {
      if (!(std::abs(x) <= largest)) {
        throw RecordError(code::refused_record,
                          fmt::format("{}: value {} is not a finite number within 1e150", point_name(i, options), x));
      }
      sum += x;
    }
    const double mean = sum / static_cast<double>(size);
    measured.mean.push_back(mean);
    measured.size.push_back(static_cast<double>(size));
    measured.spread_of.push_back(spread_within(spread, sample, mean));
    if (!known_constants.contains(sizes[i])) known_constants[sizes[i]] = constants_of(spread, sizes[i], options);
    measured.constants.push_back(known_constants[sizes[i]]);
    first += size;
  }
  if (measured.mean.size() != sizes.size() || first != values.size()) {
    throw RecordError(code::length_mismatch,
                      fmt::format("the sizes of the samples do not add up to {} values", values.size()));
  }
  return measured;
}

/// Moving ranges, which do not reach from one phase into the next.
void add_moving_ranges(Subgroups& measured, const std::vector<ControlPhase>& phases) {
  for (const ControlPhase& phase : phases) {
    for (std::size_t i = phase.begin + 1; i < phase.end; ++i) {
      measured.spread_of[i] = std::abs(measured.mean[i] - measured.mean[i - 1]);
    }
  }
}

/// Variance of the mean of m standardized spreads, in squares of the standard deviation.
///
/// Moving ranges overlap: neighbors share a number, so their covariance is that of |X| and |Y| for differences X and Y
/// of variance 2 and correlation -1/2, which is 2 (2 / pi) (sqrt(3) / 2 + pi / 12) - 4 / pi. Cryer and Ryan (1990),
/// "The estimation of sigma for an X chart", Journal of Quality Technology 22, give its limit, 0.826 / m.
double variance_of_mean(const Subgroups& measured, std::span<const std::size_t> points) {
  const auto m = static_cast<double>(points.size());
  double sum = 0.0;
  for (const std::size_t i : points) {
    const double ratio = measured.constants[i].deviation / measured.constants[i].mean;
    sum += ratio * ratio;
  }
  if (measured.spread == Spread::moving_range) {
    const double pi = std::numbers::pi;
    const double covariance = 4 / pi * (std::numbers::sqrt3 / 2 + pi / 12) - 4 / pi;
    sum += 2 * (m - 1) * covariance / (4 / pi);
  }
  return sum / (m * m);
}

/// A standard deviation with its normal interval on the logarithmic scale.
Estimate deviation_estimate(double value, double relative_error, double level) {
  const double reach = std::exp(normal_quantile((1 + level) / 2) * relative_error);
  return {value, value * relative_error, value / reach, value * reach, level};
}

void estimate_deviation(ControlChart& chart, ControlPhase& phase, const Subgroups& measured,
                        const ChartOptions& options) {
  if (options.deviation) {
    phase.deviation = known(*options.deviation, options.level);
    return;
  }
  std::vector<std::size_t> points;
  double sum = 0.0;
  for (std::size_t i = phase.begin; i < calibration_end(phase, options); ++i) {
    if (std::isnan(measured.spread_of[i])) continue;
    points.push_back(i);
    sum += measured.spread_of[i] / measured.constants[i].mean;
  }
  if (points.empty()) {
    phase.deviation = without_interval(nan, options.level);
    warn(chart, phase, "one point alone tells no standard deviation, so there are no limits");
  } else if (sum == 0) {
    phase.deviation = without_interval(nan, options.level);
    warn(chart, phase, "the values do not vary, so there are no limits");
  } else {
    const double value = sum / static_cast<double>(points.size());
    phase.deviation = deviation_estimate(value, std::sqrt(variance_of_mean(measured, points)), options.level);
  }
}

void estimate_center(ControlPhase& phase, const Subgroups& measured, const ChartOptions& options) {
  if (options.center) {
    phase.center = known(*options.center, options.level);
    return;
  }
  double sum = 0.0, size = 0.0;
  for (std::size_t i = phase.begin; i < calibration_end(phase, options); ++i) {
    sum += measured.mean[i] * measured.size[i];
    size += measured.size[i];
  }
  const double deviation = phase.deviation.value;
  phase.center = deviation > 0 ? normal_interval(sum / size, deviation / std::sqrt(size), options.level)
                               : without_interval(sum / size, options.level);
}

/// The chart without panels: phases and their parameters.
ControlChart calibrated_chart(ChartKind kind, Subgroups& measured, const ChartOptions& options) {
  ControlChart chart = begin_chart(kind, measured.mean.size(), options);
  if (measured.spread == Spread::moving_range) add_moving_ranges(measured, chart.phases);
  chart.sizes = measured.size;
  for (ControlPhase& phase : chart.phases) {
    if (!options.center || !options.deviation) phase.calibrated = calibration_end(phase, options) - phase.begin;
    phase.dispersion = without_interval(nan, options.level);
    estimate_deviation(chart, phase, measured, options);
    estimate_center(phase, measured, options);
    warn_of_few(chart, phase);
  }
  return chart;
}

ControlChart shewhart_chart(ChartKind kind, Subgroups measured, std::string spread_name, const ChartOptions& options) {
  ControlChart chart = calibrated_chart(kind, measured, options);
  ControlPanel level = make_panel(kind == ChartKind::individuals ? "value" : "mean", chart.size());
  ControlPanel spread = make_panel(std::move(spread_name), chart.size());
  for (const ControlPhase& phase : chart.phases) {
    const double deviation = phase.deviation.value;
    for (std::size_t i = phase.begin; i < phase.end; ++i) {
      const auto& [mean, of_spread] = measured.constants[i];
      set_point(level, i, measured.mean[i], phase.center.value, deviation / std::sqrt(measured.size[i]), chart.width);
      set_point(spread, i, measured.spread_of[i], mean * deviation, of_spread * deviation, chart.width, 0.0);
    }
  }
  chart.panels = {std::move(level), std::move(spread)};
  find_patterns(chart, 0, options.rules);
  find_beyond(chart, 1);
  sort_alarms(chart);
  return chart;
}

Subgroups values_or_samples(std::span<const double> values, std::span<const std::int64_t> sizes,
                            const ChartOptions& options) {
  return sizes.empty() ? single_values(values, options) : samples(Spread::range, values, sizes, options);
}

std::string_view side_name(int side) noexcept {
  return side > 0 ? "above" : side < 0 ? "below" : "";
}

void add_estimate(Frame& frame, const std::string& name, const std::vector<ControlPhase>& phases,
                  Estimate ControlPhase::* member) {
  std::vector<double> value, lower, upper;
  for (const ControlPhase& phase : phases) {
    value.push_back((phase.*member).value);
    lower.push_back((phase.*member).lower);
    upper.push_back((phase.*member).upper);
  }
  frame.add(name, std::move(value));
  frame.add(name + "_lower", std::move(lower));
  frame.add(name + "_upper", std::move(upper));
}

}  // namespace

std::string_view name_of(ChartKind kind) noexcept {
  constexpr std::string_view names[] = {"p", "p'", "np", "X-mR", "X-bar/R", "X-bar/S", "EWMA", "CUSUM"};
  return names[static_cast<std::size_t>(kind)];
}

ControlChart p_chart(std::span<const double> counts, std::span<const double> sizes, const ChartOptions& options) {
  return attribute_chart(ChartKind::p, counts, sizes, options);
}

ControlChart p_prime_chart(std::span<const double> counts, std::span<const double> sizes, const ChartOptions& options) {
  return attribute_chart(ChartKind::p_prime, counts, sizes, options);
}

ControlChart np_chart(std::span<const double> counts, std::span<const double> sizes, const ChartOptions& options) {
  return attribute_chart(ChartKind::np, counts, sizes, options);
}

ControlChart individuals_chart(std::span<const double> values, const ChartOptions& options) {
  return shewhart_chart(ChartKind::individuals, single_values(values, options), "moving_range", options);
}

ControlChart mean_range_chart(std::span<const double> values, std::span<const std::int64_t> sizes,
                              const ChartOptions& options) {
  return shewhart_chart(ChartKind::mean_range, samples(Spread::range, values, sizes, options), "range", options);
}

ControlChart mean_deviation_chart(std::span<const double> values, std::span<const std::int64_t> sizes,
                                  const ChartOptions& options) {
  return shewhart_chart(ChartKind::mean_deviation, samples(Spread::deviation, values, sizes, options),
                        "deviation_within", options);
}

ControlChart ewma_chart(std::span<const double> values, std::span<const std::int64_t> sizes,
                        const EwmaParameters& parameters, const ChartOptions& options) {
  const auto& [weight, width, steady] = parameters;
  require(weight > 0 && weight <= 1, "weight", weight, "must be above 0 and at most 1");
  require(width > 0 && std::isfinite(width), "width", width, "must be positive and finite");
  Subgroups measured = values_or_samples(values, sizes, options);
  ControlChart chart = calibrated_chart(ChartKind::ewma, measured, options);
  chart.ewma = parameters;
  chart.width = width;
  chart.rules = {RunRule::beyond_limit};
  ControlPanel panel = make_panel("average", chart.size());
  for (const ControlPhase& phase : chart.phases) {
    double average = phase.center.value;
    double variance = 0.0;
    for (std::size_t i = phase.begin; i < phase.end; ++i) {
      average = weight * measured.mean[i] + (1 - weight) * average;
      variance = weight * weight / measured.size[i] + (1 - weight) * (1 - weight) * variance;
      const double counted = steady ? weight / (2 - weight) / measured.size[i] : variance;
      set_point(panel, i, average, phase.center.value, phase.deviation.value * std::sqrt(counted), width);
    }
  }
  chart.panels = {std::move(panel)};
  find_beyond(chart, 0);
  return chart;
}

ControlChart cusum_chart(std::span<const double> values, std::span<const std::int64_t> sizes,
                         const CusumParameters& parameters, const ChartOptions& options) {
  const auto& [allowance, interval] = parameters;
  require(allowance >= 0 && std::isfinite(allowance), "allowance", allowance, "must be finite and not negative");
  require(interval > 0 && std::isfinite(interval), "interval", interval, "must be positive and finite");
  Subgroups measured = values_or_samples(values, sizes, options);
  ControlChart chart = calibrated_chart(ChartKind::cusum, measured, options);
  chart.cusum = parameters;
  chart.rules = {RunRule::beyond_limit};
  ControlPanel upward = make_panel("upward", chart.size());
  ControlPanel downward = make_panel("downward", chart.size());
  for (const ControlPhase& phase : chart.phases) {
    double up = 0.0, down = 0.0;
    if (std::isnan(phase.deviation.value)) continue;
    for (std::size_t i = phase.begin; i < phase.end; ++i) {
      const double z = (measured.mean[i] - phase.center.value) / phase.deviation.value * std::sqrt(measured.size[i]);
      up = std::max(0.0, up + z - allowance);
      down = std::max(0.0, down - z - allowance);
      upward.value[i] = up;
      upward.upper[i] = interval;
      downward.value[i] = -down;
      downward.lower[i] = -interval;
      for (ControlPanel* panel : {&upward, &downward}) panel->center[i] = 0.0;
      for (ControlPanel* panel : {&upward, &downward}) panel->deviation[i] = 1.0;
    }
  }
  chart.panels = {std::move(upward), std::move(downward)};
  find_beyond(chart, 0);
  find_beyond(chart, 1);
  sort_alarms(chart);
  return chart;
}

Frame ControlChart::frame() const {
  std::vector<std::int64_t> phase_of(size(), 0);
  std::vector<bool> calibrated(size(), false);
  for (std::size_t k = 0; k < phases.size(); ++k) {
    std::size_t left = phases[k].calibrated;
    for (std::size_t i = phases[k].begin; i < phases[k].end; ++i) {
      phase_of[i] = static_cast<std::int64_t>(k) + 1;
      calibrated[i] = left > 0 && sizes[i] > 0;
      left -= calibrated[i] ? 1 : 0;
    }
  }
  Frame frame({{"label", labels}, {"phase", std::move(phase_of)}, {"calibrated", calibrated}, {"size", sizes}});
  for (const ControlPanel& panel : panels) {
    const bool first = &panel == &panels.front();
    const std::string prefix = first ? "" : panel.name + "_";
    frame.add(first ? "value" : panel.name, panel.value);
    frame.add(prefix + "center", panel.center);
    frame.add(prefix + "deviation", panel.deviation);
    frame.add(prefix + "lower", panel.lower);
    frame.add(prefix + "upper", panel.upper);
  }
  return frame;
}

Frame ControlChart::alarms_frame() const {
  std::vector<std::int64_t> point;
  std::vector<std::string> label, panel, rule, side, from, pattern, meaning;
  std::vector<double> value, limit;
  for (const Alarm& alarm : alarms) {
    const RunRuleEntry& entry = entry_of(alarm.rule);
    point.push_back(static_cast<std::int64_t>(alarm.point));
    label.push_back(labels[alarm.point]);
    panel.push_back(panels[alarm.panel].name);
    rule.emplace_back(entry.name);
    value.push_back(alarm.value);
    limit.push_back(alarm.limit);
    side.emplace_back(side_name(alarm.side));
    from.push_back(labels[alarm.first]);
    pattern.emplace_back(entry.pattern);
    meaning.emplace_back(entry.meaning);
  }
  return Frame({{"point", point},
                {"label", label},
                {"panel", panel},
                {"rule", rule},
                {"value", value},
                {"limit", limit},
                {"side", side},
                {"from", from},
                {"pattern", pattern},
                {"meaning", meaning}});
}

Frame ControlChart::phases_frame() const {
  std::vector<std::string> first, last;
  std::vector<std::int64_t> points, calibrated;
  for (const ControlPhase& phase : phases) {
    first.push_back(labels[phase.begin]);
    last.push_back(labels[phase.end - 1]);
    points.push_back(static_cast<std::int64_t>(phase.end - phase.begin));
    calibrated.push_back(static_cast<std::int64_t>(phase.calibrated));
  }
  Frame frame({{"first", first}, {"last", last}, {"points", points}, {"calibrated", calibrated}});
  add_estimate(frame, "center", phases, &ControlPhase::center);
  add_estimate(frame, "deviation", phases, &ControlPhase::deviation);
  add_estimate(frame, "dispersion", phases, &ControlPhase::dispersion);
  return frame;
}

}  // namespace fealty::flow
