#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace fealty::reference {

/// Answers to one item, one respondent after another; NaN where missing.
using ItemAnswers = std::vector<double>;

inline double weighted_mean(const ItemAnswers& x, const std::vector<double>& weights) {
  double n = 0, sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(x[i])) continue;
    n += weights[i];
    sum += weights[i] * x[i];
  }
  return sum / n;
}

/// Over those who have both, by deviations from their means.
inline double weighted_correlation(const ItemAnswers& x, const ItemAnswers& y, const std::vector<double>& weights) {
  ItemAnswers x_known = x, y_known = y;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(x[i] + y[i])) x_known[i] = y_known[i] = std::numeric_limits<double>::quiet_NaN();
  }
  const double x_mean = weighted_mean(x_known, weights), y_mean = weighted_mean(y_known, weights);
  double xx = 0, yy = 0, xy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(x_known[i])) continue;
    xx += weights[i] * (x[i] - x_mean) * (x[i] - x_mean);
    yy += weights[i] * (y[i] - y_mean) * (y[i] - y_mean);
    xy += weights[i] * (x[i] - x_mean) * (y[i] - y_mean);
  }
  return xx > 1e-9 && yy > 1e-9 ? xy / std::sqrt(xx * yy) : std::numeric_limits<double>::quiet_NaN();
}

/// Of what is not NaN.
inline double middle(std::vector<double> values, bool is_median) {
  std::erase_if(values, [](double x) { return std::isnan(x); });
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  if (!is_median) {
    double sum = 0;
    for (const double x : values) sum += x;
    return sum / static_cast<double>(values.size());
  }
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

/// The grid of importance against performance, respondent i counting `weights[i]` times.
struct Grid {
  std::vector<double> importance, performance, derived;
  double importance_line, performance_line, derived_line, stated_derived;
};

inline Grid grid(const std::vector<ItemAnswers>& importance, const std::vector<ItemAnswers>& performance,
                 const ItemAnswers& outcome, const std::vector<double>& weights, bool is_median) {
  Grid made;
  for (std::size_t j = 0; j < importance.size(); ++j) {
    made.importance.push_back(weighted_mean(importance[j], weights));
    made.performance.push_back(weighted_mean(performance[j], weights));
    made.derived.push_back(weighted_correlation(performance[j], outcome, weights));
  }
  made.importance_line = middle(made.importance, is_median);
  made.performance_line = middle(made.performance, is_median);
  made.derived_line = middle(made.derived, is_median);
  made.stated_derived =
      weighted_correlation(made.importance, made.derived, std::vector<double>(importance.size(), 1.0));
  return made;
}

/// 0 keep up, 1 concentrate, 2 low priority, 3 overkill; 4 if it cannot be told.
inline std::size_t quadrant(const Grid& grid, std::size_t item) {
  const double up = grid.importance[item] - grid.importance_line;
  const double right = grid.performance[item] - grid.performance_line;
  if (std::isnan(up) || std::isnan(right)) return 4;
  if (up >= 0) return right >= 0 ? 0 : 1;
  return right >= 0 ? 3 : 2;
}

}  // namespace fealty::reference
