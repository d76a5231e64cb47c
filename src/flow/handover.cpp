#include "fealty/flow/handover.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <numeric>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/flow/bootstrap_totals.hpp"
#include "grouped_pairs.hpp"
#include "labels.hpp"
#include "present_codes.hpp"

namespace fealty::flow {
namespace {

CodePair key_of(const Handover& handover) noexcept {
  return {handover.from, handover.to};
}

Handovers handovers_of(const Ids& resources, std::vector<Handover> pairs, std::uint64_t unknown) {
  std::vector<char> occurs(resources.size());
  for (const Handover& pair : pairs) occurs[pair.from] = occurs[pair.to] = 1;
  const PresentCodes present = present_codes(resources, occurs);
  for (Handover& pair : pairs) pair = {present.place[pair.from], present.place[pair.to], pair.count};
  return {present.ids, std::move(pairs), unknown};
}

/// Calls `f(from, to)` for each handover of a case.
template <class F>
void for_handovers(const Trace& trace, F&& f) {
  for (std::size_t k = 1; k < trace.resources.size(); ++k) {
    const Code from = trace.resources[k - 1];
    const Code to = trace.resources[k];
    if (from != no_code && to != no_code) f(from, to);
  }
}

}  // namespace

std::uint64_t Handovers::total(bool to_self) const noexcept {
  std::uint64_t sum = 0;
  for (const Handover& pair : pairs) sum += to_self || pair.from != pair.to ? pair.count : 0;
  return sum;
}

Handovers& Handovers::operator+=(const Handovers& other) {
  const UnitedIds united = unite(resources, other.resources, "staff_id");
  std::vector<Handover> both;
  for (const Handover& pair : pairs)
    both.push_back({united.from_first[pair.from], united.from_first[pair.to], pair.count});
  for (const Handover& pair : other.pairs)
    both.push_back({united.from_second[pair.from], united.from_second[pair.to], pair.count});
  std::ranges::sort(both, {}, key_of);
  std::vector<Handover> sums;
  for (const Handover& pair : both) {
    if (!sums.empty() && key_of(sums.back()) == key_of(pair))
      sums.back().count += pair.count;
    else
      sums.push_back(pair);
  }
  return *this = handovers_of(united.ids, std::move(sums), unknown + other.unknown);
}

Handovers handovers(const EventLog& log) {
  const std::vector<CodePairCount> counts = counted_pairs(log, log.resources().size(), [&](std::size_t i, auto&& add) {
    const Trace trace = log.trace(i);
    std::size_t event = trace.first;
    for_handovers(trace, [&](Code from, Code to) { add(event++, from, to); });
  });
  std::vector<Handover> pairs;
  std::uint64_t known = 0;
  for (const auto& [pair, count] : counts) {
    pairs.push_back({pair.from, pair.to, count});
    known += count;
  }
  const std::uint64_t in_a_row = log.size() - log.case_count();
  const bool knows_resources = log.resources().size() > 0;
  return handovers_of(log.resources(), std::move(pairs), knows_resources ? in_a_row - known : 0);
}

Frame handovers_frame(const EventLog& log, bool to_self, const Bootstrap& bootstrap) {
  const Handovers all = handovers(log);
  std::vector<Handover> listed;
  std::ranges::copy_if(all.pairs, std::back_inserter(listed),
                       [&](const Handover& pair) { return to_self || pair.from != pair.to; });
  const UnitedIds united = unite(log.resources(), all.resources, "staff_id");
  std::vector<Code> place(log.resources().size(), no_code);
  for (Code code = 0; code < all.resources.size(); ++code) place[united.from_second[code]] = code;

  const ReplicateWeights weights(log, bootstrap);
  std::vector<std::int64_t> totals;
  bootstrap_totals<1>(
      weights, 1,
      [&](std::size_t i, auto&& add) {
        std::int64_t count = 0;
        for_handovers(log.trace(i), [&](Code from, Code to) { count += to_self || from != to ? 1 : 0; });
        add(0, {count});
      },
      [&](const ItemTotals& item) { totals.assign(item.of(0).begin(), item.of(0).end()); });
  const auto total = static_cast<double>(all.total(to_self));
  std::vector<Estimate> counts(listed.size());
  std::vector<Estimate> shares(listed.size());
  bootstrap_totals<1>(
      weights, listed.size(),
      [&](std::size_t i, auto&& add) {
        for_handovers(log.trace(i), [&](Code from, Code to) {
          const auto found = std::ranges::lower_bound(listed, CodePair{place[from], place[to]}, {}, key_of);
          if (to_self || from != to) add(static_cast<std::size_t>(found - listed.begin()), {1});
        });
      },
      [&](const ItemTotals& item) {
        const auto count = static_cast<double>(listed[item.item].count);
        counts[item.item] = estimated_total(count, item.of(0), bootstrap.level);
        shares[item.item] = estimated_ratio(count / total, item.of(0), totals, bootstrap.level);
      });
  std::vector<std::size_t> order(listed.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t k) { return listed[k].count; });
  std::vector<Code> from, to;
  EstimateColumns count, share;
  for (const std::size_t k : order) {
    from.push_back(listed[k].from);
    to.push_back(listed[k].to);
    count.push(counts[k]);
    share.push(shares[k]);
  }
  Frame frame;
  frame.add("from", labels_of(all.resources, from));
  frame.add("to", labels_of(all.resources, to));
  count.add_to(frame, "count");
  share.add_to(frame, "share");
  return frame;
}

}  // namespace fealty::flow
