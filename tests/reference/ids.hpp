#pragma once

#include <map>
#include <optional>
#include <vector>

namespace fealty::reference {

/// Codes by a sorted map: what encode_ids does, one row at a time.
template <class Key>
struct PlainCodes {
  std::vector<Key> sorted;
  std::vector<std::optional<std::size_t>> codes;
};

template <class Key>
PlainCodes<Key> encode(const std::vector<std::optional<Key>>& rows) {
  std::map<Key, std::size_t> places;
  for (const auto& row : rows) {
    if (row) places[*row] = 0;
  }
  PlainCodes<Key> result;
  for (auto& [key, place] : places) {
    place = result.sorted.size();
    result.sorted.push_back(key);
  }
  for (const auto& row : rows) result.codes.push_back(row ? std::optional(places[*row]) : std::nullopt);
  return result;
}

}  // namespace fealty::reference
