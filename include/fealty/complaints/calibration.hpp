#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fealty::complaints {

/// How the scores of a head become probabilities.
enum class Link : std::uint8_t {
  softmax,  ///< exp s over the sum of exp s: one of several classes
  logistic  ///< 1 / (1 + exp -s) for each output
};

/// What is done to scores before they become probabilities.
enum class CalibrationForm : std::uint8_t {
  none,         ///< nothing
  temperature,  ///< all scores are multiplied by one number. Guo, Pleiss, Sun and Weinberger (2017), ICML
  biases        ///< and each output gets a bias. Alexandari, Kundaje and Shrikumar (2020), ICML
};

/// The greatest share of labels that may be noise.
inline constexpr double most_noise = 0.5;

/// Scores of held-out rows and what the rows are.
struct HeldOutScores {
  std::span<const float> scores;  ///< `stride` numbers for each row, of which the head's begin at `first`
  std::size_t stride = 0;
  std::size_t first = 0;
  std::size_t outputs = 0;
  std::span<const std::int32_t> classes;     ///< of rows with one class: which, or -1
  std::span<const std::int8_t> memberships;  ///< else by row and output: 1, 0, or -1 where nobody has said
  std::span<const std::uint8_t> folds;       ///< the fold of each row
};

/// Scores of a number of held-out rows, and the number.
struct HeldOutNumbers {
  std::span<const float> scores;  ///< `stride` numbers for each row, of which the head's score is at `first`
  std::size_t stride = 0;
  std::size_t first = 0;
  std::span<const double> numbers;      ///< of each row, NaN where it is not known
  std::span<const std::uint8_t> folds;  ///< the fold of each row
};

/// Probabilities that are as often right as they say, or numbers that are neither too timid nor too bold.
struct Calibration {
  CalibrationForm form = CalibrationForm::none;
  double scale = 1.0;
  std::vector<double> biases = {};  ///< one for each output; empty for none

  /// The share of labels that no score can tell, of one of several classes: p becomes (1 - noise) p + noise * chance.
  /// So a few labels that are wrong do not make all probabilities timid. Lawrence and Schoelkopf (2001), ICML.
  double noise = 0.0;
  std::vector<double> chance = {};  ///< of each class if a label is noise: its share; empty without noise

  /// Mean log-loss of a held-out row (for memberships, of an output of it; for a number the mean squared error) as the
  /// scores are, and with the best form fitted to the other folds. What is kept is the form whose loss is least, so
  /// that the second is never above the first; NaN where there were no rows to judge by.
  double loss_before = 0.0;
  double loss_after = 0.0;
  std::size_t rows = 0;  ///< that were judged

  friend bool operator==(const Calibration&, const Calibration&) = default;
};

/// Fits each form to the folds but one and judges it by that one, in turn; the best is fitted to all rows.
///
/// The log-loss is made least by Newton steps; every form but the first has noise too. Biases and the log of the scale
/// have a normal prior of variance 1, so that what is seldom seen has none; the share of noise has that of Jeffreys, in
/// its log-odds: of n rows that are all told right, the next is not certain to be either, but to 1 - 1/(2n) or so. With
/// fewer than 20 rows, or rows of one fold only, nothing is done.
Calibration calibrate(const HeldOutScores& held_out, Link link);

/// Fits the line scale * score + bias, which does not fall, by least squares to the folds but one and judges it by that
/// one, in turn; if it errs less than the scores themselves, it is fitted to all rows. A penalty makes scores timid,
/// and how much so nothing tells but rows that were left out. With fewer than 20 rows, or rows of one fold only,
/// nothing is done.
Calibration calibrate_number(const HeldOutNumbers& held_out);

/// The number that a score stands for.
double to_number(const Calibration& calibration, float score) noexcept;

/// Replaces the scores of one row by probabilities.
void to_probabilities(const Calibration& calibration, Link link, std::span<const float> scores,
                      std::span<double> probabilities);

/// Finds the output that is likeliest by its calibrated score, the first of those as likely.
class LikeliestOutput {
 public:
  /// The calibration must outlive this.
  LikeliestOutput(const Calibration& calibration, std::size_t outputs);

  [[nodiscard]] std::size_t operator()(std::span<const float> scores) const;

 private:
  const Calibration& calibration_;
  double safe_lead_ = 0.0;
};

}  // namespace fealty::complaints
