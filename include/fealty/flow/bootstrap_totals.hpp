#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/partials.hpp"
#include "fealty/flow/event_log.hpp"
#include "fealty/flow/sampling_units.hpp"

namespace fealty::flow {

/// How often each case of a log counts in each replicate of a bootstrap over customers: as often as its customer.
///
/// The weights of up to 256 MiB are kept, those of more units are made anew wherever they are needed; they are the same
/// numbers, since a weight is a function of seed, unit and replicate.
class ReplicateWeights {
 public:
  /// Throws ParameterError unless 0 < level < 1.
  ReplicateWeights(const EventLog& log, const Bootstrap& bootstrap);

  /// Of cases whose sampling units are known without a log. Throws as above.
  ReplicateWeights(SamplingUnits units, const Bootstrap& bootstrap);

  [[nodiscard]] std::size_t cases() const noexcept { return units_.of_case.size(); }
  [[nodiscard]] std::size_t replicates() const noexcept { return bootstrap_.replicates; }
  [[nodiscard]] double level() const noexcept { return bootstrap_.level; }

  /// The weight of the i-th case in every replicate; `scratch` may hold it and must then stay as it is.
  [[nodiscard]] std::span<const std::uint8_t> of_case(std::size_t i, std::vector<std::uint8_t>& scratch) const;

 private:
  Bootstrap bootstrap_;
  SamplingUnits units_;
  std::vector<std::uint8_t> table_;  // replicates of unit 0, of unit 1 ...; empty if there are too many
};

/// The totals of one item in every replicate: one row for each of its amounts.
struct ItemTotals {
  std::size_t item = 0;
  std::span<const std::int64_t> rows;
  std::size_t replicates = 0;

  [[nodiscard]] std::span<const std::int64_t> of(std::size_t amount) const noexcept {
    return rows.subspan(amount * replicates, replicates);
  }
};

namespace detail {

inline void add_weighted(std::int64_t* totals, std::int64_t amount, std::span<const std::uint8_t> weights) noexcept {
  if (amount == 0) return;
  if (amount == 1) {
    for (std::size_t r = 0; r < weights.size(); ++r) totals[r] += weights[r];
  } else {
    for (std::size_t r = 0; r < weights.size(); ++r) totals[r] += amount * weights[r];
  }
}

}  // namespace detail

/// The total of every item in every replicate of a bootstrap over customers.
///
/// `visit(i, add)` calls `add(item, {amount, ...})` for what the i-th case contributes, 0 <= item < items; it may be
/// called for the same case more than once, from several threads, and must then say the same. `finish(totals)` is
/// called once for each item, from several threads, with the ItemTotals of that item; they last as long as the call. A
/// total of weighted amounts must stay below 2^63 in magnitude (a weight is at most 12).
///
/// Items are taken in slices of which the totals fit into 32 MiB for each thread, so that memory stays bounded however
/// many items there are. Totals are sums of integers: they are the same on any number of threads.
template <std::size_t Amounts, class Visit, class Finish>
void bootstrap_totals(const ReplicateWeights& weights, std::size_t items, Visit&& visit, Finish&& finish) {
  constexpr std::size_t most_totals = std::size_t{1} << 22;
  constexpr std::size_t cases_in_block = 1024;
  const std::size_t replicates = weights.replicates();
  const std::size_t width = Amounts * replicates;
  const std::size_t slice = std::max<std::size_t>(1, most_totals / std::max<std::size_t>(1, width));
  for (std::size_t first = 0; first < items; first += slice) {
    const std::size_t last = std::min(items, first + slice);
    const std::size_t size = (last - first) * width;
    Partials<std::vector<std::int64_t>> tables;
    for_blocks(
        weights.cases(),
        [&](std::size_t begin, std::size_t end) {
          auto table = tables.take([&] { return std::vector<std::int64_t>(size); });
          std::vector<std::uint8_t> scratch;
          for (std::size_t i = begin; i < end; ++i) {
            std::span<const std::uint8_t> weight;
            visit(i, [&](std::size_t item, const std::array<std::int64_t, Amounts>& values) {
              if (item < first || item >= last) return;
              if (weight.empty()) weight = weights.of_case(i, scratch);
              std::int64_t* totals = table->data() + (item - first) * width;
              for (std::size_t k = 0; k < Amounts; ++k)
                detail::add_weighted(totals + k * replicates, values[k], weight);
            });
          }
          tables.give_back(std::move(table));
        },
        cases_in_block, "resampling customers");
    std::vector<std::int64_t> sums(size);
    for (const auto& table : tables.all()) {
      for (std::size_t i = 0; i < size; ++i) sums[i] += (*table)[i];
    }
    for_blocks(
        last - first,
        [&](std::size_t begin, std::size_t end) {
          for (std::size_t i = begin; i < end; ++i)
            finish(ItemTotals{first + i, std::span<const std::int64_t>(sums).subspan(i * width, width), replicates});
        },
        64, "resampling customers");
  }
}

/// The number of cases in every replicate.
std::vector<std::int64_t> resampled_cases(const ReplicateWeights& weights);

/// A total with the percentile interval of its replicates.
Estimate estimated_total(double value, std::span<const std::int64_t> totals, double level);

/// A ratio of totals with the percentile interval of its replicates, each times `scale`; a replicate without
/// denominator is left out.
Estimate estimated_ratio(double value, std::span<const std::int64_t> numerators,
                         std::span<const std::int64_t> denominators, double level, double scale = 1.0);

}  // namespace fealty::flow
