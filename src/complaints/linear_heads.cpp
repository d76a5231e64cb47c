#include "fealty/complaints/linear_heads.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "dual_steps.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/progress.hpp"
#include "fealty/core/random.hpp"
#include "fold_variances.hpp"
#include "label_counts.hpp"
#include "row_kernels.hpp"

namespace fealty::complaints {
namespace {

constexpr std::size_t rows_at_a_time = 256;  // of scoring, in parallel
constexpr std::size_t rows_between_reports = 1024;

/// The share of the tolerance that a row may miss without being attended to.
constexpr double negligible_share = 0.1;

std::uint32_t up_to_four(std::uint32_t outputs) noexcept {
  return (outputs + 3) / 4 * 4;
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) noexcept {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15;
  return hash ^ (hash >> 29);
}

std::uint64_t hash_of_features(const FeatureRows& rows, std::size_t row) noexcept {
  const auto features = rows.features_of(row);
  const auto values = rows.values_of(row);
  std::uint64_t hash = features.size();
  for (std::size_t i = 0; i < features.size(); ++i)
    hash = mixed(hash, std::uint64_t{features[i]} << 32 | std::bit_cast<std::uint32_t>(values[i]));
  return hash;
}

std::uint64_t hash_of_targets(std::span<const HeadTargets> heads, std::size_t row) noexcept {
  std::uint64_t hash = 0;
  for (const HeadTargets& head : heads) {
    if (!head.classes.empty()) hash = mixed(hash, static_cast<std::uint64_t>(head.classes[row]));
    if (!head.numbers.empty()) hash = mixed(hash, std::bit_cast<std::uint64_t>(head.numbers[row]));
    if (head.memberships.empty()) continue;
    for (std::size_t k = 0; k < head.outputs; ++k)
      hash = mixed(hash, static_cast<std::uint64_t>(head.memberships[row * head.outputs + k]));
  }
  return hash;
}

[[noreturn]] void refuse_targets(std::size_t head, std::string_view problem) {
  throw RecordError(code::refused_record, fmt::format("head {}: {}", head, problem));
}

void check_head(const HeadTargets& head, std::size_t number, std::size_t rows) {
  const bool has_numbers = head.loss == Loss::squared;
  if (!(head.weight > 0 && std::isfinite(head.weight))) refuse_targets(number, "its weight is not positive and finite");
  if (head.outputs == 0) refuse_targets(number, "it has no outputs");
  if (has_numbers && head.outputs != 1) refuse_targets(number, "a number is one output");
  const bool is_many = !head.memberships.empty();
  if (is_many && head.loss == Loss::softmax) refuse_targets(number, "memberships have no softmax loss");
  const std::size_t given = has_numbers ? head.numbers.size()
                            : is_many   ? head.memberships.size() / head.outputs
                                        : head.classes.size();
  if (given != rows || (is_many && head.memberships.size() % head.outputs != 0))
    throw RecordError(
        code::length_mismatch,
        fmt::format("head {}: targets of {} rows, but there are {} rows of features", number, given, rows));
  for (const std::int32_t label : head.classes) {
    if (label < -1 || label >= static_cast<std::int32_t>(head.outputs))
      refuse_targets(number, fmt::format("class {} of {} classes", label, head.outputs));
  }
  if (!head.class_weights.empty() && head.class_weights.size() != head.outputs)
    refuse_targets(number, fmt::format("{} class weights for {} classes", head.class_weights.size(), head.outputs));
  for (const double weight : head.class_weights) {
    if (!(weight >= 0 && std::isfinite(weight))) refuse_targets(number, "a class weight is negative or not finite");
  }
}

void check_options(const TrainingOptions& options) {
  require(options.C > 0 && std::isfinite(options.C), "C", options.C, "must be positive and finite");
  require(options.tolerance > 0, "tolerance", options.tolerance, "must be positive");
  require(options.most_epochs > 0, "most_epochs", options.most_epochs, "must be positive");
  require(options.intercept_scale >= 0 && std::isfinite(options.intercept_scale), "intercept_scale",
          options.intercept_scale, "must not be negative");
}

void check_sizes(const FeatureRows& rows, const FeatureVariances& variances, const LinearHeads& layout) {
  const std::size_t features = layout.number_of_features();
  const bool fits = (variances.of_feature.empty() || variances.of_feature.size() == features) &&
                    (variances.of_output.empty() || variances.of_output.size() == features * layout.stride());
  if (!fits) throw RecordError(code::length_mismatch, "the variances are not as many as the features and outputs");
  for (const float value : rows.values) {
    if (!std::isfinite(value)) throw RecordError(code::refused_record, "a value of a feature is not finite");
  }
  for (const std::uint32_t feature : rows.features) {
    if (feature >= features)
      throw RecordError(code::refused_record, fmt::format("feature {} of {} features", feature, features));
  }
}

void check(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainingOptions& options,
           const FeatureVariances& variances, const LinearHeads& layout) {
  check_options(options);
  for (std::size_t i = 0; i < heads.size(); ++i) check_head(heads[i], i, rows.rows());
  check_sizes(rows, variances, layout);
}

/// What does not change while heads are trained. Where features have variances, values are multiplied by their roots
/// and weights divided by them, so that rows are scored and added as if all were 1; `divide` and `multiply` go from
/// weights to those and back.
class Problem {
 public:
  Problem(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainingOptions& options,
          const FeatureVariances& variances, const LinearHeads& layout)
      : rows_(rows), heads_(heads), options_(options), variances_(variances), stride_(layout.stride()) {
    for (std::size_t i = 0; i < heads.size(); ++i) first_.push_back(layout.first_output(i));
    if (!variances.of_feature.empty()) multiply_values();
    find_norms();
  }

