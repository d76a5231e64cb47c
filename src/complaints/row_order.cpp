#include "row_order.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <utility>

#include "fealty/core/parallel.hpp"

namespace fealty::complaints {
namespace {

constexpr std::size_t rows_hashed_at_a_time = 1 << 12;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) noexcept {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15;
  return hash ^ (hash >> 29);
}

std::uint64_t hash_of_features(const FeatureRows& rows, std::size_t row) noexcept {
  const auto features = rows.features_of(row);
  const auto values = rows.values_of(row);
  std::uint64_t hash = features.size();
  for (std::size_t i = 0; i < features.size(); ++i)
    hash = mixed(hash, std::uint64_t{features[i]} << 32 | std::bit_cast<std::uint32_t>(values[i]));
  return hash;
}

std::uint64_t hash_of_targets(std::span<const HeadTargets* const> heads, std::size_t row) noexcept {
  std::uint64_t hash = 0;
  for (const HeadTargets* const head : heads) {
    if (!head->classes.empty()) hash = mixed(hash, static_cast<std::uint64_t>(head->classes[row]));
    if (!head->numbers.empty()) hash = mixed(hash, std::bit_cast<std::uint64_t>(head->numbers[row]));
    if (head->memberships.empty()) continue;
    for (std::size_t k = 0; k < head->outputs; ++k)
      hash = mixed(hash, static_cast<std::uint64_t>(head->memberships[row * head->outputs + k]));
  }
  return hash;
}

/// Heads that do not learn what another one learns too, in another way.
std::vector<const HeadTargets*> heads_with_targets_of_their_own(std::span<const HeadTargets> heads) {
  const auto is_same = [](const HeadTargets* a, const HeadTargets& b) {
    return a->classes == b.classes && a->memberships == b.memberships && a->numbers.empty() && b.numbers.empty();
  };
  std::vector<const HeadTargets*> own;
  for (const HeadTargets& head : heads) {
    if (std::ranges::none_of(own, [&](const HeadTargets* other) { return is_same(other, head); })) own.push_back(&head);
  }
  return own;
}

}  // namespace

std::vector<std::uint64_t> hashes_of_features(const FeatureRows& rows) {
  std::vector<std::uint64_t> hashes(rows.rows());
  for_blocks(
      hashes.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) hashes[row] = hash_of_features(rows, row);
      },
      rows_hashed_at_a_time);
  return hashes;
}

std::vector<std::uint32_t> by_contents(std::span<const std::uint64_t> hashes, std::span<const HeadTargets> heads) {
  const std::vector<const HeadTargets*> own = heads_with_targets_of_their_own(heads);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys(hashes.size());
  for (std::size_t row = 0; row < keys.size(); ++row)
    keys[row] = {mixed(hashes[row], hash_of_targets(own, row)), static_cast<std::uint32_t>(row)};
  std::ranges::sort(keys);
  std::vector<std::uint32_t> order;
  order.reserve(keys.size());
  for (const auto& key : keys) order.push_back(key.second);
  return order;
}

std::vector<std::uint8_t> folds_of(std::span<const std::uint64_t> hashes, std::uint32_t folds) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys(hashes.size());
  for (std::size_t row = 0; row < keys.size(); ++row) keys[row] = {hashes[row], static_cast<std::uint32_t>(row)};
  std::ranges::sort(keys);
  std::vector<std::uint8_t> fold(hashes.size());
  std::uint32_t distinct = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i > 0 && keys[i].first != keys[i - 1].first) ++distinct;
    fold[keys[i].second] = static_cast<std::uint8_t>(distinct % folds);
  }
  return fold;
}

}  // namespace fealty::complaints
