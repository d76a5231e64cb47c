#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/gap_analysis.hpp"

namespace fealty::gaps {

/// A regression of the outcome against another that says less.
struct SlopeTest {
  double f = 0.0;                       ///< F statistic
  std::int64_t restrictions = 0;        ///< numerator degrees of freedom
  std::int64_t degrees_of_freedom = 0;  ///< of the residuals
  double p_value = 0.0;                 ///< upper tail of F
};

/// Whether experience less expectation is a fair summary of the two.
struct FreeSlopes {
  std::vector<std::string> scores;          ///< dimensions; "overall" if there are none
  std::uint64_t respondents = 0;            ///< questionnaires with all scores and the outcome
  Estimate r2_gap;                          ///< share of the outcome's variance that the gaps explain
  Estimate r2_experience;                   ///< that experience alone explains
  Estimate r2_free;                         ///< that both explain, each with a slope of its own
  Estimate lost;                            ///< r2_free less r2_gap: what is lost by taking the difference
  SlopeTest gap;                            ///< gaps against free slopes: are slopes equal and opposite?
  SlopeTest experience;                     ///< experience against free slopes: does expectation add anything?
  std::vector<Estimate> slope_expectation;  ///< of each score, both sides in the regression
  std::vector<Estimate> slope_experience;
  std::string warning;  ///< empty if the gap score is justified
  double level = 0.95;

  /// One row per model: model (gap, experience, free), r_squared (with _lower and _upper), f, p_value of the test
  /// against free slopes.
  [[nodiscard]] Frame frame() const;

  /// One row per score: score, expectation, experience (each with _lower and _upper).
  [[nodiscard]] Frame slopes() const;
};

/// Tests whether the difference of experience and expectation may stand for both.
///
/// The outcome is regressed on the scores of the dimensions (of all items if there are none): on the gaps, on
/// experience, and on expectation and experience with free slopes. A gap score says that the slopes of the two are
/// equal and opposite, which the F test of that restriction judges (Edwards 1994, "The study of congruence in
/// organizational behavior research", Organizational Behavior and Human Decision Processes 58; Cronin and Taylor 1992).
/// Intervals are those of the bootstrap over respondents. A warning is given where the restriction is refused at the
/// level.
///
/// `outcome` has a number for each questionnaire of the survey, NaN where unknown. Throws ParameterError if its size is
/// another, or for full information; FitError if there are too few questionnaires or the scores follow from each other.
FreeSlopes test_free_slopes(const Survey& survey, std::span<const double> outcome, const GapOptions& options = {});

}  // namespace fealty::gaps
