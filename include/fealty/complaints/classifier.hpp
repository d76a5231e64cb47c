#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/complaints/calibration.hpp"
#include "fealty/complaints/compact_heads.hpp"
#include "fealty/complaints/feature_variances.hpp"
#include "fealty/complaints/head_targets.hpp"
#include "fealty/complaints/label_set.hpp"
#include "fealty/complaints/label_shift.hpp"
#include "fealty/complaints/linear_heads.hpp"
#include "fealty/complaints/score_report.hpp"
#include "fealty/complaints/text_features.hpp"
#include "fealty/core/archived.hpp"
#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"

namespace fealty::complaints {

class BlendedTraining;

/// What a head says of a text.
enum class HeadKind : std::uint8_t {
  one,    ///< the one class it belongs to
  many,   ///< which of several labels it has
  number  ///< a number
};

/// A head, and how it is to be trained.
struct HeadOptions {
  std::string name = "label";
  HeadKind kind = HeadKind::one;

  /// By default, for one class, a sum of heads: one of the softmax loss, 2.5 times one of the squared hinge with
  /// equal variances, and, for more than 30 classes, 0.12 times naive Bayes. For many labels the logistic loss; a
  /// number has the squared one.
  std::optional<Loss> loss = std::nullopt;

  /// C of the head's loss (see TrainingOptions); by default that of `default_cost`. Of a sum, that of the softmax
  /// loss; that of the squared hinge stands in the proportion of the usual ones.
  std::optional<double> C = std::nullopt;

  /// How far rare classes are made up for: a text of a class counts (texts / (classes * texts of the class)) to this
  /// power, so that with 0 texts count the same and with 1 classes do in sum. Of many labels, a label's members count
  /// (others / members) to this power, at least 1. By default 1/2 for one class, 0 for many labels.
  std::optional<double> balance = std::nullopt;
  std::map<std::string, double> class_weights = {};  ///< or as said here, 1 if not named
};

/// How a classifier learns.
struct ClassifierOptions {
  TextOptions text = {};
  std::vector<HeadOptions> heads = {HeadOptions{}};
  TrainingOptions training = {};  ///< its C multiplies that of every head

  /// Prior variances of the weights of features: for classes and labels. To a number an n-gram of n CJK characters has
  /// 1 / sqrt(n), and all else 1, unless all are to be equal. Further texts are learnt with equal ones.
  VarianceRule variances = VarianceRule::discriminative;

  /// If not empty, each head's C is multiplied by the one of these numbers, strictly ascending, for which rows that
  /// were left out are told best: fewest errors for one class, least log-loss for many labels, least squared error for
  /// a number (along its line, if it is calibrated); of those as good the smallest.
  std::vector<double> C_factors = {};

  /// Whether texts are left out in turn to learn from them what to make of scores: the calibration of heads, where it
  /// tells them better, the residual deviation of numbers, and what shares of labels are corrected by. Else fitting
  /// takes two thirds of the time or less, probabilities are those of raw scores, and there is neither prevalence nor
  /// drift.
  bool is_calibrated = true;
  CrossFitting cross_fitting = {};
  std::string separator = "|";  ///< between the labels of a text, for heads of many
};

/// What a head has learnt, but for the weights.
struct FittedHead {
  std::string name;
  HeadKind kind = HeadKind::one;
  Loss loss = Loss::softmax;
  bool is_blended = false;  ///< to the head of the softmax loss are added others
  LabelSet labels;          ///< none for a number
  double C = 1.0;
  std::int64_t labelled = 0;  ///< texts it learnt from
  std::int64_t unlabelled = 0;
  std::vector<std::int64_t> counts;  ///< of these, texts by label
  Calibration calibration;
  ShiftReference shift;                 ///< of a head of one class
  double residual_deviation = 0.0;      ///< of a number: root of the mean squared error of rows left out; NaN if none
  std::vector<double> held_out_losses;  ///< by factor of C, if C was chosen; what is said at `C_factors`

  [[nodiscard]] Link link() const noexcept { return kind == HeadKind::one ? Link::softmax : Link::logistic; }

  /// Labels that only one text has: they are learnt, but nothing could be held out to judge them by.
  [[nodiscard]] std::vector<std::string> seen_once() const;

  friend bool operator==(const FittedHead&, const FittedHead&) = default;
};

/// What a head says of texts: for one class its position, for many labels nothing but probabilities, for a number it.
struct HeadPrediction {
  std::vector<std::int32_t> classes;
  std::vector<double> probabilities;  ///< by text and label, if asked for, and of a head of many
  std::vector<double> numbers;
};

/// Why a head says what it says of a text.
struct Explanation {
  std::string head;          ///< that says it
  std::string label;         ///< that is explained; empty for a number
  std::string against;       ///< the label it is compared with: the likeliest other; empty but for one of several
  double probability = 0.0;  ///< of the label; the number itself for a number

  /// The calibrated score of the label less that of the other: the sum of all that follows, and what the log of their
  /// odds would be if no label were noise. For one of many labels the log-odds, for a number the number.
  double score = 0.0;
  double baseline = 0.0;  ///< what it would be for a text without features

