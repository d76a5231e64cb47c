#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/answers.hpp"

namespace fealty::gaps {

/// The answers of a group of respondents to one question, and their score.
struct ScoredGroup {
  std::string group;  ///< empty for all respondents
  std::int64_t missing = 0;
  std::int64_t favorable = 0;
  std::int64_t neutral = 0;
  std::int64_t unfavorable = 0;
  std::vector<std::int64_t> counts;  ///< of each answer, from the least to the greatest
  Estimate score;                    ///< of all who answered; its interval is said by who made it

  [[nodiscard]] std::int64_t answered() const noexcept { return favorable + neutral + unfavorable; }
};

/// A score made of the counts of answers to one question: of all respondents, and of groups of them.
struct SatisfactionScore {
  Scale scale;
  double favorable_from = 0.0;  ///< answers from here on are favorable
  double unfavorable_to = 0.0;  ///< answers up to here are unfavorable; those between are neutral
  ScoredGroup all;
  std::vector<ScoredGroup> groups;  ///< in ascending order of their names
  std::int64_t ungrouped = 0;       ///< rows without group: they count among all only
  double level = 0.95;              ///< of all intervals

  /// The group of that name; throws ParameterError with the nearest name if there is none.
  [[nodiscard]] const ScoredGroup& group(std::string_view name) const;

  /// The score of the first group less that of the second, as if they were independent; the interval is made of the
  /// two groups' own (MOVER; Zou and Donner 2008, "Construction of confidence limits about effect measures", Statistics
  /// in Medicine 27; for shares with Wilson's intervals it is method 10 of Newcombe 1998). Throws ParameterError if
  /// there is no such group.
  [[nodiscard]] Estimate difference(std::string_view first, std::string_view second) const;

  /// One row for all respondents and one per group: group, answered, missing, score (with _lower and _upper),
  /// favorable, neutral, unfavorable.
  [[nodiscard]] Frame frame() const;

  /// One row per group and answer: group, answer, count, share.
  [[nodiscard]] Frame counts() const;
};

/// The net promoter score of counts, in points from -100 to 100: the share of promoters less that of detractors.
///
/// The standard error is sqrt((p + d - (p - d)^2) / n), from the variance of a trinomial number. The interval is the
/// adjusted Wald one: the same formula after 3/4 has been added to promoters and to detractors and 3 to n in all. It is
/// cut at -100 and 100 and holds the score itself. Source: Rocks (2016), "Interval estimation for the net promoter
/// score", The American Statistician 70. Throws ParameterError for a negative count, or unless 0 < level < 1.
Estimate net_promoter_interval(std::int64_t promoters, std::int64_t passives, std::int64_t detractors,
                               double level = 0.95);

/// The net promoter score of answers to how likely one is to recommend (Reichheld 2003, "The one number you need to
/// grow", Harvard Business Review 81): promoters answer `promoter` or more, detractors `detractor` or less.
///
/// `groups` (integers or texts) may be absent. Missing answers are left out and counted. Throws RecordError, with row
/// and value, for an answer that is not a whole number on the scale, and ParameterError for a scale that is not of
/// whole numbers, or unless `detractor` < `promoter` lie on it.
SatisfactionScore net_promoter_score(const Column& answers, const Column& groups, const Scale& scale, double promoter,
                                     double detractor, double level = 0.95, std::string_view name = "answers");

/// The share of answers at or above `from`, with Wilson's interval: the top box of a scale, its two top boxes, or a
/// customer satisfaction score. Groups, missing answers and errors as for net_promoter_score().
SatisfactionScore top_box_share(const Column& answers, const Column& groups, const Scale& scale, double from,
                                double level = 0.95, std::string_view name = "answers");

}  // namespace fealty::gaps
