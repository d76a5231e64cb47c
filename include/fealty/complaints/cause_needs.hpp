#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fealty/complaints/case_labels.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::complaints {

/// Cases that have a cause and touch a need.
struct CauseNeed {
  std::int64_t cases = 0;
  Estimate share;  ///< of the cases with the cause; Wilson's interval
  Estimate lift;   ///< how many times as often the need is touched as in all cases; see lift_of()
};

/// Which needs the causes of complaints touch, and which more or less than others do.
///
/// Only cases that have both a cause and a need count; of either a case may have several.
struct CauseNeeds {
  std::vector<std::string> causes;      ///< by falling number of cases, then by name
  std::vector<std::string> needs;       ///< likewise
  std::vector<std::int64_t> of_causes;  ///< cases with each cause
  std::vector<std::int64_t> of_needs;   ///< cases with each need
  std::vector<CauseNeed> cells;         ///< cause by cause
  std::int64_t cases = 0;               ///< that count
  std::int64_t left_out = 0;            ///< without cause or without need
  double level = 0.95;                  ///< of all intervals

  [[nodiscard]] const CauseNeed& cell(std::size_t cause, std::size_t need) const {
    return cells[cause * needs.size() + need];
  }

  /// One row per cause and need: cause, need, cases, share and lift, both with _lower and _upper.
  [[nodiscard]] Frame frame() const;
};

/// The lift of `both` cases, of `first` with the one label and `second` with the other among `all`: (both / first) /
/// (second / all), 1 where neither tells anything about the other.
///
/// The interval is normal on the logarithmic scale, with the variance of the multinomial distribution by the delta
/// method, (1 / p - 1 / p1 - 1 / p2 + 2 lift - 1) / all for the shares p of both, p1 and p2; for it 1/2 is added to
/// each of the four cells, so that there is one where no case has both. NaN without cases of either.
Estimate lift_of(std::int64_t both, std::int64_t first, std::int64_t second, std::int64_t all, double level = 0.95);

/// Counts causes against needs.
///
/// Throws RecordError if the two do not have the same number of cases, and ParameterError unless 0 < level < 1.
CauseNeeds cause_needs(const CaseLabels& causes, const CaseLabels& needs, double level = 0.95);

}  // namespace fealty::complaints
