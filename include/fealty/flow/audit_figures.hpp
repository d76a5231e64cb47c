#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/flow/audit.hpp"

namespace fealty::flow {

/// Whether a share reaches its target.
enum class Verdict : std::uint8_t {
  reached,    ///< the whole interval does
  missed,     ///< nothing of the interval does
  open,       ///< a part of the interval does
  no_target,  ///< nobody said how much is enough, or nothing is known
};

/// "reached", "missed", "open", "no target".
std::string_view name_of(Verdict verdict) noexcept;

/// How the visits did at a step.
struct StepFigures {
  Code step = no_code;
  std::uint64_t touches = 0;
  std::uint64_t visits = 0;              ///< that came to it
  OutcomeCounts outcomes;                ///< of the visits that came to it while something was required of it
  Estimate met_share;                    ///< of the visits of which it is known; Wilson's interval
  Estimate met_share_by_customer;        ///< the same, with the interval of a bootstrap over customers
  double target = 0.0;                   ///< the smallest of its requirements; NaN without any
  Verdict verdict = Verdict::no_target;  ///< by the wider of the two intervals at either end
  std::uint64_t first_failures = 0;      ///< visits that failed here first
  Estimate first_failure_share;          ///< of the visits that failed a step; Wilson's interval
  std::uint64_t skipped = 0;             ///< visits that skipped it
  std::uint64_t repeated = 0;            ///< visits that repeated it
  std::uint64_t out_of_order = 0;        ///< visits in which it was out of order
};

/// How visits did at each step, in the order of the flow's.
std::vector<StepFigures> step_figures(const Audit& audit, const Bootstrap& bootstrap = {});

/// The same as records: step, lane, touches, visits, met, unmet, not_known, met_share with both intervals, target,
/// verdict, first_failures and their share, skipped, repeated, out_of_order.
Frame steps_frame(const Audit& audit, const Bootstrap& bootstrap = {});

/// One row per requirement: step, requirement (in words), owner, need, met, unmet, not_known, met_share with Wilson's
/// interval, target, verdict.
Frame requirements_frame(const Audit& audit, double level = 0.95);

/// How much of the service comes out right, and how far the steps fail together.
///
/// Complete are the visits that came to a step of which something is required, and of which every outcome is known.
/// Intervals are those of a bootstrap over customers.
struct YieldFigures {
  std::uint64_t complete = 0;
  std::uint64_t not_complete = 0;
  Estimate total;      ///< share of the complete visits that met every step
  double worst = 0.0;  ///< total, if every outcome that is not known were unmet
  double best = 0.0;   ///< and if it were met
  Estimate rolled;  ///< product of the steps' met shares: the yield of a visit to all of them, if they were independent
  /// What the total would be if steps were met independently: the mean over the complete visits of the product of the
  /// met shares, among these visits, of the steps that each came to.
  Estimate independent;
  Estimate dependence;  ///< total / independent; above 1 the same visits fail several steps, below 1 different ones
};

YieldFigures yield_figures(const Audit& audit, const Bootstrap& bootstrap = {});

/// How two steps are met together, in the visits of which both are known.
struct StepPair {
  Code first = no_code;
  Code second = no_code;
  std::uint64_t visits = 0;
  Estimate joint;        ///< share that met both; this and the next two with the interval of a bootstrap over customers
  double product = 0.0;  ///< of the shares that met each: the joint share, if they were independent
  Estimate lift;         ///< joint / product
  Estimate phi;          ///< the correlation of the two (Pearson); NaN where a step was always or never met
};

/// All pairs of steps that a visit has both of, in the order of the flow.
std::vector<StepPair> step_pairs(const Audit& audit, const Bootstrap& bootstrap = {});

/// The pairs as records: step, with, visits, joint, product, lift and phi with their intervals.
Frame dependence_frame(const Audit& audit, const Bootstrap& bootstrap = {});

/// "Not one thing a thousand times, but each of a thousand": how many steps, and how many customers, reach a threshold,
/// beside the means. What is raised beyond the threshold adds to a mean, and nothing to these shares.
struct ThresholdCoverage {
  double threshold = 0.0;
  Estimate steps;              ///< share of the known steps met by `threshold` of their visits or more; bootstrap
  Estimate mean_of_steps;      ///< mean of the steps' met shares; bootstrap
  Estimate customers;          ///< share of the customers for whom `threshold` of their steps or more were met; Wilson
  Estimate mean_of_customers;  ///< mean of the customers' shares; Student's t
};

/// Throws ParameterError unless 0 < threshold <= 1.
ThresholdCoverage coverage(const Audit& audit, double threshold = 0.95, const Bootstrap& bootstrap = {});

/// How well the visits follow the flow.
struct ConformanceFigures {
  Estimate perfect;       ///< share of the visits without any deviation; Wilson's interval
  Estimate mean_fitness;  ///< mean of the visits' fitness; bootstrap over customers
  /// 1 - sum of costs / sum of worst costs; bootstrap over customers. Source: Adriansyah (2014), "Aligning observed and
  /// modeled behavior", section 9.2.
  Estimate log_fitness;
  std::uint64_t unproven = 0;  ///< visits whose cost is an upper bound
};

ConformanceFigures conformance_figures(const Audit& audit, const Bootstrap& bootstrap = {});

}  // namespace fealty::flow
