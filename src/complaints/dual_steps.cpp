#include "dual_steps.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "single_precision.hpp"

namespace fealty::complaints {
namespace {

constexpr float tiny = 1e-30F;  // in place of a share of zero, whose logarithm does not exist

/// A first value of omega(y), to some per cent: where y is large it is about y - log y, where it is small exp(y).
float rough_omega(float y) noexcept {
  const float large = y > 1.0F ? y : 1.0F;
  const float above = large - fast_log(large) * large / (1.0F + large);
  const float e = fast_exp(y > 1.0F ? 1.0F : y);
  const float below = e / (1.0F + e * (1.0F - 0.1354F * e));
  return y > 1.0F ? above : below;
}

/// Wright's omega, the solution of omega + log omega = y, to single precision: one iteration of order four. Source:
/// Fritsch, Shafer and Crowley (1973), "Solution of the transcendental equation w e^w = x", Communications of the ACM 16.
float omega_of(float y) noexcept {
  const float omega = rough_omega(y);
  const float residual = y - omega - fast_log(omega);
  const float one = 1.0F + omega;
  const float t = 2.0F * one * (one + 0.66666667F * residual);
  return omega * (1.0F + residual / one * (t - residual) / (t - 2.0F * residual));
}

/// Room for what a softmax step works with; a thread keeps its own.
struct Room {
  std::vector<float> shares, targets, scales, omegas;

  void make(std::size_t size) {
    if (shares.size() >= size) return;
    for (auto* one : {&shares, &targets, &scales, &omegas}) one->resize(size);
  }
};

constexpr int most_newton_steps = 12;
constexpr float near_enough = 1e-5F;

}  // namespace

double softmax_step(const DualRow& row, std::size_t label, double C) noexcept {
  thread_local Room room;
  const std::size_t n = row.outputs;
  room.make(n);
  const auto c = static_cast<float>(C);
  const float one_over = 1.0F / c;
  const float* const s = row.scores;
  float* const q = room.shares.data();
  float* const y = room.targets.data();
  float* const h = room.scales.data();
  float* const omega = room.omegas.data();

  float greatest = s[0];
  for (std::size_t k = 1; k < n; ++k) greatest = s[k] > greatest ? s[k] : greatest;
  for (std::size_t k = 0; k < n; ++k) q[k] = -row.duals[k] * one_over;
  q[label] += 1.0F;
  for (std::size_t k = 0; k < n; ++k) {
    q[k] = q[k] > tiny ? q[k] : tiny;
    y[k] = fast_exp(s[k] - greatest);
    omega[k] = q[k] * (fast_log(q[k]) - (s[k] - greatest));
  }
  float sum = 0.0F, divergence = 0.0F;
  for (std::size_t k = 0; k < n; ++k) {
    sum += y[k];
    divergence += omega[k];
  }
  const float log_sum = fast_log(sum);
  const double gap = C * std::max(0.0, static_cast<double>(divergence + log_sum));
  if (gap <= row.negligible) {
    std::fill_n(row.steps, n, 0.0F);
    return gap;
  }

  for (std::size_t k = 0; k < n; ++k) {
    h[k] = c * row.norms[k];
    y[k] = (s[k] - greatest - log_sum) + h[k] * q[k] + fast_log(h[k]);
  }
  float total = 0.0F;
  for (int i = 0; i < most_newton_steps; ++i) {
    float slope = 0.0F;
    total = 0.0F;
    for (std::size_t k = 0; k < n; ++k) omega[k] = omega_of(y[k]);
    for (std::size_t k = 0; k < n; ++k) {
      const float share = omega[k] / h[k];
      total += share;
      slope += share / (1.0F + omega[k]);
    }
    const float error = total - 1.0F;
    if (std::abs(error) < near_enough) break;
    const float step = -error / slope;
    for (std::size_t k = 0; k < n; ++k) y[k] += step;
  }
  for (std::size_t k = 0; k < n; ++k) {
    const float share = omega[k] / h[k] / total;
    row.steps[k] = c * (q[k] - share);
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
  row.steps[output] = 0.0F;
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
  row.steps[output] = 0.0F;
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
  row.steps[0] = 0.0F;
  if (gap <= row.negligible) return gap;
  const auto step = static_cast<float>(residual / (static_cast<double>(row.norms[0]) + 1 / C));
  row.steps[0] = step;
  row.duals[0] += step;
  return gap;
}

}  // namespace fealty::complaints
