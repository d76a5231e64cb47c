#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::gaps {

/// One need: what was expected of it, what was experienced, and what the gap between them weighs.
struct NeedGap {
  std::string name;
  Estimate weight;       ///< share in all weights; its error is 0 where the weights are given
  Estimate expectation;  ///< mean
  Estimate experience;   ///< mean
  Estimate gap;          ///< experience less expectation, mean
  Estimate weighted;     ///< weight times gap: what the need adds to the gap of all
};

/// Gaps of a few needs, weighted.
///
/// The customers are the sample, and only those with every answer enter. Where weights come from answers about
/// importance, the weight of a need is its mean importance over that of all, and its error enters every figure by the
/// delta method. Intervals are Student's t.
struct WeightedGap {
  std::int64_t customers = 0;   ///< with every answer
  std::int64_t incomplete = 0;  ///< left out
  Estimate expectation;         ///< sum of weight times mean expectation
  Estimate experience;          ///< sum of weight times mean experience: the score of the service
  Estimate gap;                 ///< sum of the weighted gaps
  std::vector<NeedGap> needs;   ///< in the order of the columns

  /// One row per need: need, weight, expectation, experience, gap, weighted (each with _lower and _upper).
  [[nodiscard]] Frame frame() const;
};

/// Weighted gaps with given weights: one for each column, not negative; they are divided by their sum, and equal if
/// none are given.
///
/// The frames have a row per customer and the same columns. Throws RecordError, naming the column (and row and value),
/// for an answer beyond 1e12, columns that differ and frames of different length; ParameterError for weights that
/// cannot be used or unless 0 < level < 1.
WeightedGap weighted_gap(const Frame& expectation, const Frame& experience, const std::vector<double>& weights = {},
                         double level = 0.95);

/// Weighted gaps with weights from answers about importance, which must not be negative.
///
/// Throws as above, and FitError if nothing has any importance.
WeightedGap weighted_gap(const Frame& expectation, const Frame& experience, const Frame& importance,
                         double level = 0.95);

}  // namespace fealty::gaps
