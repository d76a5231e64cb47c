#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::complaints {

/// How well texts of one class are told.
struct ClassScore {
  std::string label;
  std::int64_t texts = 0;      ///< of the class
  std::int64_t predicted = 0;  ///< as the class
  std::int64_t right = 0;      ///< of both
  Estimate precision;          ///< right / predicted; Wilson's interval
  Estimate recall;             ///< right / texts; Wilson's interval
  Estimate f1;                 ///< 2 right / (texts + predicted); bootstrap
};

/// Texts whose greatest probability lies within a bin, and how often it was right.
struct ReliabilityBin {
  double from = 0.0;
  double to = 0.0;
  double confidence = 0.0;  ///< mean of the greatest probabilities; NaN without texts
  Estimate accuracy;        ///< Wilson's interval
  std::int64_t texts = 0;
};

/// How well a head tells labelled texts: how often it is right, what it takes for what, and whether its probabilities
/// are as often right as they say.
struct ScoreReport {
  std::int64_t texts = 0;       ///< with a label
  std::int64_t unlabelled = 0;  ///< left out
  std::int64_t unseen = 0;      ///< with a label that the head has not learnt: they count as wrong, and nowhere else

  Estimate accuracy;  ///< Wilson's interval
  Estimate macro_f1;  ///< mean of f1 over the classes that occur, as a label or as a prediction; bootstrap
  Estimate log_loss;  ///< mean of -log of the probability of the label; Student's interval

  /// Expected calibration error: by bins of the greatest probability, the mean of |share right - mean probability|
  /// weighted by texts; bootstrap. Where probabilities are perfect it is still above 0, by chance. Source: Naeini,
  /// Cooper and Hauskrecht (2015), "Obtaining well calibrated probabilities using Bayesian binning", AAAI.
  Estimate calibration_error;

  std::vector<ClassScore> classes;
  std::vector<std::int64_t> confusions;  ///< by label (the slower index) and predicted class
  std::vector<ReliabilityBin> reliability;
  double level = 0.95;  ///< of the intervals

  /// One row per class: label, texts, predicted, right, precision, recall, f1 (each with _lower and _upper).
  [[nodiscard]] Frame frame() const;

  /// One row per label and predicted class that occur together: label, predicted, texts, and their share of the texts
  /// of the label with Wilson's interval.
  [[nodiscard]] Frame confusion() const;

  /// One row per bin: from, to, texts, confidence, accuracy (with _lower and _upper).
  [[nodiscard]] Frame reliability_frame() const;
};

/// A label that the head has not learnt.
inline constexpr std::int32_t unseen_label = -2;

/// The report of probabilities (by text and class) against labels: a class, -1 for a text without label, `unseen_label`
/// for one that is not among the classes. Throws RecordError if no text has a label.
ScoreReport score_report(std::span<const double> probabilities, std::span<const std::int32_t> labels,
                         std::span<const std::string> classes, std::size_t bins = 15, const Bootstrap& bootstrap = {});

/// How well a head of memberships tells whether texts belong to one output.
struct MembershipScore {
  std::string label;
  std::int64_t texts = 0;  ///< of which it is known whether they belong
  std::int64_t members = 0;
  std::int64_t predicted = 0;  ///< with a probability of one half and more
  std::int64_t right = 0;      ///< members that were predicted
  Estimate accuracy;           ///< Wilson's interval
  Estimate precision;          ///< Wilson's interval
  Estimate recall;             ///< Wilson's interval
  Estimate f1;                 ///< bootstrap
  Estimate log_loss;           ///< Student's interval
  Estimate calibration_error;  ///< bootstrap
};

/// How well a head of memberships tells labelled texts, output by output.
struct MembershipReport {
  std::vector<MembershipScore> outputs;
  Estimate macro_f1;    ///< mean of f1 over the outputs; bootstrap
  double level = 0.95;  ///< of the intervals

  /// One row per output: label, texts, members, predicted, right, accuracy, precision, recall, f1, log_loss,
  /// calibration_error (each with _lower and _upper).
  [[nodiscard]] Frame frame() const;
};

/// The report of probabilities (by text and output) against memberships: 1, 0, or -1 where nobody has said. Throws
/// RecordError if nothing is known of any text.
MembershipReport membership_report(std::span<const double> probabilities, std::span<const std::int8_t> memberships,
                                   std::span<const std::string> outputs, std::size_t bins = 15,
                                   const Bootstrap& bootstrap = {});

/// How well a head tells numbers.
struct NumberReport {
  std::int64_t texts = 0;       ///< with a number
  std::int64_t unlabelled = 0;  ///< left out
  Estimate mean_squared_error;  ///< bootstrap
  Estimate correlation;         ///< Pearson's; bootstrap
  double level = 0.95;          ///< of the intervals
};

/// The report of predicted numbers against true ones, of which NaN are left out. Throws RecordError if all are.
NumberReport number_report(std::span<const double> predicted, std::span<const double> numbers,
                           const Bootstrap& bootstrap = {});

}  // namespace fealty::complaints
