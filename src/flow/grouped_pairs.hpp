#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
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
/// before: which of the two is said by the place of the event in the log, even or odd.
class PairMatrices {
 public:
  explicit PairMatrices(std::size_t codes) : codes_(codes), cells_(2 * codes * codes) {}

  /// The cell of a pair, in the matrix of that place.
  std::uint32_t& cell(std::size_t place, Code from, Code to) noexcept {
    return cells_[(place & 1) * codes_ * codes_ + from * codes_ + to];
  }

  /// Counts which of the codes in the places [begin, end) of a list follows which.
  void count_follows(const Code* list, std::size_t begin, std::size_t end) noexcept {
    std::uint32_t* const mine = cells_.data() + ((begin + 1) & 1) * codes_ * codes_;
    std::uint32_t* const other = cells_.data() + (begin & 1) * codes_ * codes_;
    std::size_t k = begin + 1;
    for (; k + 1 < end; k += 2) {
      ++mine[list[k - 1] * codes_ + list[k]];
      ++other[list[k] * codes_ + list[k + 1]];
    }
    if (k < end) ++mine[list[k - 1] * codes_ + list[k]];
  }

  /// Adds the counts of both matrices.
  void add_to(std::vector<std::uint32_t>& totals) const noexcept {
    const std::uint32_t* const other = cells_.data() + totals.size();
    for (std::size_t pair = 0; pair < totals.size(); ++pair) totals[pair] += cells_[pair] + other[pair];
  }

  /// The cells of a pair, by its place in a matrix.
  [[nodiscard]] std::array<std::uint32_t*, 2> both(std::size_t pair) noexcept {
    return {&cells_[pair], &cells_[codes_ * codes_ + pair]};
  }

 private:
  std::size_t codes_;
  std::vector<std::uint32_t> cells_;
};

/// Counts which step follows which in the cases of a block; `each_case(steps)` is called for each of them.
///
/// Cases that stand one after the other are counted in one go, and what then follows across them is taken back.
template <class EachCase>
void count_follows(const EventLog& log, const CaseBlock& block, PairMatrices& matrices, EachCase&& each_case) {
  const Code* const steps = log.step_codes().data();
  for (std::size_t i = block.begin; i < block.end;) {
    const std::size_t begin = log.trace(i).first;
    std::size_t end = begin;
    for (; i < block.end; ++i) {
      const Trace trace = log.trace(i);
      if (trace.first != end) break;
      if (end > begin) --matrices.cell(end, steps[end - 1], steps[end]);
      each_case(trace.steps);
      end += trace.size();
    }
    matrices.count_follows(steps, begin, end);
  }
}

/// Counting sort by a matrix of pairs, for few codes; `count(block, matrices)` counts what `visit` will bring.
template <class Value, class Count, class Visit>
PairGroups<Value> grouped_densely(const EventLog& log, std::size_t codes, Count&& count, Visit&& visit) {
  const std::vector<CaseBlock> blocks = case_blocks(log);
  std::vector<PairMatrices> places(blocks.size(), PairMatrices(codes));
  run_tasks(blocks.size(), [&](std::size_t b) { count(blocks[b], places[b]); });
  std::vector<std::uint32_t> totals(codes * codes);
  for (const PairMatrices& counts : places) counts.add_to(totals);
  PairGroups<Value> groups;
  std::uint32_t place = 0;
  for (std::size_t pair = 0; pair < codes * codes; ++pair) {
    if (totals[pair] == 0) continue;
    for (auto& counts : places) {
      for (std::uint32_t* cell : counts.both(pair)) place += std::exchange(*cell, place);
    }
    groups.pairs.push_back({static_cast<Code>(pair / codes), static_cast<Code>(pair % codes)});
    groups.offsets.push_back(place);
  }
  groups.values.resize(place);
  run_tasks(blocks.size(), [&](std::size_t b) {
    PairMatrices next = std::move(places[b]);
    Value* const values = groups.values.data();
    for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i) {
      visit(i, [&](std::size_t event, Code from, Code to, auto&& value) {
        values[next.cell(event, from, to)++] = value();
      });
    }
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
      visit(i, [&](std::size_t /*event*/, Code from, Code to, auto&& /*value*/) { pairs[b].push_back({from, to}); });
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
    visit(i, [&](std::size_t /*event*/, Code from, Code to, auto&& /*value*/) { ++counts[index_of(from, to)]; });
  for (const std::uint32_t count : counts) groups.offsets.push_back(groups.offsets.back() + count);
  std::vector<std::uint64_t> next(groups.offsets.begin(), groups.offsets.end() - 1);
  groups.values.resize(groups.offsets.back());
  for (std::size_t i = 0; i < log.case_count(); ++i)
    visit(i, [&](std::size_t /*event*/, Code from, Code to, auto&& value) {
      groups.values[next[index_of(from, to)]++] = value();
    });
  return groups;
}

}  // namespace detail

