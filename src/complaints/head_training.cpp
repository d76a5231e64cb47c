#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "dual_ascent.hpp"
#include "fealty/complaints/linear_heads.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "row_order.hpp"
#include "training_checks.hpp"

namespace fealty::complaints {
namespace {

/// Heads before the first row: those to start from, or zero but for the means of numbers.
LinearHeads initial_heads(const FeatureRows& rows, std::span<const HeadTargets> heads, const LinearHeads* start) {
  if (start != nullptr) return *start;
  LinearHeads made(rows.number_of_features, heads);
  for (std::size_t h = 0; h < heads.size(); ++h) {
    if (heads[h].loss == Loss::squared)
      made.weights_of(rows.number_of_features)[made.first_output(h)] =
          static_cast<float>(mean_of_numbers(heads[h].numbers));
  }
  return made;
}

void require_finite(const LinearHeads& heads) {
  for (std::uint32_t feature = 0; feature <= heads.number_of_features(); ++feature) {
    for (const float w : heads.weights_of(feature)) {
      if (!std::isfinite(w))
        throw FitError(code::no_convergence, "weights are not finite: are values of features too large, or C?");
    }
  }
}

/// The convergence of the head that has come least far.
Convergence furthest_behind(const std::vector<Convergence>& heads) {
  Convergence all{.has_converged = true};
  for (const Convergence& one : heads) {
    all.epochs = std::max(all.epochs, one.epochs);
    all.gap = std::max(all.gap, one.gap);
    all.has_converged &= one.has_converged;
  }
  return all;
}

/// Trains heads group by group; `prepare(ascent, group)` says what the learners of a group go on from.
template <class Prepare>
void train_groups(const FeatureRows& rows, std::span<const Learner> learners, const TrainingOptions& options,
                  const std::vector<std::uint32_t>& order, TrainedHeads& trained, const Prepare& prepare) {
  trained.duals.resize(rows.rows() * trained.heads.stride());
  std::vector<Convergence> reached(learners.size());
  const std::vector<LearnerGroup> groups = groups_of(learners);
  run_tasks(
      groups.size(),
      [&](std::size_t g) {
        const auto [begin, end] = groups[g];
        const std::span<const Learner> some = learners.subspan(begin, end - begin);
        DualAscent ascent(rows, {some.begin(), some.end()}, options);
        for (std::size_t h = begin; h < end; ++h) ascent.set_weights(h - begin, trained.heads, h);
        prepare(ascent, groups[g]);
        ascent.run(order, options.most_epochs);
        for (std::size_t h = begin; h < end; ++h) {
          ascent.copy_weights(h - begin, trained.heads, h);
          ascent.copy_duals(h - begin, trained.duals, trained.heads, h);
          reached[h] = ascent.convergence(h - begin);
        }
      },
      "training");
  trained.convergence = furthest_behind(reached);
  require_finite(trained.heads);
}

}  // namespace

TrainedHeads train_heads(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainingOptions& options,
                         const LinearHeads* start) {
  require_trainable(rows, heads, options);
  TrainedHeads trained;
  trained.heads = initial_heads(rows, heads, start);
  std::vector<Learner> learners;
  for (const HeadTargets& head : heads)
    learners.push_back({&head, head.variances.get(), sees_every_fold, start == nullptr && can_be_opposite(head)});
  train_groups(rows, learners, options, by_contents(hashes_of_features(rows), heads), trained,
               [](const DualAscent&, const LearnerGroup&) {});
  return trained;
}

TrainedHeads retrain_heads(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainedHeads& near,
                           double ratio, const TrainingOptions& options) {
  require(ratio > 0 && std::isfinite(ratio), "ratio", ratio, "must be positive and finite");
  require_trainable(rows, heads, options);
  TrainedHeads trained;
  trained.heads = initial_heads(rows, heads, nullptr);
  std::vector<Learner> learners;
  for (std::size_t h = 0; h < heads.size(); ++h)
    learners.push_back(
        {&heads[h], heads[h].variances.get(), sees_every_fold, can_be_opposite(heads[h]) && is_opposite(near, h)});
  const std::vector<std::uint32_t> order = by_contents(hashes_of_features(rows), heads);
  train_groups(rows, learners, options, order, trained, [&](DualAscent& ascent, const LearnerGroup& group) {
    for (std::size_t h = group.begin; h < group.end; ++h)
      ascent.set_duals(h - group.begin, near.duals, near.heads, h, static_cast<float>(ratio));
    ascent.add_duals(order);
  });
  return trained;
}

}  // namespace fealty::complaints
