#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

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

}  // namespace fealty::reference
