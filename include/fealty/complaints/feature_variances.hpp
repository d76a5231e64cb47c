#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/head_targets.hpp"

namespace fealty::complaints {

/// What says how strongly single features may speak.
enum class VarianceRule : std::uint8_t {
  equal,           ///< all alike
  discriminative,  ///< by how much they tell labels apart: see discriminative_variances
  naive_bayes,     ///< by the same for each label by itself: see naive_bayes_variances
};

/// How strongly single features may speak: the prior variance of their weights, by which the penalty on a squared
/// weight is divided.
///
/// A weight of variance v is the same as a feature whose values are multiplied by sqrt(v), but nothing needs to be
/// multiplied where the weights are used.
struct FeatureVariances {
  std::vector<float> of_feature = {};  ///< one for each feature, for all outputs; empty where `of_output` is not

  /// One for each feature (the slower index) and output of a head, with places for a multiple of four outputs.
  std::vector<float> of_output = {};

  /// How they were learnt from the labels, if they were: then rows that are to judge must be left out of it too.
  VarianceRule rule = VarianceRule::equal;
};

/// Mean log-ratios as variances: features that are found in some labels more than in others may speak louder, to all
/// outputs alike.
///
/// For an output r = log((1 + p) / (2 + n)) - log((1 + q) / (2 + m)), where n rows are among those of the output and p
/// of them have the feature, and of the m others q; the variance is the mean of |r| over the outputs of each head, and
/// over the heads, so scaled that the mean squared length of rows stays what it is, and at least 1e-4. Numbers, and
/// rows without label, count for nothing; if there are only numbers, all are equal. These are the ratios of Wang and
/// Manning (2012, see naive_bayes_variances), tempered: |r| instead of r^2, and one for all outputs, so that training
/// costs no more than without.
FeatureVariances discriminative_variances(const FeatureRows& rows, std::span<const HeadTargets> heads);

/// The squared log-ratios of naive Bayes as variances: features that are found in one class more than in the others may
/// speak louder.
///
/// For each output r = log((1 + p) / |1 + p|_1) - log((1 + q) / |1 + q|_1), where p counts the rows with the feature
/// among those of the output, and q among all others; the variance is r^2, at least 1e-4. Rows without label count for
/// nothing; to a number none are given. Source: Wang and Manning (2012), "Baselines and bigrams: simple, good sentiment
/// and topic classification", ACL, section 2; their sign of r changes no fit.
FeatureVariances naive_bayes_variances(const FeatureRows& rows, const HeadTargets& head);

/// Gives heads variances by a rule, learnt from all of them; numbers keep those they have.
void learn_variances(VarianceRule rule, const FeatureRows& rows, std::span<HeadTargets> heads);

}  // namespace fealty::complaints