  [[nodiscard]] std::size_t stride() const noexcept { return stride_; }
  [[nodiscard]] std::span<const HeadTargets> heads() const noexcept { return heads_; }
  [[nodiscard]] const TrainingOptions& options() const noexcept { return options_; }
  [[nodiscard]] std::size_t first(std::size_t head) const noexcept { return first_[head]; }

  /// The squared length of a row as each output sees it.
  [[nodiscard]] const float* norms(std::size_t row, std::vector<float>& room) const noexcept {
    if (!variances_.of_output.empty()) return norms_.data() + row * stride_;
    std::fill(room.begin(), room.end(), norms_[row]);
    return room.data();
  }

  /// How much a row counts in a head, by the class or membership.
  [[nodiscard]] double weight(const HeadTargets& head, std::size_t output) const noexcept {
    return head.weight * options_.C * (head.class_weights.empty() ? 1.0 : head.class_weights[output]);
  }

  void divide(LinearHeads& heads) const noexcept {
    for (std::uint32_t f = 0; f < roots_.size(); ++f) {
      for (float& w : heads.weights_of(f)) w /= roots_[f];
    }
  }
  void multiply(LinearHeads& heads) const noexcept {
    for (std::uint32_t f = 0; f < roots_.size(); ++f) {
      for (float& w : heads.weights_of(f)) w *= roots_[f];
    }
  }

  /// The scores of a row, by divided weights.
  void score(const LinearHeads& heads, std::size_t row, float* scores) const noexcept {
    score_row(rows_.features_of(row), values_of(row), heads.weights_of(0).data(), stride_, scores);
    const auto intercepts = heads.intercepts();
    for (std::size_t k = 0; k < stride_; ++k) scores[k] += intercepts[k];
  }

  /// Divided weights += the row times the step.
  void add(LinearHeads& heads, std::size_t row, const float* step) const noexcept {
    float* const weights = heads.weights_of(0).data();
    if (variances_.of_output.empty()) {
      add_row(rows_.features_of(row), values_of(row), weights, stride_, step);
    } else {
      add_row(rows_.features_of(row), values_of(row), variances_.of_output.data(), weights, stride_, step);
    }
    float* const intercepts = heads.weights_of(heads.number_of_features()).data();
    const auto square = static_cast<float>(options_.intercept_scale * options_.intercept_scale);
    for (std::size_t k = 0; k < stride_; ++k) intercepts[k] += square * step[k];
  }

