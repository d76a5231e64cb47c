#include "fealty/gaps/satisfaction_layers.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "../customers/mean_of.hpp"
#include "answer_table.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/interval.hpp"
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

bool is_complete(std::span<const double> scores) {
  return std::ranges::none_of(scores, [](double score) { return std::isnan(score); });
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
  const std::size_t count = table.columns();
  std::vector<std::vector<double>> as_given(count), counted(count);
  std::vector<std::int64_t> capped(count, 0);
  std::vector<double> index, uncapped, held_back, own, counts;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    table.read_row(row, own);
    if (!is_complete(own)) continue;
    counts = own;
    cap_from_below(counts);
    for (std::size_t i = 0; i < count; ++i) {
      as_given[i].push_back(own[i]);
      counted[i].push_back(counts[i]);
      capped[i] += counts[i] < own[i] ? 1 : 0;
    }
    index.push_back(weighted_sum(counts, shares));
    uncapped.push_back(weighted_sum(own, shares));
    held_back.push_back(uncapped.back() - index.back());
  }
  SatisfactionLayers result;
  result.customers = static_cast<std::int64_t>(index.size());
  result.incomplete = static_cast<std::int64_t>(table.rows()) - result.customers;
  result.index = customers::mean_of(index, level);
  result.uncapped = customers::mean_of(uncapped, level);
  result.held_back = customers::mean_of(held_back, level);
  for (std::size_t i = 0; i < count; ++i) {
    result.layers.push_back({table.name(i), shares[i], customers::mean_of(as_given[i], level),
                             customers::mean_of(counted[i], level), wilson(capped[i], result.customers, level)});
  }
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
