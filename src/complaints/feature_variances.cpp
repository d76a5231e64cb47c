#include "fealty/complaints/feature_variances.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>

#include "fealty/core/exact_sum.hpp"
#include "label_counts.hpp"
#include "learnt_variances.hpp"
#include "row_kernels.hpp"

namespace fealty::complaints {
namespace {

/// No feature is silenced: the least variance, where 1 is usual.
constexpr double least_variance = 1e-4;

/// log(1 + i) for all i up to a number.
std::vector<double> logarithms_up_to(std::size_t most) {
  std::vector<double> made(most + 1);
  for (std::size_t i = 0; i <= most; ++i) made[i] = std::log1p(static_cast<double>(i));
  return made;
}

/// The mean squared length of rows with variances, relative to that without.
double mean_growth(const FeatureRows& rows, const std::vector<float>& variances) {
  ExactSum with, without;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    with.add(squared_length(rows.features_of(row), rows.values_of(row), variances.data()));
    without.add(squared_length(rows.values_of(row)));
  }
  const bool is_usable = with.value() > 0 && without.value() > 0;
  return is_usable ? with.value() / without.value() : 1.0;
}

/// The mean of |r| over the outputs of each head, and over the heads, by feature.
std::vector<double> mean_ratios(const LabelCounts& counts, std::span<const double> log_of) {
  const std::uint32_t features = counts.rows().number_of_features;
  std::vector<double> ratios(features);
  std::vector<double> of_rows;
  for (std::size_t h = 0; h < counts.heads().size(); ++h) {
    const std::uint32_t outputs = counts.heads()[h]->outputs;
    // Of two classes the one has the ratios of the other with the other sign.
    const std::uint32_t distinct = outputs == 2 && !counts.heads()[h]->classes.empty() ? 1 : outputs;
    const double share = 1.0 / (static_cast<double>(distinct) * static_cast<double>(counts.heads().size()));
    of_rows.clear();
    for (std::uint32_t k = 0; k < outputs; ++k)
      of_rows.push_back(log_of[counts.known(h) - counts.inside(h, k) + 1] - log_of[counts.inside(h, k) + 1]);
    for (std::uint32_t f = 0; f < features; ++f) {
      const std::uint32_t known = counts.known(f, h);
      const std::uint32_t* const inside = counts.inside(f, h);
      for (std::uint32_t k = 0; k < distinct; ++k)
        ratios[f] += share * std::abs(log_of[inside[k]] - log_of[known - inside[k]] + of_rows[k]);
    }
  }
  return ratios;
}

FeatureVariances discriminative(const LabelCounts& counts) {
  const std::vector<double> ratios = mean_ratios(counts, logarithms_up_to(counts.rows().rows() + 1));
  FeatureVariances made{.of_feature = {ratios.begin(), ratios.end()}, .rule = VarianceRule::discriminative};
  const double growth = mean_growth(counts.rows(), made.of_feature);
  for (std::size_t f = 0; f < ratios.size(); ++f)
    made.of_feature[f] = static_cast<float>(std::max(ratios[f] / growth, least_variance));
  return made;
}

/// Of one of the heads that are counted.
FeatureVariances naive_bayes(const LabelCounts& counts, std::size_t head) {
  const std::vector<double> log_of = logarithms_up_to(counts.rows().rows());
  const std::uint32_t features = counts.rows().number_of_features, outputs = counts.heads()[head]->outputs;
  const std::size_t width = up_to_four(outputs);
  FeatureVariances made{.rule = VarianceRule::naive_bayes};
  made.of_output.assign(features * width, 1.0F);
  for (std::uint32_t k = 0; k < outputs; ++k) {
    double of_inside = 0, of_outside = 0;
    for (std::uint32_t f = 0; f < features; ++f) {
      of_inside += 1.0 + counts.inside(f, head)[k];
      of_outside += 1.0 + counts.known(f, head) - counts.inside(f, head)[k];
    }
    const double of_sums = std::log(of_outside) - std::log(of_inside);
    for (std::uint32_t f = 0; f < features; ++f) {
      const std::uint32_t inside = counts.inside(f, head)[k];
      const double r = log_of[inside] - log_of[counts.known(f, head) - inside] + of_sums;
      made.of_output[f * width + k] = static_cast<float>(std::max(r * r, least_variance));
    }
  }
  return made;
}

bool is_number(const HeadTargets* head) noexcept {
  return head->loss == Loss::squared;
}

}  // namespace

std::vector<std::shared_ptr<const FeatureVariances>> learnt_variances(VarianceRule rule, const LabelCounts& counts) {
  const auto& heads = counts.heads();
  std::vector<std::shared_ptr<const FeatureVariances>> made(heads.size());
  if (rule == VarianceRule::equal || std::ranges::all_of(heads, is_number)) return made;
  std::shared_ptr<const FeatureVariances> of_all;
  if (rule == VarianceRule::discriminative) of_all = std::make_shared<FeatureVariances>(discriminative(counts));
  for (std::size_t h = 0; h < heads.size(); ++h) {
    if (is_number(heads[h])) continue;
    made[h] = of_all ? of_all : std::make_shared<FeatureVariances>(naive_bayes(counts, h));
  }
  return made;
}

FeatureVariances discriminative_variances(const FeatureRows& rows, std::span<const HeadTargets> heads) {
  std::vector<const HeadTargets*> counted;
  for (const HeadTargets& head : heads) counted.push_back(&head);
  if (std::ranges::all_of(counted, is_number)) return {};
  return discriminative(LabelCounts(rows, counted));
}

FeatureVariances naive_bayes_variances(const FeatureRows& rows, const HeadTargets& head) {
  return is_number(&head) ? FeatureVariances() : naive_bayes(LabelCounts(rows, {&head}), 0);
}

void learn_variances(VarianceRule rule, const FeatureRows& rows, std::span<HeadTargets> heads) {
  std::vector<const HeadTargets*> counted;
  for (const HeadTargets& head : heads) counted.push_back(&head);
  if (rule == VarianceRule::equal) counted.clear();  // nothing needs to be counted
  const auto learnt = learnt_variances(rule, LabelCounts(rows, counted));
  for (std::size_t h = 0; h < heads.size(); ++h) {
    if (!is_number(&heads[h])) heads[h].variances = counted.empty() ? nullptr : learnt[h];
  }
}

}  // namespace fealty::complaints
