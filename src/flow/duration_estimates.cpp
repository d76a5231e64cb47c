#include "fealty/flow/duration_estimates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/flow/duration_figures.hpp"

namespace fealty::flow {
namespace {

constexpr std::array probabilities{0.25, 0.5, 0.75, 0.9};

double seconds(double microseconds) noexcept {
  return microseconds / static_cast<double>(us_per_second);
}

/// A quantile in a sorted list of `count` numbers, of which `at(rank)` gives one.
template <class At>
double quantile_of(std::uint64_t count, double probability, At&& at) {
  const double position = static_cast<double>(count - 1) * probability;
  const auto low = static_cast<std::uint64_t>(position);
  const double below = at(low);
  const double share = position - static_cast<double>(low);
  return share == 0 ? below : below + share * (at(low + 1) - below);
}

/// Weighted sums and quantiles of durations in ascending order, in every replicate.
class Resampled {
 public:
  Resampled(std::span<const CaseDuration> sorted, double center, const ReplicateWeights& weights)
      : sorted_(sorted),
        center_(center),
        weights_(weights),
        replicates_(weights.replicates()),
        counts_(replicates_),
        sums_(replicates_),
        squares_(replicates_),
        quantiles_(probabilities.size(), std::vector<double>(replicates_, nan)) {
    for (const CaseDuration& d : sorted_) {
      const auto weight = weights_.of_case(d.case_position, scratch_);
      const double beyond = static_cast<double>(d.duration.us) - center;
      for (std::size_t r = 0; r < replicates_; ++r) {
        counts_[r] += weight[r];
        sums_[r] += weight[r] * beyond;
        squares_[r] += weight[r] * (beyond * beyond);
      }
    }
    find_quantiles();
  }

  [[nodiscard]] double count(std::size_t r) const noexcept { return static_cast<double>(counts_[r]); }

  [[nodiscard]] double mean(std::size_t r) const noexcept {
    return counts_[r] == 0 ? nan : sums_[r] / count(r) + center_;
  }

  [[nodiscard]] double sum(std::size_t r) const noexcept { return sums_[r] + center_ * count(r); }

  [[nodiscard]] double standard_deviation(std::size_t r) const noexcept {
    if (counts_[r] < 2) return nan;
    return std::sqrt(std::max(0.0, squares_[r] - sums_[r] * sums_[r] / count(r)) / (count(r) - 1));
  }

  [[nodiscard]] double quantile(std::size_t which, std::size_t r) const noexcept { return quantiles_[which][r]; }

 private:
  static constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  static constexpr std::size_t tile = 256;

  /// Two ranks for each quantile of each replicate, found in one walk over the durations, a tile of them at a time.
  void find_quantiles() {
    std::vector<std::uint64_t> passed(replicates_);
    std::vector<std::uint8_t> weights_of_tile(tile * replicates_);
    for (std::size_t begin = 0; begin < sorted_.size(); begin += tile) {
      const std::size_t count = std::min(tile, sorted_.size() - begin);
      std::vector<std::uint64_t> after = passed;
      for (std::size_t i = 0; i < count; ++i) {
        const auto weight = weights_.of_case(sorted_[begin + i].case_position, scratch_);
        std::ranges::copy(weight, weights_of_tile.begin() + static_cast<std::ptrdiff_t>(i * replicates_));
        for (std::size_t r = 0; r < replicates_; ++r) after[r] += weight[r];
      }
      for (std::size_t r = 0; r < replicates_; ++r) {
        find_in_tile(r, begin, count, passed[r], after[r], weights_of_tile);
      }
      passed = std::move(after);
    }
  }

  void find_in_tile(std::size_t r, std::size_t begin, std::size_t count, std::uint64_t before, std::uint64_t after,
                    const std::vector<std::uint8_t>& weights_of_tile) {
    if (counts_[r] == 0) return;
    for (std::size_t which = 0; which < probabilities.size(); ++which) {
      const double position = static_cast<double>(counts_[r] - 1) * probabilities[which];
      const auto low = static_cast<std::uint64_t>(position);
      const double share = position - static_cast<double>(low);
      const std::uint64_t high = share == 0 ? low : low + 1;
      if (high < before || low >= after) continue;
      const auto value_at = [&](std::uint64_t rank) {
        std::uint64_t sum = before;
        std::size_t i = 0;
        while ((sum += weights_of_tile[i * replicates_ + r]) <= rank && i + 1 < count) ++i;
        return static_cast<double>(sorted_[begin + i].duration.us);
      };
      double& quantile = quantiles_[which][r];
      if (low >= before) quantile = value_at(low);
      if (share > 0 && high < after) quantile += share * (value_at(high) - quantile);
    }
  }

  std::span<const CaseDuration> sorted_;
  double center_;
  const ReplicateWeights& weights_;
  std::size_t replicates_;
  std::vector<std::uint8_t> scratch_;
  std::vector<std::uint64_t> counts_;
  std::vector<double> sums_;
  std::vector<double> squares_;
  std::vector<std::vector<double>> quantiles_;
};

/// An observed extreme, which is as far as records tell; without interval where nothing was observed.
Estimate one_sided(double value, double lower, double upper, double level) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  if (std::isnan(value)) return {unknown, unknown, unknown, unknown, level};
  return {value, unknown, lower, upper, level};
}

}  // namespace

DurationEstimates duration_estimates(std::span<CaseDuration> durations, const ReplicateWeights& weights) {
  std::ranges::sort(durations, {}, [](const CaseDuration& d) { return std::tuple(d.duration, d.case_position); });
  std::vector<Duration> values;
  values.reserve(durations.size());
  for (const CaseDuration& d : durations) values.push_back(d.duration);
  const DurationFigures figures = duration_figures(values);
  const double center = values.empty() ? 0 : static_cast<double>(values[values.size() / 2].us);
  const Resampled resampled(durations, center, weights);
  std::vector<double> replicates(weights.replicates());
  const auto estimate = [&](double value, auto&& replicate) {
    for (std::size_t r = 0; r < replicates.size(); ++r) replicates[r] = replicate(r);
    return percentile_interval(value, replicates, weights.level());
  };
  const auto quantile = [&](std::size_t which) {
    const double value = values.empty() ? std::numeric_limits<double>::quiet_NaN()
                                        : quantile_of(values.size(), probabilities[which], [&](std::uint64_t rank) {
                                            return static_cast<double>(values[rank].us);
                                          });
    return estimate(seconds(value), [&](std::size_t r) { return seconds(resampled.quantile(which, r)); });
  };
  return {estimate(static_cast<double>(figures.count), [&](std::size_t r) { return resampled.count(r); }),
          estimate(figures.mean, [&](std::size_t r) { return seconds(resampled.mean(r)); }),
          estimate(figures.standard_deviation, [&](std::size_t r) { return seconds(resampled.standard_deviation(r)); }),
          quantile(0),
          quantile(1),
          quantile(2),
          quantile(3),
          estimate(figures.sum, [&](std::size_t r) { return seconds(resampled.sum(r)); }),
          one_sided(figures.least, 0, figures.least, weights.level()),
          one_sided(figures.greatest, figures.greatest, std::numeric_limits<double>::infinity(), weights.level())};
}

}  // namespace fealty::flow
