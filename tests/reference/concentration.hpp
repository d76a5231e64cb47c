#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

namespace fealty::reference {

/// The Gini index as its definition says: half the mean difference of all pairs over the mean.
inline double gini(const std::vector<double>& values) {
  double differences = 0.0;
  double total = 0.0;
  for (const double x : values) {
    total += x;
    for (const double y : values) differences += std::abs(x - y);
  }
  return differences / (2 * static_cast<double>(values.size()) * total);
}

/// Share of the total that the greatest hold, those that are the share `top` of all; the last one may count in part.
inline double top_share(std::vector<double> values, double top) {
  std::sort(values.begin(), values.end(), std::greater<>());
  double left = top * static_cast<double>(values.size());
  double held = 0.0;
  double total = 0.0;
  for (const double x : values) {
    held += std::clamp(left, 0.0, 1.0) * x;
    left -= 1.0;
    total += x;
  }
  return held / total;
}

/// Share of the greatest that hold the share `held` of the total, by bisection of top_share.
inline double share_that_holds(const std::vector<double>& values, double held) {
  double low = 0.0;
  double high = 1.0;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (top_share(values, middle) < held ? low : high) = middle;
  }
  return high;
}

/// Standard error of a figure by the jackknife: each value is left out once.
inline double jackknife_error(const std::vector<double>& values,
                              const std::function<double(const std::vector<double>&)>& figure) {
  std::vector<double> without;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::vector<double> rest = values;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    without.push_back(figure(rest));
  }
  const auto n = static_cast<double>(values.size());
  double mean = 0.0;
  for (const double x : without) mean += x / n;
  double squares = 0.0;
  for (const double x : without) squares += (x - mean) * (x - mean);
  return std::sqrt(squares * (n - 1) / n);
}

}  // namespace fealty::reference
