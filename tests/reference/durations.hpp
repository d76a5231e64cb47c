#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/random.hpp"
#include "fealty/core/time.hpp"
#include "fealty/core/wide_sum.hpp"

/// What lists of numbers are like, the plain way.
namespace fealty::reference {

inline double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double x : values) sum += x;
  return sum / static_cast<double>(values.size());
}

inline double standard_deviation(const std::vector<double>& values) {
  const double center = mean(values);
  double squares = 0;
  for (const double x : values) squares += (x - center) * (x - center);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

/// Type 7 of Hyndman and Fan (1996).
inline double type_7_quantile(std::vector<double> values, double probability) {
  std::sort(values.begin(), values.end());
  const double position = static_cast<double>(values.size() - 1) * probability;
  const auto low = static_cast<std::size_t>(position);
  const std::size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (position - static_cast<double>(low)) * (values[high] - values[low]);
}

/// The sum of durations, and that of their squares, one after another.
inline std::array<WideSum, 2> sums(std::span<const Duration> durations) {
  std::array<WideSum, 2> sums;
  for (const Duration d : durations) {
    sums[0] += d.us;
    sums[1] += WideSum::product(d.us, d.us);
  }
  return sums;
}

/// The two in the middle by sorting all.
inline std::array<std::int64_t, 2> middle_two(std::vector<Duration> durations) {
  std::ranges::sort(durations);
  return {durations[(durations.size() - 1) / 2].us, durations[durations.size() / 2].us};
}

/// Durations of all magnitudes below exp(log_range), each so many times in a row; a fourth of them negative if asked.
inline std::vector<Duration> random_durations(std::uint64_t seed, std::size_t count, double log_range, bool negative,
                                              std::size_t repeats = 1) {
  RandomStream random(seed, "durations");
  std::vector<Duration> durations(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (i % repeats > 0) {
      durations[i] = durations[i - 1];
      continue;
    }
    durations[i].us = static_cast<std::int64_t>(std::exp(log_range * random.uniform())) - 1;
    if (negative && random.below(4) == 0) durations[i].us = -durations[i].us;
  }
  return durations;
}

}  // namespace fealty::reference
