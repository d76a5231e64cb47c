#pragma once

#include <compare>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty::customers {

/// One field of a business: a group of customers, a need of theirs, and the way in which it is served.
struct BusinessField {
  std::string who;
  std::string what;
  std::string how;

  friend auto operator<=>(const BusinessField&, const BusinessField&) = default;
};

/// What a business is, by whom it serves, what it serves them with, and how: a set of fields.
///
/// Source: Abell (1980), "Defining the business: the starting point of strategic planning": customer groups, customer
/// functions, alternative technologies.
class BusinessDefinition {
 public:
  BusinessDefinition() = default;

  /// Throws ParameterError if there is no field, and naming its position for a field of which a part is empty. A field
  /// that stands twice counts once.
  explicit BusinessDefinition(std::vector<BusinessField> fields);

  /// From columns of texts. Throws RecordError, naming column and row, for a part that is missing or empty, and
  /// ParameterError if there is no row.
  static BusinessDefinition of_columns(const Column& who, const Column& what, const Column& how);

  /// Sorted and distinct.
  [[nodiscard]] const std::vector<BusinessField>& fields() const noexcept { return fields_; }

  /// One row per field: who, what, how.
  [[nodiscard]] Frame frame() const;

  friend bool operator==(const BusinessDefinition&, const BusinessDefinition&) = default;

 private:
  std::vector<BusinessField> fields_;
};

/// How far two businesses are the same. Each figure is the coefficient of Jaccard (1901): what both have over what
/// either has, from 0 to 1.
///
/// Definitions are stated, not sampled: the figures have no error.
struct BusinessOverlap {
  double fields = 0.0;  ///< of the triples: how far they compete head to head
  double who = 0.0;     ///< of the customer groups alone
  double what = 0.0;    ///< of the needs alone
  double how = 0.0;     ///< of the ways alone
  std::vector<BusinessField> shared;
  std::vector<BusinessField> only_first;
  std::vector<BusinessField> only_second;

  /// One row per field of either: who, what, how, held_by ("both", "first", "second").
  [[nodiscard]] Frame frame() const;
};

/// Compares two definitions, neither of which may be empty (ParameterError).
BusinessOverlap overlap(const BusinessDefinition& first, const BusinessDefinition& second);

}  // namespace fealty::customers
