#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/complaints/label_model.hpp"
#include "fealty/complaints/labeling_function.hpp"
#include "fealty/complaints/taxonomy.hpp"
#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"

namespace fealty::complaints {

/// When a triage abstains, and how it learns.
struct TriageOptions {
  double threshold = 0.5;  ///< a category must be more probable than this, else the label is "unknown"
  std::int64_t learnt_texts =
      4;  ///< a word becomes a labeling function once as many corrected texts of a category have it
  std::int64_t learnt_functions = 100;  ///< at most, for a taxonomy
  LabelModelOptions model = {};

  /// Throws ParameterError unless 0 <= threshold < 1, the counts are not negative, and the model's options are sound.
  void validate() const;

  friend bool operator==(const TriageOptions&, const TriageOptions&) = default;
};

/// What a triage says of a text by one taxonomy.
struct TriageVerdict {
  std::string taxonomy;
  std::string category;                    ///< the most probable, or "unknown"
  double probability = 0.0;                ///< of the most probable category, whether it is named or not
  std::vector<std::string> all = {};       ///< the categories above the threshold, the most probable first
  std::vector<double> probabilities = {};  ///< by category
};

/// Words that decided, or a figure beside the text.
struct TriageEvidence {
  std::string taxonomy;
  std::string category;
  std::string function;
  std::size_t begin = 0;  ///< bytes of the text, [begin, end); 0, 0 for a figure
  std::size_t end = 0;
  double log_odds = 0.0;  ///< that the function adds to those of its category
};

/// A text, understood.
struct Triaged {
  std::string text;
  std::string language;  ///< "zh" if it has more Chinese characters than words of letters, else "en"
  std::vector<TriageVerdict> verdicts = {};   ///< by taxonomy
  std::vector<TriageEvidence> evidence = {};  ///< by place; of each function the first hundred places
  std::string answer = {};                    ///< what the categories call for: "compensate; call back"
  std::string answer_text = {};               ///< an answer to the customer in the text's language

  /// The verdict by that taxonomy; throws ParameterError that lists those there are.
  [[nodiscard]] const TriageVerdict& verdict(std::string_view taxonomy) const;
};

/// A text whose labels are known.
struct TriageExample {
  std::string text;                                                    ///< personal data masked
  std::vector<double> figures = {};                                    ///< by field; NaN where not known
  std::vector<std::optional<std::vector<std::uint32_t>>> labels = {};  ///< by taxonomy: categories, or not known

  /// Figures that are not known are equal.
  friend bool operator==(const TriageExample& a, const TriageExample& b) noexcept;
};

/// Understands complaints before a single label exists, and learns from what is corrected.
///
/// Labeling functions vote (phrases of a lexicon in English and Chinese, figures beside the text), and a LabelModel for
/// each taxonomy weighs the votes. Where no category is probable enough it says "unknown". What is proposed as an
/// answer is that of the named categories, in the language of the text.
class Triage {
 public:
  /// The ready taxonomies and the ready lexicon.
  Triage();

  /// Taxonomies and functions of one's own. Throws ParameterError for a taxonomy or function that is not sound, a name
  /// that stands twice, and a function whose taxonomy or category is not there.
  Triage(std::vector<Taxonomy> taxonomies, std::vector<LabelingFunction> functions, const TriageOptions& options = {});

  /// Understands one text. `figures` are numbers beside it by the names of fields (tenure_years, contacts, amount).
  [[nodiscard]] Triaged operator()(std::string_view text,
                                   const std::vector<std::pair<std::string, double>>& figures = {}) const;

  /// One row per text: for each taxonomy the category ("unknown" where none is probable enough) and its probability
  /// (type, type_probability), and, where there may be several, all that are above the threshold (cause_all); language;
  /// answer. A missing text has missing values. `figures` has columns of numbers named as the fields are; others are
  /// not read. Throws RecordError for columns of another length or type.
  [[nodiscard]] Frame predict(const Column& texts, const Frame& figures = {}) const;

  /// The probability of every category of a taxonomy, a row per text and a column per category; NaN for a missing text.
  [[nodiscard]] Frame predict_probabilities(const Column& texts, std::string_view taxonomy,
                                            const Frame& figures = {}) const;

  /// Learns from texts without labels whom of the functions to believe, and the shares of the categories. Texts of
  /// earlier calls are forgotten, corrections are kept.
  void fit(const Column& texts, const Frame& figures = {});

  /// Learns from corrected texts: `corrections` has a column for each corrected taxonomy, with keys or names of
  /// categories, missing where nobody has said; several categories are separated by " + ", none is "none". Corrections
  /// add to earlier ones. Precisions and shares are updated, and words that speak for a category become functions.
  /// Throws RecordError, naming column, row and value, for a category that is not there.
  void learn(const Column& texts, const Frame& corrections, const Frame& figures = {});

  /// Rows of the texts to label next, the most useful first: those about which least is known (mean entropy over the
  /// taxonomies, or of the one named, as a share of the greatest), times one less the similarity to what has been
  /// chosen or corrected before, so that near duplicates are not all asked. Similarity is the Jaccard index of runs of
  /// three characters, estimated from the 64 smallest of their hashes (Broder 1997). Missing texts are never asked.
  [[nodiscard]] std::vector<std::int64_t> ask(const Column& texts, std::size_t count, std::string_view taxonomy = {},
                                              const Frame& figures = {}) const;

  /// One row per function, those that were learnt last: taxonomy, category, name, phrases, field, at_least,
  /// unless_denied, stated (the precision believed at first), precision (with _lower and _upper), votes, duplicate_of,
  /// learnt, reason, source.
  [[nodiscard]] Frame rules(double level = 0.95) const;

  /// The shares of a taxonomy's categories as they are believed now: category, share (with _lower and _upper).
  [[nodiscard]] Frame shares(std::string_view taxonomy, double level = 0.95) const;

  [[nodiscard]] const std::vector<Taxonomy>& taxonomies() const noexcept { return taxonomies_; }
  [[nodiscard]] const std::vector<LabelingFunction>& functions() const noexcept { return functions_; }
  [[nodiscard]] const TriageOptions& options() const noexcept { return options_; }
  [[nodiscard]] const std::vector<TriageExample>& examples() const noexcept { return examples_; }

  /// The model of a taxonomy.
  [[nodiscard]] const LabelModel& model(std::string_view taxonomy) const;

  /// Texts without labels from which it has learnt.
  [[nodiscard]] std::uint64_t texts() const noexcept;

  friend bool operator==(const Triage& a, const Triage& b) {
    return a.taxonomies_ == b.taxonomies_ && a.functions_ == b.functions_ && a.stated_ == b.stated_ &&
           a.options_ == b.options_ && a.patterns_ == b.patterns_ && a.examples_ == b.examples_;
  }

 private:
  friend struct io::Archived<Triage>;
  struct Matching;  // what finds the phrases of the functions

  void check() const;
  void relearn();
  [[nodiscard]] std::size_t position(std::string_view taxonomy) const;
  [[nodiscard]] std::size_t fields() const noexcept;

  std::vector<Taxonomy> taxonomies_;
  std::vector<LabelingFunction> functions_;  // as stated, and then those that were learnt
  std::size_t stated_ = 0;
  TriageOptions options_;
  std::vector<VotePatterns> patterns_;  // by taxonomy
  std::vector<TriageExample> examples_;
  std::vector<LabelModel> models_;  // by taxonomy
  std::shared_ptr<const Matching> matching_;
};

}  // namespace fealty::complaints
