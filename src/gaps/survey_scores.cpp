#include "survey_scores.hpp"

#include <cmath>
#include <map>
#include <numeric>
#include <string>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"

namespace fealty::gaps {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;

namespace {}  // namespace

MatrixXd answers_of(const Answers& answers, std::size_t begin, std::size_t end) {
  MatrixXd block(static_cast<Index>(end - begin), static_cast<Index>(answers.items()));
  for (std::size_t j = 0; j < answers.items(); ++j)
    answers.read(j, begin, {block.col(static_cast<Index>(j)).data(), end - begin});
  return block;
}

BothSides both_sides(const Survey& survey, std::size_t begin, std::size_t end, Missing missing) {
  BothSides both{answers_of(survey.expectation, begin, end), answers_of(survey.experience, begin, end)};
  for (Index i = 0; i < both.experience.rows(); ++i) {
    bool complete = true;
    for (Index j = 0; j < both.experience.cols(); ++j) {
      if (!std::isnan(both.expectation(i, j) + both.experience(i, j))) continue;
      both.expectation(i, j) = both.experience(i, j) = nan;
      complete = false;
    }
    if (complete || missing != Missing::complete) continue;
    both.expectation.row(i).setConstant(nan);
    both.experience.row(i).setConstant(nan);
  }
  return both;
}

ArrayXd total_score(const MatrixXd& answers, const std::vector<std::size_t>& items) {
  ArrayXd sum = ArrayXd::Zero(answers.rows());
  ArrayXd count = sum;
  for (const std::size_t item : items) {
    const ArrayXd x = answers.col(static_cast<Index>(item));
    sum += x.isNaN().select(0.0, x);
    count += (!x.isNaN()).cast<double>();
  }
  return (count > 0).select(sum * (static_cast<double>(items.size()) / count), nan);
}

std::vector<std::vector<std::size_t>> groups_of(const std::vector<Dimension>& dimensions, const Answers& answers) {
  std::vector<std::vector<std::size_t>> groups;
  std::map<std::size_t, std::string> taken;
  for (const Dimension& dimension : dimensions) {
    if (dimension.items.empty())
      throw ParameterError(code::missing_parameter, fmt::format("the dimension {} names no items", dimension.name));
    auto& group = groups.emplace_back();
    for (const std::string& name : dimension.items) {
      const std::size_t item = answers.item(name);
      const auto [place, is_new] = taken.emplace(item, dimension.name);
      if (!is_new) {
        throw ParameterError(code::out_of_domain, fmt::format("item {} stands in the dimension {} and again in {}",
                                                              name, place->second, dimension.name));
      }
      group.push_back(item);
    }
  }
  groups.emplace_back(answers.items());
  std::iota(groups.back().begin(), groups.back().end(), std::size_t{0});
  return groups;
}

void require_outcome(const Survey& survey, std::size_t outcomes, Missing missing) {
  require(outcomes == survey.rows(), "the number of outcomes", static_cast<double>(outcomes),
          fmt::format("must be that of the questionnaires, {}", survey.rows()));
  if (missing == Missing::full_information) {
    throw ParameterError(code::out_of_domain,
                         "missing is full_information, but scores of single respondents need answers: use pairwise or "
                         "complete");
  }
}

}  // namespace fealty::gaps
