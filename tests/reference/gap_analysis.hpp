#pragma once

#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

#include "reference/moments.hpp"

namespace fealty::reference {

/// Mean and standard error of numbers, those that are NaN left out.
struct MeanAndError {
  double mean = 0, error = 0, deviation = 0;
};

inline MeanAndError mean_and_error(const std::vector<double>& values) {
  std::vector<double> known;
  for (const double x : values) {
    if (!std::isnan(x)) known.push_back(x);
  }
  const auto n = static_cast<double>(known.size());
  MeanAndError result;
  result.mean = std::accumulate(known.begin(), known.end(), 0.0) / n;
  double squares = 0;
  for (const double x : known) squares += (x - result.mean) * (x - result.mean);
  result.deviation = std::sqrt(squares / (n - 1));
  result.error = result.deviation / std::sqrt(n);
  return result;
}

/// Experience less expectation, respondent by respondent and item by item; NaN where either is missing.
inline AnswerRows gaps_of(const AnswerRows& expectation, const AnswerRows& experience) {
  AnswerRows gaps = experience;
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    for (std::size_t j = 0; j < gaps[i].size(); ++j) gaps[i][j] -= expectation[i][j];
  }
  return gaps;
}

/// The mean over some items that each respondent answered.
inline std::vector<double> scores_of(const AnswerRows& rows, const std::vector<std::size_t>& items) {
  std::vector<double> scores;
  for (const auto& row : rows) {
    double sum = 0, count = 0;
    for (const std::size_t item : items) {
      if (std::isnan(row[item])) continue;
      sum += row[item];
      count += 1;
    }
    scores.push_back(sum / count);
  }
  return scores;
}

/// Cronbach's alpha of some items over the respondents who answered all of them.
inline double alpha_of(const AnswerRows& rows, const std::vector<std::size_t>& items) {
  AnswerRows kept;
  for (const auto& row : rows) {
    std::vector<double> some;
    for (const std::size_t item : items) some.push_back(row[item]);
    kept.push_back(some);
  }
  kept = complete_rows(kept);
  const auto k = static_cast<double>(items.size());
  double sum = 0;
  std::vector<double> totals(kept.size());
  for (std::size_t j = 0; j < items.size(); ++j) {
    std::vector<double> column;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      column.push_back(kept[i][j]);
      totals[i] += kept[i][j];
    }
    sum += std::pow(mean_and_error(column).deviation, 2);
  }
  return k / (k - 1) * (1 - sum / std::pow(mean_and_error(totals).deviation, 2));
}

}  // namespace fealty::reference
