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
#include "fealty/core/unfilled.hpp"
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
  UnfilledVector<Value> values;
};

namespace detail {

/// Two matrices of pairs in turn, because a pair often repeats itself and an addition would have to wait for the one
/// before: which of the two is said by the place of the event in the log, even or odd. Each has one more cell for
/// events that stand one after the other but in different cases.
class PairMatrices {
 public:
  explicit PairMatrices(std::size_t codes) : codes_(codes), cells_(2 * (codes * codes + 1)) {}

  /// The cell of a pair, in the matrix of that place.
  std::uint32_t& cell(std::size_t place, Code from, Code to) noexcept { return matrix(place)[from * codes_ + to]; }

  /// Counts which of the codes in the places [begin, end) of a list follows which.
  void count_follows(const Code* list, std::size_t begin, std::size_t end) noexcept {
    std::uint32_t* const mine = matrix(begin + 1);
    std::uint32_t* const other = matrix(begin);
    std::size_t k = begin + 1;
    for (; k + 1 < end; k += 2) {
      ++mine[list[k - 1] * codes_ + list[k]];
      ++other[list[k] * codes_ + list[k + 1]];
    }
    if (k < end) ++mine[list[k - 1] * codes_ + list[k]];
  }

  /// Takes back that the codes were counted as a pair, for they are of different cases.
  void set_apart(std::size_t place, Code from, Code to) noexcept {
    --cell(place, from, to);
    ++matrix(place)[apart()];
  }

  /// The place in a matrix of the cell of what is apart, which is behind all pairs.
  [[nodiscard]] std::uint32_t apart() const noexcept { return static_cast<std::uint32_t>(codes_ * codes_); }

  /// Replaces the places of cells by what stands in them, and counts that up; the first is of the event at `place`.
  void take(std::size_t place, std::span<std::uint32_t> cells) noexcept {
    std::uint32_t* const mine = matrix(place);
    std::uint32_t* const other = matrix(place + 1);
    std::size_t k = 0;
    for (; k + 1 < cells.size(); k += 2) {
      cells[k] = mine[cells[k]]++;
      cells[k + 1] = other[cells[k + 1]]++;
    }
    if (k < cells.size()) cells[k] = mine[cells[k]]++;
  }

  /// Adds the counts of both matrices.
  void add_to(std::vector<std::uint32_t>& totals) const noexcept {
    const std::uint32_t* const other = cells_.data() + codes_ * codes_ + 1;
    for (std::size_t pair = 0; pair < totals.size(); ++pair) totals[pair] += cells_[pair] + other[pair];
  }

  /// The cells of a pair, by its place in a matrix.
  [[nodiscard]] std::array<std::uint32_t*, 2> both(std::size_t pair) noexcept {
    return {&matrix(0)[pair], &matrix(1)[pair]};
  }

 private:
  [[nodiscard]] std::uint32_t* matrix(std::size_t place) noexcept {
    return cells_.data() + (place & 1) * (codes_ * codes_ + 1);
  }

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
      if (end > begin) matrices.set_apart(end, steps[end - 1], steps[end]);
      each_case(trace.steps);
      end += trace.size();
    }
    matrices.count_follows(steps, begin, end);
  }
}

/// The pairs that were counted, and room for their values; the counts become the places of the values.
///
/// Behind the values of all pairs there is room for those of what is apart.
template <class Value>
PairGroups<Value> laid_out(std::vector<PairMatrices>& places, std::size_t codes) {
  std::vector<std::uint32_t> totals(codes * codes);
  for (const PairMatrices& counts : places) counts.add_to(totals);
  PairGroups<Value> groups;
  std::uint32_t place = 0;
  const auto lay_out = [&](std::size_t pair) {
    for (auto& counts : places) {
      for (std::uint32_t* cell : counts.both(pair)) place += std::exchange(*cell, place);
    }
  };
  for (std::size_t pair = 0; pair < codes * codes; ++pair) {
    if (totals[pair] == 0) continue;
    lay_out(pair);
    groups.pairs.push_back({static_cast<Code>(pair / codes), static_cast<Code>(pair % codes)});
    groups.offsets.push_back(place);
  }
  lay_out(codes * codes);
  groups.values.resize(place);
  return groups;
}

