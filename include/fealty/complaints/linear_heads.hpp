#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/head_targets.hpp"
#include "fealty/core/large_pages.hpp"

namespace fealty::complaints {

/// How linear heads are trained.
struct TrainingOptions {
  /// What the losses of the rows count against the penalty: |w|^2 / 2 + C sum of losses is made least, as scikit-learn
  /// states it. In the other usual statement, lambda |w|^2 / 2 + mean of losses, lambda is 1 / (C rows); ridge's alpha
  /// is 1 / C.
  double C = 1.0;

  /// Training ends when the duality gap is below this share of the losses at weights of zero.
  double tolerance = 2e-3;

  std::uint32_t most_epochs = 20;  ///< and after so many passes over the rows in any case
  double intercept_scale = 1.0;    ///< value of the constant feature, whose weight is penalized too; 0 for none
  std::uint64_t seed = 1;          ///< of the order in which rows are visited
};

/// Weights of linear heads that are trained together; the score of an output is the sum of value times weight over the
/// features of a row, and the intercept.
///
/// The weights of all outputs of one feature lie beside each other, so that one pass over the features of a row gives
/// the scores of all heads.
class LinearHeads {
 public:
  LinearHeads() = default;

  /// Heads whose weights are all zero.
  LinearHeads(std::uint32_t number_of_features, std::span<const std::uint32_t> outputs_of_heads);
  LinearHeads(std::uint32_t number_of_features, std::span<const HeadTargets> heads);

  [[nodiscard]] std::uint32_t number_of_features() const noexcept { return features_; }
  [[nodiscard]] std::size_t heads() const noexcept { return outputs_.size(); }
  [[nodiscard]] std::uint32_t outputs(std::size_t head) const noexcept { return outputs_[head]; }

  /// Where the scores of a head begin in a row of `scores`.
  [[nodiscard]] std::uint32_t first_output(std::size_t head) const noexcept { return first_[head]; }

  /// Numbers in a row of `scores` or weights: each head takes a multiple of four, and what is left over is 0.
  [[nodiscard]] std::uint32_t stride() const noexcept { return stride_; }

  /// Weights of a feature by output; the intercepts, for the feature after the last.
  [[nodiscard]] std::span<const float> weights_of(std::uint32_t feature) const noexcept {
    return {weights_.data() + std::size_t{feature} * stride_, stride_};
  }
  [[nodiscard]] std::span<float> weights_of(std::uint32_t feature) noexcept {
    return {weights_.data() + std::size_t{feature} * stride_, stride_};
  }
  [[nodiscard]] std::span<const float> intercepts() const noexcept { return weights_of(features_); }

  /// Scores of one row by output: `stride()` numbers. A feature that the heads do not know counts for nothing.
  void score(std::span<const std::uint32_t> features, std::span<const float> values, std::span<float> scores) const;

  /// Scores of rows, one after another; in parallel.
  [[nodiscard]] std::vector<float> scores(const FeatureRows& rows) const;

  friend bool operator==(const LinearHeads&, const LinearHeads&) = default;

 private:
  std::vector<std::uint32_t> outputs_;
  std::vector<std::uint32_t> first_;
  std::uint32_t features_ = 0;
  std::uint32_t stride_ = 0;
  RandomAccessTable<float> weights_;
};

/// How far a training has come.
struct Convergence {
  std::uint32_t epochs = 0;

  /// Loss and penalty cannot be more than this above the least, relative to the loss at weights of zero; the sum of the
  /// gaps that the rows of the last epoch had when they were visited, which is above the gap at its end.
  double gap = 0.0;

  bool has_converged = false;
};

/// Heads, the dual solution that they were made of, and how well they fit.
struct TrainedHeads {
  LinearHeads heads;
  std::vector<float> duals;  ///< by row and output, with the stride of the heads: w = start + sum of duals times rows
  Convergence convergence;
};

/// Trains all heads together by proximal stochastic dual coordinate ascent.
///
/// For each row in turn the dual variables of its outputs are set to their optimum given all others: in closed form for
/// the squared losses, by a safeguarded Newton iteration for the logistic loss, and for the softmax loss with Wright's
/// omega function inside a Newton iteration for the one multiplier. The weights follow at once. A head that has
/// converged stays where it is. The rows are visited in random order, which depends on their contents and the seed but
/// not on the order in which they are given: the same rows give the same bits.
///
/// `start` gives weights that are deviated from instead of zero, as in fitting further; it must have the same heads.
/// Throws RecordError if the targets do not fit to the rows, ParameterError for options outside their domain, FitError
/// if weights are not finite. Source: Shalev-Shwartz and Zhang (2013), "Stochastic dual coordinate ascent methods for
/// regularized loss minimization", JMLR 14; (2014), "Accelerated proximal stochastic dual coordinate ascent", ICML.
TrainedHeads train_heads(const FeatureRows& rows, std::span<const HeadTargets> heads,
                         const TrainingOptions& options = {}, const LinearHeads* start = nullptr);

/// Trains on from heads that were trained on the same rows and targets with another C, `ratio` times which is the new
/// one: the dual variables are as many times what they were. Along a path of C it takes half as many epochs.
TrainedHeads retrain_heads(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainedHeads& near,
                           double ratio, const TrainingOptions& options);

/// Scores of rows by heads that have not seen them.
struct CrossFittedScores {
  std::vector<std::uint32_t> rows;    ///< which were scored, in the order of their contents
  std::vector<std::uint8_t> folds;    ///< the fold of each of them
  std::vector<float> scores;          ///< `stride()` numbers for each
  std::uint32_t number_of_folds = 0;  ///< that were left out in turn
};

/// How rows are left out in turn.
struct CrossFitting {
  std::uint32_t folds = 10;           ///< into which the rows are cut
  std::uint32_t enough_rows = 3'000;  ///< folds are left out in turn until so many rows have been, but at least three
  std::uint32_t epochs = 1;           ///< passes over the others after a fold has been taken out
};

/// Takes out the contribution of each fold to the trained weights, trains on with the others, and scores the fold.
///
/// The optimum without a fold is near the one with it, so that few epochs suffice. Rows with the same features are in
/// the same fold: what is known by heart is not what is judged. Variances that were learnt from labels are learnt anew
/// without the fold; the heads must then have been trained without a start. If features were chosen by the rows, a row
/// is scored by those alone that would have been chosen without its fold. Folds run in parallel.
CrossFittedScores cross_fit(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainedHeads& trained,
                            const TrainingOptions& options = {}, const CrossFitting& fitting = {});

}  // namespace fealty::complaints
