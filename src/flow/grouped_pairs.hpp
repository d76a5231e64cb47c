#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "case_blocks.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/partials.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// Two codes in an order: a step and the next, one who hands over and one who takes over.
struct CodePair {
  Code from = no_code;
  Code to = no_code;

  friend auto operator<=>(const CodePair&, const CodePair&) = default;
};

/// Beyond so many codes a matrix of their pairs no longer fits into the cache.
inline constexpr std::size_t most_dense_codes = 512;

/// Values by pair, those of a pair in no particular order; the pairs ascend.
template <class Value>
struct PairGroups {
  std::vector<CodePair> pairs;
  std::vector<std::uint64_t> offsets{0};  ///< of the values of each pair, one more than there are pairs
  std::vector<Value> values;
};

namespace detail {

/// Two matrices of pairs in turn, because a pair often repeats itself and an addition would have to wait for the one
/// before.
class PairMatrices {
 public:
  explicit PairMatrices(std::size_t codes) : codes_(codes), cells_(2 * codes * codes) {}

  /// Begins with the first matrix again.
  void rewind() noexcept { offset_ = 0; }

  /// The cell of a pair, in the matrix whose turn it is.
  std::uint32_t& next_cell(Code from, Code to) noexcept {
    std::uint32_t& cell = cells_[offset_ + from * codes_ + to];
    offset_ = codes_ * codes_ - offset_;
    return cell;
  }

  /// Number of pairs.
  [[nodiscard]] std::size_t size() const noexcept { return codes_ * codes_; }

  /// The cells of a pair, by its place in a matrix.
  [[nodiscard]] std::array<std::uint32_t*, 2> both(std::size_t pair) noexcept {
    return {&cells_[pair], &cells_[codes_ * codes_ + pair]};
  }

 private:
  std::size_t codes_;
  std::size_t offset_ = 0;
  std::vector<std::uint32_t> cells_;
};

/// Counting sort by a matrix of pairs, for few codes.
template <class Value, class Visit>
PairGroups<Value> grouped_densely(const EventLog& log, std::size_t codes, Visit&& visit) {
  const std::vector<CaseBlock> blocks = case_blocks(log);
  std::vector<PairMatrices> places(blocks.size(), PairMatrices(codes));
  run_tasks(blocks.size(), [&](std::size_t b) {
    PairMatrices counts(codes);
    for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i)
      visit(i, [&](Code from, Code to, auto&& /*value*/) { ++counts.next_cell(from, to); });
    places[b] = std::move(counts);
  });
  PairGroups<Value> groups;
  std::uint32_t place = 0;
  for (std::size_t pair = 0; pair < codes * codes; ++pair) {
    const std::uint32_t begin = place;
    for (auto& counts : places) {
      for (std::uint32_t* cell : counts.both(pair)) place += std::exchange(*cell, place);
    }
    if (place == begin) continue;
    groups.pairs.push_back({static_cast<Code>(pair / codes), static_cast<Code>(pair % codes)});
    groups.offsets.push_back(place);
  }
  groups.values.resize(place);
  run_tasks(blocks.size(), [&](std::size_t b) {
    PairMatrices next = std::move(places[b]);
    next.rewind();
    Value* const values = groups.values.data();
    for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i)
      visit(i, [&](Code from, Code to, auto&& value) { values[next.next_cell(from, to)++] = value(); });
  });
  return groups;
}

/// By the pairs that there are, for many codes.
template <class Value, class Visit>
PairGroups<Value> grouped_sparsely(const EventLog& log, Visit&& visit) {
  const std::vector<CaseBlock> blocks = case_blocks(log);
  std::vector<std::vector<CodePair>> pairs(blocks.size());
  const auto reduce = [](std::vector<CodePair>& list) {
    std::ranges::sort(list);
    list.erase(std::ranges::unique(list).begin(), list.end());
  };
  run_tasks(blocks.size(), [&](std::size_t b) {
    for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i)
      visit(i, [&](Code from, Code to, auto&& /*value*/) { pairs[b].push_back({from, to}); });
    reduce(pairs[b]);
  });
  PairGroups<Value> groups;
  for (const auto& list : pairs) groups.pairs.insert(groups.pairs.end(), list.begin(), list.end());
  reduce(groups.pairs);
  const auto index_of = [&](Code from, Code to) {
    return static_cast<std::size_t>(std::ranges::lower_bound(groups.pairs, CodePair{from, to}) - groups.pairs.begin());
  };
  std::vector<std::uint32_t> counts(groups.pairs.size());
  for (std::size_t i = 0; i < log.case_count(); ++i)
    visit(i, [&](Code from, Code to, auto&& /*value*/) { ++counts[index_of(from, to)]; });
  for (const std::uint32_t count : counts) groups.offsets.push_back(groups.offsets.back() + count);
  std::vector<std::uint64_t> next(groups.offsets.begin(), groups.offsets.end() - 1);
  groups.values.resize(groups.offsets.back());
  for (std::size_t i = 0; i < log.case_count(); ++i)
    visit(i, [&](Code from, Code to, auto&& value) { groups.values[next[index_of(from, to)]++] = value(); });
  return groups;
}

}  // namespace detail

/// Sorts the values of a log by pairs of codes below `codes`.
///
/// `visit(i, add)` calls `add(from, to, value)` for what the i-th case has, in its order, where `value()` gives the
/// value; it is called several times, from several threads.
template <class Value, class Visit>
PairGroups<Value> grouped_pairs(const EventLog& log, std::size_t codes, Visit&& visit) {
  if (codes <= most_dense_codes) return detail::grouped_densely<Value>(log, codes, std::forward<Visit>(visit));
  return detail::grouped_sparsely<Value>(log, std::forward<Visit>(visit));
}

/// A pair and how often it occurs.
struct CodePairCount {
  CodePair pair;
  std::uint64_t count = 0;
};

/// Counts the pairs of codes below `codes` that a log has; they ascend.
///
/// `visit(i, add)` calls `add(from, to)` for what the i-th case has; it is called from several threads.
template <class Visit>
std::vector<CodePairCount> counted_pairs(const EventLog& log, std::size_t codes, Visit&& visit) {
  const std::vector<CaseBlock> blocks = case_blocks(log);
  std::vector<CodePairCount> counts;
  if (codes <= most_dense_codes) {
    Partials<detail::PairMatrices> partials;
    run_tasks(blocks.size(), [&](std::size_t b) {
      auto matrices = partials.take([&] { return detail::PairMatrices(codes); });
      for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i)
        visit(i, [&](Code from, Code to) { ++matrices->next_cell(from, to); });
      partials.give_back(std::move(matrices));
    });
    for (std::size_t pair = 0; pair < codes * codes; ++pair) {
      std::uint64_t count = 0;
      for (const auto& matrices : partials.all()) {
        for (const std::uint32_t* cell : matrices->both(pair)) count += *cell;
      }
      const CodePair key{static_cast<Code>(pair / codes), static_cast<Code>(pair % codes)};
      if (count > 0) counts.push_back({key, count});
    }
    return counts;
  }
  std::vector<std::vector<CodePair>> parts(blocks.size());
  run_tasks(blocks.size(), [&](std::size_t b) {
    for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i)
      visit(i, [&](Code from, Code to) { parts[b].push_back({from, to}); });
  });
  std::vector<CodePair> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  std::ranges::sort(all);
  for (const CodePair& pair : all) {
    if (counts.empty() || counts.back().pair != pair) counts.push_back({pair, 0});
    ++counts.back().count;
  }
  return counts;
}

}  // namespace fealty::flow