/// Counting sort by a matrix of pairs, for few codes.
template <class Value, class Visit>
PairGroups<Value> grouped_densely(const EventLog& log, std::size_t codes, Visit&& visit) {
  const std::vector<CaseBlock> blocks = case_blocks(log);
  std::vector<PairMatrices> places(blocks.size(), PairMatrices(codes));
  run_tasks(blocks.size(), [&](std::size_t b) {
    for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i)
      visit(i, [&](std::size_t event, Code from, Code to, auto&& /*value*/) { ++places[b].cell(event, from, to); });
  });
  PairGroups<Value> groups = laid_out<Value>(places, codes);
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

/// Puts the values of a block's cases to their pairs: `value_at(k)` of the event at place k and the one before it.
///
/// A few hundred at a time, and one thing after the other: a processor that does not know yet where one value goes does
/// not read on well. Where cases stand one after the other, the first event of each goes to what is apart.
template <class Value, class ValueAt>
void put_follows(const EventLog& log, const CaseBlock& block, PairMatrices& next, Value* values, ValueAt& value_at) {
  std::array<std::uint32_t, 512> places;
  const Code* const steps = log.step_codes().data();
  const auto codes = static_cast<Code>(log.steps().size());
  for (std::size_t i = block.begin; i < block.end;) {
    std::size_t at = log.trace(i).first + 1;
    std::size_t end = at - 1;
    std::size_t behind = i;
    for (; behind < block.end && log.trace(behind).first == end; ++behind) end += log.trace(behind).size();
    for (++i; at < end; at += places.size()) {
      const std::size_t count = std::min(places.size(), end - at);
      for (std::size_t k = 0; k < count; ++k) places[k] = steps[at + k - 1] * codes + steps[at + k];
      for (; i < behind && log.trace(i).first < at + count; ++i) places[log.trace(i).first - at] = next.apart();
      next.take(at, std::span(places).first(count));
      for (std::size_t k = 0; k < count; ++k) values[places[k]] = value_at(at + k);
    }
    i = behind;
  }
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
  return detail::grouped_densely<Value>(log, codes, std::forward<Visit>(visit));
}

/// What grouped_pairs() visits where each step comes with the one before it: `value(i, k)` is the value for the event
/// at place k of the log, which is of the i-th case, and the one before it.
template <class ValueOf>
auto visit_follows(const EventLog& log, ValueOf value) {
  return [&log, value](std::size_t i, auto&& add) {
    const Trace trace = log.trace(i);
    for (std::size_t k = 1; k < trace.size(); ++k)
      add(trace.first + k, trace.steps[k - 1], trace.steps[k], [&] { return value(i, trace.first + k); });
  };
}

/// Sorts the values of each step and the one before it: `value_at(k)` is that for the event at place k and the one
/// before it, in whatever case that is; it is called from several threads.
template <class Value, class ValueAt>
PairGroups<Value> grouped_follows(const EventLog& log, ValueAt&& value_at) {
  const std::size_t codes = log.steps().size();
  if (codes > most_dense_codes) {
    const auto value = [&](std::size_t /*i*/, std::size_t k) { return value_at(k); };
    return detail::grouped_sparsely<Value>(log, visit_follows(log, value));
  }
  const std::vector<CaseBlock> blocks = case_blocks(log);
  std::vector<detail::PairMatrices> places(blocks.size(), detail::PairMatrices(codes));
  run_tasks(blocks.size(), [&](std::size_t b) {
    detail::count_follows(log, blocks[b], places[b], [](std::span<const Code> /*steps*/) {});
  });
  PairGroups<Value> groups = detail::laid_out<Value>(places, codes);
  run_tasks(blocks.size(), [&](std::size_t b) {
    detail::PairMatrices next = std::move(places[b]);
    detail::put_follows(log, blocks[b], next, groups.values.data(), value_at);
  });
  groups.values.resize(groups.offsets.back());
  return groups;
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
