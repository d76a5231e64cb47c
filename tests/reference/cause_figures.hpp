#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace fealty::reference {

using LabelSets = std::vector<std::set<std::string>>;  // of each case

/// How many cases have the label.
inline std::int64_t cases_with(const LabelSets& cases, const std::string& label) {
  return std::ranges::count_if(cases, [&](const auto& labels) { return labels.contains(label); });
}

/// How many cases have any of the labels.
inline std::int64_t cases_with_any(const LabelSets& cases, const std::vector<std::string>& any) {
  return std::ranges::count_if(cases, [&](const auto& labels) {
    return std::ranges::any_of(any, [&](const auto& label) { return labels.contains(label); });
  });
}

}  // namespace fealty::reference
