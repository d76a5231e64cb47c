#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "fealty/flow/duration_figures.hpp"

namespace fealty::flow {

/// Groups of durations, each under a key; the keys ascend.
template <class Key>
struct KeyedDurations {
  std::vector<Key> keys;
  DurationGroups groups;
};

/// The durations of both under each key.
template <class Key>
KeyedDurations<Key> merged_groups(const KeyedDurations<Key>& a, const KeyedDurations<Key>& b) {
  KeyedDurations<Key> all;
  all.groups.durations.reserve(a.groups.durations.size() + b.groups.durations.size());
  const auto append = [&](const DurationGroups& groups, std::size_t group) {
    const auto durations = groups.of(group);
    all.groups.durations.insert(all.groups.durations.end(), durations.begin(), durations.end());
  };
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < a.keys.size() || k < b.keys.size()) {
    const bool from_a = k == b.keys.size() || (i < a.keys.size() && a.keys[i] <= b.keys[k]);
    const bool from_b = i == a.keys.size() || (k < b.keys.size() && b.keys[k] <= a.keys[i]);
    all.keys.push_back(from_a ? a.keys[i] : b.keys[k]);
    if (from_a) append(a.groups, i++);
    if (from_b) append(b.groups, k++);
    all.groups.offsets.push_back(all.groups.durations.size());
  }
  return all;
}

}  // namespace fealty::flow
