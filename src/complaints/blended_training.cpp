#include "blended_training.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "fealty/complaints/default_cost.hpp"
#include "fealty/core/parallel.hpp"
#include "row_order.hpp"

namespace fealty::complaints {
namespace {

constexpr float share_of_hinge = 2.5F;
constexpr float share_of_naive_bayes = 0.12F;
constexpr std::uint32_t many_classes = 30;          // above which naive Bayes is added
constexpr std::size_t rows_summed_at_a_time = 256;  // of scoring, in parallel

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
  const std::size_t heads = members_.size();
  for (std::size_t h = 0; h < heads; ++h) blended_with_.push_back(h);
  naive_bayes_.resize(heads);
  if (start != nullptr) return;
  learn_variances(rule, rows_, members_);
  std::vector<std::uint32_t> order;
  if (std::ranges::any_of(members_, [](const HeadTargets& head) { return head.outputs > many_classes; }))
    order = by_contents(hashes_of_features(rows_), members_);
  for (std::size_t h = 0; h < heads; ++h) {
    if (!is_blended[h]) continue;
    if (members_[h].outputs > many_classes) naive_bayes_[h].emplace(rows_, members_[h], order);
    blended_with_[h] = members_.size();
    members_.push_back(with_hinge(members_[h]));
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
  for (std::uint32_t feature = 0; feature <= sums.number_of_features(); ++feature) {
    const std::span<float> weights = sums.weights_of(feature);
    blend(trained_.heads.weights_of(feature), weights);
    if (feature == sums.number_of_features()) break;  // the intercepts
    for (std::size_t h = 0; h < naive_bayes_.size(); ++h) {
      if (!naive_bayes_[h]) continue;
      naive_bayes_[h]->add_weights(feature, share_of_naive_bayes,
                                   weights.subspan(sums.first_output(h), sums.outputs(h)));
    }
  }
  return sums;
}

CrossFittedScores BlendedTraining::left_out(const TrainingOptions& options, const CrossFitting& fitting) const {
  CrossFittedScores made = cross_fit(rows_, members_, trained_, options, fitting);
  if (members_.size() == blended_with_.size()) return made;
  const LinearHeads layout(0, targets());
  const std::size_t of_members = trained_.heads.stride(), of_sums = layout.stride();
  std::vector<float> sums(made.rows.size() * of_sums);
  for_blocks(
      made.rows.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const std::span<float> scores = std::span(sums).subspan(i * of_sums, of_sums);
          blend(std::span(made.scores).subspan(i * of_members, of_members), scores);
          for (std::size_t h = 0; h < naive_bayes_.size(); ++h) {
            if (!naive_bayes_[h]) continue;
            naive_bayes_[h]->add_left_out_scores(made.rows[i], members_[h].classes[made.rows[i]], share_of_naive_bayes,
                                                 scores.subspan(layout.first_output(h), layout.outputs(h)));
          }
        }
      },
      rows_summed_at_a_time, "calibration");
  made.scores = std::move(sums);
  return made;
}

}  // namespace fealty::complaints
