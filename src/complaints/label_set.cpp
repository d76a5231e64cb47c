#include "fealty/complaints/label_set.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fealty/complaints/score_report.hpp"
#include "fealty/core/error.hpp"

namespace fealty::complaints {
namespace {

constexpr std::size_t names_shown = 8;
constexpr double largest_integer = 9007199254740992.0;  // 2^53: beyond it doubles are no whole numbers

[[noreturn]] void refuse_type(const Column& column, std::string_view name) {
  throw RecordError(code::wrong_type,
                    fmt::format("labels '{}' are of type {}; they must be texts, integers or booleans", name,
                                to_string(column.type())));
}

/// The whole numbers of a column of integers, booleans or floats, and whether each is missing.
struct Integers {
  std::vector<std::int64_t> values;
  std::vector<bool> missing;

  Integers(const Column& column, std::string_view name) {
    const Kind kind = column.type().kind;
    if (!is_integer(kind) && !is_floating(kind) && kind != Kind::boolean && kind != Kind::null)
      refuse_type(column, name);
    const Values<double> numbers = as_doubles(column, name);
    for (std::size_t row = 0; row < numbers.size(); ++row) {
      const double x = numbers[row];
      const bool is_missing = std::isnan(x);
      if (!is_missing && (std::floor(x) != x || std::abs(x) > largest_integer)) {
        throw RecordError(code::refused_record,
                          fmt::format("row {}: the label '{}' is {}, but labels are texts, whole numbers or booleans; "
                                      "a number to be predicted is a head of kind number",
                                      row, name, x));
      }
      values.push_back(is_missing ? 0 : static_cast<std::int64_t>(x));
      missing.push_back(is_missing);
    }
  }
};

/// Calls `visit(label)` for each label of a list.
template <class Visit>
void for_each_label(std::string_view list, std::string_view separator, const Visit& visit) {
  while (!list.empty()) {
    const std::size_t end = separator.empty() ? list.size() : std::min(list.find(separator), list.size());
    std::string_view label = list.substr(0, end);
    while (!label.empty() && label.front() == ' ') label.remove_prefix(1);
    while (!label.empty() && label.back() == ' ') label.remove_suffix(1);
    if (!label.empty()) visit(label);
    list.remove_prefix(std::min(list.size(), end + separator.size()));
    if (separator.empty()) return;
  }
}

using Positions = std::unordered_map<std::string_view, std::int32_t>;

Positions positions_of(const std::vector<std::string>& names) {
  Positions positions;
  for (std::size_t i = 0; i < names.size(); ++i) positions.emplace(names[i], static_cast<std::int32_t>(i));
  return positions;
}

}  // namespace

LabelSet LabelSet::of(const Column& column, std::string_view name) {
  LabelSet made;
  if (is_text(column.type().kind)) {
    const TextReader texts(column, name);
    std::set<std::string_view> distinct;
    for (std::size_t row = 0; row < texts.size(); ++row) {
      if (!texts.is_missing(row)) distinct.insert(texts[row]);
    }
    made.names_.assign(distinct.begin(), distinct.end());
    return made;
  }
  const Integers integers(column, name);
  std::set<std::int64_t> distinct;
  for (std::size_t row = 0; row < integers.values.size(); ++row) {
    if (!integers.missing[row]) distinct.insert(integers.values[row]);
  }
  made.kind_ = column.type().kind == Kind::boolean ? LabelKind::boolean : LabelKind::integer;
  made.values_.assign(distinct.begin(), distinct.end());
  for (const std::int64_t value : made.values_)
    made.names_.push_back(made.kind_ == LabelKind::boolean ? (value != 0 ? "true" : "false")
                                                           : fmt::format("{}", value));
  return made;
}

LabelSet LabelSet::of_lists(const Column& column, std::string_view separator, std::string_view name) {
  const TextReader texts(column, name);
  std::set<std::string, std::less<>> distinct;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (texts.is_missing(row)) continue;
    for_each_label(texts[row], separator, [&](std::string_view label) { distinct.emplace(label); });
  }
  LabelSet made;
  made.names_.assign(distinct.begin(), distinct.end());
  return made;
}

