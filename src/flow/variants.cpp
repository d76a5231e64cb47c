#include "fealty/flow/variants.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>
#include <string>
#include <utility>

#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

constexpr std::uint32_t nothing = 0xFFFFFFFF;

/// A hash of a sequence: multiply and fold, two steps at a time.
std::uint64_t hash_of(std::span<const Code> steps) noexcept {
  __extension__ using Wide = unsigned __int128;
  const auto mixed = [](std::uint64_t hash, std::uint64_t word) {
    const Wide product = static_cast<Wide>(hash ^ word) * 0x9E3779B97F4A7C15;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  };
  std::uint64_t hash = 0x243F6A8885A308D3 ^ steps.size();
  std::size_t k = 0;
  for (; k + 1 < steps.size(); k += 2) hash = mixed(hash, std::uint64_t{steps[k]} << 32 | steps[k + 1]);
  if (k < steps.size()) hash = mixed(hash, steps[k]);
  return mixed(hash, 0x452821E638D01377);
}

bool are_equal(std::span<const Code> a, std::span<const Code> b) noexcept {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

/// Equal sequences, and how many cases they stand for.
struct SequenceGroup {
  std::uint64_t count = 0;
  std::span<const Code> steps = {};
  std::uint32_t number = 0;
};

/// The first steps of a sequence, as many as fit. They are looked at before the sequence, which lies elsewhere.
using Prefix = std::array<std::uint64_t, 3>;

/// What groups are put in order by: the most frequent first, then the shortest, then by their steps.
struct GroupKey {
  std::uint64_t rarity = 0;  // falls with the count
  std::uint64_t length = 0;
  Prefix prefix = {};
  const SequenceGroup* group = nullptr;
};

inline bool comes_before(const GroupKey& a, const GroupKey& b) noexcept {
  if (a.rarity != b.rarity) return a.rarity < b.rarity;
  if (a.length != b.length) return a.length < b.length;
  if (a.prefix != b.prefix) return a.prefix < b.prefix;
  const Code* const end = a.group->steps.data() + a.length;
  const auto [i, k] = std::mismatch(a.group->steps.data(), end, b.group->steps.data());
  return i != end && *i < *k;
}

Prefix prefix_of(std::span<const Code> steps, unsigned bits) noexcept {
  Prefix prefix = {};
  const std::size_t fit = 64 / bits;
  for (std::uint64_t& word : prefix) {
    const auto next = steps.first(std::min(fit, steps.size()));
    for (const Code step : next) word = word << bits | step;
    steps = steps.subspan(next.size());
  }
  return prefix;
}

/// Groups of equal sequences, in an open table of hashes.
class GroupTable {
 public:
  explicit GroupTable(std::size_t items) : places_(std::bit_ceil(items / 2 + 16)) {}

  /// The group of a sequence; it is made if there is none.
  SequenceGroup& group_of(std::uint64_t hash, std::span<const Code> steps) {
    if (groups_.size() * 2 >= places_.size()) grow();
    Place& place = places_[find(hash, steps)];
    if (place.group == nothing) {
      place = {hash, static_cast<std::uint32_t>(groups_.size())};
      groups_.push_back({0, steps, place.group});
    }
    return groups_[place.group];
  }

  [[nodiscard]] std::vector<SequenceGroup>& groups() noexcept { return groups_; }

 private:
  struct Place {
    std::uint64_t hash = 0;
    std::uint32_t group = nothing;
  };

  [[nodiscard]] std::size_t find(std::uint64_t hash, std::span<const Code> steps) const {
    const std::size_t mask = places_.size() - 1;
    std::size_t i = hash & mask;
    while (places_[i].group != nothing &&
           !(places_[i].hash == hash && are_equal(groups_[places_[i].group].steps, steps)))
      i = (i + 1) & mask;
    return i;
  }

  void grow() {
    std::vector<Place> old(places_.size() * 4);
    old.swap(places_);
    const std::size_t mask = places_.size() - 1;
    for (const Place& place : old) {
      if (place.group == nothing) continue;
      std::size_t i = place.hash & mask;
      while (places_[i].group != nothing) i = (i + 1) & mask;
      places_[i] = place;
    }
  }

  std::vector<Place> places_;
  std::vector<SequenceGroup> groups_;
};

/// Items by the first bits of their hashes: parts of which each can be grouped alone.
struct Parts {
  unsigned bits = 0;
  std::vector<std::uint32_t> items;
  std::vector<std::size_t> offsets;

  [[nodiscard]] std::size_t size() const noexcept { return offsets.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> part(std::size_t p) const noexcept {
    return std::span(items).subspan(offsets[p], offsets[p + 1] - offsets[p]);
  }
};

Parts parts_of(std::span<const std::uint64_t> hashes) {
  constexpr std::size_t fit = 4096;  // items whose table fits into the cache next to the core
  Parts parts;
  parts.bits = std::min(10U, static_cast<unsigned>(std::bit_width(hashes.size() / fit)));
  parts.offsets.resize((std::size_t{1} << parts.bits) + 1);
  const auto part_of = [&](std::uint64_t hash) { return parts.bits == 0 ? 0 : hash >> (64 - parts.bits); };
  for (const std::uint64_t hash : hashes) ++parts.offsets[part_of(hash) + 1];
  std::partial_sum(parts.offsets.begin(), parts.offsets.end(), parts.offsets.begin());
  parts.items.resize(hashes.size());
  std::vector<std::size_t> next(parts.offsets.begin(), parts.offsets.end() - 1);
  for (std::uint32_t i = 0; i < hashes.size(); ++i) parts.items[next[part_of(hashes[i])]++] = i;
  return parts;
}

/// Merges sorted parts, two and two.
std::vector<GroupKey> merged(std::vector<std::vector<GroupKey>> sorted) {
  while (sorted.size() > 1) {
    std::vector<std::vector<GroupKey>> pairs(sorted.size() / 2);
    run_tasks(pairs.size(), [&](std::size_t i) {
      const auto& a = sorted[2 * i];
      const auto& b = sorted[2 * i + 1];
      pairs[i].resize(a.size() + b.size());
      std::ranges::merge(a, b, pairs[i].begin(), comes_before);
    });
    sorted = std::move(pairs);
  }
  return std::move(sorted.front());
}

/// Variants of groups in their order.
Variants listed(const Ids& steps, const std::vector<GroupKey>& order) {
  Variants variants{steps, {}, {}, {}};
  variants.offsets.reserve(order.size() + 1);
  variants.counts.reserve(order.size());
  variants.offsets.push_back(0);
  for (const GroupKey& key : order) {
    variants.offsets.push_back(variants.offsets.back() + key.length);
    variants.counts.push_back(key.group->count);
  }
  variants.sequences.resize(variants.offsets.back());
  for_blocks(order.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t g = begin; g < end; ++g) {
      std::ranges::copy(order[g].group->steps,
                        variants.sequences.begin() + static_cast<std::ptrdiff_t>(variants.offsets[g]));
    }
  });
  return variants;
}

