#include "dual_steps.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "single_precision.hpp"
#include "wide.hpp"

namespace fealty::complaints {
namespace {

constexpr float tiny = 1e-30F;  // in place of a share of zero, whose logarithm does not exist

/// A first value of omega(y), to some per cent: where y is large it is about y - log y, where it is small exp(y).
FEALTY_WITHIN float rough_omega(float y) noexcept {
  const float large = y > 1.0F ? y : 1.0F;
  const float above = large - fast_log(large) * large / (1.0F + large);
  const float e = fast_exp(y > 1.0F ? 1.0F : y);
  const float below = e / (1.0F + e * (1.0F - 0.1354F * e));
  return y > 1.0F ? above : below;
}

/// Wright's omega, the solution of omega + log omega = y, to single precision: one iteration of order four. Source:
/// Fritsch, Shafer and Crowley (1973), "Solution of the transcendental equation w e^w = x", Communications of the
/// ACM 16.
FEALTY_WITHIN float omega_of(float y) noexcept {
  const float omega = rough_omega(y);
  const float residual = y - omega - fast_log(omega);
  const float one = 1.0F + omega;
  const float t = 2.0F * one * (one + 0.66666667F * residual);
  return omega * (1.0F + residual / one * (t - residual) / (t - 2.0F * residual));
}

/// Sums are cut into so many, on every machine.
constexpr std::size_t lanes = 8;

FEALTY_WITHIN float sum_of(const float* x, std::size_t size) noexcept {
  float parts[lanes] = {};
  for (std::size_t k = 0; k < size; k += lanes) {
    for (std::size_t j = 0; j < lanes; ++j) parts[j] += x[k + j];
  }
  return ((parts[0] + parts[4]) + (parts[2] + parts[6])) + ((parts[1] + parts[5]) + (parts[3] + parts[7]));
}

/// What a softmax step works with, with places left over to a multiple of the lanes; a thread keeps its own.
struct Room {
  std::vector<float> scores, shares, targets, scales, omegas;

