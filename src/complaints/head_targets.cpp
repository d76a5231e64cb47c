#include "fealty/complaints/head_targets.hpp"

#include <cmath>

#include "fealty/complaints/linear_heads.hpp"
#include "fealty/core/domain.hpp"

namespace fealty::complaints {
namespace {

/// Whether a row belongs to an output: 1 or 0, and -1 if nobody has said.
int membership(const HeadTargets& head, std::size_t row, std::size_t output) noexcept {
  if (!head.memberships.empty()) return head.memberships[row * head.outputs + output];
  if (head.classes.empty() || head.classes[row] < 0) return -1;
  return static_cast<std::size_t>(head.classes[row]) == output ? 1 : 0;
}

}  // namespace

FeatureVariances naive_bayes_variances(const FeatureRows& rows, std::span<const HeadTargets> heads, double smoothing) {
  require(smoothing > 0 && std::isfinite(smoothing), "smoothing", smoothing, "must be positive and finite");
  std::vector<std::uint32_t> outputs;
  for (const HeadTargets& head : heads) outputs.push_back(head.outputs);
  const LinearHeads layout(0, outputs);
  const std::size_t features = rows.number_of_features, stride = layout.stride();
  std::vector<std::uint32_t> inside(features * stride), known(features * stride);
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    for (std::size_t h = 0; h < heads.size(); ++h) {
      for (std::size_t k = 0; k < heads[h].outputs; ++k) {
        const int is_member = membership(heads[h], row, k);
        if (is_member < 0) continue;
        for (const std::uint32_t feature : rows.features_of(row)) {
          const std::size_t place = feature * stride + layout.first_output(h) + k;
          ++known[place];
          inside[place] += is_member == 1 ? 1U : 0U;
        }
      }
    }
  }
  FeatureVariances result;
  result.naive_bayes_smoothing = smoothing;
  result.of_output.assign(features * stride, 1.0F);
  for (std::size_t h = 0; h < heads.size(); ++h) {
    if (heads[h].loss == Loss::squared) continue;
    for (std::size_t k = 0; k < heads[h].outputs; ++k) {
      const std::size_t output = layout.first_output(h) + k;
      double of_inside = 0, of_outside = 0;
      for (std::size_t f = 0; f < features; ++f) {
        of_inside += smoothing + inside[f * stride + output];
        of_outside += smoothing + known[f * stride + output] - inside[f * stride + output];
      }
      for (std::size_t f = 0; f < features; ++f) {
        const double p = smoothing + inside[f * stride + output];
        const double q = smoothing + known[f * stride + output] - inside[f * stride + output];
        const double r = std::log(p / of_inside) - std::log(q / of_outside);
        result.of_output[f * stride + output] = static_cast<float>(r * r);
      }
    }
  }
  return result;
}

std::vector<double> balanced_weights(std::span<const std::int32_t> classes, std::uint32_t outputs) {
  std::vector<double> counts(outputs);
  double rows = 0;
  for (const std::int32_t label : classes) {
    if (label < 0) continue;
    ++counts[static_cast<std::size_t>(label)];
    ++rows;
  }
  std::vector<double> weights(outputs, 1.0);
  for (std::size_t k = 0; k < outputs; ++k) {
    if (counts[k] > 0) weights[k] = rows / (static_cast<double>(outputs) * counts[k]);
  }
  return weights;
}

}  // namespace fealty::complaints
