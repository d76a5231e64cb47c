#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/answers.hpp"
#include "fealty/gaps/kano_table.hpp"

namespace fealty::gaps {

/// How a Kano survey is evaluated.
struct KanoOptions {
  KanoTable table;
  Bootstrap bootstrap = {10'000, 1, 0.95};  ///< over respondents
};

/// Answers to an item by category, in the order of KanoCategory.
using KanoCounts = std::array<std::int64_t, kano_categories>;

/// How surely the most frequent category of an item is ahead of the next.
///
/// It is, at the level of 90 %, if the counts a and b of the two most frequent categories among N answers differ by
/// more than 1.65 sqrt((a + b) (2 N - a - b) / (2 N)). That is the error of two independent samples; that of two
/// counts of one sample, sqrt((a + b) - (a - b)^2 / N), is larger where they are close, so that the probability of the
/// category is the stricter judge there.
/// Source: Fong (1996), "Using the self-stated importance questionnaire to interpret Kano questionnaire results",
/// Center for Quality Management Journal 5.
struct FongTest {
  std::int64_t difference = 0;  ///< a - b
  double critical = 0.0;        ///< what it must exceed; NaN without answers
  bool is_significant = false;
};

FongTest fong_test(const KanoCounts& counts);

/// An item of a Kano survey.
struct KanoItem {
  std::string item;
  std::int64_t answered = 0;  ///< respondents who answered both questions
  std::int64_t missing = 0;   ///< respondents who left out one or both, who are left out here
  KanoCounts counts{};        ///< of answers by category, of those who answered

  /// The most frequent category; of two as frequent the one that comes first in M > O > A > I > R > Q, which is the one
  /// whose neglect would do more harm (Berger and others 1993). None if nobody answered.
  std::optional<KanoCategory> category;

  /// The share of bootstrap replicates in which each category is the most frequent; NaN without replicates.
  std::array<double, kano_categories> probabilities{};

  /// Share of those whom the item's presence would satisfy: (A + O) / (M + O + A + I). Wilson's interval. Source:
  /// Timko, in Berger and others (1993).
  Estimate better;

  /// The share, with a minus, of those whom its absence would dissatisfy: -(M + O) / (M + O + A + I). Wilson's
  /// interval.
  Estimate worse;

  FongTest fong;

  /// How far the most frequent category is ahead of the next, as a share of all answers. Below 0.06 the item counts as
  /// a combination of the two. Source: Lee and Newcomb (1997), "Applying the Kano methodology to meet customer
  /// requirements", Quality Management Journal 4.
  double category_strength = 0.0;

  /// Share of the answers that want the item: (M + O + A) / all. Source: Lee and Newcomb (1997).
  double total_strength = 0.0;
};

/// Where an item lies in the plane of better and worse, and the shape of the region around it.
///
/// The region is the ellipse of points x with (x - p)' C^-1 (x - p) <= -2 log(1 - level), which has the level as its
/// asymptotic coverage. C is the multinomial covariance of the two shares after one answer has been added to each of M,
/// O, A and I: so the region does not shrink to nothing where all answered alike (Agresti and Coull 1998, "Approximate
/// is better than exact", The American Statistician 52).
struct KanoRegion {
  double better = 0.0;
  double worse = 0.0;
  double better_standard_error = 0.0;
  double worse_standard_error = 0.0;
  double correlation = 0.0;
};

KanoRegion kano_region(const KanoCounts& counts);

/// What the items of a Kano survey are to customers, each with its uncertainty.
struct Kano {
  std::vector<KanoItem> items;   ///< in the order of the columns
  KanoTable table;               ///< by which answers were evaluated
  std::int64_t respondents = 0;  ///< rows of the survey
  std::uint32_t replicates = 0;  ///< of the bootstrap
  double level = 0.95;           ///< of intervals and regions

  /// One row per item: item, answered, missing, the counts M, O, A, I, R, Q, category, its probability, better and
  /// worse (each with _lower and _upper), difference, critical, is_significant, category_strength, total_strength.
  [[nodiscard]] Frame frame() const;

  /// One row per item and category: item, category, count, share, probability.
  [[nodiscard]] Frame categories() const;

  /// One row per item: item, better, worse, better_standard_error, worse_standard_error, correlation, and the quadrant:
  /// the category of the corner of the plane in which the item lies, the lines being at 0.5 and -0.5.
  [[nodiscard]] Frame plane() const;

  /// Items that are must-be with at least the given probability, the surest first: item, probability. Throws
  /// ParameterError unless it is between 0 and 1.
  [[nodiscard]] Frame must_be(double at_least = 0.5) const;
};

/// Evaluates a Kano survey: two sets of answers from 1 to 5 with the same items, to the functional and to the
/// dysfunctional question.
///
/// Respondents who left out one of an item's two questions are left out of that item, and counted. Throws RecordError
/// for answers that are not 1, 2, 3, 4 or 5, by item, row and value, and for different numbers of rows; ParameterError
/// for an item that only one of the two has, or unless the level is between 0 and 1.
Kano kano(const Answers& functional, const Answers& dysfunctional, const KanoOptions& options = {});

}  // namespace fealty::gaps
