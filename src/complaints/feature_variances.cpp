#include "fealty/complaints/feature_variances.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "fealty/complaints/linear_heads.hpp"
#include "fealty/core/exact_sum.hpp"
#include "fold_variances.hpp"
#include "label_counts.hpp"

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

/// The mean of |r| over the outputs of each head, and over the heads, by feature.
std::vector<double> mean_ratios(std::uint32_t features, std::span<const HeadTargets> heads, const LabelCounts& counts,
                                std::span<const double> log_of) {
  std::vector<double> ratios(features);
  std::vector<double> of_rows;
  for (std::size_t h = 0; h < heads.size(); ++h) {
    const std::uint32_t outputs = heads[h].outputs;
    const double share = 1.0 / (static_cast<double>(outputs) * static_cast<double>(heads.size()));
    of_rows.clear();
    for (std::uint32_t k = 0; k < outputs; ++k)
      of_rows.push_back(log_of[counts.known(h) - counts.inside(h, k) + 1] - log_of[counts.inside(h, k) + 1]);
    for (std::uint32_t f = 0; f < features; ++f) {
      const std::uint32_t known = counts.known(f, h);
      const std::uint32_t* const inside = counts.inside(f, h);
      for (std::uint32_t k = 0; k < outputs; ++k)
        ratios[f] += share * std::abs(log_of[inside[k]] - log_of[known - inside[k]] + of_rows[k]);
    }
  }
  return ratios;
}

FeatureVariances discriminative(const FeatureRows& rows, std::span<const HeadTargets> heads, const LabelCounts& counts,
                                std::span<const double> log_of) {
  const std::vector<double> ratios = mean_ratios(rows.number_of_features, heads, counts, log_of);
  const double growth = mean_growth(rows, ratios);
  FeatureVariances made{.rule = VarianceRule::discriminative};
  made.of_feature.reserve(ratios.size());
  for (const double r : ratios) made.of_feature.push_back(static_cast<float>(std::max(r / growth, least_variance)));
  return made;
}

FeatureVariances naive_bayes(std::uint32_t features, std::span<const HeadTargets> heads, const LabelCounts& counts,
                             std::span<const double> log_of) {
  const LinearHeads layout(0, heads);
  FeatureVariances made{.rule = VarianceRule::naive_bayes};
  made.of_output.assign(std::size_t{features} * layout.stride(), 1.0F);
  for (std::size_t h = 0; h < heads.size(); ++h) {
    if (heads[h].loss == Loss::squared) continue;
    for (std::uint32_t k = 0; k < heads[h].outputs; ++k) {
      double of_inside = 0, of_outside = 0;
      for (std::uint32_t f = 0; f < features; ++f) {
        of_inside += 1.0 + counts.inside(f, h)[k];
        of_outside += 1.0 + counts.known(f, h) - counts.inside(f, h)[k];
      }
      const double of_sums = std::log(of_outside) - std::log(of_inside);
      for (std::uint32_t f = 0; f < features; ++f) {
        const std::uint32_t inside = counts.inside(f, h)[k];
        const double r = log_of[inside] - log_of[counts.known(f, h) - inside] + of_sums;
        made.of_output[std::size_t{f} * layout.stride() + layout.first_output(h) + k] =
            static_cast<float>(std::max(r * r, least_variance));
      }
    }
  }
  return made;
}

}  // namespace

FeatureVariances discriminative_variances(const FeatureRows& rows, std::span<const HeadTargets> heads) {
  if (std::ranges::all_of(heads, [](const HeadTargets& head) { return head.loss == Loss::squared; })) return {};
  return discriminative(rows, heads, LabelCounts(rows, heads), logarithms_up_to(rows.rows() + 1));
}

FeatureVariances naive_bayes_variances(const FeatureRows& rows, std::span<const HeadTargets> heads) {
  return naive_bayes(rows.number_of_features, heads, LabelCounts(rows, heads), logarithms_up_to(rows.rows()));
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

FeatureVariances variances_of_some(VarianceRule rule, const FeatureRows& rows, std::span<const HeadTargets> heads,
                                   const LabelCounts& some) {
  const std::vector<double> log_of = logarithms_up_to(rows.rows() + 1);
  return rule == VarianceRule::naive_bayes ? naive_bayes(rows.number_of_features, heads, some, log_of)
                                           : discriminative(rows, heads, some, log_of);
}

}  // namespace fealty::complaints