 private:
  [[nodiscard]] std::span<const float> values_of(std::size_t row) const noexcept {
    return roots_.empty()
               ? rows_.values_of(row)
               : std::span<const float>(multiplied_.data() + rows_.offsets[row], rows_.features_of(row).size());
  }

  void multiply_values() {
    for (const float variance : variances_.of_feature) roots_.push_back(std::sqrt(variance));
    multiplied_.resize(rows_.values.size());
    for (std::size_t i = 0; i < multiplied_.size(); ++i) multiplied_[i] = rows_.values[i] * roots_[rows_.features[i]];
  }

  void find_norms() {
    const double of_intercept = options_.intercept_scale * options_.intercept_scale;
    const std::size_t width = variances_.of_output.empty() ? 1 : stride_;
    norms_.resize(rows_.rows() * width);
    for_blocks(
        rows_.rows(),
        [&](std::size_t begin, std::size_t end) {
          std::vector<double> sums(width);
          for (std::size_t row = begin; row < end; ++row) {
            std::fill(sums.begin(), sums.end(), of_intercept);
            width == 1 ? void(sums[0] += squared_length(values_of(row))) : add_squares_by_output(row, sums);
            for (std::size_t k = 0; k < width; ++k)  // an empty row without intercept moves nothing
              norms_[row * width + k] = std::max(static_cast<float>(sums[k]), 1e-12F);
          }
        },
        rows_at_a_time);
  }

  void add_squares_by_output(std::size_t row, std::vector<double>& sums) const noexcept {
    const auto features = rows_.features_of(row);
    const auto values = rows_.values_of(row);
    for (std::size_t i = 0; i < features.size(); ++i) {
      const double square = static_cast<double>(values[i]) * static_cast<double>(values[i]);
      const float* const v = variances_.of_output.data() + std::size_t{features[i]} * stride_;
      for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += square * static_cast<double>(v[k]);
    }
  }

  const FeatureRows& rows_;
  std::span<const HeadTargets> heads_;
  const TrainingOptions& options_;
  const FeatureVariances& variances_;
  std::size_t stride_;
  std::vector<std::size_t> first_;
  std::vector<float> roots_;  // of the variances of features
  std::vector<float> multiplied_;
  std::vector<float> norms_;
};

/// Passes over rows, each of which moves weights and dual variables.
class Ascent {
 public:
  Ascent(const Problem& problem, LinearHeads& heads, std::vector<float>& duals)
      : problem_(problem),
        heads_(heads),
        duals_(duals),
        scores_(problem.stride()),
        steps_(problem.stride()),
        norms_(problem.stride()) {}

  /// Passes over the rows in an order of their own for each epoch, until they are converged.
  Convergence run(std::vector<std::uint32_t> order, std::uint32_t most_epochs) {
    Convergence reached;
    const TrainingOptions& options = problem_.options();
    while (reached.epochs < most_epochs && !reached.has_converged) {
      shuffle(order, options.seed, reached.epochs);
      gap_ = loss_at_zero_ = 0;
      for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % rows_between_reports == 0)
          report_progress("training", reached.epochs * order.size() + i, most_epochs * order.size());
        visit(order[i]);
      }
      ++reached.epochs;
      reached.gap = loss_at_zero_ > 0 ? gap_ / loss_at_zero_ : 0.0;
      reached.has_converged = reached.gap <= options.tolerance;
    }
    return reached;
  }

 private:
  static void shuffle(std::vector<std::uint32_t>& order, std::uint64_t seed, std::uint32_t epoch) {
    RandomStream random(seed, "complaints.training", epoch);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  }

