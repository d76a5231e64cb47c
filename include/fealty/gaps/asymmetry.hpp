#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/gap_analysis.hpp"

namespace fealty::gaps {

/// How an outcome answers to falling short and to exceeding, apart.
struct AsymmetricResponse {
  std::string name;               ///< an item, a dimension, or "overall"
  std::uint64_t respondents = 0;  ///< questionnaires behind the slopes
  Estimate negative;              ///< slope on the part of the gap below 0
  Estimate positive;              ///< slope on the part above 0
  Estimate difference;            ///< negative less positive: above 0 where falling short hurts more
  /// Negative over positive. Where the slope on exceeding may be 0 the ratio has no upper bound, which is then
  /// infinite.
  Estimate ratio;
};

/// The asymmetric responses of items, of dimensions and of the whole.
struct Asymmetry {
  std::vector<AsymmetricResponse> items;
  std::vector<AsymmetricResponse> dimensions;
  AsymmetricResponse overall;  ///< of the whole survey
  Eigen::MatrixXd draws;       ///< slopes of the whole in each replicate: negative, positive
  double level = 0.95;

  /// One row each: name, kind, respondents, negative, positive, difference, ratio (each with _lower and _upper).
  [[nodiscard]] Frame frame() const;
};

/// Splits each gap into its part below and above 0, and regresses the outcome on both: falling short hurts more than
/// exceeding helps where the first slope is the greater (Anderson and Sullivan 1993, Marketing Science 12; Mittal, Ross
/// and Baldasare 1998, Journal of Marketing 62).
///
/// Of a dimension, and of the whole, the parts are means over a respondent's items. Each row is a regression of its
/// own: slopes of items are not adjusted for other items. Intervals are those of the bootstrap over respondents; that
/// of the ratio is taken on the angle of the two slopes, so that it stays an interval where the lower one passes 0.
///
/// `outcome` has a number for each questionnaire of the survey, NaN where unknown. Throws ParameterError if its size is
/// another, or for full information. A slope that cannot be found, as where nobody was exceeded, is NaN.
Asymmetry analyze_asymmetry(const Survey& survey, std::span<const double> outcome, const GapOptions& options = {});

}  // namespace fealty::gaps