Column LabelSet::column() const {
  if (kind_ == LabelKind::text) return names_;
  if (kind_ == LabelKind::integer) return values_;
  std::vector<bool> flags;
  for (const std::int64_t value : values_) flags.push_back(value != 0);
  return flags;
}

std::size_t LabelSet::at(std::string_view label) const {
  const auto found = std::ranges::find(names_, label);
  if (found != names_.end()) return static_cast<std::size_t>(found - names_.begin());
  const std::size_t shown = std::min(names_.size(), names_shown);
  throw ParameterError(code::unknown_name,
                       fmt::format("there is no label '{}'; there are {}{}", label,
                                   fmt::join(names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                                   names_.size() > shown ? fmt::format(" and {} more", names_.size() - shown) : ""));
}

std::vector<std::int32_t> LabelSet::codes(const Column& column, std::string_view name) const {
  std::vector<std::int32_t> codes(column.size(), -1);
  if (is_text(column.type().kind)) {
    if (kind_ != LabelKind::text) refuse_type(column, name);
    const TextReader texts(column, name);
    const Positions positions = positions_of(names_);
    for (std::size_t row = 0; row < codes.size(); ++row) {
      if (texts.is_missing(row)) continue;
      const auto found = positions.find(texts[row]);
      codes[row] = found == positions.end() ? unseen_label : found->second;
    }
    return codes;
  }
  if (kind_ == LabelKind::text && column.type().kind != Kind::null) {
    throw RecordError(code::wrong_type, fmt::format("labels '{}' are of type {}, but the head has learnt texts", name,
                                                    to_string(column.type())));
  }
  const Integers integers(column, name);
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (integers.missing[row]) continue;
    const auto found = std::ranges::lower_bound(values_, integers.values[row]);
    const bool is_known = found != values_.end() && *found == integers.values[row];
    codes[row] = is_known ? static_cast<std::int32_t>(found - values_.begin()) : unseen_label;
  }
  return codes;
}

std::vector<std::int8_t> LabelSet::memberships(const Column& column, std::string_view separator, std::string_view name,
                                               std::int64_t* unseen) const {
  const TextReader texts(column, name);
  const Positions positions = positions_of(names_);
  std::vector<std::int8_t> made(texts.size() * size(), 0);
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (texts.is_missing(row)) {
      std::fill_n(made.begin() + static_cast<std::ptrdiff_t>(row * size()), size(), std::int8_t{-1});
      continue;
    }
    for_each_label(texts[row], separator, [&](std::string_view label) {
      const auto found = positions.find(label);
      if (found != positions.end()) {
        made[row * size() + static_cast<std::size_t>(found->second)] = 1;
      } else if (unseen != nullptr) {
        ++*unseen;
      }
    });
  }
  return made;
}

LabelSet LabelSet::united_with(const LabelSet& other) const {
  if (other.size() == 0) return *this;
  if (size() == 0) return other;
  if (kind_ != other.kind_)
    throw RecordError(code::wrong_type, "labels of two kinds, such as texts and integers, cannot be in one head");
  LabelSet made = *this;
  if (kind_ == LabelKind::text) {
    std::set<std::string> all(names_.begin(), names_.end());
    all.insert(other.names_.begin(), other.names_.end());
    made.names_.assign(all.begin(), all.end());
    return made;
  }
  made.values_.insert(made.values_.end(), other.values_.begin(), other.values_.end());
  if (kind_ == LabelKind::integer) return of(made.values_, "");
  std::vector<bool> flags;
  for (const std::int64_t value : made.values_) flags.push_back(value != 0);
  return of(flags, "");
}

}  // namespace fealty::complaints
