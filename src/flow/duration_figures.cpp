#include "fealty/flow/duration_figures.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "duration_totals.hpp"
#include "fealty/core/parallel.hpp"
#include "middle_durations.hpp"
#include "squared_distances.hpp"

namespace fealty::flow {
namespace {

constexpr double seconds(double microseconds) noexcept {
  return microseconds / static_cast<double>(us_per_second);
}

}  // namespace

DurationFigures duration_figures(std::span<const Duration> durations) {
  DurationFigures figures;
  figures.count = durations.size();
  if (durations.empty()) return figures;
  const DurationTotals totals = totals_of(durations);
  const auto n = static_cast<double>(durations.size());
  figures.sum = seconds(totals.sum.value());
  figures.mean = seconds(totals.sum.value() / n);
  if (durations.size() > 1) {
    const double squares = squared_distances(durations.size(), totals.sum, totals.squares);
    figures.standard_deviation = seconds(std::sqrt(squares / (n - 1)));
  }
  const auto [a, b] = middle_durations(durations);
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
