#pragma once

#include <span>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/time.hpp"
#include "fealty/gaps/expectation_fit.hpp"
#include "fealty/gaps/expectation_model.hpp"
#include "fealty/gaps/filtered_expectations.hpp"

namespace fealty::gaps {

/// One visit of a track.
struct TrackedVisit {
  VisitAnswers answers;
  Estimate will;             ///< what was predicted, given all answers up to then but for the experience
  Estimate should;           ///< what was thought to be due, given the same
  Estimate gap;              ///< experience minus will: negative where the visit fell short
  Estimate will_smoothed;    ///< given all answers, later ones too
  Estimate should_smoothed;  ///< given all answers
};

/// What one customer expected and got, visit by visit, and what they expect now.
///
/// Intervals are those of the states at the estimated parameters. What the ratings do not tell is NaN.
struct ExpectationTrack {
  std::string customer;  ///< as the records name them
  std::string item;      ///< empty if the ratings name none
  std::vector<TrackedVisit> visits;
  Column at;                 ///< of each visit; absent if the ratings have no times
  Estimate next_will;        ///< at the next visit
  Estimate next_should;      ///< at the next visit
  Estimate next_experience;  ///< what the next visit is to be like: an interval for the answer, not for its mean

  /// One row per visit: visit, at, will_answer, should_answer, experience, and will, should, gap, will_smoothed,
  /// should_smoothed (each with _lower and _upper).
  [[nodiscard]] Frame frame() const;
};

/// The track of the visits of one series, in their order; `item_level` is that of its item.
///
/// Smoothed states by the backward recursion of de Jong (1989), "Smoothing and interpolation with the state-space
/// model", JASA 84, which inverts no matrix.
ExpectationTrack track_expectations(const ExpectationFit& fit, std::span<const VisitAnswers> visits, double item_level);

/// The estimates of what a state says of the next visit: will, should and experience.
struct NextVisit {
  Estimate will;
  Estimate should;
  Estimate experience;
};
NextVisit next_visit(const ExpectationFit& fit, const ExpectationBelief& belief, double item_level);

}  // namespace fealty::gaps
