#pragma once

#include <cstddef>
#include <vector>

#include <Eigen/Core>

#include "fealty/gaps/gap_analysis.hpp"

namespace fealty::gaps {

/// The answers of the questionnaires [begin, end), a column per item; no columns where nothing was asked.
Eigen::MatrixXd answers_of(const Answers& answers, std::size_t begin, std::size_t end);

/// Answers of some questionnaires to both sides, a column per item; NaN where either is missing.
struct BothSides {
  Eigen::MatrixXd expectation, experience;
};

/// The answers of the questionnaires [begin, end); by Missing::complete only those without gaps between them.
BothSides both_sides(const Survey& survey, std::size_t begin, std::size_t end, Missing missing);

/// Sums over the items of a group, where one that is missing counts as the mean of the others: a whole number where
/// none is. NaN where all are missing.
Eigen::ArrayXd total_score(const Eigen::MatrixXd& answers, const std::vector<std::size_t>& items);

/// The items that each dimension names, and in the end all; see analyze_gaps for what is refused.
std::vector<std::vector<std::size_t>> groups_of(const std::vector<Dimension>& dimensions, const Answers& answers);

/// Throws ParameterError unless each questionnaire has an outcome, or if missing answers are to be dealt with by full
/// information.
void require_outcome(const Survey& survey, std::size_t outcomes, Missing missing);

}  // namespace fealty::gaps
