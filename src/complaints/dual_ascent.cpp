#include "dual_ascent.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "dual_steps.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/progress.hpp"
#include "fealty/core/random.hpp"
#include "prefetch.hpp"
#include "row_kernels.hpp"

namespace fealty::complaints {
namespace {

constexpr std::size_t rows_between_reports = 1024;
constexpr std::size_t rows_ahead = 2;  // of which everything is asked for before it is needed
constexpr std::size_t most_bytes_fetched = 1024;
constexpr std::size_t rows_of_norms = 256;  // at a time, in parallel
constexpr std::size_t lanes_side_by_side = 32;
constexpr float least_norm = 1e-12F;  // an empty row without intercept moves nothing

/// The share of the tolerance that a row may miss without being attended to.
constexpr double negligible_share = 0.1;

bool has_by_output(const Learner& learner) noexcept {
  return learner.variances != nullptr && !learner.variances->of_output.empty();
}

bool has_one_lane(const Learner& learner) noexcept {
  return learner.is_opposite || (learner.head->loss == Loss::squared && !has_by_output(learner));
}

void shuffle(std::vector<std::uint32_t>& order, std::uint64_t seed, std::uint32_t epoch) {
  RandomStream random(seed, "complaints.training", epoch);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
}

/// sum of value^2 * variance, by output.
void add_weighed_squares(std::span<const std::uint32_t> features, std::span<const float> values, const float* variances,
                         std::span<double> sums) noexcept {
  for (std::size_t i = 0; i < features.size(); ++i) {
    const double square = static_cast<double>(values[i]) * static_cast<double>(values[i]);
    const float* const v = variances + features[i] * sums.size();
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += square * static_cast<double>(v[k]);
  }
}

}  // namespace

bool can_be_opposite(const HeadTargets& head) noexcept {
  const bool is_by_output = head.variances != nullptr && !head.variances->of_output.empty();
  return head.outputs == 2 && head.loss != Loss::squared && head.memberships.empty() && !is_by_output;
}

bool is_opposite(const TrainedHeads& trained, std::size_t head) noexcept {
  const std::size_t first = trained.heads.first_output(head), stride = trained.heads.stride();
  for (std::uint32_t f = 0; f <= trained.heads.number_of_features(); ++f) {
    const float* const w = trained.heads.weights_of(f).data() + first;
    if (w[0] != -w[1]) return false;
  }
  for (std::size_t at = first; at < trained.duals.size(); at += stride) {
    if (trained.duals[at] != -trained.duals[at + 1]) return false;
  }
  return true;
}

std::size_t DualAscent::lanes_of(const Learner& learner) noexcept {
  return has_one_lane(learner) ? 1 : up_to_four(learner.head->outputs);
}

std::vector<LearnerGroup> groups_of(std::span<const Learner> learners) {
  const std::size_t most = (learners.size() + threads() - 1) / threads();
  std::vector<LearnerGroup> groups;
  std::size_t lanes = 0;
  for (std::size_t l = 0; l < learners.size(); ++l) {
    const std::size_t more = DualAscent::lanes_of(learners[l]);
    if (groups.empty() || l - groups.back().begin >= most || lanes + more > lanes_side_by_side) {
      groups.push_back({l, l});
      lanes = 0;
    }
    groups.back().end = l + 1;
    lanes += more;
  }
  return groups;
}

DualAscent::DualAscent(const FeatureRows& rows, std::vector<Learner> learners, const TrainingOptions& options,
                       std::span<const std::uint8_t> folds)
    : rows_(rows), learners_(std::move(learners)), options_(options), folds_(folds) {
  lay_out();
  table_.resize((std::size_t{rows.number_of_features} + 1) * pitch_);
  fill_variances();
  duals_.resize(rows.rows() * lanes_);
  find_norms();
  for (auto* const room : {&scores_, &steps_, &row_norms_, &members_, &costs_, &gaps_}) room->resize(lanes_);
  gap_.resize(learners_.size());
  loss_at_zero_.resize(learners_.size());
  is_done_.resize(learners_.size());
  reached_.resize(learners_.size());
  for (const Learner& learner : learners_) means_.push_back(mean_of_numbers(learner.head->numbers));
}

/// Learners of one lane come first, so that they move together; then the others, with lanes in fours.
void DualAscent::lay_out() {
  first_.resize(learners_.size());
  bool has_variances = false;
  for (std::size_t l = 0; l < learners_.size(); ++l) {
    if (!has_one_lane(learners_[l])) continue;
    first_[l] = lanes_++;
    has_variances |= learners_[l].variances != nullptr;
  }
  const std::size_t single = lanes_ = up_to_four(lanes_);
  for (std::size_t l = 0; l < learners_.size(); ++l) {
    const bool is_with_last =
        l > 0 && learners_[l].is_opposite && learners_[l - 1].is_opposite && learners_[l].head == learners_[l - 1].head;
    is_with_last ? void(++units_.back().count) : units_.push_back({l, 1});
    if (has_one_lane(learners_[l])) continue;
    first_[l] = lanes_;
    lanes_ += lanes_of(learners_[l]);
  }
  pitch_ = lanes_;
  if (single > 0)
    add_segment(0, single, has_variances ? Weighing::by_lane : Weighing::equal, has_variances ? single : 0);
  for (std::size_t l = 0; l < learners_.size(); ++l) {
    if (has_one_lane(learners_[l])) continue;
    const std::size_t lanes = lanes_of(learners_[l]);
    if (learners_[l].variances == nullptr) {
      add_segment(first_[l], lanes, Weighing::equal, 0);
    } else if (has_by_output(learners_[l])) {
      add_segment(first_[l], lanes, Weighing::by_lane, lanes);
    } else {
      add_segment(first_[l], lanes, Weighing::by_feature, 0);
      segments_.back().of_feature = learners_[l].variances->of_feature.data();
    }
  }
  if (pitch_ > 16) pitch_ = (pitch_ + 7) / 8 * 8;  // no register crosses a line of the cache
}

/// Lanes with so many variances, which are put behind all else.
void DualAscent::add_segment(std::size_t first, std::size_t lanes, Weighing weighing, std::size_t variances) {
  if (weighing == Weighing::equal) {
    Segment* const last = segments_.empty() ? nullptr : &segments_.back();
    if (last != nullptr && last->weighing == weighing && last->first + last->lanes == first) {
      last->lanes += lanes;
      return;
    }
  }
  segments_.push_back({first, lanes, weighing, pitch_});
  pitch_ += variances;
}

void DualAscent::fill_variances() {
  const auto fill = [&](std::size_t place, const std::vector<float>& of, std::size_t width) {
    for (std::size_t f = 0; f < rows_.number_of_features; ++f)
      std::copy_n(of.data() + f * width, width, weights_of(f) + place);
  };
  for (const Segment& segment : segments_) {
    if (segment.weighing != Weighing::by_lane) continue;
    for (std::size_t l = 0; l < learners_.size(); ++l) {
      if (first_[l] < segment.first || first_[l] >= segment.first + segment.lanes) continue;
      const FeatureVariances* const variances = learners_[l].variances;
      const std::size_t place = segment.variances + first_[l] - segment.first;
      if (variances == nullptr) {
        for (std::size_t f = 0; f < rows_.number_of_features; ++f) weights_of(f)[place] = 1.0F;
      } else if (has_by_output(learners_[l])) {
        fill(place, variances->of_output, lanes_of(learners_[l]));
      } else {
        fill(place, variances->of_feature, 1);
      }
    }
  }
}

/// The squared lengths of rows, once for all learners with the same variances.
void DualAscent::find_norms() {
  struct Column {
    const FeatureVariances* variances;
    std::size_t width;
  };
  std::map<const FeatureVariances*, std::size_t> places;
  std::vector<Column> columns;
  for (const Learner& learner : learners_) {
    const auto [place, is_new] = places.try_emplace(learner.variances, norm_width_);
    norm_at_.push_back(place->second);
    if (!is_new) continue;
    columns.push_back({learner.variances, has_by_output(learner) ? lanes_of(learner) : 1});
    norm_width_ += columns.back().width;
  }
  norms_.resize(rows_.rows() * norm_width_);
  const double of_intercept = options_.intercept_scale * options_.intercept_scale;
  for_blocks(
      rows_.rows(),
      [&](std::size_t begin, std::size_t end) {
        std::vector<double> sums(norm_width_);
        for (std::size_t row = begin; row < end; ++row) {
          std::ranges::fill(sums, of_intercept);
          std::size_t at = 0;
          for (const Column& column : columns) {
            const std::span<double> own(sums.data() + at, column.width);
            at += column.width;
            const auto features = rows_.features_of(row);
            const auto values = rows_.values_of(row);
            if (column.variances == nullptr) {
              own[0] += squared_length(values);
            } else if (column.variances->of_output.empty()) {
              own[0] += squared_length(features, values, column.variances->of_feature.data());
            } else {
              add_weighed_squares(features, values, column.variances->of_output.data(), own);
            }
          }
          for (std::size_t k = 0; k < norm_width_; ++k)
            norms_[row * norm_width_ + k] = std::max(static_cast<float>(sums[k]), least_norm);
        }
      },
      rows_of_norms);
}

void DualAscent::set_weights(std::size_t learner, const LinearHeads& heads, std::size_t head) {
  const std::size_t from = heads.first_output(head);
  const std::size_t count = learners_[learner].is_opposite ? 1 : heads.outputs(head);
  for (std::uint32_t f = 0; f <= heads.number_of_features(); ++f)
    std::copy_n(heads.weights_of(f).data() + from, count, weights_of(f) + first_[learner]);
}

void DualAscent::change_variances(std::size_t learner, const FeatureVariances& before) {
  const FeatureVariances& after = *learners_[learner].variances;
  const std::size_t lanes = lanes_of(learners_[learner]);
  for (std::size_t f = 0; f < rows_.number_of_features; ++f) {
    float* const w = weights_of(f) + first_[learner];
    if (after.of_output.empty()) {
      const float factor = after.of_feature[f] / before.of_feature[f];
      for (std::size_t k = 0; k < lanes; ++k) w[k] *= factor;
    } else {
      for (std::size_t k = 0; k < lanes; ++k) w[k] *= after.of_output[f * lanes + k] / before.of_output[f * lanes + k];
    }
  }
}

void DualAscent::set_duals(std::size_t learner, std::span<const float> duals, const LinearHeads& layout,
                           std::size_t head, float times) {
  const std::size_t count = learners_[learner].is_opposite ? 1 : layout.outputs(head);
  for (std::size_t row = 0; row < rows_.rows(); ++row) {
    const float* const from = duals.data() + row * layout.stride() + layout.first_output(head);
    for (std::size_t k = 0; k < count; ++k) duals_of(row)[first_[learner] + k] = times * from[k];
  }
}

void DualAscent::add_duals(std::span<const std::uint32_t> rows) {
  for (const std::uint32_t row : rows) {
    std::copy_n(duals_of(row), lanes_, steps_.data());
    add_steps(row);
  }
}

bool DualAscent::is_left_out(std::size_t row) const noexcept {
  return std::ranges::any_of(learners_, [&](const Learner& learner) { return learner.left_out == folds_[row]; });
}

void DualAscent::take_out(std::span<const std::uint32_t> rows) {
  for (const std::uint32_t row : rows) {
    if (!is_left_out(row)) continue;
    std::ranges::fill(steps_, 0.0F);
    for (std::size_t l = 0; l < learners_.size(); ++l) {
      if (folds_[row] != learners_[l].left_out) continue;
      for (std::size_t k = first_[l]; k < first_[l] + lanes_of(learners_[l]); ++k) steps_[k] = -duals_of(row)[k];
    }
    add_steps(row);
  }
}

void DualAscent::run(std::vector<std::uint32_t> order, std::uint32_t most_epochs) {
  for (std::uint32_t epoch = 0; epoch < most_epochs; ++epoch) {
    shuffle(order, options_.seed, epoch);
    std::ranges::fill(gap_, 0.0);
    std::ranges::fill(loss_at_zero_, 0.0);
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i % rows_between_reports == 0)
        report_progress("training", epoch * order.size() + i, most_epochs * order.size());
      fetch(order[std::min(i + rows_ahead, order.size() - 1)]);
      visit(order[i]);
    }
    if (end_epoch(epoch + 1)) return;
  }
}

