#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"

namespace fealty::complaints {

/// What labels are.
enum class LabelKind : std::uint8_t { text, integer, boolean };

/// The distinct labels of a column, in order: texts by their bytes, integers by value, false before true.
///
/// Numbers with a fraction are no labels; whole numbers of a floating type are taken as integers.
class LabelSet {
 public:
  LabelSet() = default;

  /// The labels of a column; missing values are none. Throws RecordError, naming `name`, for a column of another type.
  static LabelSet of(const Column& column, std::string_view name);

  /// The labels in a column of lists, written as texts with `separator` between labels; an empty text is a list of
  /// none.
  static LabelSet of_lists(const Column& column, std::string_view separator, std::string_view name);

  [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }
  [[nodiscard]] LabelKind kind() const noexcept { return kind_; }

  /// The labels as texts, in order.
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

  /// The labels in order, as a column of their own kind.
  [[nodiscard]] Column column() const;

  /// The position of a label by its text; throws ParameterError that names it and those there are.
  [[nodiscard]] std::size_t at(std::string_view label) const;

  /// The position of each label of a column: -1 for a missing one, -2 (`unseen_label`) for one that is not in the set.
  [[nodiscard]] std::vector<std::int32_t> codes(const Column& column, std::string_view name) const;

  /// By row of a column of lists and label: 1, 0, or -1 in a row without list. `unseen` counts labels that are not in
  /// the set.
  [[nodiscard]] std::vector<std::int8_t> memberships(const Column& column, std::string_view separator,
                                                     std::string_view name, std::int64_t* unseen = nullptr) const;

  /// The labels of both; throws RecordError if they are of different kinds.
  [[nodiscard]] LabelSet united_with(const LabelSet& other) const;

  friend bool operator==(const LabelSet&, const LabelSet&) = default;

 private:
  friend struct io::Archived<LabelSet>;

  LabelKind kind_ = LabelKind::text;
  std::vector<std::string> names_;
  std::vector<std::int64_t> values_;  // of integers and booleans
};

}  // namespace fealty::complaints
