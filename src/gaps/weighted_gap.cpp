#include "fealty/gaps/weighted_gap.hpp"

#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "answer_table.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "linearized.hpp"
#include "mean_of_answers.hpp"
#include "normalized_weights.hpp"

namespace fealty::gaps {
namespace {

using AnswersByNeed = std::vector<std::vector<double>>;  // of each need, one for each complete customer

bool has_all(const AnswerTable& table, std::size_t row) {
  for (std::size_t i = 0; i < table.columns(); ++i) {
    if (std::isnan(table(row, i))) return false;
  }
  return true;
}

AnswersByNeed at_rows(const AnswerTable& table, std::span<const std::size_t> rows) {
  AnswersByNeed answers(table.columns());
  for (std::size_t i = 0; i < table.columns(); ++i) {
    for (const std::size_t row : rows) answers[i].push_back(table(row, i));
  }
  return answers;
}

AnswersByNeed difference(const AnswersByNeed& a, const AnswersByNeed& b) {
  AnswersByNeed result = a;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t r = 0; r < a[i].size(); ++r) result[i][r] -= b[i][r];
  }
  return result;
}

std::vector<double> means_of(const AnswersByNeed& answers) {
  std::vector<double> means;
  for (const auto& one : answers) means.push_back(mean_of_answers(one, 0.95).value);
  return means;
}

/// WeightsOfItems, and what each customer contributes to the error of each.
struct WeightsOfItems {
  std::vector<double> shares;
  AnswersByNeed influences;  // all 0 where the weights are given
};

WeightsOfItems given_weights(const std::vector<double>& weights, const AnswerTable& like, std::size_t customers) {
  return {normalized_weights(weights, like.columns(), [&](std::size_t i) { return like.name(i); }),
          AnswersByNeed(like.columns(), std::vector<double>(customers, 0.0))};
}

/// The share of a mean in the sum of all; its influence is (m - share M) / mean of M, with M a customer's sum.
WeightsOfItems weights_of(const AnswersByNeed& importance) {
  std::vector<double> means = means_of(importance);
  const double sum = std::accumulate(means.begin(), means.end(), 0.0);
  if (!importance.front().empty() && !(sum > 0))
    throw FitError(code::no_information, "no need has any importance: all answers about it are 0");
  WeightsOfItems weights{{}, importance};
  for (const double mean : means) weights.shares.push_back(mean / sum);
  for (std::size_t r = 0; r < importance.front().size(); ++r) {
    double own = 0;
    for (const auto& one : importance) own += one[r];
    for (std::size_t i = 0; i < importance.size(); ++i)
      weights.influences[i][r] = (importance[i][r] - weights.shares[i] * own) / sum;
  }
  return weights;
}

/// Adds what customers contribute to the error of a weight times a mean.
void add_influences(const WeightsOfItems& weights, std::size_t i, const std::vector<double>& answers, double mean,
                    std::vector<double>& influences) {
  for (std::size_t r = 0; r < answers.size(); ++r)
    influences[r] += weights.shares[i] * (answers[r] - mean) + mean * weights.influences[i][r];
}

Estimate weighted_sum(const WeightsOfItems& weights, const AnswersByNeed& answers, double level) {
  const std::vector<double> means = means_of(answers);
  double value = 0;
  std::vector<double> influences(answers.front().size(), 0.0);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    value += weights.shares[i] * means[i];
    add_influences(weights, i, answers[i], means[i], influences);
  }
  return linearized(value, influences, level);
}

Estimate weighted_one(const WeightsOfItems& weights, std::size_t i, const std::vector<double>& answers, double level) {
  const double mean = mean_of_answers(answers, level).value;
  std::vector<double> influences(answers.size(), 0.0);
  add_influences(weights, i, answers, mean, influences);
  return linearized(weights.shares[i] * mean, influences, level);
}

/// Exact where the weights are given; that has nothing to do with how many answered.
Estimate weight_estimate(const WeightsOfItems& weights, std::size_t i, bool given, double level) {
  const double share = weights.shares[i];
  return given ? Estimate{share, 0.0, share, share, level} : linearized(share, weights.influences[i], level);
}

void refuse_negative(const AnswerTable& importance) {
  for (std::size_t i = 0; i < importance.columns(); ++i) {
    for (std::size_t row = 0; row < importance.rows(); ++row) {
      if (importance(row, i) < 0) {
        throw RecordError(code::refused_record, fmt::format("importance, column {}, row {}: {} is below 0",
                                                            importance.name(i), row, importance(row, i)));
      }
    }
  }
}

WeightedGap gap_with(const AnswerTable& expectation, const AnswerTable& experience, const AnswerTable* importance,
                     const std::vector<double>& given, double level) {
  require_level(level);
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < expectation.rows(); ++row) {
    if (has_all(expectation, row) && has_all(experience, row) && (importance == nullptr || has_all(*importance, row)))
      rows.push_back(row);
  }
  const AnswersByNeed expected = at_rows(expectation, rows), experienced = at_rows(experience, rows);
  const AnswersByNeed gaps = difference(experienced, expected);
  const WeightsOfItems weights =
      importance == nullptr ? given_weights(given, expectation, rows.size()) : weights_of(at_rows(*importance, rows));
  WeightedGap result;
  result.customers = static_cast<std::int64_t>(rows.size());
  result.incomplete = static_cast<std::int64_t>(expectation.rows() - rows.size());
  result.expectation = weighted_sum(weights, expected, level);
  result.experience = weighted_sum(weights, experienced, level);
  result.gap = weighted_sum(weights, gaps, level);
  for (std::size_t i = 0; i < expectation.columns(); ++i) {
    result.needs.push_back({expectation.name(i), weight_estimate(weights, i, importance == nullptr, level),
                            mean_of_answers(expected[i], level), mean_of_answers(experienced[i], level),
                            mean_of_answers(gaps[i], level), weighted_one(weights, i, gaps[i], level)});
  }
  return result;
}

}  // namespace

WeightedGap weighted_gap(const Frame& expectation, const Frame& experience, const std::vector<double>& weights,
                         double level) {
  const AnswerTable expected(expectation, "expectation");
  const AnswerTable experienced(matched(experience, "experience", expectation, "expectation"), "experience");
  return gap_with(expected, experienced, nullptr, weights, level);
}

WeightedGap weighted_gap(const Frame& expectation, const Frame& experience, const Frame& importance, double level) {
  const AnswerTable expected(expectation, "expectation");
  const AnswerTable experienced(matched(experience, "experience", expectation, "expectation"), "experience");
  const AnswerTable important(matched(importance, "importance", expectation, "expectation"), "importance");
  refuse_negative(important);
  return gap_with(expected, experienced, &important, {}, level);
}

Frame WeightedGap::frame() const {
  std::vector<std::string> names;
  EstimateColumns weight, expected, experienced, gaps, weighted;
  for (const NeedGap& need : needs) {
    names.push_back(need.name);
    weight.push(need.weight);
    expected.push(need.expectation);
    experienced.push(need.experience);
    gaps.push(need.gap);
    weighted.push(need.weighted);
  }
  Frame frame({{"need", names}});
  weight.add_to(frame, "weight");
  expected.add_to(frame, "expectation");
  experienced.add_to(frame, "experience");
  gaps.add_to(frame, "gap");
  weighted.add_to(frame, "weighted");
  return frame;
}

}  // namespace fealty::gaps
