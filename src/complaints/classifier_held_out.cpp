#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "blended_training.hpp"
#include "fealty/complaints/classifier.hpp"
#include "fealty/core/nan.hpp"

namespace fealty::complaints {
namespace {

std::vector<double> shares_of(const std::vector<std::int64_t>& counts) {
  double all = 0;
  for (const std::int64_t count : counts) all += static_cast<double>(count);
  std::vector<double> shares;
  for (const std::int64_t count : counts) shares.push_back(static_cast<double>(count) / all);
  return shares;
}

/// The targets of some rows, one after another.
struct HeldOutTargets {
  std::vector<std::int32_t> classes;
  std::vector<std::int8_t> memberships;
  std::vector<double> numbers;

  HeldOutTargets(const HeadTargets& targets, const std::vector<std::uint32_t>& rows) {
    for (const std::uint32_t row : rows) {
      if (!targets.classes.empty()) classes.push_back(targets.classes[row]);
      if (!targets.numbers.empty()) numbers.push_back(targets.numbers[row]);
      for (std::size_t k = 0; k < targets.outputs && !targets.memberships.empty(); ++k)
        memberships.push_back(targets.memberships[row * targets.outputs + k]);
    }
  }
};

/// How badly a head of labels tells rows that were left out: the share of errors, or the log-loss.
double held_out_loss(const HeadTargets& targets, const CrossFittedScores& left_out, std::size_t stride,
                     std::size_t first) {
  double sum = 0, judged = 0;
  for (std::size_t i = 0; i < left_out.rows.size(); ++i) {
    const std::size_t row = left_out.rows[i];
    const std::span<const float> scores(left_out.scores.data() + i * stride + first, targets.outputs);
    if (!targets.classes.empty()) {
      if (targets.classes[row] < 0) continue;
      const auto best = std::ranges::max_element(scores) - scores.begin();
      sum += best == targets.classes[row] ? 0 : 1;
      ++judged;
    } else {
      for (std::size_t k = 0; k < targets.outputs; ++k) {
        const std::int8_t is_member = targets.memberships[row * targets.outputs + k];
        if (is_member < 0) continue;
        const double z = static_cast<double>(scores[k]) * (is_member == 1 ? 1 : -1);
        sum += std::max(0.0, -z) + std::log1p(std::exp(-std::abs(z)));
        ++judged;
      }
    }
  }
  return judged > 0 ? sum / judged : nan;
}

Calibration line_of(const HeldOutTargets& held_out, const CrossFittedScores& left_out, std::size_t stride,
                    std::size_t first) {
  return calibrate_number({left_out.scores, stride, first, held_out.numbers, left_out.folds});
}

}  // namespace

void Classifier::choose_costs(BlendedTraining& training) {
  std::vector<double> best(heads_.size(), std::numeric_limits<double>::infinity());
  std::vector<double> chosen(heads_.size(), 1.0);
  for (std::size_t i = 0; i < options_.C_factors.size(); ++i) {
    const double factor = options_.C_factors[i];
    TrainingOptions options = options_.training;
    options.C *= factor;
    i == 0 ? training.train(options) : training.follow(factor / options_.C_factors[i - 1], options);
    const CrossFittedScores left_out = training.left_out(options, options_.cross_fitting);
    const LinearHeads layout(0, training.targets());
    for (std::size_t h = 0; h < heads_.size(); ++h) {
      const HeadTargets& targets = training.targets()[h];
      const std::size_t stride = layout.stride(), first = layout.first_output(h);
      double loss = 0;
      if (heads_[h].kind == HeadKind::number) {
        const Calibration line = line_of(HeldOutTargets(targets, left_out.rows), left_out, stride, first);
        loss = options_.is_calibrated ? line.loss_after : line.loss_before;
      } else {
        loss = held_out_loss(targets, left_out, stride, first);
      }
      heads_[h].held_out_losses.push_back(loss);
      if (loss >= best[h]) continue;
      best[h] = loss;
      chosen[h] = factor;
    }
  }
  for (std::size_t h = 0; h < heads_.size(); ++h) {
    heads_[h].C *= chosen[h];
    training.multiply_cost(h, chosen[h]);
  }
}

void Classifier::leave_unjudged() {
  for (FittedHead& head : heads_) {
    head.calibration = {};
    head.calibration.loss_before = head.calibration.loss_after = nan;
    head.shift = {};
    if (head.kind == HeadKind::number) head.residual_deviation = nan;
  }
}

void Classifier::judge_held_out(const BlendedTraining& training) {
  const std::span<const HeadTargets> targets = training.targets();
  const CrossFittedScores left_out = training.left_out(options_.training, options_.cross_fitting);
  const LinearHeads layout(0, targets);
  const std::size_t stride = layout.stride();
  for (std::size_t h = 0; h < targets.size(); ++h) {
    FittedHead& head = heads_[h];
    const std::size_t first = layout.first_output(h), outputs = targets[h].outputs;
    const HeldOutTargets held_out(targets[h], left_out.rows);
    if (head.kind == HeadKind::number) {
      head.calibration = line_of(held_out, left_out, stride, first);
      head.residual_deviation = std::sqrt(head.calibration.loss_after);
      continue;
    }
    head.calibration = calibrate(
        {left_out.scores, stride, first, outputs, held_out.classes, held_out.memberships, left_out.folds}, head.link());
    if (head.kind != HeadKind::one) continue;
    std::vector<double> probabilities(left_out.rows.size() * outputs);
    for (std::size_t i = 0; i < left_out.rows.size(); ++i) {
      to_probabilities(head.calibration, Link::softmax, std::span(left_out.scores).subspan(i * stride + first, outputs),
                       std::span(probabilities).subspan(i * outputs, outputs));
    }
    head.shift = shift_reference(probabilities, held_out.classes, shares_of(head.counts));
  }
}

}  // namespace fealty::complaints
