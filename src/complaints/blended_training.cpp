#include "blended_training.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "fealty/complaints/default_cost.hpp"

namespace fealty::complaints {
namespace {

constexpr float share_of_hinge = 2.5F;

/// The same head with the squared hinge and equal variances.
HeadTargets with_hinge(HeadTargets head) {
  head.weight *= default_cost(Loss::squared_hinge, head.outputs) / default_cost(head.loss, head.outputs);
  head.loss = Loss::squared_hinge;
  head.variances = nullptr;
  return head;
}

}  // namespace

BlendedTraining::BlendedTraining(const FeatureRows& rows, std::vector<HeadTargets> targets,
                                 const std::vector<bool>& is_blended, VarianceRule rule, const LinearHeads* start)
    : rows_(rows), start_(start), members_(std::move(targets)) {
  if (start == nullptr) learn_variances(rule, rows_, members_);
  const std::size_t heads = members_.size();
  for (std::size_t h = 0; h < heads; ++h) {
    const bool has_hinge = is_blended[h] && start == nullptr;
    blended_with_.push_back(has_hinge ? members_.size() : h);
    if (has_hinge) members_.push_back(with_hinge(members_[h]));
  }
}

void BlendedTraining::multiply_cost(std::size_t head, double factor) {
  members_[head].weight *= factor;
  if (blended_with_[head] != head) members_[blended_with_[head]].weight *= factor;
}

void BlendedTraining::train(const TrainingOptions& options) {
  trained_ = train_heads(rows_, members_, options, start_);
}

void BlendedTraining::follow(double ratio, const TrainingOptions& options) {
  trained_ = retrain_heads(rows_, members_, trained_, ratio, options);
}

void BlendedTraining::blend(std::span<const float> members, std::span<float> sums) const noexcept {
  for (std::size_t h = 0; h < blended_with_.size(); ++h) {
    const std::uint32_t first = trained_.heads.first_output(h), hinge = trained_.heads.first_output(blended_with_[h]);
    for (std::uint32_t k = 0; k < trained_.heads.outputs(h); ++k)
      sums[first + k] = members[first + k] + (hinge == first ? 0.0F : share_of_hinge * members[hinge + k]);
  }
}

LinearHeads BlendedTraining::heads() const {
  if (members_.size() == blended_with_.size()) return trained_.heads;
  LinearHeads sums(rows_.number_of_features, targets());
  for (std::uint32_t feature = 0; feature <= sums.number_of_features(); ++feature)
    blend(trained_.heads.weights_of(feature), sums.weights_of(feature));
  return sums;
}

CrossFittedScores BlendedTraining::left_out(const TrainingOptions& options, const CrossFitting& fitting) const {
  CrossFittedScores made = cross_fit(rows_, members_, trained_, options, fitting);
  if (members_.size() == blended_with_.size()) return made;
  const std::size_t of_members = trained_.heads.stride(), of_sums = LinearHeads(0, targets()).stride();
  std::vector<float> sums(made.rows.size() * of_sums);
  for (std::size_t i = 0; i < made.rows.size(); ++i) {
    blend(std::span(made.scores).subspan(i * of_members, of_members), std::span(sums).subspan(i * of_sums, of_sums));
  }
  made.scores = std::move(sums);
  return made;
}

}  // namespace fealty::complaints