  void visit(std::size_t row) {
    problem_.score(heads_, row, scores_.data());
    std::fill(steps_.begin(), steps_.end(), 0.0F);
    const float* const norms = problem_.norms(row, norms_);
    const auto heads = problem_.heads();
    for (std::size_t h = 0; h < heads.size(); ++h) move(heads[h], problem_.first(h), row, norms);
    if (std::ranges::all_of(steps_, [](float step) { return step == 0.0F; })) return;
    problem_.add(heads_, row, steps_.data());
  }

  void move(const HeadTargets& head, std::size_t first, std::size_t row, const float* norms) {
    float* const duals = duals_.data() + row * problem_.stride() + first;
    DualRow one{scores_.data() + first, norms + first, duals, steps_.data() + first, head.outputs, 0.0};
    if (head.loss == Loss::squared) return move_number(head, one, row);
    if (!head.memberships.empty()) {
      for (std::size_t k = 0; k < head.outputs; ++k) {
        const std::int8_t is_member = head.memberships[row * head.outputs + k];
        if (is_member >= 0)
          move_output(head, one, k, is_member == 1,
                      is_member == 1 ? problem_.weight(head, k) : head.weight * problem_.options().C);
      }
      return;
    }
    if (head.classes[row] < 0) return;
    const auto label = static_cast<std::size_t>(head.classes[row]);
    const double C = problem_.weight(head, label);
    if (C <= 0) return;
    if (head.loss != Loss::softmax) {
      for (std::size_t k = 0; k < head.outputs; ++k) move_output(head, one, k, k == label, C);
      return;
    }
    const double at_zero = C * std::log(static_cast<double>(head.outputs));
    one.negligible = negligible_share * problem_.options().tolerance * at_zero;
    loss_at_zero_ += at_zero;
    gap_ += softmax_step(one, label, C);
  }

  void move_output(const HeadTargets& head, DualRow one, std::size_t k, bool is_member, double C) {
    if (C <= 0) return;
    const bool is_logistic = head.loss == Loss::logistic;
    const double at_zero = is_logistic ? C * std::log(2.0) : C;
    one.negligible = negligible_share * problem_.options().tolerance * at_zero;
    loss_at_zero_ += at_zero;
    gap_ += is_logistic ? logistic_step(one, k, is_member, C) : squared_hinge_step(one, k, is_member, C);
  }

  void move_number(const HeadTargets& head, DualRow one, std::size_t row) {
    const double number = head.numbers[row];
    if (std::isnan(number)) return;
    const double C = head.weight * problem_.options().C;
    const double from_start = number - mean_number(head);
    loss_at_zero_ += C * from_start * from_start / 2;
    gap_ += squared_step(one, number, C);
  }

  double mean_number(const HeadTargets& head) {
    if (!mean_) mean_ = mean_of_numbers(head.numbers);
    return *mean_;
  }

  const Problem& problem_;
  LinearHeads& heads_;
  std::vector<float>& duals_;
  std::vector<float> scores_, steps_, norms_;
  std::optional<double> mean_;
  double gap_ = 0;
  double loss_at_zero_ = 0;
};

std::vector<std::uint64_t> hashes_of_features(const FeatureRows& rows) {
  std::vector<std::uint64_t> hashes(rows.rows());
  for_blocks(hashes.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) hashes[row] = hash_of_features(rows, row);
  });
  return hashes;
}

/// Rows in an order that depends on what is in them and not on where they stand.
std::vector<std::uint32_t> by_contents(std::span<const std::uint64_t> hashes, std::span<const HeadTargets> heads) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys(hashes.size());
  for (std::size_t row = 0; row < keys.size(); ++row)
    keys[row] = {mixed(hashes[row], hash_of_targets(heads, row)), static_cast<std::uint32_t>(row)};
  std::ranges::sort(keys);
  std::vector<std::uint32_t> order;
  order.reserve(keys.size());
  for (const auto& key : keys) order.push_back(key.second);
  return order;
}

