#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"

namespace fealty::complaints {

/// The labels of cases, such as what each complaint is about: none, one or several per case.
///
/// A label that stands twice at a case counts once. Labels are coded in ascending order of their names.
class CaseLabels {
 public:
  CaseLabels() = default;

  /// The labels at the rows of cases, which are counted from 0 to `cases` less 1: an integer and a label (text or
  /// integer) for each pair, in any order. A missing label is none. Throws RecordError, naming `name` and the row, for
  /// a case that is not there and for columns of different lengths; ParameterError if `cases` is negative.
  CaseLabels(std::int64_t cases, const Column& rows, const Column& labels, std::string_view name);

  /// Number of cases, with labels or without.
  [[nodiscard]] std::size_t cases() const noexcept { return offsets_.size() - 1; }

  /// Number of cases that have a label.
  [[nodiscard]] std::size_t labeled() const noexcept { return labeled_; }

  /// Names of the labels, in the order of their codes.
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

  /// The codes of a case's labels, ascending.
  [[nodiscard]] std::span<const Code> of(std::size_t row) const noexcept {
    return std::span(codes_).subspan(offsets_[row], offsets_[row + 1] - offsets_[row]);
  }

  /// Number of labels of all cases together.
  [[nodiscard]] std::size_t labels() const noexcept { return codes_.size(); }

 private:
  std::vector<std::string> names_;
  std::vector<std::size_t> offsets_{0};  // cases + 1
  std::vector<Code> codes_;
  std::size_t labeled_ = 0;
};

}  // namespace fealty::complaints
