#include "fealty/flow/markov_removal.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "../core/ranking.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/random.hpp"
#include "fealty/flow/sampling_units.hpp"
#include "markov_chain.hpp"

namespace fealty::flow {
namespace {

constexpr std::size_t most_steps = 2000;
constexpr std::size_t most_parts = 8;                    // of the paths, whose sums are held at the same time
constexpr std::size_t most_sums = std::size_t{1} << 22;  // in a part: 32 MiB

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::vector<std::string_view> split(std::string_view path, std::string_view separator, std::size_t row) {
  std::vector<std::string_view> steps;
  if (trimmed(path).empty()) return steps;
  for (std::size_t begin = 0; begin <= path.size();) {
    const auto end = std::min(path.find(separator, begin), path.size());
    steps.push_back(trimmed(path.substr(begin, end - begin)));
    if (steps.back().empty()) {
      throw RecordError(code::refused_record,
                        fmt::format("column path, row {}: \"{}\" has a step without name", row, path));
    }
    begin = end + separator.size();
  }
  return steps;
}

/// Counts of a column, which must be finite; amounts may be negative.
std::vector<double> numbers_of(const Column& column, std::string_view name, std::size_t rows, bool may_be_negative) {
  const Values<double> values = as_doubles(column, name);
  if (values.size() != rows) {
    throw RecordError(code::length_mismatch,
                      fmt::format("column {} has {} rows, but there are {} paths", name, values.size(), rows));
  }
  for (std::size_t row = 0; row < rows; ++row) {
    if (std::isfinite(values[row]) && (may_be_negative || values[row] >= 0)) continue;
    throw RecordError(code::refused_record, fmt::format("column {}, row {}: {} is no {}", name, row, values[row],
                                                        may_be_negative ? "finite amount" : "count of 0 or more"));
  }
  return {values.begin(), values.end()};
}

/// Sums over journeys, of the counts of transitions.
class Replicates {
 public:
  Replicates(const PathTable& paths, const ChainShape& shape, const RemovalOptions& options)
      : paths_(paths), shape_(shape), options_(options), count_(options.bootstrap.replicates) {}

  /// Counts of all transitions as they are.
  [[nodiscard]] std::vector<double> observed() const {
    std::vector<double> counts(shape_.transitions().size(), 0.0);
    for (std::size_t i = 0; i < paths_.size(); ++i) {
      const auto course = shape_.course(i);
      for (const auto& use : course.uses)
        counts[use.transition] += use.times * (paths_.conversions[i] + paths_.nulls[i]);
      counts[course.to_conversion] += paths_.conversions[i];
      counts[course.to_null] += paths_.nulls[i];
    }
    return counts;
  }

  /// Counts in every replicate, those of one transition side by side.
  [[nodiscard]] std::vector<double> resampled() const {
    const std::size_t transitions = shape_.transitions().size();
    std::vector<double> all(transitions * count_);
    const std::size_t slice = std::max<std::size_t>(1, most_sums / std::max<std::size_t>(1, count_));
    for (std::size_t first = 0; first < transitions; first += slice) {
      const std::size_t last = std::min(transitions, first + slice);
      const std::size_t block = std::max<std::size_t>(1024, (paths_.size() + most_parts - 1) / most_parts);
      const std::vector<double> sums = reduce_blocks(
          paths_.size(), std::vector<double>{},
          [&](std::size_t begin, std::size_t end) { return part(begin, end, first, last); },
          [](std::vector<double>& total, std::vector<double>&& part_sums) {
            if (total.empty()) {
              total = std::move(part_sums);
            } else {
              for (std::size_t i = 0; i < total.size(); ++i) total[i] += part_sums[i];
            }
          },
          block, "resampling paths");
      std::copy(sums.begin(), sums.end(), all.begin() + static_cast<std::ptrdiff_t>(first * count_));
    }
    return all;
  }

 private:
  /// How often a path is gone in every replicate, with conversion and without.
  struct Journeys {
    std::vector<double> conversions, nulls, all;
  };

  void draw(std::size_t path, std::vector<std::uint8_t>& weights, Journeys& journeys) const {
    const double conversions = paths_.conversions[path], nulls = paths_.nulls[path];
    if (options_.unit == PathUnit::journey) {
      RandomStream random(options_.bootstrap.seed, "journeys", path);
      for (std::size_t r = 0; r < count_; ++r) {
        journeys.conversions[r] = static_cast<double>(random.poisson(conversions));
        journeys.nulls[r] = static_cast<double>(random.poisson(nulls));
      }
    } else {
      poisson_weights(options_.bootstrap.seed, paths_.units.empty() ? path : paths_.units[path], weights);
      for (std::size_t r = 0; r < count_; ++r) {
        journeys.conversions[r] = conversions * weights[r];
        journeys.nulls[r] = nulls * weights[r];
      }
    }
    for (std::size_t r = 0; r < count_; ++r) journeys.all[r] = journeys.conversions[r] + journeys.nulls[r];
  }

