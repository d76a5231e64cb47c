#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace fealty::complaints {

struct FeatureVariances;

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

  /// How strongly single features may speak to this head (fealty/complaints/feature_variances.hpp); all alike if null.
  std::shared_ptr<const FeatureVariances> variances = nullptr;
};

/// The mean of the numbers that are known, 0 if none is; it does not depend on their order.
double mean_of_numbers(std::span<const double> numbers);

/// Weights of classes by which each counts the same in sum: rows / (classes * rows of the class), as scikit-learn's
/// "balanced". A class without rows has weight 1.
std::vector<double> balanced_weights(std::span<const std::int32_t> classes, std::uint32_t outputs);

}  // namespace fealty::complaints
