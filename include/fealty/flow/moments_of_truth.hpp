#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/flow/outcome.hpp"

namespace fealty::flow {

/// Three ways to see what a failure does, each blind to something else.
enum class MomentViewKind : std::uint8_t {
  /// Visits that failed against those that met and agree in how every step before went: nothing about the customer.
  removal,
  /// Logistic regression with what is recorded about customer, channel, month and history: nothing that is not
  /// recorded.
  regression,
  /// The same customer's visits against each other: only who came before counts, so it is the least certain.
  within_customer,
};

inline constexpr std::array moment_views{MomentViewKind::removal, MomentViewKind::regression,
                                         MomentViewKind::within_customer};

/// "removal", "regression", "within_customer".
std::string_view name_of(MomentViewKind view) noexcept;

/// What one view says of a step.
struct MomentView {
  Estimate effect;            ///< see MomentsOfTruth; NaN where the view has too little to go by
  std::int64_t rank = 0;      ///< 1 for the effect that is worst; 0 where there is none
  std::vector<double> ranks;  ///< probability of each rank
  std::int64_t failures = 0;  ///< failed visits that the effect is taken from
};

/// A step, and what its failure does to the outcome.
struct MomentOfTruth {
  std::string step;
  std::int64_t visits = 0;   ///< at which it was done, and the outcome is known
  std::int64_t failed = 0;   ///< of them
  std::int64_t unknown = 0;  ///< of them: whether it was met was not noted, so that they do not count for this step
  Estimate met_share;        ///< of the visits at which it is known; Wilson's interval
  std::array<MomentView, 3> views;
  Estimate effect;            ///< the middle of the views' effects, or the mean of two if there are only two
  std::int64_t rank = 0;      ///< by `effect`; 1 is the moment of truth
  std::vector<double> ranks;  ///< probability of each rank by `effect`
};

/// Views that disagree about a step, which none of them can then be trusted to tell alone.
struct ConfoundingWarning {
  std::string step;
  MomentViewKind first = MomentViewKind::removal;
  MomentViewKind second = MomentViewKind::regression;
  std::string kind;     ///< "sign", "size" or "rank"; see moments_of_truth
  Estimate difference;  ///< effect by the first less that by the second
  std::string meaning;  ///< what it could mean
};

/// Steps by what their failure does to an outcome: the moments of truth, whose failure costs loyalty.
///
/// Every effect is the change of the probability of the outcome by the failure, averaged over the visits at which the
/// step failed (the effect on the treated): it is negative where failures make a desired outcome rarer. It takes in
/// what the failure brings about later in the visit, and takes the steps before as they went. The steps are ranked by
/// harm: the fall of a desired outcome, the rise of another.
struct MomentsOfTruth {
  std::vector<MomentOfTruth> steps;          ///< by rank; last those that failed or were met too seldom
  std::vector<ConfoundingWarning> warnings;  ///< by step, where views disagree
  std::string outcome;                       ///< its name
  bool desired = true;                       ///< whether more of the outcome is better
  Estimate outcome_share;                    ///< of the visits whose outcome is known
  std::int64_t visits = 0;                   ///< of known customers
  std::int64_t judged = 0;                   ///< visits whose outcome is known
  std::int64_t censored = 0;                 ///< left out: the time of their outcome is not over when the records end
  std::int64_t unstated = 0;                 ///< left out: nothing is stated about their outcome
  std::int64_t without_customer = 0;         ///< left out: nobody noted whose visits they were
  std::int64_t customers = 0;                ///< who have visits
  std::vector<std::string> adjusted_for;     ///< attributes in the regression, beside number and recency of visits
  double level = 0.95;                       ///< of the intervals
  std::uint32_t replicates = 0;              ///< of the bootstrap over customers

  /// One row per step: step, rank, visits, failed, unknown, met_share, effect, removal, regression, within_customer
  /// (each with _lower and _upper), probability_first, warning.
  [[nodiscard]] Frame frame() const;

  /// One row per step and view: step, view, failures, effect (with _lower and _upper), rank, probability_first.
  [[nodiscard]] Frame views() const;

  /// One row per step and rank: step, rank, probability.
  [[nodiscard]] Frame ranks() const;

  /// One row per warning: step, first_view, second_view, kind, difference (with _lower and _upper), meaning.
  [[nodiscard]] Frame warnings_frame() const;
};

/// What the moments of truth are estimated from.
struct MomentOptions {
  std::vector<std::string> steps = {};  ///< those to judge; all if none is named
  /// Attributes of customers that the regression adjusts for, which must have been known at the visit; those of 2 to 20
  /// distinct values unless named.
  std::optional<std::vector<std::string>> adjust = std::nullopt;
  Bootstrap bootstrap = {1000, 1, 0.95};
};

/// Ranks steps by the effect of their failure on an outcome, by three views side by side.
///
/// A visit fails at a step if any touch of it there missed its requirement, as in an Audit. Where nothing was noted the
/// visit does not count for the step, and stands for others with an indicator of its own: unknown is never taken for
/// met. Steps with fewer than 10 failures or 10 visits that met are listed without effect.
///
/// Removal: visits are put into cells that agree in how every step before this one went (met, failed, unknown or not
/// done). A failed visit is sent to where those of its cell go that met the step, as if the failure were removed from a
/// chain that remembers the whole visit; cells with fewer than 5 of these are left out. Regression: logistic, with
/// indicators of these steps, attributes, channel and month, and the number and recency of earlier visits; a normal
/// prior of standard deviation 10 keeps coefficients finite; effects are standardized over the failed visits (Robins
/// 1986; Snowden, Rose and Mortimer 2011, American Journal of Epidemiology 173). Within customer: least squares with
/// the same columns, failure being instrumented by its deviation from the customer's own earlier visits (Arellano and
/// Bover 1995, Journal of Econometrics 68). This compares customers with themselves and, unlike means taken out over
/// all visits, is not misled where a customer's last visit is the last because of its outcome; it assumes that a
/// failure acts at its own visit only.
///
/// Standard errors and ranks follow from what each customer contributes to each effect (influence functions; Huber
/// 1967): the intervals are normal and robust to dependence within customers, and a replicate of the bootstrap over
/// customers is the effects plus the contributions times Poisson weights less 1, to first order the effects of the
/// resampled customers.
///
/// Views disagree about a step if both intervals exclude 0 on opposite sides (sign); if their difference is beyond
/// chance at the level, corrected for the number of comparisons (size; Hausman 1978, Econometrica 46); or if one, with
/// an interval that excludes 0, puts the step first with probability of at least 1/2, and the other of less than 1/20
/// (rank).
///
/// Throws RecordError if the book lacks what is needed; ParameterError for a step or attribute that is not there;
/// FitError if no visit's outcome is known.
MomentsOfTruth moments_of_truth(const customers::Book& book, const Outcome& outcome = {},
                                const MomentOptions& options = {});

}  // namespace fealty::flow
