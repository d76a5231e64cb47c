#include "fealty/flow/duration_figures.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>

#include "fealty/core/parallel.hpp"
#include "fealty/core/wide_sum.hpp"
#include "squared_distances.hpp"

namespace fealty::flow {
namespace {

constexpr double seconds(double microseconds) noexcept {
  return microseconds / static_cast<double>(us_per_second);
}

/// Places of numbers on a scale of 32 steps for each power of two; 0 and all negative ones share the first.
class LogarithmicScale {
 public:
  static constexpr std::size_t size = (64 << 5) + 1;

  static std::size_t place(std::int64_t value) noexcept {
    const auto bits = std::bit_cast<std::int64_t>(static_cast<double>(value)) >> 47;
    return static_cast<std::size_t>(std::max<std::int64_t>(0, bits - (1023 << 5) + 1));
  }

  /// The greatest number of a place or of one below it.
  static std::int64_t greatest_of(std::size_t place) noexcept {
    std::int64_t low = 0;
    std::int64_t high = std::numeric_limits<std::int64_t>::max();
    while (low < high) {
      const std::int64_t middle = low + (high - low) / 2 + 1;
      LogarithmicScale::place(middle) > place ? high = middle - 1 : low = middle;
    }
    return low;
  }
};

/// Exact sums and extremes of durations. The extremes are those of four lanes, which do not wait for each other.
struct Totals {
  WideSum sum;
  WideSum squares;
  std::int64_t least = 0;
  std::int64_t greatest = 0;

  explicit Totals(std::span<const Duration> durations) {
    constexpr std::size_t lanes = 4;
    std::array<std::int64_t, lanes> low;
    low.fill(durations.front().us);
    std::array<std::int64_t, lanes> high = low;
    const auto take = [&](std::size_t i, std::size_t lane) {
      const std::int64_t d = durations[i].us;
      sum += d;
      squares += WideSum::product(d, d);
      low[lane] = std::min(low[lane], d);
      high[lane] = std::max(high[lane], d);
    };
    std::size_t i = 0;
    for (; i + lanes <= durations.size(); i += lanes) {
      for (std::size_t lane = 0; lane < lanes; ++lane) take(i + lane, lane);
    }
    for (; i < durations.size(); ++i) take(i, 0);
    least = *std::ranges::min_element(low);
    greatest = *std::ranges::max_element(high);
  }
};

/// The numbers of ranks `low` and, if there is one, `low + 1` (counted from 0).
std::array<std::int64_t, 2> two_from(std::vector<std::int64_t>& numbers, std::size_t low, bool has_next) {
  const auto at_low = numbers.begin() + static_cast<std::ptrdiff_t>(low);
  std::nth_element(numbers.begin(), at_low, numbers.end());
  return {*at_low, has_next ? *std::min_element(at_low + 1, numbers.end()) : *at_low};
}

/// How many durations stand in each place of the scale.
///
/// They are counted in two lists in turn, because neighbors are often alike and a count would have to wait for the one
/// before. Only the places from that of the least to that of the greatest are ever touched.
class CountsOfPlaces {
 public:
  CountsOfPlaces(std::span<const Duration> durations, const Totals& totals) {
    const std::size_t lowest = LogarithmicScale::place(totals.least);
    const std::size_t highest = LogarithmicScale::place(totals.greatest);
    std::fill(&counts_[lowest], &counts_[highest] + 1, std::array<std::uint32_t, 2>{});
    std::size_t i = 0;
    for (; i + 1 < durations.size(); i += 2) {
      ++counts_[LogarithmicScale::place(durations[i].us)][0];
      ++counts_[LogarithmicScale::place(durations[i + 1].us)][1];
    }
    if (i < durations.size()) ++counts_[LogarithmicScale::place(durations[i].us)][0];
  }

  [[nodiscard]] std::size_t operator[](std::size_t place) const noexcept {
    return std::size_t{counts_[place][0]} + counts_[place][1];
  }

