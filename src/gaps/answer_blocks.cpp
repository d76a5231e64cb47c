#include "answer_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "fealty/core/parallel.hpp"

namespace fealty::gaps {

using Eigen::Index;

Eigen::MatrixXd answer_block(const Answers& answers, std::size_t begin, std::size_t end,
                             const Eigen::VectorXd& origin) {
  Eigen::MatrixXd block(static_cast<Index>(end - begin), static_cast<Index>(answers.items()));
  for (std::size_t j = 0; j < answers.items(); ++j)
    answers.read(j, begin, {block.col(static_cast<Index>(j)).data(), end - begin});
  block.rowwise() -= origin.transpose();
  return block;
}

Eigen::VectorXd mean_answers(const Answers& answers) {
  Eigen::VectorXd means = Eigen::VectorXd::Zero(static_cast<Index>(answers.items()));
  run_tasks(answers.items(), [&](std::size_t j) {
    std::vector<double> values(rows_at_a_time);
    double sum = 0;
    for (std::size_t begin = 0; begin < answers.respondents(); begin += rows_at_a_time) {
      values.resize(std::min(rows_at_a_time, answers.respondents() - begin));
      answers.read(j, begin, values);
      for (const double x : values) sum += std::isnan(x) ? 0.0 : x;
    }
    const std::size_t answered = answers.respondents() - answers.missing(j);
    if (answered > 0) means[static_cast<Index>(j)] = sum / static_cast<double>(answered);
  });
  return means;
}

}  // namespace fealty::gaps
