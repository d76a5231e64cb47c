#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "dual_ascent.hpp"
#include "fealty/complaints/linear_heads.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/parallel.hpp"
#include "label_counts.hpp"
#include "learnt_variances.hpp"
#include "left_out_row.hpp"
#include "row_order.hpp"
#include "training_checks.hpp"

namespace fealty::complaints {
namespace {

/// Folds of rows, and those that are left out in turn.
struct Folds {
  Folds(std::span<const std::uint64_t> hashes, const CrossFitting& fitting)
      : of_row(folds_of(hashes, fitting.folds)), left_out(folds_left_out(fitting, hashes.size())) {}

  static std::uint32_t folds_left_out(const CrossFitting& fitting, std::size_t rows) {
    const double share = rows == 0 ? 1.0 : static_cast<double>(fitting.enough_rows) / static_cast<double>(rows);
    const double wanted = std::ceil(share * static_cast<double>(fitting.folds));
    return std::min(fitting.folds, static_cast<std::uint32_t>(std::max(wanted, 3.0)));
  }

  std::vector<std::uint8_t> of_row;
  std::uint32_t left_out;
};

/// The variances of heads as they are learnt without each of the folds, in which these rows must have no part either.
class VariancesWithoutFolds {
 public:
  VariancesWithoutFolds(const FeatureRows& rows, std::span<const HeadTargets> heads, const Folds& folds)
      : by_fold_(folds.left_out, Variances(heads.size())) {
    for (auto& of_heads : by_fold_) {
      for (std::size_t h = 0; h < heads.size(); ++h) of_heads[h] = heads[h].variances;
    }
    for (const VarianceRule rule : {VarianceRule::discriminative, VarianceRule::naive_bayes})
      learn(rule, rows, heads, folds);
  }

  [[nodiscard]] const FeatureVariances* of(std::size_t fold, std::size_t head) const noexcept {
    return by_fold_[fold][head].get();
  }

 private:
  using Variances = std::vector<std::shared_ptr<const FeatureVariances>>;  // by head

  void learn(VarianceRule rule, const FeatureRows& rows, std::span<const HeadTargets> heads, const Folds& folds) {
    std::vector<std::size_t> numbers;
    std::vector<const HeadTargets*> by_rule;
    for (std::size_t h = 0; h < heads.size(); ++h) {
      if (heads[h].variances == nullptr || heads[h].variances->rule != rule) continue;
      numbers.push_back(h);
      by_rule.push_back(&heads[h]);
    }
    if (by_rule.empty()) return;
    const LabelCounts all(rows, by_rule);
    run_tasks(
        by_fold_.size(),
        [&](std::size_t fold) {
          LabelCounts others = all;
          for (std::size_t row = 0; row < folds.of_row.size(); ++row) {
            if (folds.of_row[row] == fold) others.take_out(row);
          }
          const Variances learnt = learnt_variances(rule, others);
          for (std::size_t i = 0; i < numbers.size(); ++i) by_fold_[fold][numbers[i]] = learnt[i];
        },
        "calibration");
  }

  std::vector<Variances> by_fold_;
};

/// Learners that each leave a fold out, those of a head one after another.
std::vector<Learner> learners_without(const Folds& folds, std::span<const HeadTargets> heads,
                                      const VariancesWithoutFolds& variances, const TrainedHeads& trained) {
  std::vector<Learner> learners;
  for (std::size_t h = 0; h < heads.size(); ++h) {
    const bool is_one = can_be_opposite(heads[h]) && is_opposite(trained, h);
    for (std::uint32_t fold = 0; fold < folds.left_out; ++fold)
      learners.push_back({&heads[h], variances.of(fold, h), static_cast<std::uint8_t>(fold), is_one});
  }
  return learners;
}

}  // namespace

CrossFittedScores cross_fit(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainedHeads& trained,
                            const TrainingOptions& options, const CrossFitting& fitting) {
  require(fitting.folds >= 3 && fitting.folds <= 254, "folds", fitting.folds, "must be between 3 and 254");
  require_trainable(rows, heads, options);
  const std::vector<std::uint64_t> hashes = hashes_of_features(rows);
  const Folds folds(hashes, fitting);
  const std::vector<std::uint32_t> order = by_contents(hashes, heads);
  const std::size_t stride = trained.heads.stride();
  CrossFittedScores result;
  result.number_of_folds = folds.left_out;
  for (const std::uint32_t row : order) {
    if (folds.of_row[row] >= folds.left_out) continue;
    result.rows.push_back(row);
    result.folds.push_back(folds.of_row[row]);
  }
  result.scores.resize(result.rows.size() * stride);

  const FeaturesWithoutFolds features(rows, folds.of_row, folds.left_out);
  const VariancesWithoutFolds variances(rows, heads, folds);
  const std::vector<Learner> learners = learners_without(folds, heads, variances, trained);
  const std::vector<LearnerGroup> groups = groups_of(learners);
  const auto head_of = [&](std::size_t learner) { return learner / folds.left_out; };
  run_tasks(
      groups.size(),
      [&](std::size_t g) {
        const auto [begin, end] = groups[g];
        DualAscent ascent(rows,
                          {learners.begin() + static_cast<std::ptrdiff_t>(begin),
                           learners.begin() + static_cast<std::ptrdiff_t>(end)},
                          options, folds.of_row);
        for (std::size_t l = begin; l < end; ++l) {
          const std::size_t head = head_of(l);
          ascent.set_weights(l - begin, trained.heads, head);
          if (learners[l].variances != nullptr) ascent.change_variances(l - begin, *heads[head].variances);
          ascent.set_duals(l - begin, trained.duals, trained.heads, head);
        }
        ascent.take_out(result.rows);
        ascent.run(order, fitting.epochs);
        LeftOutRow row(rows, features);
        for (std::size_t i = 0; i < result.rows.size(); ++i) {
          if (!ascent.is_left_out(result.rows[i])) continue;
          ascent.score(row.of(result.rows[i], result.folds[i]));
          for (std::size_t l = begin; l < end; ++l) {
            if (learners[l].left_out != result.folds[i]) continue;
            ascent.copy_scores(l - begin, result.scores.data() + i * stride + trained.heads.first_output(head_of(l)));
          }
        }
      },
      "calibration");
  return result;
}

}  // namespace fealty::complaints