 private:
  std::array<std::array<std::uint32_t, 2>, LogarithmicScale::size> counts_;
};

/// The two numbers in the middle. Many are first counted on the scale, and then looked for only in the places that hold
/// them.
std::array<std::int64_t, 2> middle_of(std::span<const Duration> durations, const Totals& totals) {
  constexpr std::size_t few = 512;
  const std::size_t low = (durations.size() - 1) / 2;
  const std::size_t high = durations.size() / 2;
  std::vector<std::int64_t> candidates;
  if (durations.size() <= few) {
    candidates.reserve(durations.size());
    for (const Duration d : durations) candidates.push_back(d.us);
    return two_from(candidates, low, high > low);
  }
  const CountsOfPlaces counts(durations, totals);
  std::size_t before = 0;
  std::size_t first = LogarithmicScale::place(totals.least);
  while (before + counts[first] <= low) before += counts[first++];
  std::size_t last = first;
  std::size_t until = before + counts[first];
  while (until <= high) until += counts[++last];
  const std::int64_t from = first == 0 ? totals.least : LogarithmicScale::greatest_of(first - 1) + 1;
  const auto reach = static_cast<std::uint64_t>(LogarithmicScale::greatest_of(last)) - static_cast<std::uint64_t>(from);
  candidates.resize(until - before + 1);  // one more, which is written to but does not count
  std::size_t found = 0;
  for (const Duration d : durations) {
    candidates[found] = d.us;
    found += static_cast<std::uint64_t>(d.us) - static_cast<std::uint64_t>(from) <= reach ? 1 : 0;
  }
  candidates.pop_back();
  return two_from(candidates, low - before, high > low);
}

}  // namespace

DurationFigures duration_figures(std::span<const Duration> durations) {
  DurationFigures figures;
  figures.count = durations.size();
  if (durations.empty()) return figures;
  const Totals totals(durations);
  const auto n = static_cast<double>(durations.size());
  figures.sum = seconds(totals.sum.value());
  figures.mean = seconds(totals.sum.value() / n);
  if (durations.size() > 1) {
    const double squares = squared_distances(durations.size(), totals.sum, totals.squares);
    figures.standard_deviation = seconds(std::sqrt(squares / (n - 1)));
  }
  const auto [a, b] = middle_of(durations, totals);
  figures.least = seconds(static_cast<double>(totals.least));
  figures.median = seconds(a == b ? static_cast<double>(a) : (static_cast<double>(a) + static_cast<double>(b)) / 2);
  figures.greatest = seconds(static_cast<double>(totals.greatest));
  return figures;
}

namespace {

/// Calls `f(group)` for every group, in tasks of a few groups each; the longest first, so that none is left alone at
/// the end.
template <class F>
void for_groups(const DurationGroups& groups, F&& f) {
  constexpr std::uint64_t durations_in_task = 1 << 13;
  constexpr std::uint64_t durations_like_a_group = 16;
  struct Task {
    std::size_t begin;
    std::size_t end;
    std::uint64_t size;
  };
  std::vector<Task> tasks;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::uint64_t size = groups.of(g).size() + durations_like_a_group;
    if (tasks.empty() || tasks.back().size + size > durations_in_task) tasks.push_back({g, g, 0});
    tasks.back().end = g + 1;
    tasks.back().size += size;
  }
  std::ranges::stable_sort(tasks, std::greater{}, &Task::size);
  run_tasks(tasks.size(), [&](std::size_t task) {
    for (std::size_t g = tasks[task].begin; g < tasks[task].end; ++g) f(g);
  });
}

}  // namespace

std::vector<DurationFigures> figures_of(const DurationGroups& groups) {
  std::vector<DurationFigures> figures(groups.size());
  for_groups(groups, [&](std::size_t g) { figures[g] = duration_figures(groups.of(g)); });
  return figures;
}

DurationGroups DurationGroups::sorted() const {
  DurationGroups result = *this;
  for_groups(*this, [&](std::size_t g) {
    const auto begin = result.durations.begin();
    std::sort(begin + static_cast<std::ptrdiff_t>(offsets[g]), begin + static_cast<std::ptrdiff_t>(offsets[g + 1]));
  });
  return result;
}

}  // namespace fealty::flow
