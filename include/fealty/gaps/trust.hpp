#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/ids.hpp"

namespace fealty::gaps {

/// How trust moves with what is experienced: slow to win, quick to lose. The usual rates are our choice; no source
/// gives figures.
struct TrustRule {
  double up = 0.1;       ///< what an expectation fully exceeded adds, in units of trust (1 - trust); below `down`
  double down = 0.4;     ///< share of the trust that a full disappointment costs, below 1
  double scale = 1.0;    ///< the gap that counts in full, in points of the answers' scale; a larger one counts no more
  double initial = 0.5;  ///< trust before the first experience, in (0, 1]

  /// Throws ParameterError unless 0 < up < down < 1, scale > 0 and finite, and initial is in (0, 1].
  void validate() const;
};

/// Trust after one more experience; `gap` is experience less expectation.
///
/// With the feeling f = gap / scale, kept within [-1, 1]:
///
///     f >= 0:  trust + up f trust (1 - trust)        f < 0:  trust - down |f| trust
///
/// Trust stays in [0, 1], a met need (f > 0) raises it, an unmet one lowers it, and at every level of trust the step
/// down is larger than the step up for a gap of the same size, by the factor down / (up (1 - trust)). Growth needs
/// trust to grow on, so that what is nearly lost returns slowly; loss takes the same share at any level. An experience
/// just as expected, or a gap that is NaN, changes nothing. The teaching text says only that trust is slow to win and
/// lost in a minute; the form is ours, in the class of update functions of Jonker and Treur (1999), "Formal analysis of
/// models for the dynamics of trust based on experiences" (slow positive, fast negative); Slovic (1993), "Perceived
/// risk, trust, and democracy", Risk Analysis 13, has the evidence for the asymmetry.
inline double next_trust(double trust, double gap, const TrustRule& rule) noexcept {
  if (std::isnan(gap)) return trust;
  const double feeling = std::clamp(gap / rule.scale, -1.0, 1.0);
  return feeling >= 0 ? trust + rule.up * feeling * trust * (1 - trust) : trust * (1 + rule.down * feeling);
}

/// Trust over the experiences of many customers.
///
/// The trust of each customer follows from the rule without error; what is estimated is its mean over the customers,
/// who are the sample (Student's t intervals).
struct TrustPaths {
  TrustRule rule;                    ///< by which it was followed
  Ids customers;                     ///< in ascending order
  std::vector<Code> customer;        ///< of each row
  std::vector<std::uint32_t> place;  ///< of each row among those of its customer: 1, 2, ...
  std::vector<double> gap;           ///< of each row; NaN where missing
  std::vector<double> trust;         ///< after each row
  std::vector<double> last;          ///< of each customer, after all of its rows
  std::vector<double> lowest;        ///< of each customer: the lowest it ever was, the beginning included
  std::int64_t missing = 0;          ///< rows without a gap, which change nothing
  Estimate mean;                     ///< of the customers' last trust
  double level = 0.95;               ///< of the intervals

  /// One row for each row that came in, in that order: customer_id, experience, gap, trust.
  [[nodiscard]] Frame frame() const;

  /// One row per customer: customer_id, experiences, trust (the last), lowest.
  [[nodiscard]] Frame customers_frame() const;

  /// Mean trust after the first, second ... experience, of the customers who had as many: experience, customers, trust
  /// (with _lower and _upper). Later rows are about fewer customers, those who came back.
  [[nodiscard]] Frame course() const;
};

/// Follows the trust of every customer over its gaps.
///
/// `customer` and `gap` have one value for each experience. The experiences of one customer are in the order of `at`
/// where it is given (equal times in the order of the rows), else in the order of the rows. Throws RecordError, naming
/// the column and row, for a missing customer, an infinite gap, a time that is missing or cannot be read, and columns
/// of different lengths; ParameterError for a rule out of its domain or unless 0 < level < 1.
TrustPaths trust_paths(const Column& customer, const Column& gap, const Column& at = {}, const TrustRule& rule = {},
                       double level = 0.95);

}  // namespace fealty::gaps
