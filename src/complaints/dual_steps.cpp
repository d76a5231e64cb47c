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

/// Sums are cut into so many, and so many outputs take their steps together, on every machine.
constexpr std::size_t lanes_at_once = 8;

FEALTY_WITHIN float sum_of(const float* x, std::size_t size) noexcept {
  float parts[lanes_at_once] = {};
  for (std::size_t k = 0; k < size; k += lanes_at_once) {
    for (std::size_t j = 0; j < lanes_at_once; ++j) parts[j] += x[k + j];
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
  const std::size_t size = (n + lanes_at_once - 1) / lanes_at_once * lanes_at_once;
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
  if (gap <= row.negligible * C * std::log(static_cast<double>(n))) return gap;
  aim(s, q, h, y, size);
  share_out(y, h, share, s, size);
  for (std::size_t k = 0; k < n; ++k) {
    row.steps[k] = c * (q[k] - share[k]);
    row.duals[k] += row.steps[k];
  }
  return gap;
}

namespace {

/// Some outputs that take their steps together: as many as there are lanes, or half of that. What is left over has no
/// cost, and stays.
struct Outputs {
  float scores[lanes_at_once], norms[lanes_at_once], duals[lanes_at_once], members[lanes_at_once], costs[lanes_at_once],
      gaps[lanes_at_once], steps[lanes_at_once];
  std::size_t width;
};

FEALTY_WITHIN Outputs outputs_from(const DualRow& row, const OutputGoals& goals, std::size_t first) noexcept {
  const std::size_t count = std::min(lanes_at_once, row.outputs - first);
  Outputs some{};
  some.width = count <= lanes_at_once / 2 ? lanes_at_once / 2 : lanes_at_once;
  for (std::size_t k = 0; k < count; ++k) {
    some.scores[k] = row.scores[first + k];
    some.norms[k] = row.norms[first + k];
    some.duals[k] = row.duals[first + k];
    some.members[k] = goals.members[first + k];
    some.costs[k] = goals.costs[first + k];
  }
  return some;
}

FEALTY_WITHIN void put_back(const Outputs& some, const DualRow& row, const OutputGoals& goals,
                            std::size_t first) noexcept {
  const std::size_t count = std::min(lanes_at_once, row.outputs - first);
  for (std::size_t k = 0; k < count; ++k) {
    goals.gaps[first + k] = some.gaps[k];
    row.steps[first + k] = some.steps[k];
    row.duals[first + k] += some.steps[k];
  }
}

FEALTY_WITHIN float clamped(float x, float low, float high) noexcept {
  return x < low ? low : x > high ? high : x;
}

/// q log(q / p) of a share q above nothing.
FEALTY_WITHIN float relative_entropy(float q, float log_p) noexcept {
  return q * (fast_log(q > tiny ? q : tiny) - log_p);
}

constexpr int most_bracketings = 40;
constexpr float near_enough_to_root = 3e-4F;  // relative to the numbers that are added up

/// Solves z + h q(z) = wanted within [wanted - h, wanted] from the scores on, and gives the shares q; the last
/// step of Newton's method is taken by their slope.
FEALTY_WITHIN void find_shares(const Outputs& some, const float* h, const float* wanted, float* shares) noexcept {
  float z[lanes_at_once], low[lanes_at_once], high[lanes_at_once];
  for (std::size_t k = 0; k < some.width; ++k) {
    low[k] = wanted[k] - h[k];
    high[k] = wanted[k];
    z[k] = clamped(some.scores[k], low[k], high[k]);
  }
  for (int i = 0; i < most_bracketings; ++i) {
    float off[lanes_at_once];
    for (std::size_t k = 0; k < some.width; ++k) {
      const float at = z[k], share = 1.0F / (1.0F + fast_exp(-at)), pull = h[k] * share;
      const float excess = at + pull - wanted[k];
      const float missed = std::abs(excess) - near_enough_to_root * (1.0F + std::abs(at) + pull);
      const float below = excess > 0.0F ? low[k] : at, above = excess > 0.0F ? at : high[k];
      const float further = excess / (1.0F + pull * (1.0F - share)), newton = at - further;
      const float middle = 0.5F * (below + above);
      const float next = newton > below ? newton : middle;
      const float bracketed = newton < above ? next : middle;
      z[k] = missed > 0.0F ? bracketed : at;  // what is found stays, whatever else is still looked for
      off[k] = missed;
      low[k] = below;
      high[k] = above;
      shares[k] = share - share * (1.0F - share) * further;
    }
    float furthest = off[0];
    for (std::size_t k = 1; k < some.width; ++k) furthest = off[k] > furthest ? off[k] : furthest;
    if (furthest <= 0.0F) return;
  }
}

}  // namespace

FEALTY_WIDE void logistic_steps(const DualRow& row, const OutputGoals& goals) noexcept {
  const auto negligible = static_cast<float>(row.negligible * std::log(2.0));
  for (std::size_t first = 0; first < row.outputs; first += lanes_at_once) {
    Outputs some = outputs_from(row, goals, first);
    float h[lanes_at_once], q[lanes_at_once], wanted[lanes_at_once], shares[lanes_at_once];
    for (std::size_t k = 0; k < some.width; ++k) {
      const float c = some.costs[k], s = some.scores[k];
      h[k] = c * some.norms[k];
      q[k] = c > 0.0F ? clamped(some.members[k] - some.duals[k] / c, 0.0F, 1.0F) : 0.0F;
      wanted[k] = s + h[k] * q[k];
      const float log_p = (s < 0.0F ? s : 0.0F) - fast_log(1.0F + fast_exp(-std::abs(s)));
      const float gap = relative_entropy(q[k], log_p) + relative_entropy(1.0F - q[k], log_p - s);
      some.gaps[k] = gap > 0.0F ? c * gap : 0.0F;
    }
    float above = 0.0F;
    for (std::size_t k = 0; k < some.width; ++k) {
      const float over = some.gaps[k] - negligible * some.costs[k];
      above = over > above ? over : above;
    }
    if (above > 0.0F) find_shares(some, h, wanted, shares);
    for (std::size_t k = 0; above > 0.0F && k < some.width; ++k) {
      const float c = some.costs[k];
      some.steps[k] = some.gaps[k] > negligible * c ? c * (q[k] - shares[k]) : 0.0F;
    }
    put_back(some, row, goals, first);
  }
}

FEALTY_WIDE void squared_hinge_steps(const DualRow& row, const OutputGoals& goals) noexcept {
  const auto negligible = static_cast<float>(row.negligible);
  for (std::size_t first = 0; first < row.outputs; first += lanes_at_once) {
    Outputs some = outputs_from(row, goals, first);
    for (std::size_t k = 0; k < some.width; ++k) {
      const float c = some.costs[k], y = 2.0F * some.members[k] - 1.0F;
      const float alpha = y * some.duals[k], excess = y * some.scores[k] - 1.0F;
      const float missing = excess < 0.0F ? -excess : 0.0F;
      const float off = c > 0.0F ? missing - 0.5F * alpha / c : 0.0F;
      some.gaps[k] = c > 0.0F ? c * off * off + alpha * (excess + missing) : 0.0F;
      const float moved = 2.0F * c * (alpha * some.norms[k] - excess) / (1.0F + 2.0F * c * some.norms[k]);
      some.steps[k] = some.gaps[k] > negligible * c ? y * ((moved > 0.0F ? moved : 0.0F) - alpha) : 0.0F;
    }
    put_back(some, row, goals, first);
  }
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
