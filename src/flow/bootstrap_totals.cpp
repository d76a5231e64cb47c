#include "fealty/flow/bootstrap_totals.hpp"

#include <limits>
#include <utility>

#include "fealty/core/domain.hpp"

namespace fealty::flow {
namespace {

constexpr std::size_t most_kept_weights = std::size_t{1} << 28;

template <class Replicate>
Estimate from_replicates(double value, std::size_t count, double level, Replicate&& replicate) {
  std::vector<double> replicates(count);
  for (std::size_t r = 0; r < count; ++r) replicates[r] = replicate(r);
  return percentile_interval(value, replicates, level);
}

}  // namespace

ReplicateWeights::ReplicateWeights(const EventLog& log, const Bootstrap& bootstrap)
    : ReplicateWeights(sampling_units(log), bootstrap) {}

ReplicateWeights::ReplicateWeights(SamplingUnits units, const Bootstrap& bootstrap)
    : bootstrap_(bootstrap), units_(std::move(units)) {
  require_level(bootstrap.level);
  if (replicates() == 0 || units_.count > most_kept_weights / replicates()) return;
  table_.resize(units_.count * replicates());
  for_blocks(
      units_.count,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t unit = begin; unit < end; ++unit)
          poisson_weights(bootstrap_.seed, unit, std::span(table_).subspan(unit * replicates(), replicates()));
      },
      4096, "resampling customers");
}

std::span<const std::uint8_t> ReplicateWeights::of_case(std::size_t i, std::vector<std::uint8_t>& scratch) const {
  const std::uint32_t unit = units_.of_case[i];
  if (!table_.empty()) return std::span(table_).subspan(unit * replicates(), replicates());
  scratch.resize(replicates());
  poisson_weights(bootstrap_.seed, unit, scratch);
  return scratch;
}

std::vector<std::int64_t> resampled_cases(const ReplicateWeights& weights) {
  std::vector<std::int64_t> cases(weights.replicates());
  bootstrap_totals<1>(
      weights, 1, [](std::size_t /*i*/, const auto& add) { add(0, {1}); },
      [&](const ItemTotals& totals) { std::ranges::copy(totals.of(0), cases.begin()); });
  return cases;
}

Estimate estimated_total(double value, std::span<const std::int64_t> totals, double level) {
  return from_replicates(value, totals.size(), level, [&](std::size_t r) { return static_cast<double>(totals[r]); });
}

Estimate estimated_ratio(double value, std::span<const std::int64_t> numerators,
                         std::span<const std::int64_t> denominators, double level, double scale) {
  return from_replicates(value, numerators.size(), level, [&](std::size_t r) {
    if (denominators[r] == 0) return std::numeric_limits<double>::quiet_NaN();
    return scale * static_cast<double>(numerators[r]) / static_cast<double>(denominators[r]);
  });
}

}  // namespace fealty::flow
