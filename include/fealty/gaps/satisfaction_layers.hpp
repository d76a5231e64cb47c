#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::gaps {

/// Caps each score by what counts of the layer below it: the first counts in full, every other as the smaller of itself
/// and what counts of the one before.
///
/// So an upper layer counts only up to the lowest of those below: who is fed badly is not made content by good company.
/// A score that is NaN makes all from it on NaN.
void cap_from_below(std::span<double> scores);

/// One layer of satisfaction.
struct SatisfactionLayer {
  std::string name;
  double weight = 0.0;  ///< in the index; all weights together are 1
  Estimate score;       ///< mean of the scores as they are
  Estimate counted;     ///< mean of what counts of them
  Estimate capped;      ///< share of the customers of whom not all of it counts, Wilson's interval
};

/// Satisfaction in layers that rest upon each other: material, spirit, social in the teaching text.
///
/// The customers are the sample: the index is taken of each customer and then over the customers, with Student's t
/// intervals. Only customers with a score in every layer enter, for a cap that is not known cannot be applied. Scores
/// of all layers must be on one scale. The cap is the teaching text's rule, after the hierarchy of Maslow (1943), "A
/// theory of human motivation", Psychological Review 50; whether needs are ordered so strictly is disputed (Wahba and
/// Bridwell 1976), which is why the index without the cap stands beside it.
struct SatisfactionLayers {
  std::int64_t customers = 0;             ///< with a score in every layer
  std::int64_t incomplete = 0;            ///< left out
  Estimate index;                         ///< weighted mean of what counts
  Estimate uncapped;                      ///< weighted mean of the scores as they are
  Estimate held_back;                     ///< how much the cap takes: uncapped less index, never negative
  std::vector<SatisfactionLayer> layers;  ///< from the bottom up

  /// One row per layer, from the bottom up: layer, weight, score, counted, capped (each with _lower and _upper).
  [[nodiscard]] Frame frame() const;
};

/// The layers of a frame: one row per customer, one column per layer, from the bottom up.
///
/// `weights` has one for each layer, not negative and not all 0; they are divided by their sum, and equal if none are
/// given. Throws RecordError, naming the column, row and value, for a score beyond 1e12 and for a frame without
/// columns, and ParameterError for weights that cannot be used or unless 0 < level < 1.
SatisfactionLayers satisfaction_layers(const Frame& scores, const std::vector<double>& weights = {},
                                       double level = 0.95);

/// The index of every customer, by row; NaN where a layer has no score.
std::vector<double> satisfaction_index(const Frame& scores, const std::vector<double>& weights = {});

}  // namespace fealty::gaps
