#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/feature_variances.hpp"
#include "fealty/complaints/head_targets.hpp"
#include "fealty/complaints/linear_heads.hpp"
#include "fealty/core/large_pages.hpp"

namespace fealty::complaints {

/// The fold of which nothing is left out.
inline constexpr std::uint8_t sees_every_fold = 255;

/// A head, which is to be learnt beside others from the same rows.
struct Learner {
  const HeadTargets* head = nullptr;
  const FeatureVariances* variances = nullptr;  ///< null if all are 1
  std::uint8_t left_out = sees_every_fold;      ///< the fold whose rows it must not see

  /// Two outputs, each the negative of the other at the optimum from weights of zero: one is enough.
  bool is_opposite = false;
};

/// Whether two classes can be learnt as one output and its negative.
bool can_be_opposite(const HeadTargets& head) noexcept;

/// Whether the first output of a head and its negative are all that has been learnt of it.
bool is_opposite(const TrainedHeads& trained, std::size_t head) noexcept;

/// Consecutive learners that are learnt side by side.
struct LearnerGroup {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Cuts learners into groups whose weights of a feature are near enough to each other to be worth it, and into enough
/// of them for all threads.
std::vector<LearnerGroup> groups_of(std::span<const Learner> learners);

/// Dual coordinate ascent of several learners side by side: each row is read once for all of them.
///
/// What a learner comes to does not depend on which others are beside it: each has lanes of its own, in which the sums
/// go by the features of a row. The weights of a feature lie beside each other, followed by variances of single lanes,
/// by which rows enter them: w += value * variance * step. A learner that has converged stays where it is.
class DualAscent {
 public:
  /// `folds` gives the fold of each row; empty if no learner leaves any out. What is given must outlive this.
  DualAscent(const FeatureRows& rows, std::vector<Learner> learners, const TrainingOptions& options,
             std::span<const std::uint8_t> folds = {});

  /// Lanes that a learner takes.
  [[nodiscard]] static std::size_t lanes_of(const Learner& learner) noexcept;

  // What the learners go on from; else weights and dual variables are 0.

  void set_weights(std::size_t learner, const LinearHeads& heads, std::size_t head);

  /// The weights that the same dual variables give if those of `heads` had the variances `before`.
  void change_variances(std::size_t learner, const FeatureVariances& before);

  /// Dual variables that have the stride of `layout`, times a number.
  void set_duals(std::size_t learner, std::span<const float> duals, const LinearHeads& layout, std::size_t head,
                 float times = 1.0F);

  /// Adds to the weights what the dual variables of rows make of them.
  void add_duals(std::span<const std::uint32_t> rows);

  /// Whether there is a learner that must not see a row.
  [[nodiscard]] bool is_left_out(std::size_t row) const noexcept;

  /// Takes the rows that learners must not see out of their weights.
  void take_out(std::span<const std::uint32_t> rows);

  /// Passes over rows, in an order of their own for each, until all learners have converged.
  void run(std::vector<std::uint32_t> order, std::uint32_t most_epochs);

  // What has come of it.

  [[nodiscard]] const std::vector<Learner>& learners() const noexcept { return learners_; }
  [[nodiscard]] const Convergence& convergence(std::size_t learner) const noexcept { return reached_[learner]; }
  void copy_weights(std::size_t learner, LinearHeads& heads, std::size_t head) const;
  void copy_duals(std::size_t learner, std::span<float> duals, const LinearHeads& layout, std::size_t head) const;

  /// Scores of a row by all learners, which `copy_scores` then gives.
  void score(const FeatureRow& row) noexcept;
  void copy_scores(std::size_t learner, float* scores) const noexcept;

 private:
  /// Learners that take a step together: one, or those of opposite outputs that learn the same of a row.
  struct Unit {
    std::size_t first = 0;  // learner
    std::size_t count = 0;
  };

  enum class Weighing : std::uint8_t { equal, by_feature, by_lane };

  /// Lanes whose weights move in the same way.
  struct Segment {
    std::size_t first = 0;
    std::size_t lanes = 0;
    Weighing weighing = Weighing::equal;
    std::size_t variances = 0;          // by lane: where they stand behind the weights of a feature
    const float* of_feature = nullptr;  // by feature
  };

  void lay_out();
  void add_segment(std::size_t first, std::size_t lanes, Weighing weighing, std::size_t variances);
  void fill_variances();
  void find_norms();

  [[nodiscard]] float* weights_of(std::size_t feature) noexcept { return table_.data() + feature * pitch_; }
  [[nodiscard]] const float* weights_of(std::size_t feature) const noexcept { return table_.data() + feature * pitch_; }
  [[nodiscard]] float* duals_of(std::size_t row) noexcept { return duals_.data() + row * lanes_; }

  [[nodiscard]] bool sees(std::size_t learner, std::size_t row) const noexcept {
    return !is_done_[learner] && (folds_.empty() || folds_[row] != learners_[learner].left_out);
  }
  [[nodiscard]] double cost(const HeadTargets& head, std::size_t output) const noexcept;

  void fetch(std::size_t row) const noexcept;
  bool end_epoch(std::uint32_t epochs);
  void visit(std::size_t row);
  void move(const Unit& unit, std::size_t row);
  void move_opposite(const Unit& unit, std::size_t row);
  void move_classes(std::size_t learner, std::size_t row);
  void move_memberships(std::size_t learner, std::size_t row);
  void move_number(std::size_t learner, std::size_t row);
  void move_outputs(std::size_t learner, std::size_t row);
  [[nodiscard]] const float* norms_of(std::size_t learner, std::size_t row) noexcept;
  void add_steps(std::size_t row) noexcept;

  const FeatureRows& rows_;
  std::vector<Learner> learners_;
  const TrainingOptions& options_;
  std::span<const std::uint8_t> folds_;

  std::vector<std::size_t> first_;  // lane of each learner
  std::size_t lanes_ = 0;
  std::size_t pitch_ = 0;  // numbers by feature: weights and variances
  std::vector<Segment> segments_;
  std::vector<Unit> units_;
  RandomAccessTable<float> table_;
  std::vector<float> duals_;  // by row and lane

  std::vector<std::size_t> norm_at_;  // of each learner, in the norms of a row
  std::size_t norm_width_ = 0;
  std::vector<float> norms_;

  std::vector<float> scores_, steps_, row_norms_, members_, costs_, gaps_;  // of the row in hand
  std::vector<double> gap_, loss_at_zero_;                                  // of the epoch, by learner
  std::vector<double> means_;                                               // of numbers
  std::vector<bool> is_done_;
  std::vector<Convergence> reached_;
};

}  // namespace fealty::complaints
