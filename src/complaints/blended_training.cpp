#include "blended_training.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "fealty/complaints/default_cost.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::complaints {
namespace {

constexpr float share_of_hinge = 2.5F;

/// The same head with the squared hinge.
HeadTargets with_hinge(HeadTargets head) {
  head.weight *= default_cost(Loss::squared_hinge, head.outputs) / default_cost(head.loss, head.outputs);
  head.loss = Loss::squared_hinge;
  return head;
}

/// The same head of which nothing is known, so that its weights stay zero.
HeadTargets without_labels(HeadTargets head) {
  std::ranges::fill(head.classes, -1);
  std::ranges::fill(head.memberships, std::int8_t{-1});
  std::ranges::fill(head.numbers, nan);
  return head;
}

}  // namespace

BlendedTraining::BlendedTraining(const FeatureRows& rows, std::vector<HeadTargets> targets,
                                 const std::vector<bool>& is_blended, VarianceRule rule, const LinearHeads* start)
    : rows_(rows), start_(start) {
  const bool is_further = start != nullptr;
  if (!is_further && std::ranges::find(is_blended, true) != is_blended.end()) {
    Part hinge;
    for (std::size_t h = 0; h < targets.size(); ++h)
      hinge.targets.push_back(is_blended[h] ? with_hinge(targets[h]) : without_labels(targets[h]));
    parts_.push_back(std::move(hinge));
  }
  Part first;
  if (!is_further) first.variances = variances_by(rule, rows, targets);
  first.targets = std::move(targets);
  parts_.insert(parts_.begin(), std::move(first));
}

void BlendedTraining::multiply_cost(std::size_t head, double factor) {
  for (Part& part : parts_) part.targets[head].weight *= factor;
}

void BlendedTraining::train(const TrainingOptions& options) {
  run_tasks(
      parts_.size(),
      [&](std::size_t i) {
        Part& part = parts_[i];
        part.trained = train_heads(rows_, part.targets, options, part.variances, start_);
      },
      "training");
}

void BlendedTraining::follow(double ratio, const TrainingOptions& options) {
  run_tasks(
      parts_.size(),
      [&](std::size_t i) {
        Part& part = parts_[i];
        part.trained = retrain_heads(rows_, part.targets, part.trained, ratio, options, part.variances);
      },
      "training");
}

LinearHeads BlendedTraining::heads() const {
  LinearHeads sum = parts_.front().trained.heads;
  if (parts_.size() == 1) return sum;
  const LinearHeads& hinge = parts_.back().trained.heads;
  for (std::uint32_t feature = 0; feature <= sum.number_of_features(); ++feature) {
    const auto weights = sum.weights_of(feature);
    const auto other = hinge.weights_of(feature);
    for (std::size_t k = 0; k < weights.size(); ++k) weights[k] += share_of_hinge * other[k];
  }
  return sum;
}

CrossFittedScores BlendedTraining::left_out(const TrainingOptions& options, const CrossFitting& fitting) const {
  const auto scores_of = [&](const Part& part) {
    return cross_fit(rows_, part.targets, part.trained, options, part.variances, fitting);
  };
  CrossFittedScores sum = scores_of(parts_.front());
  if (parts_.size() == 1) return sum;
  const CrossFittedScores hinge = scores_of(parts_.back());
  std::vector<std::size_t> place(rows_.rows());
  for (std::size_t i = 0; i < hinge.rows.size(); ++i) place[hinge.rows[i]] = i;
  const std::size_t stride = parts_.front().trained.heads.stride();
  for (std::size_t i = 0; i < sum.rows.size(); ++i) {
    const float* const other = hinge.scores.data() + place[sum.rows[i]] * stride;
    for (std::size_t k = 0; k < stride; ++k) sum.scores[i * stride + k] += share_of_hinge * other[k];
  }
  return sum;
}

Convergence BlendedTraining::convergence() const {
  const auto further =
      std::ranges::max_element(parts_, {}, [](const Part& part) { return part.trained.convergence.gap; });
  return further->trained.convergence;
}

}  // namespace fealty::complaints
