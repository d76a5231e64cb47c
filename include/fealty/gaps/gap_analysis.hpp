#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/moments.hpp"
#include "fealty/gaps/survey.hpp"

namespace fealty::gaps {

/// Items that measure one thing.
struct Dimension {
  std::string name;
  std::vector<std::string> items;

  friend bool operator==(const Dimension&, const Dimension&) = default;
};

/// What an item, a dimension or the whole survey says. What cannot be estimated, or was not asked, is NaN.
struct GapFigure {
  std::string name;               ///< of the item or dimension; "overall"
  std::uint64_t respondents = 0;  ///< questionnaires with both expectation and experience
  Estimate expectation;           ///< mean
  Estimate experience;            ///< mean; over all items it is SERVPERF (Cronin and Taylor 1992)
  Estimate importance;            ///< mean
  /// Mean of experience less expectation. The interval is simultaneous: with probability `level` it holds for all items
  /// at once, or for all dimensions; see analyze_gaps.
  Estimate gap;
  double standard_deviation = 0.0;  ///< of the gap, between questionnaires
  double t = 0.0;                   ///< the gap over its standard error
  double p_value = 0.0;             ///< that no gap of the family is further from 0, were there none; adjusted by max-t
  Estimate effect_size;             ///< mean over standard deviation of the gap (Cohen's d of paired differences)
  Estimate short_share;             ///< share of answers for which experience fell short of expectation
  Estimate met_share;               ///< share for which it was equal
  Estimate exceeded_share;          ///< share for which it was more
  Estimate weighted_gap;   ///< each respondent's gaps weighted by what is important to them; of dimensions, overall
  Estimate adequacy;       ///< mean of experience less the adequate level (measure of service adequacy)
  Estimate zone_position;  ///< 0 at the adequate level, 1 at the expected one: the zone of tolerance lies between
  Estimate within_share;   ///< share of answers whose experience lies within the respondent's own zone
  Estimate reliability_expectation;  ///< of a dimension Cronbach's alpha; of an item see analyze_gaps
  Estimate reliability_experience;   ///< the same of experience
  Estimate reliability_gap;          ///< the same of the gap
};

/// How gaps are analyzed.
struct GapOptions {
  std::vector<Dimension> dimensions = {};  ///< none: the items stand alone
  /// Pairwise: an item's figures from all who answered both sides, a dimension's score from the items that a respondent
  /// answered. Complete: only from those who left nothing out.
  Missing missing = Missing::pairwise;
  Bootstrap bootstrap = {1000, 1, 0.95};
};

/// The gaps between what was expected and what was experienced.
struct GapAnalysis {
  std::vector<GapFigure> items;
  std::vector<GapFigure> dimensions;
  GapFigure overall;                       ///< of all items together
  std::vector<Dimension> dimension_items;  ///< as they were asked for
  std::vector<std::string> warnings;       ///< what to be careful about
  std::uint64_t questionnaires = 0;        ///< rows of the survey
  std::uint64_t respondents = 0;           ///< who filled them in
  double level = 0.95;                     ///< of the intervals
  /// Gaps of items, then dimensions, then overall in each replicate of the bootstrap: a row per replicate.
  Eigen::MatrixXd draws;
  Eigen::MatrixXd draw_errors;  ///< their standard errors in the replicate

  /// One row per item: item, dimension, respondents, then each figure with _lower and _upper.
  [[nodiscard]] Frame items_frame() const;

  /// One row per dimension: dimension, items, respondents, then each figure with _lower and _upper.
  [[nodiscard]] Frame dimensions_frame() const;

  /// One row: respondents, then each figure with _lower and _upper.
  [[nodiscard]] Frame overall_frame() const;
};

/// Measures the gap of every item, dimension and of the whole, after Parasuraman, Zeithaml and Berry (1988),
/// "SERVQUAL", Journal of Retailing 64, and (1994) 70 for the zone of tolerance.
///
/// A gap is experience less expectation, of one respondent; means are over respondents. The score of a dimension is the
/// mean of a respondent's items in it, the overall score that of all items. Standard errors are those of samples
/// (divisor n - 1 under the root): standard deviation over the root of n; where a respondent filled in several
/// questionnaires, the standard deviation of the bootstrap over respondents.
///
/// Intervals of gaps are simultaneous within items and within dimensions, by the bootstrap of the greatest t: the
/// critical value is the quantile of max |gap* - gap| / se* over the family (Romano and Wolf 2005, "Exact and
/// approximate stepdown methods for multiple hypothesis testing", JASA 100; one step). All other intervals are
/// percentile intervals of the same replicates, one by one; shares of single items are Wilson's.
///
/// The reliability of a dimension, and of all items, is Cronbach's alpha of the respondents who answered all of its
/// items. That of a single item in a dimension follows from the correction for attenuation: the square of its
/// correlation with the rest of the dimension, over alpha of the rest (Wanous and Reichers 1996, "Estimating the
/// reliability of a single-item measure", Psychological Reports 78).
///
/// Warnings name items that are constant or answered by few, and say when a gap is less reliable than its parts
/// (Peter, Churchill and Brown 1993, Journal of Consumer Research 19). Throws ParameterError for a dimension that names
/// an unknown item or none, an item in two dimensions, or full information; FitError if nobody answered.
GapAnalysis analyze_gaps(const Survey& survey, const GapOptions& options = {});

/// The gaps of two groups of respondents against each other.
struct GapComparison {
  std::vector<std::string> names;     ///< items, dimensions, "overall"
  std::vector<Estimate> differences;  ///< first less second; simultaneous within items and within dimensions
  std::vector<double> p_values;       ///< adjusted within items and within dimensions
  std::vector<double> effect_sizes;   ///< differences over the pooled standard deviation of gaps
  std::size_t items = 0;              ///< how many of the names are items
  double level = 0.95;                ///< of the intervals

  /// One row per name: name, kind, difference (with _lower and _upper), p_value, effect_size.
  [[nodiscard]] Frame frame() const;
};

/// Compares the gaps of two groups that have no respondent in common, by the greatest Welch t of their bootstraps,
/// which must have had different seeds. Throws ParameterError if items, dimensions or numbers of replicates differ.
GapComparison compare(const GapAnalysis& first, const GapAnalysis& second);

}  // namespace fealty::gaps
