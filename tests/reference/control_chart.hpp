#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fealty::reference {

/// Center, limits and values of one chart, computed as textbooks write it.
struct PlainChart {
  std::vector<double> value, lower, upper;
};

/// A p chart with three standard deviations.
inline PlainChart p_chart(const std::vector<double>& counts, const std::vector<double>& sizes) {
  double count = 0, size = 0;
  for (const double c : counts) count += c;
  for (const double n : sizes) size += n;
  const double p = count / size;
  PlainChart chart;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double s = std::sqrt(p * (1 - p) / sizes[i]);
    chart.value.push_back(counts[i] / sizes[i]);
    chart.lower.push_back(std::fmax(0, p - 3 * s));
    chart.upper.push_back(std::fmin(1, p + 3 * s));
  }
  return chart;
}

/// An EWMA chart of single values, the average written out as a weighted sum of all values so far.
inline PlainChart ewma_chart(const std::vector<double>& x, double center, double sigma, double lambda, double width) {
  PlainChart chart;
  for (std::size_t i = 0; i < x.size(); ++i) {
    double z = std::pow(1 - lambda, static_cast<double>(i + 1)) * center;
    for (std::size_t j = 0; j <= i; ++j) z += lambda * std::pow(1 - lambda, static_cast<double>(i - j)) * x[j];
    const double shrunk = 1 - std::pow(1 - lambda, 2 * static_cast<double>(i + 1));
    const double s = sigma * std::sqrt(lambda / (2 - lambda) * shrunk);
    chart.value.push_back(z);
    chart.lower.push_back(center - width * s);
    chart.upper.push_back(center + width * s);
  }
  return chart;
}

/// The sum upward at each point: the largest sum of z - k over the points until then, or 0.
inline std::vector<double> cusum_upward(const std::vector<double>& z, double k) {
  std::vector<double> sums;
  for (std::size_t i = 0; i < z.size(); ++i) {
    double best = 0, sum = 0;
    for (std::size_t j = i + 1; j-- > 0;) {
      sum += z[j] - k;
      best = std::fmax(best, sum);
    }
    sums.push_back(best);
  }
  return sums;
}

}  // namespace fealty::reference