  std::vector<double> part(std::size_t begin, std::size_t end, std::size_t first, std::size_t last) const {
    std::vector<double> sums((last - first) * count_, 0.0);
    std::vector<std::uint8_t> weights(count_);
    Journeys journeys{std::vector<double>(count_), std::vector<double>(count_), std::vector<double>(count_)};
    const auto add = [&](std::uint32_t transition, double times, const std::vector<double>& amounts) {
      if (transition < first || transition >= last) return;
      double* row = sums.data() + (transition - first) * count_;
      for (std::size_t r = 0; r < count_; ++r) row[r] += times * amounts[r];
    };
    for (std::size_t i = begin; i < end; ++i) {
      if (paths_.conversions[i] + paths_.nulls[i] == 0) continue;
      draw(i, weights, journeys);
      const auto course = shape_.course(i);
      for (const auto& use : course.uses) add(use.transition, use.times, journeys.all);
      if (paths_.conversions[i] > 0) add(course.to_conversion, 1.0, journeys.conversions);
      if (paths_.nulls[i] > 0) add(course.to_null, 1.0, journeys.nulls);
    }
    return sums;
  }

  const PathTable& paths_;
  const ChainShape& shape_;
  const RemovalOptions& options_;
  std::size_t count_;
};

/// The effect of every step, and its share in the sum of all.
struct Effects {
  std::vector<double> effect, share;
  double conversion = nan;
};

/// NaN throughout if nothing converts.
Effects effects_of(const ChainShape& shape, std::size_t steps, std::span<const double> counts) {
  Effects effects{std::vector<double>(steps, nan), std::vector<double>(steps, nan), nan};
  const ChainSolution solution = solve_chain(shape, steps, counts);
  if (!(solution.conversion > 0)) return effects;
  effects.conversion = solution.conversion;
  double sum = 0;
  for (std::size_t j = 0; j < steps; ++j) {
    // Rounding alone could make it negative, or more than the whole.
    effects.effect[j] = std::clamp(1 - solution.without[j] / solution.conversion, 0.0, 1.0);
    sum += effects.effect[j];
  }
  for (std::size_t j = 0; j < steps && sum > 0; ++j) effects.share[j] = effects.effect[j] / sum;
  return effects;
}

std::vector<Effects> effects_of_replicates(const ChainShape& shape, std::size_t steps, std::span<const double> counts,
                                           std::size_t replicates) {
  const std::size_t transitions = shape.transitions().size();
  std::vector<Effects> effects(replicates);
  for_blocks(
      replicates,
      [&](std::size_t begin, std::size_t end) {
        std::vector<double> own(transitions);
        for (std::size_t r = begin; r < end; ++r) {
          for (std::size_t t = 0; t < transitions; ++t) own[t] = counts[t * replicates + r];
          effects[r] = effects_of(shape, steps, own);
        }
      },
      8, "removing steps");
  return effects;
}

double total(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Journeys through each step.
std::vector<double> visits_of(const PathTable& paths) {
  std::vector<double> visits(paths.names.size(), 0.0);
  std::vector<std::size_t> seen(paths.names.size(), paths.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    for (const Code step : paths.path(i)) {
      if (std::exchange(seen[step], i) != i) visits[step] += paths.conversions[i] + paths.nulls[i];
    }
  }
  return visits;
}

void check(const PathTable& paths, const RemovalOptions& options) {
  require(options.order >= 1 && options.order <= 16, "order", static_cast<double>(options.order),
          "must be between 1 and 16");
  require_level(options.bootstrap.level);
  if (paths.names.size() > most_steps) {
    throw RecordError(code::refused_record,
                      fmt::format("the paths have {} distinct steps, more than the {} that can be "
                                  "ranked; group them first",
                                  paths.names.size(), most_steps));
  }
  if (!(total(paths.conversions) > 0)) {
    throw FitError(
        code::no_information,
        fmt::format("no journey of the {} paths converts, so that there is nothing to lose by removing a step",
                    paths.size()));
  }
}

}  // namespace

PathTable paths_of_columns(const Column& path, const Column& conversions, const Column& values, const Column& nulls,
                           const std::string& separator) {
  if (trimmed(separator).empty()) {
    throw ParameterError(code::out_of_domain, "separator is blank, but must be a text between steps, such as \">\"");
  }
  const TextReader texts(path, "path");
  std::map<std::string_view, Code> codes;
  std::vector<std::vector<std::string_view>> rows;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (texts.is_missing(row)) {
      throw RecordError(code::refused_record, fmt::format("column path, row {}: the path is missing", row));
    }
    rows.push_back(split(texts[row], trimmed(separator), row));
    for (const auto step : rows.back()) codes.emplace(step, 0);
  }
  PathTable table;
  for (auto& [name, code] : codes) {
    code = static_cast<Code>(table.names.size());
    table.names.emplace_back(name);
  }
  for (const auto& row : rows) {
    for (const auto step : row) table.steps.push_back(codes.at(step));
    table.offsets.push_back(table.steps.size());
  }
  table.conversions = numbers_of(conversions, "conversions", rows.size(), false);
  table.nulls = nulls ? numbers_of(nulls, "nulls", rows.size(), false) : std::vector<double>(rows.size(), 0.0);
  if (values) table.values = numbers_of(values, "values", rows.size(), true);
  return table;
}

PathTable paths_of_log(const EventLog& log, std::span<const double> converted) {
  require(converted.size() == log.case_count(), "the number of flags", static_cast<double>(converted.size()),
          fmt::format("must be that of the cases, {}", log.case_count()));
  const SamplingUnits units = sampling_units(log);
  PathTable table;
  for (Code step = 0; step < log.steps().size(); ++step) table.names.push_back(log.steps().label(step));
  for (std::size_t i = 0; i < converted.size(); ++i) {
    if (std::isnan(converted[i])) continue;
    const Trace trace = log.trace(i);
    table.steps.insert(table.steps.end(), trace.steps.begin(), trace.steps.end());
    table.offsets.push_back(table.steps.size());
    table.conversions.push_back(converted[i] > 0 ? 1.0 : 0.0);
    table.nulls.push_back(converted[i] > 0 ? 0.0 : 1.0);
    table.units.push_back(units.of_case[i]);
  }
  return table;
}

RemovalEffects removal_effects(const PathTable& paths, const RemovalOptions& options) {
  check(paths, options);
  const std::size_t steps = paths.names.size();
  const ChainShape shape(paths, options.order, options.collapse_repeats);
  const Replicates counts(paths, shape, options);
  const Effects found = effects_of(shape, steps, counts.observed());
  const std::size_t replicates = options.bootstrap.replicates;
  const std::vector<Effects> resampled =
      replicates == 0 ? std::vector<Effects>{} : effects_of_replicates(shape, steps, counts.resampled(), replicates);
  const auto estimate = [&](double value, auto&& of) {
    std::vector<double> values;
    for (const Effects& one : resampled) values.push_back(of(one));
    return percentile_interval(value, values, options.bootstrap.level);
  };

  RankCounts ranks(steps);
  for (const Effects& one : resampled) {
    if (!std::isnan(one.conversion)) ranks.add(one.effect);
  }
  RemovalEffects result;
  result.order = options.order;
  result.states = shape.states();
  result.conversions = total(paths.conversions);
  result.journeys = result.conversions + total(paths.nulls);
  result.value = paths.values.empty() ? nan : total(paths.values);
  result.replicates = options.bootstrap.replicates;
  result.conversion_probability = estimate(found.conversion, [](const Effects& one) { return one.conversion; });
  const std::vector<double> visits = visits_of(paths);
  for (const std::size_t j : order_by_size(found.effect)) {
    RemovalEffect step;
    step.step = paths.names[j];
    step.rank = static_cast<std::int64_t>(result.steps.size()) + 1;
    step.visits = visits[j];
    step.effect = estimate(found.effect[j], [j](const Effects& one) { return one.effect[j]; });
    step.share = estimate(found.share[j], [j](const Effects& one) { return one.share[j]; });
    step.conversions = step.share.value * result.conversions;
    step.value = step.share.value * result.value;
    step.ranks = ranks.probabilities(j);
    result.steps.push_back(std::move(step));
  }
  return result;
}

Frame RemovalEffects::frame() const {
  std::vector<std::string> names;
  std::vector<std::int64_t> rank;
  std::vector<double> visits, credit, credited, first;
  EstimateColumns effect, share;
  for (const RemovalEffect& s : steps) {
    names.push_back(s.step);
    rank.push_back(s.rank);
    visits.push_back(s.visits);
    effect.push(s.effect);
    share.push(s.share);
    credit.push_back(s.conversions);
    credited.push_back(s.value);
    first.push_back(s.ranks.empty() ? nan : s.ranks[0]);
  }
  Frame frame({{"step", names}, {"rank", std::move(rank)}, {"visits", std::move(visits)}});
  effect.add_to(frame, "effect");
  share.add_to(frame, "share");
  frame.add("conversions", std::move(credit));
  if (!std::isnan(value)) frame.add("value", std::move(credited));
  frame.add("probability_first", std::move(first));
  return frame;
}

Frame RemovalEffects::ranks() const {
  std::vector<std::pair<std::string, std::vector<double>>> rows;
  for (const RemovalEffect& s : steps) rows.emplace_back(s.step, s.ranks);
  return rank_frame("step", rows);
}

}  // namespace fealty::flow
