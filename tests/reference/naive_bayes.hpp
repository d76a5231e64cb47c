#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"

namespace fealty::reference {

/// Plain twin of fealty::complaints::NaiveBayesMember: its scores of a row, learnt from rows of known classes but for
/// one, which may be none of them.
inline std::vector<double> naive_bayes_scores(const complaints::FeatureRows& rows,
                                              const std::vector<std::int32_t>& classes, std::size_t number_of_classes,
                                              std::size_t scored, std::size_t left_out) {
  std::vector<double> scores;
  for (std::size_t k = 0; k < number_of_classes; ++k) {
    std::vector<double> sums(rows.number_of_features, 0.02);
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      if (row == left_out || classes[row] != static_cast<std::int32_t>(k)) continue;
      for (std::size_t i = rows.offsets[row]; i < rows.offsets[row + 1]; ++i)
        sums[rows.features[i]] += static_cast<double>(rows.values[i]);
    }
    double total = 0, score = 0;
    for (const double sum : sums) total += sum;
    for (std::size_t i = rows.offsets[scored]; i < rows.offsets[scored + 1]; ++i)
      score += static_cast<double>(rows.values[i]) * std::log(sums[rows.features[i]] / total);
    scores.push_back(score);
  }
  return scores;
}

}  // namespace fealty::reference
