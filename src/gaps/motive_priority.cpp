#include "fealty/gaps/motive_priority.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "answer_table.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/dual.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"
#include "linearized.hpp"
#include "mean_of_answers.hpp"
#include "priority_estimates.hpp"

namespace fealty::gaps {
namespace {

void require_on_scale(const AnswerTable& table, std::string_view what, const AnswerScale& scale) {
  for (std::size_t i = 0; i < table.columns(); ++i) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const double answer = table(row, i);
      if (std::isnan(answer) || (answer >= scale.lowest && answer <= scale.highest)) continue;
      throw RecordError(code::refused_record,
                        fmt::format("{}, column {}, row {}: {} is not on the scale from {} to {}", what, table.name(i),
                                    row, answer, scale.lowest, scale.highest));
    }
  }
}

Motive motive(const AnswerTable& importance, const AnswerScale& importance_scale, const AnswerTable& satisfaction,
              const AnswerScale& satisfaction_scale, std::size_t column, double level) {
  std::vector<double> important, satisfied;
  for (std::size_t row = 0; row < importance.rows(); ++row) {
    if (std::isnan(importance(row, column)) || std::isnan(satisfaction(row, column))) continue;
    important.push_back(importance_scale.rescaled(importance(row, column)));
    satisfied.push_back(satisfaction_scale.rescaled(satisfaction(row, column)));
  }
  const PriorityEstimates made = priority_estimates(important, satisfied, level);
  Motive result;
  result.name = importance.name(column);
  result.answers = static_cast<std::int64_t>(important.size());
  result.importance = made.importance;
  result.satisfaction = made.satisfaction;
  result.priority = made.priority;
  return result;
}

void set_strategies(std::vector<Motive>& motives, const std::map<std::string, std::string>& strategies) {
  for (const auto& [name, strategy] : strategies) {
    const auto found = std::ranges::find(motives, name, &Motive::name);
    if (found == motives.end()) {
      const Names names{motives.size(), [&](std::size_t i) { return motives[i].name; }};
      throw ParameterError(code::unknown_name, "strategies: " + unknown_name_message(name, "a motive", names));
    }
    found->strategy = strategy;
  }
}

}  // namespace

void AnswerScale::validate() const {
  require(std::isfinite(lowest), "the lowest answer", lowest, "must be finite");
  require(std::isfinite(highest) && highest > lowest, "the highest answer", highest,
          "must be finite and above the lowest");
}

PriorityEstimates priority_estimates(std::span<const double> importance, std::span<const double> satisfaction,
                                     double level) {
  PriorityEstimates made;
  made.importance = mean_of_answers(importance, level);
  made.satisfaction = mean_of_answers(satisfaction, level);
  const std::array<Dual<2>, 2> means = variables(std::array{made.importance.value, made.satisfaction.value});
  const auto by_delta_method = [&](const Dual<2>& figure) {
    std::vector<double> influences;
    for (std::size_t i = 0; i < importance.size(); ++i) {
      influences.push_back(figure.gradient[0] * (importance[i] - made.importance.value) +
                           figure.gradient[1] * (satisfaction[i] - made.satisfaction.value));
    }
    return linearized(figure.value, influences, level);
  };
  made.priority = by_delta_method(motive_priority(means[0], means[1]));
  made.opportunity = by_delta_method(opportunity_score(means[0], means[1]));
  return made;
}

MotivePriorities motive_priorities(const Frame& importance, const Frame& satisfaction,
                                   const AnswerScale& importance_scale, const AnswerScale& satisfaction_scale,
                                   const std::map<std::string, std::string>& strategies, double level) {
  require_level(level);
  importance_scale.validate();
  satisfaction_scale.validate();
  const AnswerTable important(importance, "importance");
  const AnswerTable satisfied(matched(satisfaction, "satisfaction", importance, "importance"), "satisfaction");
  require_on_scale(important, "importance", importance_scale);
  require_on_scale(satisfied, "satisfaction", satisfaction_scale);
  MotivePriorities result;
  result.customers = static_cast<std::int64_t>(important.rows());
  for (std::size_t i = 0; i < important.columns(); ++i)
    result.motives.push_back(motive(important, importance_scale, satisfied, satisfaction_scale, i, level));
  set_strategies(result.motives, strategies);
  std::stable_sort(result.motives.begin(), result.motives.end(), [](const Motive& a, const Motive& b) {
    if (std::isnan(a.priority.value)) return false;
    return std::isnan(b.priority.value) || a.priority.value > b.priority.value;
  });
  std::int64_t rank = 0;
  for (Motive& one : result.motives) one.rank = ++rank;
  return result;
}

Frame MotivePriorities::frame() const {
  std::vector<std::string> names, strategies;
  std::vector<std::int64_t> ranks, answers;
  EstimateColumns importance, satisfaction, priority;
  for (const Motive& one : motives) {
    names.push_back(one.name);
    ranks.push_back(one.rank);
    answers.push_back(one.answers);
    importance.push(one.importance);
    satisfaction.push(one.satisfaction);
    priority.push(one.priority);
    strategies.push_back(one.strategy);
  }
  Frame frame({{"motive", names}, {"rank", std::move(ranks)}, {"answers", std::move(answers)}});
  importance.add_to(frame, "importance");
  satisfaction.add_to(frame, "satisfaction");
  priority.add_to(frame, "priority");
  frame.add("strategy", strategies);
  return frame;
}

}  // namespace fealty::gaps
