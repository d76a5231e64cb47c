#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "fealty/complaints/calibration.hpp"
#include "fealty/complaints/head_targets.hpp"
#include "fealty/core/nan.hpp"

namespace fealty::complaints {
namespace {

constexpr std::size_t fewest_numbers = 20;

/// Rows with a number, summed up so that those of a fold can be taken out.
struct LineSums {
  double rows = 0, s = 0, y = 0, ss = 0, sy = 0, yy = 0;

  void add(double score, double number) noexcept {
    rows += 1;
    s += score;
    y += number;
    ss += score * score;
    sy += score * number;
    yy += number * number;
  }

  [[nodiscard]] LineSums without(const LineSums& some) const noexcept {
    return {rows - some.rows, s - some.s, y - some.y, ss - some.ss, sy - some.sy, yy - some.yy};
  }

  /// The line of least squares that does not fall, as scale and bias; with scores that are all the same, a shift by a
  /// bias. Where there is nothing to tell, the mean of the others falls as that of a fold rises: such a line would turn
  /// what is told of new texts around.
  [[nodiscard]] std::pair<double, double> line() const noexcept {
    if (rows <= 0) return {1.0, 0.0};
    const double spread = ss - s * s / rows;
    const double scale = spread > 1e-9 * ss ? std::max(0.0, (sy - s * y / rows) / spread) : 1.0;
    return {scale, (y - scale * s) / rows};
  }

  /// The sum of (y - scale * s - bias)^2.
  [[nodiscard]] double squared_errors(double scale, double bias) const noexcept {
    return yy - 2 * scale * sy - 2 * bias * y + scale * scale * ss + 2 * scale * bias * s + rows * bias * bias;
  }
};

}  // namespace

Calibration calibrate_number(const HeldOutNumbers& held_out) {
  Calibration made;
  made.loss_before = made.loss_after = nan;
  const std::size_t folds = held_out.folds.empty() ? 0 : std::size_t{*std::ranges::max_element(held_out.folds)} + 1;
  const double center = mean_of_numbers(held_out.numbers);  // about which sums of squares keep their digits
  std::vector<LineSums> of_fold(folds);
  LineSums all;
  for (std::size_t row = 0; row < held_out.folds.size(); ++row) {
    if (std::isnan(held_out.numbers[row])) continue;
    const auto score = static_cast<double>(held_out.scores[row * held_out.stride + held_out.first]) - center;
    const double number = held_out.numbers[row] - center;
    of_fold[held_out.folds[row]].add(score, number);
    all.add(score, number);
  }
  if (all.rows <= 0) return made;
  const double before = all.squared_errors(1.0, 0.0);
  double after = 0;
  for (const LineSums& fold : of_fold) {
    const auto [scale, bias] = all.without(fold).line();
    after += fold.squared_errors(scale, bias);
  }
  made.rows = static_cast<std::size_t>(all.rows);
  made.loss_before = made.loss_after = before / all.rows;
  if (folds < 2 || made.rows < fewest_numbers || !(after < before)) return made;
  const auto [scale, bias] = all.line();
  made.form = CalibrationForm::biases;
  made.scale = scale;
  made.biases = {bias + center * (1 - scale)};
  made.loss_after = after / all.rows;
  return made;
}

double to_number(const Calibration& calibration, float score) noexcept {
  const double bias = calibration.biases.empty() ? 0.0 : calibration.biases.front();
  return calibration.scale * static_cast<double>(score) + bias;
}

}  // namespace fealty::complaints
