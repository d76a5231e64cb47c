#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/head_targets.hpp"

namespace fealty::reference {

/// Plain twin of complaints::train_heads: gradient descent over all rows in double precision, with the step
/// halved until the objective falls enough and doubled where it did.
struct DenseHeads {
  std::size_t features = 0;  ///< without the constant one, which is the last
  std::vector<std::size_t> first;
  std::size_t outputs = 0;
  std::vector<double> weights;  ///< by feature and output
  double objective = 0;
};

namespace detail {

using complaints::FeatureRows;
using complaints::HeadTargets;
using complaints::Loss;

inline double log_sum_exp(const double* s, std::size_t n) {
  const double greatest = *std::max_element(s, s + n);
  double sum = 0;
  for (std::size_t k = 0; k < n; ++k) sum += std::exp(s[k] - greatest);
  return greatest + std::log(sum);
}

/// Adds the loss of a row's head, and its slope by score.
inline double loss_of(const HeadTargets& head, std::size_t row, double C, const double* s, double* slope) {
  double loss = 0;
  if (head.loss == Loss::squared) {
    const double number = head.numbers[row];
    if (std::isnan(number)) return 0;
    slope[0] += C * (s[0] - number);
    return C * (s[0] - number) * (s[0] - number) / 2;
  }
  const auto weight = [&](std::size_t k) { return C * (head.class_weights.empty() ? 1.0 : head.class_weights[k]); };
  const bool is_many = !head.memberships.empty();
  if (!is_many && head.classes[row] < 0) return 0;
  const auto label = is_many ? head.outputs : static_cast<std::size_t>(head.classes[row]);
  if (head.loss == Loss::softmax) {
    const double all = log_sum_exp(s, head.outputs);
    for (std::size_t k = 0; k < head.outputs; ++k)
      slope[k] += weight(label) * (std::exp(s[k] - all) - (k == label ? 1 : 0));
    return weight(label) * (all - s[label]);
  }
  for (std::size_t k = 0; k < head.outputs; ++k) {
    const int is_member = is_many ? head.memberships[row * head.outputs + k] : (k == label ? 1 : 0);
    if (is_member < 0) continue;
    const double y = is_member == 1 ? 1 : -1;
    const double c = is_many ? (is_member == 1 ? weight(k) : C) : weight(label);
    if (head.loss == Loss::logistic) {
      loss += c * (std::max(0.0, -y * s[k]) + std::log1p(std::exp(-std::abs(s[k]))));
      slope[k] -= c * y / (1 + std::exp(y * s[k]));
    } else {
      const double missing = std::max(0.0, 1 - y * s[k]);
      loss += c * missing * missing;
      slope[k] -= 2 * c * y * missing;
    }
  }
  return loss;
}

}  // namespace detail

/// |w - w0|^2 / 2 / variance + C sum of losses, and its gradient; `variances` by feature and output, or empty.
inline double linear_objective(const complaints::FeatureRows& rows, const std::vector<complaints::HeadTargets>& heads,
                               double C, const std::vector<double>& variances, const std::vector<double>& start,
                               const DenseHeads& made, std::vector<double>* gradient) {
  const std::size_t n = made.outputs;
  double total = 0;
  if (gradient != nullptr) gradient->assign(made.weights.size(), 0.0);
  for (std::size_t i = 0; i < made.weights.size(); ++i) {
    const double variance = variances.empty() ? 1.0 : variances[i];
    const double off = made.weights[i] - start[i];
    total += off * off / 2 / variance;
    if (gradient != nullptr) (*gradient)[i] = off / variance;
  }
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    std::vector<double> s(n), slope(n);
    const auto features = rows.features_of(row);
    const auto values = rows.values_of(row);
    for (std::size_t k = 0; k < n; ++k) s[k] = made.weights[made.features * n + k];
    for (std::size_t i = 0; i < features.size(); ++i) {
      for (std::size_t k = 0; k < n; ++k) s[k] += static_cast<double>(values[i]) * made.weights[features[i] * n + k];
    }
    for (std::size_t h = 0; h < heads.size(); ++h)
      total += detail::loss_of(heads[h], row, C, s.data() + made.first[h], slope.data() + made.first[h]);
    if (gradient == nullptr) continue;
    for (std::size_t k = 0; k < n; ++k) (*gradient)[made.features * n + k] += slope[k];
    for (std::size_t i = 0; i < features.size(); ++i) {
      for (std::size_t k = 0; k < n; ++k) (*gradient)[features[i] * n + k] += static_cast<double>(values[i]) * slope[k];
    }
  }
  return total;
}

/// The heads whose objective is least, from `start` (by feature and output; empty for zero).
inline DenseHeads train_heads(const complaints::FeatureRows& rows, const std::vector<complaints::HeadTargets>& heads,
                              double C, const std::vector<double>& variances = {}, std::vector<double> start = {}) {
  DenseHeads made;
  made.features = rows.number_of_features;
  for (const auto& head : heads) {
    made.first.push_back(made.outputs);
    made.outputs += head.outputs;
  }
  made.weights.assign((made.features + 1) * made.outputs, 0.0);
  if (start.empty()) start = made.weights;
  made.weights = start;
  std::vector<double> gradient;
  double step = 1;
  made.objective = linear_objective(rows, heads, C, variances, start, made, &gradient);
  for (int i = 0; i < 20'000; ++i) {
    double square = 0;
    for (std::size_t j = 0; j < gradient.size(); ++j)
      square += gradient[j] * gradient[j] * (variances.empty() ? 1.0 : variances[j]);
    if (square < 1e-14) break;
    DenseHeads next = made;
    for (step *= 2; step > 1e-12; step /= 2) {
      for (std::size_t j = 0; j < gradient.size(); ++j)
        next.weights[j] = made.weights[j] - step * gradient[j] * (variances.empty() ? 1.0 : variances[j]);
      next.objective = linear_objective(rows, heads, C, variances, start, next, nullptr);
      if (next.objective <= made.objective - step * square / 2) break;
    }
    if (next.objective >= made.objective) break;
    made = next;
    linear_objective(rows, heads, C, variances, start, made, &gradient);
  }
  return made;
}

}  // namespace fealty::reference
