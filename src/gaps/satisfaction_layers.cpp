#include "fealty/gaps/satisfaction_layers.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "answer_table.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/interval.hpp"
#include "mean_of_answers.hpp"
#include "normalized_weights.hpp"

namespace fealty::gaps {
namespace {

std::vector<double> weights_for(const AnswerTable& table, const std::vector<double>& weights) {
  return normalized_weights(weights, table.columns(), [&](std::size_t i) { return table.name(i); });
}

double weighted_sum(std::span<const double> scores, std::span<const double> weights) {
  double sum = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) sum += weights[i] * scores[i];
  return sum;
}

/// A layer as the customers with a score in every layer have it; NaN in the rows of the others.
std::vector<double> complete_scores(const AnswerTable& table, std::size_t layer,
                                    std::span<const std::uint8_t> complete) {
  std::vector<double> scores(table.rows(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t row = 0; row < scores.size(); ++row) {
    if (complete[row] != 0) scores[row] = table(row, layer);
  }
  return scores;
}

/// Which rows have a score in every layer.
std::vector<std::uint8_t> complete_rows(const AnswerTable& table) {
  std::vector<std::uint8_t> complete(table.rows(), 1);
  for (std::size_t layer = 0; layer < table.columns(); ++layer) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (std::isnan(table(row, layer))) complete[row] = 0;
    }
  }
  return complete;
}

}  // namespace

void cap_from_below(std::span<double> scores) {
  for (std::size_t i = 1; i < scores.size(); ++i)
    scores[i] = std::isnan(scores[i]) || std::isnan(scores[i - 1]) ? std::numeric_limits<double>::quiet_NaN()
                                                                   : std::min(scores[i], scores[i - 1]);
}

SatisfactionLayers satisfaction_layers(const Frame& scores, const std::vector<double>& weights, double level) {
  require_level(level);
  const AnswerTable table(scores, "scores");
  const std::vector<double> shares = weights_for(table, weights);
  const std::vector<std::uint8_t> complete = complete_rows(table);
  SatisfactionLayers result;
  result.customers = std::ranges::count(complete, 1);
  result.incomplete = static_cast<std::int64_t>(table.rows()) - result.customers;
  std::vector<double> index(table.rows(), 0.0), uncapped(table.rows(), 0.0);
  std::vector<double> counted(table.rows(), std::numeric_limits<double>::infinity());  // of the layer below
  for (std::size_t layer = 0; layer < table.columns(); ++layer) {
    const std::vector<double> given = complete_scores(table, layer, complete);
    std::int64_t capped = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      capped += counted[row] < given[row] ? 1 : 0;
      counted[row] = std::isnan(given[row]) ? given[row] : std::min(given[row], counted[row]);
      index[row] += shares[layer] * counted[row];
      uncapped[row] += shares[layer] * given[row];
    }
    result.layers.push_back({table.name(layer), shares[layer], mean_of_answers(given, level),
                             mean_of_answers(counted, level), wilson(capped, result.customers, level)});
  }
  result.index = mean_of_answers(index, level);
  result.uncapped = mean_of_answers(uncapped, level);
  for (std::size_t row = 0; row < table.rows(); ++row) uncapped[row] -= index[row];
  result.held_back = mean_of_answers(uncapped, level);
  return result;
}

std::vector<double> satisfaction_index(const Frame& scores, const std::vector<double>& weights) {
  const AnswerTable table(scores, "scores");
  const std::vector<double> shares = weights_for(table, weights);
  std::vector<double> own, values;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    table.read_row(row, own);
    cap_from_below(own);
    values.push_back(weighted_sum(own, shares));
  }
  return values;
}

Frame SatisfactionLayers::frame() const {
  std::vector<std::string> names;
  std::vector<double> weights;
  EstimateColumns score, counted, capped;
  for (const SatisfactionLayer& one : layers) {
    names.push_back(one.name);
    weights.push_back(one.weight);
    score.push(one.score);
    counted.push(one.counted);
    capped.push(one.capped);
  }
  Frame frame({{"layer", names}, {"weight", std::move(weights)}});
  score.add_to(frame, "score");
  counted.add_to(frame, "counted");
  capped.add_to(frame, "capped");
  return frame;
}

}  // namespace fealty::gaps