  void make(std::size_t size) {
    if (scores.size() >= size) return;
    for (auto* one : {&scores, &shares, &targets, &scales, &omegas}) one->resize(size);
  }
};

/// The class of a place left over: nothing is ever in it.
constexpr float no_score = -1e4F;

constexpr int most_newton_steps = 12;
constexpr float near_enough = 1e-3F;  // the shares are then made to sum to 1

/// KL(q || softmax(s)); replaces the scores by the logarithms of their softmax. `room` is written over.
FEALTY_WIDE float divergence(float* s, const float* q, float* room, std::size_t size) noexcept {
  float greatest = s[0];
  for (std::size_t k = 1; k < size; ++k) greatest = s[k] > greatest ? s[k] : greatest;
  for (std::size_t k = 0; k < size; ++k) room[k] = fast_exp(s[k] - greatest);
  const float log_sum = fast_log(sum_of(room, size)) + greatest;
  for (std::size_t k = 0; k < size; ++k) {
    s[k] -= log_sum;
    room[k] = q[k] * (fast_log(q[k]) - s[k]);
  }
  return sum_of(room, size);
}

/// Finds the q with h q + log q = y + v whose sum is 1; `y` moves with v, `room` is written over.
FEALTY_WIDE void share_out(float* y, const float* h, float* q, float* room, std::size_t size) noexcept {
  for (int i = 0; i < most_newton_steps; ++i) {
    for (std::size_t k = 0; k < size; ++k) {
      const float omega = omega_of(y[k]);
      q[k] = omega / h[k];
      room[k] = q[k] / (1.0F + omega);
    }
    const float total = sum_of(q, size);
    const float error = total - 1.0F;
    if (std::abs(error) < near_enough || i + 1 == most_newton_steps) {
      const float factor = 1.0F / total;
      for (std::size_t k = 0; k < size; ++k) q[k] *= factor;
      return;
    }
    const float step = -error / sum_of(room, size);
    for (std::size_t k = 0; k < size; ++k) y[k] += step;
  }
}

FEALTY_WIDE void aim(const float* s, const float* q, const float* h, float* y, std::size_t size) noexcept {
  for (std::size_t k = 0; k < size; ++k) y[k] = s[k] + h[k] * q[k] + fast_log(h[k]);
}

}  // namespace

double softmax_step(const DualRow& row, std::size_t label, double C) noexcept {
  thread_local Room room;
  const std::size_t n = row.outputs;
  const std::size_t size = (n + lanes - 1) / lanes * lanes;
  room.make(size);
  const auto c = static_cast<float>(C);
  const float one_over = 1.0F / c;
  float* const s = room.scores.data();
  float* const q = room.shares.data();
  float* const y = room.targets.data();
  float* const h = room.scales.data();
  float* const share = room.omegas.data();
  for (std::size_t k = 0; k < n; ++k) {
    s[k] = row.scores[k];
    h[k] = c * row.norms[k];
    q[k] = -row.duals[k] * one_over;
  }
  q[label] += 1.0F;
  for (std::size_t k = 0; k < n; ++k) q[k] = q[k] > tiny ? q[k] : tiny;
  std::fill(s + n, s + size, no_score);
  std::fill(h + n, h + size, 1.0F);
  std::fill(q + n, q + size, tiny);

  const double gap = C * std::max(0.0, static_cast<double>(divergence(s, q, share, size)));
  if (gap <= row.negligible) return gap;
  aim(s, q, h, y, size);
  share_out(y, h, share, s, size);
  for (std::size_t k = 0; k < n; ++k) {
    row.steps[k] = c * (q[k] - share[k]);
    row.duals[k] += row.steps[k];
  }
  return gap;
}

double logistic_step(const DualRow& row, std::size_t output, bool is_member, double C) noexcept {
  const double s = static_cast<double>(row.scores[output]);
  const double y = is_member ? 1.0 : 0.0;
  const double h = C * static_cast<double>(row.norms[output]);
  const double q = std::clamp(y - static_cast<double>(row.duals[output]) / C, 0.0, 1.0);
  const auto entropy = [](double p) { return p > 0 ? p * std::log(p) : 0.0; };
  const double softplus = std::max(s, 0.0) + std::log1p(std::exp(-std::abs(s)));
  const double gap = C * std::max(0.0, softplus + entropy(q) + entropy(1 - q) - q * s);
  if (gap <= row.negligible) return gap;

  const double wanted = s + h * q;
  double low = wanted - h, high = wanted, z = std::clamp(s, low, high), share = 0.0;
  for (int i = 0; i < 50; ++i) {
    share = 1 / (1 + std::exp(-z));
    const double excess = z + h * share - wanted;
    if (std::abs(excess) < 1e-7 * (1 + std::abs(wanted))) break;
    (excess > 0 ? high : low) = z;
    const double newton = z - excess / (1 + h * share * (1 - share));
    z = newton > low && newton < high ? newton : (low + high) / 2;
  }
  const auto step = static_cast<float>(C * (q - share));
  row.steps[output] = step;
  row.duals[output] += step;
  return gap;
}

double squared_hinge_step(const DualRow& row, std::size_t output, bool is_member, double C) noexcept {
  const double y = is_member ? 1.0 : -1.0;
  const double margin = y * static_cast<double>(row.scores[output]);
  const double alpha = y * static_cast<double>(row.duals[output]);
  const double diagonal = 1 / (2 * C);
  const double missing = std::max(0.0, 1 - margin);
  const double gap = std::max(0.0, C * missing * missing + alpha * (alpha * diagonal / 2 - 1 + margin));
  if (gap <= row.negligible) return gap;
  const double gradient = margin - 1 + alpha * diagonal;
  const double moved = std::max(0.0, alpha - gradient / (static_cast<double>(row.norms[output]) + diagonal));
  const auto step = static_cast<float>(y * (moved - alpha));
  row.steps[output] = step;
  row.duals[output] += step;
  return gap;
}

double squared_step(const DualRow& row, double number, double C) noexcept {
  const double residual = number - static_cast<double>(row.scores[0]) - static_cast<double>(row.duals[0]) / C;
  const double gap = C * residual * residual / 2;
  if (gap <= row.negligible) return gap;
  const auto step = static_cast<float>(residual / (static_cast<double>(row.norms[0]) + 1 / C));
  row.steps[0] = step;
  row.duals[0] += step;
  return gap;
}

}  // namespace fealty::complaints
