#include "naive_bayes_member.hpp"

#include <algorithm>
#include <cmath>

#include "single_precision.hpp"
#include "wide.hpp"

namespace fealty::complaints {
namespace {

constexpr float smallest_sum = 0.02F;

/// x becomes log(1 + x).
FEALTY_WIDE void replace_by_logarithms(float* x, std::size_t size) noexcept {
  for (std::size_t i = 0; i < size; ++i) x[i] = fast_log(1.0F + x[i]);
}

FEALTY_WIDE void add_times(float* sums, float x, const float* logs, std::size_t classes) noexcept {
  for (std::size_t k = 0; k < classes; ++k) sums[k] += x * logs[k];
}

/// By how much log(1 + X / s) falls where a value is taken out of X.
float change_without(float log, float value) noexcept {
  return fast_log(1.0F + std::max(0.0F, fast_exp(log) - 1.0F - value / smallest_sum)) - log;
}

}  // namespace

NaiveBayesMember::NaiveBayesMember(const FeatureRows& rows, const HeadTargets& head,
                                   std::span<const std::uint32_t> order)
    : rows_(rows),
      logs_(std::size_t{rows.number_of_features} * head.outputs),
      totals_(head.outputs, std::max(rows.number_of_features, 1U)) {
  for (const std::uint32_t row : order) {
    if (head.classes[row] < 0) continue;
    const auto own = static_cast<std::size_t>(head.classes[row]);
    const auto features = rows.features_of(row);
    const auto values = rows.values_of(row);
    for (std::size_t i = 0; i < features.size(); ++i) {
      const float x = values[i] / smallest_sum;
      logs_[std::size_t{features[i]} * head.outputs + own] += x;
      totals_[own] += static_cast<double>(x);
    }
  }
  replace_by_logarithms(logs_.data(), logs_.size());
  for (const double total : totals_) log_totals_.push_back(static_cast<float>(std::log(total)));
}

void NaiveBayesMember::add_weights(std::uint32_t feature, float times, std::span<float> weights) const noexcept {
  const float* const logs = logs_of(feature);
  float mean = 0;
  for (std::size_t k = 0; k < log_totals_.size(); ++k) mean += logs[k] - log_totals_[k];
  mean /= static_cast<float>(log_totals_.size());
  for (std::size_t k = 0; k < log_totals_.size(); ++k) weights[k] += times * (logs[k] - log_totals_[k] - mean);
}

void NaiveBayesMember::add_left_out_scores(std::size_t row, std::int32_t own_class, float times,
                                           std::span<float> scores) const noexcept {
  const auto features = rows_.features_of(row);
  const auto values = rows_.values_of(row);
  float length = 0;
  for (std::size_t i = 0; i < features.size(); ++i) {
    add_times(scores.data(), times * values[i], logs_of(features[i]), log_totals_.size());
    length += values[i];
  }
  for (std::size_t k = 0; k < log_totals_.size(); ++k) scores[k] -= times * length * log_totals_[k];
  if (own_class < 0) return;
  const auto own = static_cast<std::size_t>(own_class);
  const double total = totals_[own] - static_cast<double>(length / smallest_sum);
  scores[own] -= times * length * (static_cast<float>(std::log(total)) - log_totals_[own]);
  for (std::size_t i = 0; i < features.size(); ++i) {
    scores[own] += times * values[i] * change_without(logs_of(features[i])[own], values[i]);
  }
}

}  // namespace fealty::complaints
