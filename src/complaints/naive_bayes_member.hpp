#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/head_targets.hpp"
#include "fealty/core/large_pages.hpp"

namespace fealty::complaints {

/// The multinomial naive Bayes classifier of a head of classes, whose score of a class is linear in a row:
/// sum over features of x * log((s + X) / sum of (s + X)), where X sums the values x of the feature in rows of the
/// class and s is 0.02. Rows without label count for nothing, and classes weigh the same however many rows they have.
///
/// It sees each feature by itself and so errs elsewhere than heads that weigh features against each other. Source:
/// Rennie, Shih, Teevan and Karger (2003), "Tackling the poor assumptions of naive Bayes text classifiers", ICML (of
/// weighted and normalized rows).
class NaiveBayesMember {
 public:
  /// `order` is that in which values are summed, of all rows, which must outlive this.
  NaiveBayesMember(const FeatureRows& rows, const HeadTargets& head, std::span<const std::uint32_t> order);

  /// Adds its weights times a number to those of a feature by class; less their mean, for what all classes have in
  /// common tells nothing.
  void add_weights(std::uint32_t feature, float times, std::span<float> weights) const noexcept;

  /// Adds its scores of a row times a number, as they are if the row is left out of what it has learnt; `own_class`
  /// is that of the row, or -1.
  void add_left_out_scores(std::size_t row, std::int32_t own_class, float times,
                           std::span<float> scores) const noexcept;

 private:
  [[nodiscard]] const float* logs_of(std::uint32_t feature) const noexcept {
    return logs_.data() + std::size_t{feature} * totals_.size();
  }

  const FeatureRows& rows_;
  RandomAccessTable<float> logs_;  // log((s + X) / s), by feature and class
  std::vector<double> totals_;     // of (s + X) / s, by class
  std::vector<float> log_totals_;
};

}  // namespace fealty::complaints
