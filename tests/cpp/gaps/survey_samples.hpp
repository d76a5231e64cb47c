#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "fealty/gaps/survey.hpp"
#include "reference/moments.hpp"

namespace fealty::gaps {

/// Answers on a scale of 1 to 7 by respondents of different moods, some of them missing.
inline reference::AnswerRows random_answers(std::mt19937& random, std::size_t rows, std::size_t items, double missing,
                                            int shift = 0) {
  std::uniform_real_distribution<double> chance(0, 1);
  reference::AnswerRows answers(rows, std::vector<double>(items));
  for (auto& row : answers) {
    const int mood = static_cast<int>(random() % 3);
    for (double& x : row) {
      const int answer = std::min(7, std::max(1, mood + shift + static_cast<int>(random() % 4)));
      x = chance(random) < missing ? std::nan("") : answer;
    }
  }
  return answers;
}

/// The rows as a frame with the columns q1, q2 ...
inline Frame frame_of(const reference::AnswerRows& rows, std::size_t items) {
  Frame frame;
  for (std::size_t j = 0; j < items; ++j) {
    std::vector<double> column;
    for (const auto& row : rows) column.push_back(row[j]);
    frame.add("q" + std::to_string(j + 1), Column(std::move(column)));
  }
  return frame;
}

}  // namespace fealty::gaps
