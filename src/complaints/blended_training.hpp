#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "fealty/complaints/feature_variances.hpp"
#include "fealty/complaints/linear_heads.hpp"
#include "naive_bayes_member.hpp"

namespace fealty::complaints {

/// The training of heads some of which are blended: sums of a head of the softmax loss, whose features have variances
/// by a rule, 2.5 times one of the squared hinge with equal variances, and, where there are more than 30 classes, 0.12
/// times naive Bayes. The sum of linear heads is a linear head. By cross-validation on the training splits of four
/// public sets of complaints the first two tell .0006 to .005 more right than the squared hinge alone; factors from 1.5
/// to 4 do as well. With naive Bayes .003 more are told right of 10,003 texts of 77 classes and of 4,000 of them, .008
/// of 1,500; of sets with 2 to 10 classes about as many as without.
class BlendedTraining {
 public:
  /// The weight of a blended head in `targets` is C of its softmax loss; that of its squared hinge stands in the
  /// proportion of the usual ones. Further training, with a start, blends nothing, and has equal variances.
  BlendedTraining(const FeatureRows& rows, std::vector<HeadTargets> targets, const std::vector<bool>& is_blended,
                  VarianceRule rule, const LinearHeads* start);

  /// Multiplies C of a head; to be followed by `train`.
  void multiply_cost(std::size_t head, double factor);

  void train(const TrainingOptions& options);

  /// Trains on with C that is `ratio` times what it was.
  void follow(double ratio, const TrainingOptions& options);

  [[nodiscard]] LinearHeads heads() const;
  [[nodiscard]] CrossFittedScores left_out(const TrainingOptions& options, const CrossFitting& fitting) const;

  /// Of the heads that are given, as many as there are outputs of `heads()`.
  [[nodiscard]] std::span<const HeadTargets> targets() const noexcept {
    return {members_.data(), blended_with_.size()};
  }

  /// Of the head that has come least far.
  [[nodiscard]] const Convergence& convergence() const noexcept { return trained_.convergence; }

 private:
  /// Puts the sums of blended heads for a feature, or the scores of a row, in place of those of their members.
  void blend(std::span<const float> members, std::span<float> sums) const noexcept;

  const FeatureRows& rows_;
  const LinearHeads* start_;
  std::vector<HeadTargets> members_;       // the heads, and after them the squared hinges of those that are blended
  std::vector<std::size_t> blended_with_;  // the member that is added to each head; the head itself for none
  std::vector<std::optional<NaiveBayesMember>> naive_bayes_;  // of blended heads with many classes
  TrainedHeads trained_;                                      // of the members
};

}  // namespace fealty::complaints
