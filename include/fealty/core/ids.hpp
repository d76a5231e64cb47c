#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"

namespace fealty {

/// The position of an identifier in the sorted list of all identifiers of its kind.
using Code = std::uint32_t;

/// The code of a missing identifier.
inline constexpr Code no_code = std::numeric_limits<Code>::max();

/// A code that knows of what it is one, so that a visit is never taken for a customer.
template <class Tag>
struct Id {
  Code code = no_code;

  [[nodiscard]] constexpr bool is_missing() const noexcept { return code == no_code; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using CustomerId = Id<struct CustomerTag>;
using StaffId = Id<struct StaffTag>;
using VisitId = Id<struct VisitTag>;
using CaseId = Id<struct CaseTag>;

/// The distinct identifiers of a column in ascending order: all integers, or all texts (in the order of their bytes).
class Ids {
 public:
  /// No identifiers.
  Ids() = default;

  /// Takes over identifiers that are sorted and distinct.
  static Ids of_integers(std::vector<std::int64_t> sorted);
  static Ids of_texts(const std::vector<std::string_view>& sorted);

  [[nodiscard]] std::size_t size() const noexcept { return is_text_ ? ends_.size() : integers_.size(); }
  [[nodiscard]] bool is_text() const noexcept { return is_text_; }

  /// The identifier of a code, for texts only.
  [[nodiscard]] std::string_view text(Code code) const noexcept;

  /// The identifier of a code, for integers only.
  [[nodiscard]] std::int64_t integer(Code code) const noexcept { return integers_[code]; }

  /// The identifier of a code as messages show it.
  [[nodiscard]] std::string label(Code code) const;

  /// The code of an identifier, or no_code.
  [[nodiscard]] Code find(std::string_view text) const noexcept;
  [[nodiscard]] Code find(std::int64_t integer) const noexcept;

  /// The identifiers of ascending codes.
  [[nodiscard]] Ids subset(std::span<const Code> codes) const;

  /// All identifiers as a column of their type.
  [[nodiscard]] Column column() const;

  friend bool operator==(const Ids&, const Ids&) = default;

 private:
  bool is_text_ = false;
  std::vector<std::int64_t> integers_;
  std::vector<std::uint64_t> ends_;  // of the texts in bytes_
  std::vector<char> bytes_;
};

/// The identifiers of a column, and for each row the code of its own; no_code where it is missing.
struct EncodedIds {
  Ids ids;
  std::vector<Code> codes;
};

/// Finds the distinct identifiers of an integer or text column and codes its rows.
///
/// Floating-point columns are taken as well if every value is a whole number below 2^53 (a column of integers with
/// missing values often comes so). Throws RecordError, naming `name`, the row and the value, for other values and
/// types. Codes follow the order of the identifiers, not of the rows, and do not depend on the number of threads.
EncodedIds encode_ids(const Column& column, std::string_view name);

/// The identifiers of either of two lists, and where those of each list have gone.
struct UnitedIds {
  Ids ids;
  std::vector<Code> from_first;
  std::vector<Code> from_second;
};

/// Merges two lists. Throws RecordError, naming `name`, if one holds integers and the other texts and neither is empty.
UnitedIds unite(const Ids& first, const Ids& second, std::string_view name);

}  // namespace fealty