  std::vector<std::string> ngrams;    ///< features of the text, those that decide most first
  std::vector<double> contributions;  ///< of each, exactly: value times weight
  std::vector<double> bytes;  ///< for each byte of the text its share: a feature's part is spread evenly over the bytes
                              ///< of the places where it stands

  /// One row per feature: ngram, contribution.
  [[nodiscard]] Frame frame() const;
};

/// Whether texts are still what a classifier has learnt from.
struct Drift {
  struct Measure {
    std::string what;  ///< "prevalence" of a label, or "unseen n-grams"
    std::string label;
    double reference = 0.0;
    Estimate value;
    double lower = 0.0;  ///< the band in which the value stays with the level's probability if nothing has changed
    double upper = 0.0;
    bool is_alarm = false;
  };

  std::vector<Measure> measures;
  std::int64_t texts = 0;  ///< that were looked at
  double level = 0.95;     ///< that none of the measures gives alarm though nothing has changed

  /// Whether any measure is outside its band.
  [[nodiscard]] bool has_alarm() const noexcept;

  /// One row per measure: what, label, reference, value (with _lower and _upper), band_lower, band_upper, is_alarm.
  [[nodiscard]] Frame frame() const;
};

/// Texts into labels and numbers: linear heads on n-grams, trained together.
///
/// A missing text is left out of learning, and predicted as an empty one: by the intercepts alone. What was learnt does
/// not depend on the order of the texts, nor on the number of threads. Cheap to copy until fitted.
class Classifier {
 public:
  /// Throws ParameterError for options outside their domain, heads without or with the same name.
  explicit Classifier(ClassifierOptions options = {});

  /// Learns from texts and, for each head, a column of labels: of any kind that LabelSet reads, of lists for many
  /// labels, of numbers for a number. Missing labels are left out of that head.
  ///
  /// Throws RecordError for columns of other lengths or types; FitError for a head of which no text has a label, or all
  /// the same one.
  void fit(const Column& texts, const std::vector<Column>& labels);

  /// Learns from further texts, which may have new labels: the penalty is now about the weights so far instead of zero.
  /// N-grams that are new become features. Calibration and references are made anew from the further texts if there are
  /// at least 200 of them, else they stay.
  void fit_further(const Column& texts, const std::vector<Column>& labels);

  /// What each head says of texts.
  [[nodiscard]] std::vector<HeadPrediction> predict(const Column& texts, bool with_probabilities = false) const;

  /// Why a head says what it says of a text: for `label`, or, if that is empty, the likeliest.
  [[nodiscard]] Explanation explain(std::string_view text, std::size_t head, std::string_view label = {}) const;

  /// Shares of a head's classes among texts, corrected for the shift of shares since training.
  [[nodiscard]] Prevalence prevalence(const Column& texts, std::size_t head, const Bootstrap& bootstrap = {}) const;

  /// Whether the shares of the classes of all heads of one class and the n-grams are still what they were. The level is
  /// that at which none of the measures gives alarm though nothing has changed (Bonferroni).
  [[nodiscard]] Drift drift(const Column& texts, double level = 0.95) const;

  /// The classifier without features whose weights are all below this share of the greatest of their output.
  [[nodiscard]] Classifier pruned(double least_magnitude) const;

  [[nodiscard]] const ClassifierOptions& options() const noexcept { return options_; }
  [[nodiscard]] bool is_fitted() const noexcept { return !heads_.empty(); }
  [[nodiscard]] const std::vector<FittedHead>& heads() const noexcept { return heads_; }
  [[nodiscard]] const TextFeatures& features() const noexcept { return features_; }
  [[nodiscard]] const CompactHeads& weights() const noexcept { return weights_; }
  [[nodiscard]] const Convergence& convergence() const noexcept { return convergence_; }
  [[nodiscard]] std::int64_t texts() const noexcept { return texts_; }      ///< learnt from
  [[nodiscard]] std::int64_t missing() const noexcept { return missing_; }  ///< texts that were not there
  [[nodiscard]] std::int64_t empty() const noexcept { return empty_; }      ///< texts without any feature

  /// The position of a head by its name; the only one for an empty name. Throws ParameterError that names those there
  /// are.
  [[nodiscard]] std::size_t head_at(std::string_view name) const;

 private:
  friend struct io::Archived<Classifier>;
  struct Scratches;

  void learn(const FeatureRows& rows, std::vector<HeadTargets> targets, const LinearHeads* start);
  void choose_costs(BlendedTraining& training);
  void judge_held_out(const BlendedTraining& training);
  void leave_unjudged();
  void count_ngrams(const std::vector<std::string_view>& texts);

  ClassifierOptions options_;
  TextFeatures features_;
  CompactHeads weights_;
  std::vector<FittedHead> heads_;
  Convergence convergence_;
  std::int64_t texts_ = 0;
  std::int64_t missing_ = 0;
  std::int64_t empty_ = 0;
  Estimate unseen_;                // share of the n-grams of a text that the others do not have
  double unseen_deviation_ = 0.0;  // of that share from text to text
  std::shared_ptr<Scratches> scratches_;
};

}  // namespace fealty::complaints
