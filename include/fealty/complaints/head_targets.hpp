#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"

namespace fealty::complaints {

/// What a head loses by scoring a row as it does.
enum class Loss : std::uint8_t {
  softmax,        ///< log sum exp s - s_y: one of several classes, with probabilities
  logistic,       ///< log(1 + exp(-y s)) for each output, y being 1 or -1
  squared_hinge,  ///< max(0, 1 - y s)^2 for each output: the linear support vector machine of scikit-learn's LinearSVC
  squared,        ///< (y - s)^2 / 2: a number, as in ridge regression
};

/// What one head of several is to learn about each row: which of its outputs a row belongs to, or a number.
struct HeadTargets {
  Loss loss = Loss::softmax;
  std::uint32_t outputs = 1;

  /// What the losses of this head count beside those of the others: C is C times this.
  double weight = 1.0;

  /// The output that each row belongs to, of -1 for a row without label; of a head where each row has one.
  std::vector<std::int32_t> classes = {};

  /// Whether each row (the slower index) belongs to each output: 1, 0, or -1 where nobody has said; of a head where a
  /// row may belong to any number of outputs.
  std::vector<std::int8_t> memberships = {};

  /// A number for each row, NaN where there is none; of a head with the squared loss, which has one output.
  std::vector<double> numbers = {};

  /// How much a row counts by the class it belongs to; empty if all count 1. In a head of memberships, what the members
  /// of each output count.
  std::vector<double> class_weights = {};
};

/// How strongly single features may speak: the prior variance of their weights, by which the penalty on a squared
/// weight is divided.
///
/// A weight of variance v is the same as a feature whose values are multiplied by sqrt(v), but nothing needs to be
/// multiplied where the weights are used.
struct FeatureVariances {
  std::vector<float> of_feature = {};  ///< one for each feature, for all outputs; empty means 1
  std::vector<float> of_output = {};   ///< one for each feature (the slower index) and output; empty means `of_feature`

  /// The smoothing of `naive_bayes_variances`, if they were learnt from the labels: then rows that are to judge must be
  /// left out of learning them too.
  double naive_bayes_smoothing = 0.0;
};

/// The squared log-ratios of naive Bayes as variances: features that are found in one class more than in the others may
/// speak louder.
///
/// For each output r = log((a + p) / |a + p|_1) - log((a + q) / |a + q|_1), where p counts the rows with the feature
/// among those of the output, q among all others, and a = `smoothing`; the variance is r^2. Numbers, and rows without
/// label, count for nothing; outputs of a number have variance 1. Source: Wang and Manning (2012), "Baselines and
/// bigrams: simple, good sentiment and topic classification", ACL, section 2; their sign of r changes no fit.
FeatureVariances naive_bayes_variances(const FeatureRows& rows, std::span<const HeadTargets> heads,
                                       double smoothing = 1.0);

/// Weights of classes by which each counts the same in sum: rows / (classes * rows of the class), as scikit-learn's
/// "balanced". A class without rows has weight 1.
std::vector<double> balanced_weights(std::span<const std::int32_t> classes, std::uint32_t outputs);

}  // namespace fealty::complaints
