#include "fealty/core/nearest_name.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include <fmt/format.h>

namespace fealty {
namespace {

constexpr std::size_t looked_at = 10'000;  // among more names a search would take longer than a reader waits
constexpr std::size_t shown = 8;

/// Insertions, deletions and changes of bytes that lead from one text to the other.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string unknown_name_message(std::string_view name, std::string_view what, const Names& names) {
  std::string nearest;
  std::size_t least = std::max<std::size_t>((name.size() + 1) / 3, 1) + 1;
  std::string first;
  for (std::size_t i = 0; i < std::min(names.count, looked_at); ++i) {
    const std::string candidate = names.name_at(i);
    if (i < shown) first += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", candidate);
    if (candidate.size() > name.size() + least || name.size() > candidate.size() + least) continue;
    const std::size_t d = distance(name, candidate);
    if (d >= least) continue;
    least = d;
    nearest = candidate;
  }
  if (!nearest.empty()) return fmt::format("\"{}\" is not {}; did you mean \"{}\"?", name, what, nearest);
  if (names.count == 0) return fmt::format("\"{}\" is not {}; there are none", name, what);
  return fmt::format("\"{}\" is not {}; there are {}{}", name, what, first, names.count > shown ? " ..." : "");
}

}  // namespace fealty