/// Asks for what is kept of a row, which is seldom in the cache, before it is visited.
void DualAscent::fetch(std::size_t row) const noexcept {
  const auto features = rows_.features_of(row);
  const auto values = rows_.values_of(row);
  const std::size_t bytes = std::min(features.size_bytes(), most_bytes_fetched);
  prefetch(features.data(), bytes);
  prefetch(values.data(), bytes);
  prefetch(duals_.data() + row * lanes_, lanes_ * sizeof(float));
  prefetch(norms_.data() + row * norm_width_, norm_width_ * sizeof(float));
}

/// Whether all learners have converged.
bool DualAscent::end_epoch(std::uint32_t epochs) {
  bool are_done = true;
  for (std::size_t l = 0; l < learners_.size(); ++l) {
    if (is_done_[l]) continue;
    const double gap = loss_at_zero_[l] > 0 ? gap_[l] / loss_at_zero_[l] : 0.0;
    reached_[l] = {epochs, gap, gap <= options_.tolerance};
    is_done_[l] = reached_[l].has_converged;
    are_done &= reached_[l].has_converged;
  }
  return are_done;
}

void DualAscent::score(const FeatureRow& row) noexcept {
  score_row(row.features, row.values, table_.data(), pitch_, lanes_, scores_.data());
  const float* const intercepts = weights_of(rows_.number_of_features);
  for (std::size_t k = 0; k < lanes_; ++k) scores_[k] += intercepts[k];
}

