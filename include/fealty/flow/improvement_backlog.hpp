#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/flow/moments_of_truth.hpp"
#include "fealty/flow/outcome.hpp"

namespace fealty::flow {

/// The met share that a step is to be brought to, and what that would cost.
struct ImprovementTarget {
  std::string step;
  double met_share = 1.0;  ///< of the visits at which the step is done
  double cost = 0.0;       ///< in any unit, not negative; NaN where unknown
};

/// What bringing one step to its target would do.
///
/// A gain of the outcome is the change of its probability at a visit: negative where less of it is the aim. `alone`
/// is what the step brings if nothing else is mended, `share` its part in what all targets bring together (Shapley
/// 1953: its mean addition over all orders), `in_order` what it adds to the steps above it in the backlog. Shares add
/// up to the joint gain exactly, and so do the additions in order; gains alone do not, and must not be added.
struct Improvement {
  std::string step;
  std::int64_t rank = 0;    ///< 1 for what brings most
  std::int64_t visits = 0;  ///< at which it is known whether the step met
  std::int64_t failed = 0;  ///< of them
  double met_share = 0.0;
  double target = 0.0;
  double mended = 0.0;  ///< share of the failures that are mended to get from met_share to target
  Estimate outcome_alone;
  Estimate outcome_share;
  Estimate outcome_in_order;
  double yield_alone = 0.0;  ///< gains of the total yield
  double yield_share = 0.0;
  double yield_in_order = 0.0;
  double cost = 0.0;           ///< NaN where unknown
  double gain_per_cost = 0.0;  ///< outcome_share over cost, positive for the better; NaN without cost
};

/// Steps by what their improvement would bring, no effect being counted twice.
///
/// A visit that fails at two steps is a good one only if both are mended. So the gains come from the sets of steps that
/// each visit failed at: every failure of a step is mended with the probability that brings the step to its target,
/// independently of others, and what is left decides. The dependence between steps stays as it was observed.
struct ImprovementBacklog {
  std::vector<Improvement> improvements;  ///< by rank
  std::string outcome;                    ///< its name
  bool desired = true;                    ///< whether more of the outcome is better
  Estimate outcome_now;                   ///< share of the visits whose outcome is known
  Estimate outcome_then;                  ///< the same when all targets are reached
  Estimate joint_gain;                    ///< of the outcome
  std::int64_t judged = 0;                ///< visits whose outcome is known
  Estimate yield_now;                     ///< share of fully noted visits at which no step failed; Wilson's interval
  double yield_then = 0.0;                ///< the same when all targets are reached
  double yield_independent = 0.0;         ///< what the total yield would be if steps failed independently
  std::int64_t noted = 0;                 ///< visits at which it is known of every step how it went
  std::int64_t unmended = 0;              ///< visits that failed at more than 12 steps: taken to stay as they are

  /// One row per step: the members of Improvement, estimates with _lower and _upper.
  [[nodiscard]] Frame frame() const;
};

/// What reaching targets would do to the total yield and to an outcome.
///
/// The total yield is the share of visits at which no step failed, among those at which every step that was done was
/// noted. The probability of the outcome with part of a visit's failures mended comes from the regression (see
/// moments_of_truth) of the visit's last failed step, in which the earlier failures stand as covariates: one model
/// speaks for a visit, so no effect is counted by two. Intervals are normal, over customers, and take the mended shares
/// as given; steps that fail or are met too seldom to be judged can raise the yield, but are taken not to move the
/// outcome.
///
/// Without targets every step is brought to `level_of_all`; a step that is there already stays. Throws ParameterError
/// for a step that is not there or is named twice, a share outside [0, 1] or a negative cost, and otherwise as
/// moments_of_truth does.
ImprovementBacklog improvement_backlog(const customers::Book& book, const Outcome& outcome = {},
                                       const std::vector<ImprovementTarget>& targets = {}, double level_of_all = 0.95,
                                       const MomentOptions& options = {});

}  // namespace fealty::flow
