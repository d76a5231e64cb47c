#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fealty/complaints/taxonomy.hpp"
#include "fealty/core/columns.hpp"

namespace fealty::complaints {

/// A row of a mapping: a label of one set, a category of another, and why.
struct MappedLabel {
  std::string from;
  std::string to = {};  ///< empty: the label says nothing about the other set
  double weight = 1.0;  ///< how much of the label goes there
  std::string reason = {};

  friend bool operator==(const MappedLabel&, const MappedLabel&) = default;
};

/// A mapping between sets of labels, as a table: a label may go to several categories, with weights.
struct LabelMapping {
  std::string name;
  std::string to;  ///< the taxonomy of the categories
  std::string source = {};
  std::vector<MappedLabel> rows = {};

  /// Throws ParameterError, naming the row, for a label or reason that is empty, a pair that stands twice, a category
  /// that the taxonomy has not, a weight that is not above 0 and finite, and a label that goes to nothing and to
  /// something.
  void validate(const Taxonomy& taxonomy) const;

  /// One row per label of the column and a column of weights per category of the taxonomy; each row's weights sum to 1,
  /// or are 0 where the label says nothing or is missing. Throws RecordError that names the labels that are not in the
  /// table, with the first row of each, and what `validate` throws.
  [[nodiscard]] Frame apply(const Column& labels, const Taxonomy& taxonomy) const;

  /// One row per row of the table: from, to, weight, reason.
  [[nodiscard]] Frame frame() const;

  friend bool operator==(const LabelMapping&, const LabelMapping&) = default;
};

/// The ten reasons of complaints about US airlines on Twitter (2015), as Keaveney's (1995) causes. The reasons of the
/// rows are ours.
const LabelMapping& airline_reasons_to_causes();

/// A mapping whose rows are those of a frame: from, to, and, if there are any, weight and reason (a row without one
/// says "stated by the user").
LabelMapping label_mapping_of(std::string_view name, std::string_view to, const Frame& rows);

}  // namespace fealty::complaints