void DualAscent::visit(std::size_t row) {
  score({rows_.features_of(row), rows_.values_of(row)});
  std::ranges::fill(steps_, 0.0F);
  for (const Unit& unit : units_) move(unit, row);
  add_steps(row);
}

void DualAscent::move(const Unit& unit, std::size_t row) {
  const HeadTargets& head = *learners_[unit.first].head;
  if (learners_[unit.first].is_opposite) return move_opposite(unit, row);
  if (!sees(unit.first, row)) return;
  if (head.loss == Loss::squared) return move_number(unit.first, row);
  if (!head.memberships.empty()) return move_memberships(unit.first, row);
  move_classes(unit.first, row);
}

/// How much a row counts in a head, by the class or membership.
double DualAscent::cost(const HeadTargets& head, std::size_t output) const noexcept {
  return head.weight * options_.C * (head.class_weights.empty() ? 1.0 : head.class_weights[output]);
}

/// Two classes as one output: of the softmax loss, what lies between the two scores is twice that of one.
void DualAscent::move_opposite(const Unit& unit, std::size_t row) {
  const HeadTargets& head = *learners_[unit.first].head;
  const std::int32_t label = head.classes[row];
  if (label < 0) return;
  const double C = cost(head, static_cast<std::size_t>(label));
  if (C <= 0) return;
  const bool is_softmax = head.loss == Loss::softmax, is_hinge = head.loss == Loss::squared_hinge;
  const float factor = is_softmax ? 2.0F : 1.0F;
  const std::size_t first = first_[unit.first];
  for (std::size_t i = 0; i < unit.count; ++i) {
    const std::size_t l = unit.first + i;
    scores_[first + i] *= factor;
    row_norms_[i] = factor * norms_[row * norm_width_ + norm_at_[l]];
    members_[i] = label == 0 ? 1.0F : 0.0F;
    costs_[i] = sees(l, row) ? static_cast<float>(C) : 0.0F;
    if (sees(l, row)) loss_at_zero_[l] += is_hinge ? C : C * std::log(2.0);
  }
  const DualRow one{scores_.data() + first, row_norms_.data(), duals_of(row) + first,
                    steps_.data() + first,  unit.count,        negligible_share * options_.tolerance};
  const OutputGoals goals{members_.data(), costs_.data(), gaps_.data()};
  is_hinge ? squared_hinge_steps(one, goals) : logistic_steps(one, goals);
  for (std::size_t i = 0; i < unit.count; ++i) gap_[unit.first + i] += static_cast<double>(gaps_[i]);
}

