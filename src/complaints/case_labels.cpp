#include "fealty/complaints/case_labels.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"

namespace fealty::complaints {

CaseLabels::CaseLabels(std::int64_t cases, const Column& rows, const Column& labels, std::string_view name) {
  require(cases >= 0, "the number of cases", static_cast<double>(cases), "must not be negative");
  const auto number = static_cast<std::size_t>(cases);
  const Values<double> row_of = as_doubles(rows, "row");
  const EncodedIds encoded = encode_ids(labels, name);
  if (row_of.size() != encoded.codes.size()) {
    throw RecordError(code::length_mismatch, fmt::format("column '{}' has {} labels, but {} rows say whose they are",
                                                         name, encoded.codes.size(), row_of.size()));
  }
  std::vector<std::pair<std::size_t, Code>> pairs;
  for (std::size_t i = 0; i < row_of.size(); ++i) {
    const double row = row_of[i];
    if (!(row >= 0 && row < static_cast<double>(number))) {
      throw RecordError(
          code::refused_record,
          fmt::format("column '{}', label {}: it is that of case {}, but there are {}", name, i, row, number));
    }
    if (encoded.codes[i] != no_code) pairs.emplace_back(static_cast<std::size_t>(row), encoded.codes[i]);
  }
  std::ranges::sort(pairs);
  pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
  for (std::size_t id = 0; id < encoded.ids.size(); ++id) names_.push_back(encoded.ids.label(static_cast<Code>(id)));
  offsets_.assign(number + 1, 0);
  for (const auto& [row, label] : pairs) {
    ++offsets_[row + 1];
    codes_.push_back(label);
  }
  for (std::size_t row = 0; row < number; ++row) {
    labeled_ += offsets_[row + 1] > 0 ? 1 : 0;
    offsets_[row + 1] += offsets_[row];
  }
}

}  // namespace fealty::complaints
