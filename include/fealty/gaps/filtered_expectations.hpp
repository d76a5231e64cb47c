#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "fealty/core/time_column.hpp"
#include "fealty/gaps/expectation_model.hpp"
#include "fealty/gaps/rating_series.hpp"

namespace fealty::gaps {

/// What one customer expects of one item at the next visit, and how the last one was.
struct ExpectationState {
  ExpectationBelief next;                                      ///< without the item's level
  double last_gap = std::numeric_limits<double>::quiet_NaN();  ///< experience minus will, of the last rated experience
  double last_gap_variance = std::numeric_limits<double>::quiet_NaN();
  Time last_at = no_time;
  std::uint64_t visits = 0;
};

/// Every rating filtered.
struct FilteredExpectations {
  std::vector<ExpectationState> states;  ///< of each series
  double log_likelihood = 0.0;

  /// What was expected at each visit, given all answers up to it but for its experience; without the item's level.
  /// Empty unless asked for.
  std::vector<double> will, will_variance, should, should_variance;
};

/// Filters all series: what each customer expected at each visit and expects now.
///
/// Variances and gains do not depend on what was answered. They are made once for series that answer every question at
/// every visit, and followed from the first missing answer on for the others. `item_levels` has a level for each item.
FilteredExpectations filter_expectations(const RatingSeries& series, const ExpectationParameters<>& parameters,
                                         std::span<const double> item_levels, bool every_visit = false);

/// One more visit of a customer: O(1). `level` is the item's. Returns what was expected before the experience.
ExpectationBelief visit(ExpectationState& state, const ExpectationSteps<>& steps, const VisitAnswers& answers,
                        double level, Time at = no_time);

}  // namespace fealty::gaps
