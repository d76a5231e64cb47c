#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace fealty::reference {

/// Answers by respondent; NaN where missing.
using AnswerRows = std::vector<std::vector<double>>;

/// Covariance of two items over the respondents who answered both, in two passes; divisor n - 1.
inline double pairwise_covariance(const AnswerRows& rows, std::size_t i, std::size_t j) {
  double n = 0, mean_i = 0, mean_j = 0;
  for (const auto& row : rows) {
    if (std::isnan(row[i]) || std::isnan(row[j])) continue;
    n += 1;
    mean_i += row[i];
    mean_j += row[j];
  }
  mean_i /= n;
  mean_j /= n;
  double sum = 0;
  for (const auto& row : rows) {
    if (!std::isnan(row[i]) && !std::isnan(row[j])) sum += (row[i] - mean_i) * (row[j] - mean_j);
  }
  return sum / (n - 1);
}

/// The rows in which nothing is missing.
inline AnswerRows complete_rows(const AnswerRows& rows) {
  AnswerRows kept;
  for (const auto& row : rows) {
    bool complete = true;
    for (const double x : row) complete = complete && !std::isnan(x);
    if (complete) kept.push_back(row);
  }
  return kept;
}

}  // namespace fealty::reference
