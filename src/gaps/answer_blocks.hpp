#pragma once

#include <cstddef>

#include <Eigen/Core>

#include "fealty/gaps/answers.hpp"

namespace fealty::gaps {

inline constexpr std::size_t rows_at_a_time = 1024;

/// The answers of the respondents [begin, end) less an origin: a row for each, a column per item, NaN where missing.
Eigen::MatrixXd answer_block(const Answers& answers, std::size_t begin, std::size_t end, const Eigen::VectorXd& origin);

/// The mean answer to every item; 0 where nobody answered.
Eigen::VectorXd mean_answers(const Answers& answers);

}  // namespace fealty::gaps