std::vector<std::uint32_t> by_contents(const FeatureRows& rows, std::span<const HeadTargets> heads) {
  return by_contents(hashes_of_features(rows), heads);
}

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

/// The folds of rows: those with the same features have the same one, and folds are about as large as each other.
std::vector<std::uint8_t> folds_of(std::span<const std::uint64_t> hashes, std::uint32_t folds) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys(hashes.size());
  for (std::size_t row = 0; row < keys.size(); ++row) keys[row] = {hashes[row], static_cast<std::uint32_t>(row)};
  std::ranges::sort(keys);
  std::vector<std::uint8_t> fold(hashes.size());
  std::uint32_t distinct = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i > 0 && keys[i].first != keys[i - 1].first) ++distinct;
    fold[keys[i].second] = static_cast<std::uint8_t>(distinct % folds);
  }
  return fold;
}

/// Weights that the same dual variables give with other variances.
void change_variances(LinearHeads& heads, const FeatureVariances& before, const FeatureVariances& after) {
  const std::size_t stride = heads.stride();
  for (std::uint32_t feature = 0; feature < heads.number_of_features(); ++feature) {
    const auto weights = heads.weights_of(feature);
    if (after.of_output.empty()) {
      const float factor = after.of_feature[feature] / before.of_feature[feature];
      for (float& w : weights) w *= factor;
    } else {
      for (std::size_t k = 0; k < stride; ++k) {
        const std::size_t place = std::size_t{feature} * stride + k;
        weights[k] *= after.of_output[place] / before.of_output[place];
      }
    }
  }
}

std::vector<std::uint32_t> outputs_of(std::span<const HeadTargets> heads) {
  std::vector<std::uint32_t> outputs;
  for (const HeadTargets& head : heads) outputs.push_back(head.outputs);
  return outputs;
}

std::uint32_t folds_left_out(const CrossFitting& fitting, std::size_t rows) {
  const double share = rows == 0 ? 1.0 : static_cast<double>(fitting.enough_rows) / static_cast<double>(rows);
  const double wanted = std::ceil(share * static_cast<double>(fitting.folds));
  return std::min(fitting.folds, static_cast<std::uint32_t>(std::max(wanted, 3.0)));
}

}  // namespace

LinearHeads::LinearHeads(std::uint32_t number_of_features, std::span<const std::uint32_t> outputs_of_heads)
    : outputs_(outputs_of_heads.begin(), outputs_of_heads.end()), features_(number_of_features) {
  for (const std::uint32_t outputs : outputs_) {
    first_.push_back(stride_);
    stride_ += up_to_four(outputs);
  }
  weights_.resize((std::size_t{features_} + 1) * stride_);
}

LinearHeads::LinearHeads(std::uint32_t number_of_features, std::span<const HeadTargets> heads)
    : LinearHeads(number_of_features, outputs_of(heads)) {}

void LinearHeads::score(std::span<const std::uint32_t> features, std::span<const float> values,
                        std::span<float> scores) const {
  score_row(features, values, weights_.data(), stride_, scores.data());
  const auto last = intercepts();
  for (std::size_t k = 0; k < stride_; ++k) scores[k] += last[k];
}

std::vector<float> LinearHeads::scores(const FeatureRows& rows) const {
  std::vector<float> all(rows.rows() * stride_);
  for_blocks(
      rows.rows(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row)
          score(rows.features_of(row), rows.values_of(row), std::span(all).subspan(row * stride_, stride_));
      },
      rows_at_a_time);
  return all;
}

TrainedHeads train_heads(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainingOptions& options,
                         const FeatureVariances& variances, const LinearHeads* start) {
  TrainedHeads trained;
  trained.heads = initial_heads(rows, heads, start);
  check(rows, heads, options, variances, trained.heads);
  const Problem problem(rows, heads, options, variances, trained.heads);
  trained.duals.resize(rows.rows() * problem.stride());
  problem.divide(trained.heads);
  trained.convergence =
      Ascent(problem, trained.heads, trained.duals).run(by_contents(rows, heads), options.most_epochs);
  problem.multiply(trained.heads);
  require_finite(trained.heads);
  return trained;
}