/// Sorts the values of a log by pairs of codes below `codes`.
///
/// `visit(i, add)` calls `add(event, from, to, value)` for what the i-th case has, where `event` is its place in the
/// log and `value()` gives the value; it is called several times, from several threads.
template <class Value, class Visit>
PairGroups<Value> grouped_pairs(const EventLog& log, std::size_t codes, Visit&& visit) {
  if (codes > most_dense_codes) return detail::grouped_sparsely<Value>(log, std::forward<Visit>(visit));
  const auto count = [&](const CaseBlock& block, detail::PairMatrices& counts) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      visit(i, [&](std::size_t event, Code from, Code to, auto&& /*value*/) { ++counts.cell(event, from, to); });
    }
  };
  return detail::grouped_densely<Value>(log, codes, count, std::forward<Visit>(visit));
}

/// The same where `visit` brings each step with the one before it, at the place of the later one.
template <class Value, class Visit>
PairGroups<Value> grouped_follows(const EventLog& log, Visit&& visit) {
  const std::size_t codes = log.steps().size();
  if (codes > most_dense_codes) return detail::grouped_sparsely<Value>(log, std::forward<Visit>(visit));
  const auto count = [&](const CaseBlock& block, detail::PairMatrices& counts) {
    detail::count_follows(log, block, counts, [](std::span<const Code> /*steps*/) {});
  };
  return detail::grouped_densely<Value>(log, codes, count, std::forward<Visit>(visit));
}

/// A pair and how often it occurs.
struct CodePairCount {
  CodePair pair;
  std::uint64_t count = 0;
};

namespace detail {

/// The pairs that occur in any of the matrices, ascending.
inline std::vector<CodePairCount> counts_of(const Partials<PairMatrices>& partials, std::size_t codes) {
  std::vector<std::uint32_t> totals(codes * codes);  // a log has fewer events than 2^32
  for (const auto& matrices : partials.all()) matrices->add_to(totals);
  std::vector<CodePairCount> counts;
  for (std::size_t pair = 0; pair < totals.size(); ++pair) {
    const CodePair key{static_cast<Code>(pair / codes), static_cast<Code>(pair % codes)};
    if (totals[pair] > 0) counts.push_back({key, totals[pair]});
  }
  return counts;
}

/// By the pairs that there are, for many codes.
template <class Visit>
std::vector<CodePairCount> counted_sparsely(const EventLog& log, Visit&& visit) {
  const std::vector<CaseBlock> blocks = case_blocks(log);
  std::vector<std::vector<CodePair>> parts(blocks.size());
  run_tasks(blocks.size(), [&](std::size_t b) {
    for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i)
      visit(i, [&](std::size_t /*event*/, Code from, Code to) { parts[b].push_back({from, to}); });
  });
  std::vector<CodePair> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  std::ranges::sort(all);
  std::vector<CodePairCount> counts;
  for (const CodePair& pair : all) {
    if (counts.empty() || counts.back().pair != pair) counts.push_back({pair, 0});
    ++counts.back().count;
  }
  return counts;
}

}  // namespace detail

/// Counts the pairs of codes below `codes` that a log has; they ascend.
///
/// `visit(i, add)` calls `add(event, from, to)` for what the i-th case has, as for grouped_pairs; it is called from
/// several threads.
template <class Visit>
std::vector<CodePairCount> counted_pairs(const EventLog& log, std::size_t codes, Visit&& visit) {
  if (codes > most_dense_codes) return detail::counted_sparsely(log, std::forward<Visit>(visit));
  const std::vector<CaseBlock> blocks = case_blocks(log);
  Partials<detail::PairMatrices> partials;
  run_tasks(blocks.size(), [&](std::size_t b) {
    auto matrices = partials.take([&] { return detail::PairMatrices(codes); });
    for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i)
      visit(i, [&](std::size_t event, Code from, Code to) { ++matrices->cell(event, from, to); });
    partials.give_back(std::move(matrices));
  });
  return detail::counts_of(partials, codes);
}

/// Counts which step follows which; they ascend. Where cases come from and go to counts as a step behind the others.
inline std::vector<CodePairCount> counted_follows(const EventLog& log) {
  const std::size_t codes = log.steps().size() + 1;
  const auto outside = static_cast<Code>(codes - 1);
  if (codes > most_dense_codes) {
    return detail::counted_sparsely(log, [&](std::size_t i, auto&& add) {
      const std::span<const Code> steps = log.trace(i).steps;
      add(0, outside, steps.front());
      for (std::size_t k = 1; k < steps.size(); ++k) add(k, steps[k - 1], steps[k]);
      add(steps.size(), steps.back(), outside);
    });
  }
  const std::vector<CaseBlock> blocks = case_blocks(log);
  Partials<detail::PairMatrices> partials;
  run_tasks(blocks.size(), [&](std::size_t b) {
    auto matrices = partials.take([&] { return detail::PairMatrices(codes); });
    detail::count_follows(log, blocks[b], *matrices, [&](std::span<const Code> steps) {
      ++matrices->cell(0, outside, steps.front());
      ++matrices->cell(1, steps.back(), outside);
    });
    partials.give_back(std::move(matrices));
  });
  return detail::counts_of(partials, codes);
}

}  // namespace fealty::flow
