#pragma once

#include <cstdint>

#include "fealty/core/estimate.hpp"
#include "fealty/flow/control_chart.hpp"
#include "fealty/flow/run_rules.hpp"

namespace fealty::flow {

/// A Shewhart chart of normal values or means whose parameters are known.
struct ShewhartParameters {
  double width = 3.0;                                ///< distance of the limits in standard deviations of the point
  RunRuleSet rules = {RunRule::western_electric_1};  ///< what alarms
};

/// How run lengths are simulated.
struct RunLengthOptions {
  double shift = 0.0;            ///< of the mean from the first point on, in standard deviations of the plotted point
  std::uint32_t runs = 200'000;  ///< number of simulated charts, at least 2
  std::uint64_t seed = 1;        ///< another seed gives other charts
  double level = 0.95;           ///< of the interval
  std::uint32_t longest = 1'000'000;  ///< points after which a chart that has not alarmed is given up
};

/// Mean number of points until a chart alarms, the alarming one included, by simulation; Student's t interval.
///
/// Without a shift it says how seldom alarms are false, with one how soon the shift is found. Every run has a random
/// stream of its own, so the bits depend on the seed and the number of runs alone. With rule 1 only the exact value is
/// 1 / P(|z + shift| > width), 370.4 for a width of 3 and no shift. Throws FitError if a run reaches `longest`, since
/// the mean is then unknown, and ParameterError for parameters outside their domain or without a rule.
Estimate run_length(const ShewhartParameters& chart, const RunLengthOptions& options = {});

/// The same for the moving average of a chart; with steady limits as in the tables of Lucas and Saccucci (1990).
Estimate run_length(const EwmaParameters& chart, const RunLengthOptions& options = {});

/// The same for cumulative sums in both directions, which begin at 0.
Estimate run_length(const CusumParameters& chart, const RunLengthOptions& options = {});

}  // namespace fealty::flow