TrainedHeads retrain_heads(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainedHeads& near,
                           double ratio, const TrainingOptions& options, const FeatureVariances& variances) {
  require(ratio > 0 && std::isfinite(ratio), "ratio", ratio, "must be positive and finite");
  TrainedHeads trained;
  trained.heads = initial_heads(rows, heads, nullptr);
  check(rows, heads, options, variances, trained.heads);
  trained.duals = near.duals;
  for (float& dual : trained.duals) dual *= static_cast<float>(ratio);
  const Problem problem(rows, heads, options, variances, trained.heads);
  const std::vector<std::uint32_t> order = by_contents(rows, heads);
  problem.divide(trained.heads);
  for (const std::uint32_t row : order) problem.add(trained.heads, row, trained.duals.data() + row * problem.stride());
  trained.convergence = Ascent(problem, trained.heads, trained.duals).run(order, options.most_epochs);
  problem.multiply(trained.heads);
  require_finite(trained.heads);
  return trained;
}

CrossFittedScores cross_fit(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainedHeads& trained,
                            const TrainingOptions& options, const FeatureVariances& variances,
                            const CrossFitting& fitting) {
  require(fitting.folds >= 3 && fitting.folds <= 255, "folds", fitting.folds, "must be between 3 and 255");
  check(rows, heads, options, variances, trained.heads);
  const std::vector<std::uint64_t> hashes = hashes_of_features(rows);
  const std::vector<std::uint8_t> fold = folds_of(hashes, fitting.folds);
  const std::vector<std::uint32_t> order = by_contents(hashes, heads);
  const std::size_t stride = trained.heads.stride();
  CrossFittedScores result;
  result.number_of_folds = folds_left_out(fitting, rows.rows());
  std::vector<std::size_t> place(rows.rows());
  for (const std::uint32_t row : order) {
    if (fold[row] >= result.number_of_folds) continue;
    place[row] = result.rows.size();
    result.rows.push_back(row);
    result.folds.push_back(fold[row]);
  }
  result.scores.resize(result.rows.size() * stride);

  const auto score_fold = [&](const Problem& problem, LinearHeads without, std::size_t left_out) {
    std::vector<std::uint32_t> others, own;
    for (const std::uint32_t row : order) (fold[row] == left_out ? own : others).push_back(row);
    problem.divide(without);
    std::vector<float> duals = trained.duals, step(stride);
    for (const std::uint32_t row : own) {
      for (std::size_t k = 0; k < stride; ++k) step[k] = -duals[row * stride + k];
      problem.add(without, row, step.data());
    }
    Ascent(problem, without, duals).run(std::move(others), fitting.epochs);
    for (const std::uint32_t row : own) problem.score(without, row, result.scores.data() + place[row] * stride);
  };
  if (variances.rule == VarianceRule::equal) {
    const Problem problem(rows, heads, options, variances, trained.heads);
    run_tasks(
        result.number_of_folds, [&](std::size_t left_out) { score_fold(problem, trained.heads, left_out); },
        "calibration");
    return result;
  }
  const LabelCounts counts(rows, heads);
  run_tasks(
      result.number_of_folds,
      [&](std::size_t left_out) {  // the fold must have no part in the variances either
        LabelCounts of_others = counts;
        for (std::size_t row = 0; row < fold.size(); ++row) {
          if (fold[row] == left_out) of_others.take_out(rows, heads, row);
        }
        const FeatureVariances others = variances_of_some(variances.rule, rows, heads, of_others);
        LinearHeads without = trained.heads;
        change_variances(without, variances, others);
        score_fold(Problem(rows, heads, options, others, trained.heads), std::move(without), left_out);
      },
      "calibration");
  return result;
}

}  // namespace fealty::complaints