void DualAscent::move_classes(std::size_t learner, std::size_t row) {
  const HeadTargets& head = *learners_[learner].head;
  if (head.classes[row] < 0) return;
  const auto label = static_cast<std::size_t>(head.classes[row]);
  const double C = cost(head, label);
  if (C <= 0) return;
  if (head.loss != Loss::softmax) {
    std::fill_n(members_.begin(), head.outputs, 0.0F);
    members_[label] = 1.0F;
    std::fill_n(costs_.begin(), head.outputs, static_cast<float>(C));
    return move_outputs(learner, row);
  }
  const std::size_t first = first_[learner];
  const DualRow one{scores_.data() + first, norms_of(learner, row), duals_of(row) + first,
                    steps_.data() + first,  head.outputs,           negligible_share * options_.tolerance};
  loss_at_zero_[learner] += C * std::log(static_cast<double>(head.outputs));
  gap_[learner] += softmax_step(one, label, C);
}

void DualAscent::move_memberships(std::size_t learner, std::size_t row) {
  const HeadTargets& head = *learners_[learner].head;
  for (std::size_t k = 0; k < head.outputs; ++k) {
    const std::int8_t is_member = head.memberships[row * head.outputs + k];
    members_[k] = is_member == 1 ? 1.0F : 0.0F;
    costs_[k] = is_member < 0 ? 0.0F : static_cast<float>(is_member == 1 ? cost(head, k) : head.weight * options_.C);
  }
  move_outputs(learner, row);
}

