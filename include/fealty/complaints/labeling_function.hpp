#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::complaints {

/// A rule that votes for a category, or abstains: it knows phrases that say the same thing in both languages, or a
/// figure beside the text.
///
/// All phrases of a function are one voter: a text that says a thing twice, or in two ways, is heard once. A phrase is
/// looked for without case and width. `#` stands for any number, in digits or words; `...` for a gap of up to 24 bytes
/// (four or five words, eight Chinese characters) within a sentence; a `*` at the end for any ending of the word.
/// Alphabetic phrases begin and end at the bounds of words, Chinese ones are found anywhere.
struct LabelingFunction {
  std::string name;                       ///< of the cue, unique within its category: "overcharge"
  std::string taxonomy;                   ///< for whose labels it votes
  std::string category;                   ///< its vote
  std::vector<std::string> phrases = {};  ///< in any language
  std::string field = {};                 ///< instead of phrases: the name of a column of numbers beside the text
  double at_least = 0.0;                  ///< votes if the figure is as large
  bool unless_denied = true;              ///< abstains where the phrase is denied: "not rude"
  double precision = 0.75;                ///< share of its votes that are right, as believed before any text is seen
  double weight = 10.0;                   ///< votes that this belief is worth
  std::string reason = {};                ///< why it votes so
  std::string source = {};                ///< where it comes from

  friend bool operator==(const LabelingFunction&, const LabelingFunction&) = default;
};

/// Throws ParameterError, naming the function, for an empty name, taxonomy or category, a phrase that is empty or has
/// nothing but numbers and gaps, neither phrases nor a field or both, a precision not strictly between 0 and 1, a
/// weight not above 0.
void validate(const LabelingFunction& function);

/// The functions that are ready: phrases in English and Chinese for the ready taxonomies, and the columns tenure_years,
/// contacts and amount. Every one can be read in src/complaints/lexicon_*.cpp and as a frame.
const std::vector<LabelingFunction>& ready_lexicon();

/// One row per function: taxonomy, category, name, phrases (joined by " | "), field, at_least, unless_denied,
/// precision, weight, reason, source.
Frame lexicon_frame(const std::vector<LabelingFunction>& functions);

/// Functions whose rows are those of a frame: taxonomy, category, name and phrases (or field and at_least) are needed,
/// the others may be left out. Throws RecordError for missing columns, and what `validate` throws.
std::vector<LabelingFunction> lexicon_of(const Frame& rows);

}  // namespace fealty::complaints
