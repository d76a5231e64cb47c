#include "blended_training.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
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

/// a = shares * a + of_b * b.
void blend(std::span<float> a, std::span<const float> shares, std::span<const float> b,
           std::span<const float> of_b) noexcept {
  for (std::size_t k = 0; k < a.size(); ++k) a[k] = shares[k] * a[k] + of_b[k] * b[k];
}

}  // namespace

std::vector<float> BlendedTraining::Part::shares_of_outputs() const {
  std::vector<float> made(trained.heads.stride());
  for (std::size_t h = 0; h < shares.size(); ++h)
    std::fill_n(made.begin() + trained.heads.first_output(h), trained.heads.outputs(h), shares[h]);
  return made;
}

BlendedTraining::BlendedTraining(const FeatureRows& rows, std::vector<HeadTargets> targets,
                                 const std::vector<bool>& is_blended, VarianceRule rule, const LinearHeads* start)
    : rows_(rows), start_(start), targets_(std::move(targets)) {
  if (start != nullptr) {
    add_part(VarianceRule::equal, targets_, std::vector<float>(targets_.size(), 1.0F));
    return;
  }
  std::vector<HeadTargets> by_rule, equal;
  std::vector<float> shares_by_rule, equal_shares;
  for (std::size_t h = 0; h < targets_.size(); ++h) {
    const HeadTargets& head = targets_[h];
    const bool is_equal = head.loss == Loss::squared && rule != VarianceRule::equal;
    by_rule.push_back(is_equal ? without_labels(head) : head);
    shares_by_rule.push_back(is_equal ? 0.0F : 1.0F);
    equal.push_back(is_equal ? head : is_blended[h] ? with_hinge(head) : without_labels(head));
    equal_shares.push_back(is_equal ? 1.0F : is_blended[h] ? share_of_hinge : 0.0F);
  }
  add_part(rule, std::move(by_rule), std::move(shares_by_rule));
  add_part(VarianceRule::equal, std::move(equal), std::move(equal_shares));
}

void BlendedTraining::add_part(VarianceRule rule, std::vector<HeadTargets> targets, std::vector<float> shares) {
  if (std::ranges::all_of(shares, [](float share) { return share == 0.0F; })) return;
  FeatureVariances variances = variances_by(rule, rows_, targets);
  parts_.push_back({std::move(targets), std::move(shares), std::move(variances), {}});
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
  const LinearHeads& other = parts_.back().trained.heads;
  const std::vector<float> shares = parts_.front().shares_of_outputs(), of_other = parts_.back().shares_of_outputs();
  for (std::uint32_t feature = 0; feature <= sum.number_of_features(); ++feature)
    blend(sum.weights_of(feature), shares, other.weights_of(feature), of_other);
  return sum;
}

CrossFittedScores BlendedTraining::left_out(const TrainingOptions& options, const CrossFitting& fitting) const {
  const auto scores_of = [&](const Part& part) {
    return cross_fit(rows_, part.targets, part.trained, options, part.variances, fitting);
  };
  CrossFittedScores sum = scores_of(parts_.front());
  if (parts_.size() == 1) return sum;
  const CrossFittedScores other = scores_of(parts_.back());  // of the same rows, perhaps in another order
  const std::vector<float> shares = parts_.front().shares_of_outputs(), of_other = parts_.back().shares_of_outputs();
  const std::size_t stride = shares.size();
  std::vector<std::size_t> place(rows_.rows());
  for (std::size_t i = 0; i < other.rows.size(); ++i) place[other.rows[i]] = i;
  for (std::size_t i = 0; i < sum.rows.size(); ++i) {
    blend(std::span(sum.scores).subspan(i * stride, stride), shares,
          std::span(other.scores).subspan(place[sum.rows[i]] * stride, stride), of_other);
  }
  return sum;
}

Convergence BlendedTraining::convergence() const {
  const auto further =
      std::ranges::max_element(parts_, {}, [](const Part& part) { return part.trained.convergence.gap; });
  return further->trained.convergence;
}

}  // namespace fealty::complaints
