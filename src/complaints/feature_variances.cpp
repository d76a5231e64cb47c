#include "fealty/complaints/feature_variances.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "fealty/complaints/linear_heads.hpp"
#include "fealty/core/exact_sum.hpp"

namespace fealty::complaints {
namespace {

/// No feature is silenced: the least variance, where 1 is usual.
constexpr double least_variance = 1e-4;

/// In how many rows features are found, by output.
class RowsByOutput {
 public:
  RowsByOutput(const FeatureRows& rows, std::span<const HeadTargets> heads) {
    for (const HeadTargets& head : heads) {
      first_.push_back(outputs_);
      outputs_ += head.outputs;
    }
    heads_ = heads.size();
    inside_.resize(std::size_t{rows.number_of_features} * outputs_);
    known_.resize(std::size_t{rows.number_of_features} * heads_);
    members_.resize(outputs_);
    known_rows_.resize(heads_);
    std::vector<std::uint32_t> outputs;  // of one row
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      for (std::size_t h = 0; h < heads_; ++h) {
        outputs.clear();
        if (find_outputs(heads[h], row, outputs)) count(rows.features_of(row), h, outputs);
      }
    }
  }

  /// Rows among those of an output, and among the others of which the head knows; with the feature, or at all.
  [[nodiscard]] std::uint32_t inside(std::uint32_t feature, std::size_t head, std::uint32_t output) const noexcept {
    return inside_[std::size_t{feature} * outputs_ + first_[head] + output];
  }
  [[nodiscard]] std::uint32_t outside(std::uint32_t feature, std::size_t head, std::uint32_t output) const noexcept {
    return known_[std::size_t{feature} * heads_ + head] - inside(feature, head, output);
  }
  [[nodiscard]] std::uint32_t inside(std::size_t head, std::uint32_t output) const noexcept {
    return members_[first_[head] + output];
  }
  [[nodiscard]] std::uint32_t outside(std::size_t head, std::uint32_t output) const noexcept {
    return known_rows_[head] - inside(head, output);
  }

 private:
  /// The outputs that a row is among; false if nobody has said.
  static bool find_outputs(const HeadTargets& head, std::size_t row, std::vector<std::uint32_t>& outputs) {
    if (!head.numbers.empty()) return false;
    if (!head.classes.empty()) {
      if (head.classes[row] < 0) return false;
      outputs.push_back(static_cast<std::uint32_t>(head.classes[row]));
      return true;
    }
    bool is_known = false;
    for (std::uint32_t k = 0; k < head.outputs; ++k) {
      const std::int8_t is_member = head.memberships[row * head.outputs + k];
      is_known |= is_member >= 0;
      if (is_member == 1) outputs.push_back(k);
    }
    return is_known;
  }

  void count(std::span<const std::uint32_t> features, std::size_t head, const std::vector<std::uint32_t>& outputs) {
    ++known_rows_[head];
    for (const std::uint32_t k : outputs) ++members_[first_[head] + k];
    for (const std::uint32_t feature : features) {
      ++known_[std::size_t{feature} * heads_ + head];
      for (const std::uint32_t k : outputs) ++inside_[std::size_t{feature} * outputs_ + first_[head] + k];
    }
  }

  std::size_t heads_ = 0, outputs_ = 0;
  std::vector<std::size_t> first_;         // output of each head
  std::vector<std::uint32_t> inside_;      // by feature and output
  std::vector<std::uint32_t> known_;       // by feature and head
  std::vector<std::uint32_t> members_;     // by output
  std::vector<std::uint32_t> known_rows_;  // by head
};

/// log(1 + i) for all i up to a number.
std::vector<double> logarithms_up_to(std::size_t most) {
  std::vector<double> made(most + 1);
  for (std::size_t i = 0; i <= most; ++i) made[i] = std::log1p(static_cast<double>(i));
  return made;
}

/// The mean squared length of rows with variances, relative to that without.
double mean_growth(const FeatureRows& rows, std::span<const double> variances) {
  ExactSum with, without;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    double square = 0, weighted = 0;
    const auto features = rows.features_of(row);
    const auto values = rows.values_of(row);
    for (std::size_t i = 0; i < features.size(); ++i) {
      const double x = static_cast<double>(values[i]);
      square += x * x;
      weighted += variances[features[i]] * x * x;
    }
    with.add(weighted);
    without.add(square);
  }
  const bool is_usable = with.value() > 0 && without.value() > 0;
  return is_usable ? with.value() / without.value() : 1.0;
}

}  // namespace

FeatureVariances discriminative_variances(const FeatureRows& rows, std::span<const HeadTargets> heads) {
  if (std::ranges::all_of(heads, [](const HeadTargets& head) { return head.loss == Loss::squared; })) return {};
  const RowsByOutput counts(rows, heads);
  const std::vector<double> log_of = logarithms_up_to(rows.rows() + 1);
  std::vector<double> variances(rows.number_of_features);
  for (std::size_t h = 0; h < heads.size(); ++h) {
    const std::uint32_t outputs = heads[h].outputs;
    const double share = 1.0 / (static_cast<double>(outputs) * static_cast<double>(heads.size()));
    for (std::uint32_t k = 0; k < outputs; ++k) {
      const double of_rows = log_of[counts.outside(h, k) + 1] - log_of[counts.inside(h, k) + 1];
      for (std::uint32_t f = 0; f < rows.number_of_features; ++f)
        variances[f] += share * std::abs(log_of[counts.inside(f, h, k)] - log_of[counts.outside(f, h, k)] + of_rows);
    }
  }
  const double growth = mean_growth(rows, variances);
  FeatureVariances made{.rule = VarianceRule::discriminative};
  for (const double v : variances) made.of_feature.push_back(static_cast<float>(std::max(v / growth, least_variance)));
  return made;
}

FeatureVariances naive_bayes_variances(const FeatureRows& rows, std::span<const HeadTargets> heads) {
  const RowsByOutput counts(rows, heads);
  const std::vector<double> log_of = logarithms_up_to(rows.rows());
  const LinearHeads layout(0, heads);
  FeatureVariances made{.rule = VarianceRule::naive_bayes};
  made.of_output.assign(std::size_t{rows.number_of_features} * layout.stride(), 1.0F);
  for (std::size_t h = 0; h < heads.size(); ++h) {
    if (heads[h].loss == Loss::squared) continue;
    for (std::uint32_t k = 0; k < heads[h].outputs; ++k) {
      double of_inside = 0, of_outside = 0;
      for (std::uint32_t f = 0; f < rows.number_of_features; ++f) {
        of_inside += 1.0 + counts.inside(f, h, k);
        of_outside += 1.0 + counts.outside(f, h, k);
      }
      const double of_sums = std::log(of_outside) - std::log(of_inside);
      for (std::uint32_t f = 0; f < rows.number_of_features; ++f) {
        const double r = log_of[counts.inside(f, h, k)] - log_of[counts.outside(f, h, k)] + of_sums;
        made.of_output[std::size_t{f} * layout.stride() + layout.first_output(h) + k] =
            static_cast<float>(std::max(r * r, least_variance));
      }
    }
  }
  return made;
}

FeatureVariances variances_by(VarianceRule rule, const FeatureRows& rows, std::span<const HeadTargets> heads) {
  switch (rule) {
    case VarianceRule::equal:
      return {};
    case VarianceRule::discriminative:
      return discriminative_variances(rows, heads);
    case VarianceRule::naive_bayes:
      return naive_bayes_variances(rows, heads);
  }
  return {};
}

}  // namespace fealty::complaints