/// The variants among `items` sequences that stand for `weight_of(item)` cases each, and the variant of each item.
template <class SequenceAt, class WeightOf>
VariantsOfCases grouped(const Ids& steps, std::size_t items, const SequenceAt& sequence_at, const WeightOf& weight_of) {
  std::vector<std::uint64_t> hashes(items);
  for_blocks(
      items,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) hashes[i] = hash_of(sequence_at(i));
      },
      2048);
  const Parts parts = parts_of(hashes);
  const auto bits = static_cast<unsigned>(std::max<int>(1, static_cast<int>(std::bit_width(steps.size()))));
  std::vector<std::uint32_t> group_of(items);  // numbered within their part
  std::vector<std::vector<SequenceGroup>> groups(parts.size());
  std::vector<std::vector<GroupKey>> sorted(parts.size());
  run_tasks(parts.size(), [&](std::size_t p) {
    GroupTable table(parts.part(p).size());
    for (const std::uint32_t i : parts.part(p)) {
      SequenceGroup& group = table.group_of(hashes[i], sequence_at(i));
      group.count += weight_of(i);
      group_of[i] = group.number;
    }
    groups[p] = std::move(table.groups());
    sorted[p].reserve(groups[p].size());
    for (const SequenceGroup& group : groups[p])
      sorted[p].push_back({~group.count, group.steps.size(), prefix_of(group.steps, bits), &group});
    std::ranges::sort(sorted[p], comes_before);
  });
  std::vector<std::uint32_t> first(parts.size() + 1);  // number of the first group of each part among all
  for (std::size_t p = 0; p < parts.size(); ++p) {
    first[p + 1] = first[p] + static_cast<std::uint32_t>(groups[p].size());
    for (SequenceGroup& group : groups[p]) group.number += first[p];
  }
  const std::vector<GroupKey> order = merged(std::move(sorted));
  std::vector<std::uint32_t> rank(order.size());
  for (std::uint32_t r = 0; r < order.size(); ++r) rank[order[r].group->number] = r;
  run_tasks(parts.size(), [&](std::size_t p) {
    for (const std::uint32_t i : parts.part(p)) group_of[i] = rank[group_of[i] + first[p]];
  });
  return {listed(steps, order), std::move(group_of)};
}

}  // namespace

std::uint64_t Variants::case_count() const noexcept {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

Variants& Variants::operator+=(const Variants& other) {
  const UnitedIds united = unite(steps, other.steps, "step");
  Variants first = *this;
  Variants second = other;
  for (Code& step : first.sequences) step = united.from_first[step];
  for (Code& step : second.sequences) step = united.from_second[step];
  const auto sequence_at = [&](std::size_t i) {
    return i < first.size() ? first.sequence(i) : second.sequence(i - first.size());
  };
  const auto weight_of = [&](std::size_t i) {
    return i < first.size() ? first.counts[i] : second.counts[i - first.size()];
  };
  *this = grouped(united.ids, first.size() + second.size(), sequence_at, weight_of).variants;
  return *this;
}

VariantsOfCases variants_of_cases(const EventLog& log) {
  const auto sequence_at = [&](std::size_t i) { return log.trace(i).steps; };
  VariantsOfCases result = grouped(log.steps(), log.case_count(), sequence_at, [](std::size_t) { return 1U; });
  return result;
}

Variants variants(const EventLog& log) {
  return variants_of_cases(log).variants;
}

}  // namespace fealty::flow