/// The outputs of a head each by itself.
void DualAscent::move_outputs(std::size_t learner, std::size_t row) {
  const HeadTargets& head = *learners_[learner].head;
  const std::size_t first = first_[learner];
  const bool is_logistic = head.loss == Loss::logistic;
  const DualRow one{scores_.data() + first, norms_of(learner, row), duals_of(row) + first,
                    steps_.data() + first,  head.outputs,           negligible_share * options_.tolerance};
  const OutputGoals goals{members_.data(), costs_.data(), gaps_.data()};
  is_logistic ? logistic_steps(one, goals) : squared_hinge_steps(one, goals);
  const double at_zero = is_logistic ? std::log(2.0) : 1.0;
  for (std::size_t k = 0; k < head.outputs; ++k) {
    loss_at_zero_[learner] += at_zero * static_cast<double>(costs_[k]);
    gap_[learner] += static_cast<double>(gaps_[k]);
  }
}

void DualAscent::move_number(std::size_t learner, std::size_t row) {
  const HeadTargets& head = *learners_[learner].head;
  const double number = head.numbers[row];
  if (std::isnan(number)) return;
  const double C = head.weight * options_.C, from_start = number - means_[learner];
  const std::size_t first = first_[learner];
  const DualRow one{scores_.data() + first, norms_of(learner, row), duals_of(row) + first, steps_.data() + first, 1, 0};
  loss_at_zero_[learner] += C * from_start * from_start / 2;
  gap_[learner] += squared_step(one, number, C);
}

/// The squared length of a row as each output of a learner sees it.
const float* DualAscent::norms_of(std::size_t learner, std::size_t row) noexcept {
  const float* const norms = norms_.data() + row * norm_width_ + norm_at_[learner];
  if (has_by_output(learners_[learner])) return norms;
  std::fill_n(row_norms_.begin(), learners_[learner].head->outputs, *norms);
  return row_norms_.data();
}

/// Weights += the row times the steps.
void DualAscent::add_steps(std::size_t row) noexcept {
  const auto features = rows_.features_of(row);
  const auto values = rows_.values_of(row);
  bool have_moved = false;
  for (const Segment& segment : segments_) {
    const float* const steps = steps_.data() + segment.first;
    if (std::all_of(steps, steps + segment.lanes, [](float step) { return step == 0.0F; })) continue;
    have_moved = true;
    float* const weights = table_.data() + segment.first;
    switch (segment.weighing) {
      case Weighing::equal:
        add_row(features, values, weights, pitch_, segment.lanes, steps);
        break;
      case Weighing::by_feature:
        add_row_by_feature(features, values, segment.of_feature, weights, pitch_, segment.lanes, steps);
        break;
      case Weighing::by_lane:
        add_row_by_lane(features, values, table_.data() + segment.variances, weights, pitch_, segment.lanes, steps);
        break;
    }
  }
  if (!have_moved) return;
  float* const intercepts = weights_of(rows_.number_of_features);
  const auto square = static_cast<float>(options_.intercept_scale * options_.intercept_scale);
  for (std::size_t k = 0; k < lanes_; ++k) intercepts[k] += square * steps_[k];
}

void DualAscent::copy_weights(std::size_t learner, LinearHeads& heads, std::size_t head) const {
  for (std::uint32_t f = 0; f <= heads.number_of_features(); ++f) {
    const float* const from = weights_of(f) + first_[learner];
    float* const to = heads.weights_of(f).data() + heads.first_output(head);
    if (learners_[learner].is_opposite) {
      to[0] = from[0];
      to[1] = -from[0];
    } else {
      std::copy_n(from, heads.outputs(head), to);
    }
  }
}

void DualAscent::copy_duals(std::size_t learner, std::span<float> duals, const LinearHeads& layout,
                            std::size_t head) const {
  for (std::size_t row = 0; row < rows_.rows(); ++row) {
    const float* const from = duals_.data() + row * lanes_ + first_[learner];
    float* const to = duals.data() + row * layout.stride() + layout.first_output(head);
    if (learners_[learner].is_opposite) {
      to[0] = from[0];
      to[1] = -from[0];
    } else {
      std::copy_n(from, layout.outputs(head), to);
    }
  }
}

void DualAscent::copy_scores(std::size_t learner, float* scores) const noexcept {
  const float* const from = scores_.data() + first_[learner];
  if (learners_[learner].is_opposite) {
    scores[0] = from[0];
    scores[1] = -from[0];
  } else {
    std::copy_n(from, learners_[learner].head->outputs, scores);
  }
}

}  // namespace fealty::complaints
