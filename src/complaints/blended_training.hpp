#pragma once

#include <cstddef>
#include <vector>

#include "fealty/complaints/feature_variances.hpp"
#include "fealty/complaints/linear_heads.hpp"

namespace fealty::complaints {

/// The training of heads in two parts, which see the same texts in different ways: with variances by a rule, and with
/// equal ones. Numbers belong to the second part, for by cross-validation they lose by the rule. Blended heads are a
/// sum of both: of the softmax loss with the rule, and 2.5 times the squared hinge with equal variances. The sum of two
/// linear heads is a linear head. By cross-validation on the training splits of four public sets of complaints it tells
/// .0006 to .005 more right than the squared hinge alone; factors from 1.5 to 4 do as well.
class BlendedTraining {
 public:
  /// The weight of a blended head in `targets` is C of its softmax loss; that of its squared hinge stands in the
  /// proportion of the usual ones. Further training, with a start, is of one part, with equal variances.
  BlendedTraining(const FeatureRows& rows, std::vector<HeadTargets> targets, const std::vector<bool>& is_blended,
                  VarianceRule rule, const LinearHeads* start);

  /// Multiplies C of a head; to be followed by `train`.
  void multiply_cost(std::size_t head, double factor);

  void train(const TrainingOptions& options);

  /// Trains on with C that is `ratio` times what it was.
  void follow(double ratio, const TrainingOptions& options);

  [[nodiscard]] LinearHeads heads() const;
  [[nodiscard]] CrossFittedScores left_out(const TrainingOptions& options, const CrossFitting& fitting) const;
  [[nodiscard]] const std::vector<HeadTargets>& targets() const noexcept { return targets_; }

  /// Of the part that has come least far.
  [[nodiscard]] Convergence convergence() const;

 private:
  struct Part {
    std::vector<HeadTargets> targets;  // those of heads that are not in it are without labels: their weights stay 0
    std::vector<float> shares = {};    // of it in each head
    FeatureVariances variances = {};
    TrainedHeads trained = {};

    /// What each output counts in a sum.
    [[nodiscard]] std::vector<float> shares_of_outputs() const;
  };

  void add_part(VarianceRule rule, std::vector<HeadTargets> targets, std::vector<float> shares);

  const FeatureRows& rows_;
  const LinearHeads* start_;
  std::vector<HeadTargets> targets_;
  std::vector<Part> parts_;  // one or two
};

}  // namespace fealty::complaints
