#include "fealty/flow/variants.hpp"

#include <algorithm>
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

/// Groups of equal sequences, numbered in the order in which they are first seen.
template <class SequenceAt>
class Groups {
 public:
  Groups(const SequenceAt& sequence_at, std::span<const std::uint64_t> hashes)
      : sequence_at_(sequence_at), hashes_(hashes), table_(std::bit_ceil(hashes.size() / 8 + 16), nothing) {}

  /// The group of a sequence; it is made if there is none.
  std::uint32_t group_of(std::uint32_t item) {
    if (firsts_.size() * 2 >= table_.size()) grow();
    std::uint32_t& place = table_[place_of(item)];
    if (place == nothing) {
      place = static_cast<std::uint32_t>(firsts_.size());
      firsts_.push_back(item);
    }
    return place;
  }

  /// The first item of each group.
  [[nodiscard]] const std::vector<std::uint32_t>& firsts() const noexcept { return firsts_; }

 private:
  [[nodiscard]] std::size_t place_of(std::uint32_t item) const {
    std::size_t place = hashes_[item] & (table_.size() - 1);
    while (table_[place] != nothing && !is_same(firsts_[table_[place]], item))
      place = (place + 1) & (table_.size() - 1);
    return place;
  }

  [[nodiscard]] bool is_same(std::uint32_t a, std::uint32_t b) const {
    return hashes_[a] == hashes_[b] && are_equal(sequence_at_(a), sequence_at_(b));
  }

  void grow() {
    table_.assign(table_.size() * 4, nothing);
    for (std::uint32_t group = 0; group < firsts_.size(); ++group) table_[place_of(firsts_[group])] = group;
  }

  const SequenceAt& sequence_at_;
  std::span<const std::uint64_t> hashes_;
  std::vector<std::uint32_t> table_;
  std::vector<std::uint32_t> firsts_;
};

/// Groups in the order of variants: the most frequent first, then by their steps.
template <class SequenceAt>
std::vector<std::uint32_t> ranked(const std::vector<std::uint32_t>& firsts, const std::vector<std::uint64_t>& counts,
                                  const SequenceAt& sequence_at) {
  std::vector<std::uint32_t> order(firsts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    if (counts[a] != counts[b]) return counts[a] > counts[b];
    return std::ranges::lexicographical_compare(sequence_at(firsts[a]), sequence_at(firsts[b]));
  });
  return order;
}

/// The variants among `items` sequences that stand for `weight_of(item)` cases each.
template <class SequenceAt, class WeightOf>
VariantsOfCases grouped(const Ids& steps, std::size_t items, const SequenceAt& sequence_at, const WeightOf& weight_of) {
  std::vector<std::uint64_t> hashes(items);
  for_blocks(
      items,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) hashes[i] = hash_of(sequence_at(i));
      },
      4096);
  Groups groups(sequence_at, hashes);
  std::vector<std::uint64_t> counts;
  std::vector<std::uint32_t> group_of(items);
  for (std::uint32_t i = 0; i < items; ++i) {
    group_of[i] = groups.group_of(i);
    if (group_of[i] == counts.size()) counts.push_back(0);
    counts[group_of[i]] += weight_of(i);
  }
  const std::vector<std::uint32_t> order = ranked(groups.firsts(), counts, sequence_at);
  VariantsOfCases result{{steps, {0}, {}, {}}, std::move(group_of)};
  std::vector<std::uint32_t> place(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    const std::span<const Code> sequence = sequence_at(groups.firsts()[order[rank]]);
    result.variants.sequences.insert(result.variants.sequences.end(), sequence.begin(), sequence.end());
    result.variants.offsets.push_back(result.variants.sequences.size());
    result.variants.counts.push_back(counts[order[rank]]);
    place[order[rank]] = rank;
  }
  for (std::uint32_t& variant : result.of_case) variant = place[variant];
  return result;
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
