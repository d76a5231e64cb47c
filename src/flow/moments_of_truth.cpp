#include "fealty/flow/moments_of_truth.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <Eigen/Core>
#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "../core/ranking.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"
#include "step_effects.hpp"
#include "step_rows.hpp"

namespace fealty::flow {
namespace {

using Eigen::Index;

constexpr std::size_t view_count = moment_views.size();
constexpr double likely_first = 0.5;
constexpr double unlikely_first = 0.05;

std::string_view meaning_of(MomentViewKind first, MomentViewKind second) {
  if (first == MomentViewKind::removal && second == MomentViewKind::regression) {
    return "who fails here differs from who does not in what is recorded: segment, channel, month or earlier visits "
           "explain part of the raw difference";
  }
  if (first == MomentViewKind::removal) {
    return "the raw difference is one between customers, or grows out of their history, and is not found among the "
           "visits of the same customer";
  }
  return "customers differ in something that is not recorded and goes with failure and outcome alike; or the failure "
         "acts beyond its own visit, or otherwise on those who come again";
}

/// The middle of the numbers that are known, the mean of two, NaN of none.
double middle(const std::array<double, view_count>& values) {
  double sum = 0, count = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    count += 1;
  }
  if (count < 3) return sum / count;
  const auto [a, b, c] = values;
  return std::max(std::min(a, b), std::min(std::max(a, b), c));
}

/// The effects of all steps by all views: column 3 k + v is view v of step k.
struct AllEffects {
  std::vector<Influenced> effects;
  Eigen::MatrixXd influences;

  [[nodiscard]] std::size_t steps() const noexcept { return effects.size() / view_count; }
  [[nodiscard]] double value(std::size_t step, std::size_t view) const {
    return effects[step * view_count + view].value;
  }
};

AllEffects all_effects(const VisitRecords& records) {
  const std::size_t steps = records.steps.size();
  AllEffects all;
  all.effects.resize(steps * view_count);
  run_tasks(
      steps,
      [&](std::size_t k) {
        const StepRows rows = step_rows(records, k);
        all.effects[k * view_count] = removal_view(records, rows);
        all.effects[k * view_count + 1] = regression_view(records, rows);
        all.effects[k * view_count + 2] = within_customer_view(records, k, rows);
      },
      "judging steps");
  all.influences.resize(static_cast<Index>(records.table.customers), static_cast<Index>(all.effects.size()));
  for (std::size_t j = 0; j < all.effects.size(); ++j) {
    all.influences.col(static_cast<Index>(j)) = all.effects[j].influence;
    all.effects[j].influence.resize(0);
  }
  return all;
}

/// The effects of the replicates, and how often each step had each rank.
struct ResampledEffects {
  std::vector<RankCounts> by_view;
  RankCounts by_middle;
  std::vector<std::vector<double>> middles;  // of each step
};

ResampledEffects resample(const AllEffects& all, bool desired, const Bootstrap& bootstrap) {
  const std::size_t steps = all.steps();
  ResampledEffects result{std::vector<RankCounts>(view_count, RankCounts(steps)), RankCounts(steps),
                          std::vector<std::vector<double>>(steps)};
  const Eigen::MatrixXd changes = resampled(all.influences, bootstrap.replicates, bootstrap.seed);
  const double sign = desired ? -1 : 1;
  std::array<std::vector<double>, view_count> harms;
  harms.fill(std::vector<double>(steps));
  std::vector<double> middles(steps);
  for (Index r = 0; r < changes.rows(); ++r) {
    for (std::size_t k = 0; k < steps; ++k) {
      std::array<double, view_count> effects{};
      for (std::size_t v = 0; v < view_count; ++v) {
        effects[v] = all.value(k, v) + changes(r, static_cast<Index>(k * view_count + v));
        harms[v][k] = sign * effects[v];
      }
      const double effect = middle(effects);
      result.middles[k].push_back(effect);
      middles[k] = sign * effect;
    }
    for (std::size_t v = 0; v < view_count; ++v) result.by_view[v].add(harms[v]);
    result.by_middle.add(middles);
  }
  return result;
}

/// Counts of a step's visits whose outcome is known.
struct StepCounts {
  std::int64_t visits = 0, failed = 0, unknown = 0;
};

std::vector<StepCounts> counts_of(const VisitRecords& records) {
  std::vector<StepCounts> counts(records.table.steps.size());
  for (std::size_t i = 0; i < records.table.visits.size(); ++i) {
    if (std::isnan(records.outcomes.values[i])) continue;
    for (const StepDone& done : records.table.steps_of(i)) {
      StepCounts& step = counts[done.step];
      ++step.visits;
      step.failed += done.state == StepState::failed ? 1 : 0;
      step.unknown += done.state == StepState::unknown ? 1 : 0;
    }
  }
  return counts;
}

MomentOfTruth unjudged(const VisitRecords& records, Code step, const StepCounts& counts, double level) {
  MomentOfTruth moment;
  moment.step = records.table.steps.label(step);
  moment.visits = counts.visits;
  moment.failed = counts.failed;
  moment.unknown = counts.unknown;
  const std::int64_t known = counts.visits - counts.unknown;
  moment.met_share = wilson(known - counts.failed, known, level);
  const Estimate none{nan, nan, nan, nan, level};
  moment.effect = none;
  for (MomentView& view : moment.views) view.effect = none;
  return moment;
}

/// The mean outcome, with what each customer contributes to it.
Estimate outcome_share(const VisitRecords& records, double level) {
  double sum = 0, count = 0;
  for (const double value : records.outcomes.values) {
    if (std::isnan(value)) continue;
    sum += value;
    count += 1;
  }
  if (count == 0) {
    throw FitError(code::no_information,
                   fmt::format("the outcome is known of none of the {} visits: {} are censored, "
                               "of {} nothing is stated, and {} have no customer",
                               records.table.visits.size() + records.table.without_customer, records.outcomes.censored,
                               records.outcomes.unstated, records.table.without_customer));
  }
  Eigen::VectorXd influence = Eigen::VectorXd::Zero(static_cast<Index>(records.table.customers));
  for (std::size_t i = 0; i < records.outcomes.values.size(); ++i) {
    const double value = records.outcomes.values[i];
    if (!std::isnan(value)) influence[records.table.visits[i].unit] += (value - sum / count) / count;
  }
  return with_interval(sum / count, influence, level);
}

bool excludes_zero(const Estimate& e) {
  return e.lower > 0 || e.upper < 0;
}

/// Probably the first, and with an effect that is not chance alone.
bool is_surely_first(const MomentView& view) {
  return view.ranks[0] >= likely_first && excludes_zero(view.effect);
}

/// Looks for views that disagree.
class Disagreements {
 public:
  Disagreements(const AllEffects& all, double level) : all_(all), level_(level) {
    std::size_t comparisons = 0;
    for_pairs([&](std::size_t k, std::size_t u, std::size_t v) {
      if (is_known(k, u) && is_known(k, v)) ++comparisons;
    });
    corrected_level_ = 1 - (1 - level) / static_cast<double>(std::max<std::size_t>(1, comparisons));
  }

  [[nodiscard]] std::vector<ConfoundingWarning> among(const std::vector<MomentOfTruth>& moments) const {
    std::vector<ConfoundingWarning> found;
    for_pairs([&](std::size_t k, std::size_t u, std::size_t v) {
      if (!is_known(k, u) || !is_known(k, v)) return;
      const std::string kind = kind_of(k, u, v, moments[k]);
      if (kind.empty()) return;
      found.push_back({moments[k].step, moment_views[u], moment_views[v], kind, difference(k, u, v, level_),
                       std::string(meaning_of(moment_views[u], moment_views[v]))});
    });
    return found;
  }

 private:
  template <class Visit>
  void for_pairs(Visit&& visit) const {
    for (std::size_t k = 0; k < all_.steps(); ++k) {
      for (std::size_t u = 0; u < view_count; ++u) {
        for (std::size_t v = u + 1; v < view_count; ++v) visit(k, u, v);
      }
    }
  }

  [[nodiscard]] bool is_known(std::size_t k, std::size_t view) const { return !std::isnan(all_.value(k, view)); }

  [[nodiscard]] Estimate difference(std::size_t k, std::size_t u, std::size_t v, double level) const {
    const auto first = static_cast<Index>(k * view_count);
    const Eigen::VectorXd influence =
        all_.influences.col(first + static_cast<Index>(u)) - all_.influences.col(first + static_cast<Index>(v));
    return with_interval(all_.value(k, u) - all_.value(k, v), influence, level);
  }

  [[nodiscard]] std::string kind_of(std::size_t k, std::size_t u, std::size_t v, const MomentOfTruth& moment) const {
    const Estimate& one = moment.views[u].effect;
    const Estimate& other = moment.views[v].effect;
    if (excludes_zero(one) && excludes_zero(other) && (one.value > 0) != (other.value > 0)) return "sign";
    if (excludes_zero(difference(k, u, v, corrected_level_))) return "size";
    if (moment.views[u].ranks.empty()) return "";
    const bool first_by_one = is_surely_first(moment.views[u]) && moment.views[v].ranks[0] < unlikely_first;
    const bool first_by_other = is_surely_first(moment.views[v]) && moment.views[u].ranks[0] < unlikely_first;
    if (first_by_one || first_by_other) return "rank";
    return "";
  }

  const AllEffects& all_;
  double level_;
  double corrected_level_;
};

/// Moments of the steps that are judged, in the order of VisitRecords::steps.
std::vector<MomentOfTruth> judged(const VisitRecords& records, const std::vector<StepCounts>& counts,
                                  const AllEffects& all, bool desired, const Bootstrap& bootstrap) {
  const std::size_t steps = all.steps();
  const ResampledEffects draws = resample(all, desired, bootstrap);
  std::vector<MomentOfTruth> moments;
  std::array<std::vector<double>, view_count> harms;
  for (std::size_t k = 0; k < steps; ++k) {
    MomentOfTruth moment = unjudged(records, records.steps[k], counts[records.steps[k]], bootstrap.level);
    std::array<double, view_count> effects{};
    for (std::size_t v = 0; v < view_count; ++v) {
      MomentView& view = moment.views[v];
      effects[v] = all.value(k, v);
      harms[v].push_back(desired ? -effects[v] : effects[v]);
      const auto column = static_cast<Index>(k * view_count + v);
      view.effect = with_interval(effects[v], all.influences.col(column), bootstrap.level);
      view.failures = all.effects[k * view_count + v].failures;
      view.ranks = draws.by_view[v].probabilities(k);
    }
    moment.effect = percentile_interval(middle(effects), draws.middles[k], bootstrap.level);
    moment.ranks = draws.by_middle.probabilities(k);
    moments.push_back(std::move(moment));
  }
  for (std::size_t v = 0; v < view_count; ++v) {
    std::int64_t rank = 0;
    for (const std::size_t k : order_by_size(harms[v])) {
      if (!std::isnan(harms[v][k])) moments[k].views[v].rank = ++rank;
    }
  }
  return moments;
}

/// By harm, then those that are not judged.
void rank(std::vector<MomentOfTruth>& moments, bool desired) {
  std::vector<double> harms;
  for (const MomentOfTruth& moment : moments) harms.push_back(desired ? -moment.effect.value : moment.effect.value);
  std::vector<MomentOfTruth> ordered;
  for (const std::size_t k : order_by_size(harms)) {
    ordered.push_back(std::move(moments[k]));
    if (!std::isnan(harms[k])) ordered.back().rank = static_cast<std::int64_t>(ordered.size());
  }
  moments = std::move(ordered);
}

}  // namespace

std::string_view name_of(MomentViewKind view) noexcept {
  if (view == MomentViewKind::removal) return "removal";
  return view == MomentViewKind::regression ? "regression" : "within_customer";
}

MomentsOfTruth moments_of_truth(const customers::Book& book, const Outcome& outcome, const MomentOptions& options) {
  require_level(options.bootstrap.level);
  const VisitRecords records = visit_records(book, outcome, options.steps, options.adjust);
  MomentsOfTruth result;
  result.outcome = outcome.name;
  result.desired = outcome.desired;
  result.level = options.bootstrap.level;
  result.replicates = options.bootstrap.replicates;
  result.outcome_share = outcome_share(records, result.level);
  result.visits = static_cast<std::int64_t>(records.table.visits.size());
  result.censored = static_cast<std::int64_t>(records.outcomes.censored);
  result.unstated = static_cast<std::int64_t>(records.outcomes.unstated);
  result.judged = result.visits - result.censored - result.unstated;
  result.without_customer = static_cast<std::int64_t>(records.table.without_customer);
  result.customers = records.table.customers;
  for (const VisitAttribute& attribute : records.attributes) result.adjusted_for.push_back(attribute.name);

  const std::vector<StepCounts> counts = counts_of(records);
  const AllEffects all = all_effects(records);
  result.steps = judged(records, counts, all, outcome.desired, options.bootstrap);
  result.warnings = Disagreements(all, result.level).among(result.steps);
  for (Code step = 0; step < counts.size(); ++step) {
    const bool wanted = options.steps.empty() || std::ranges::count(options.steps, records.table.steps.label(step)) > 0;
    if (wanted && records.position[step] == no_code)
      result.steps.push_back(unjudged(records, step, counts[step], result.level));
  }
  rank(result.steps, outcome.desired);
  return result;
}

Frame MomentsOfTruth::frame() const {
  std::vector<std::string> names, warned;
  std::vector<std::int64_t> rank, visits_, failed, unknown;
  std::vector<double> first;
  EstimateColumns met, effect;
  std::array<EstimateColumns, view_count> by_view;
  for (const MomentOfTruth& step : steps) {
    names.push_back(step.step);
    rank.push_back(step.rank);
    visits_.push_back(step.visits);
    failed.push_back(step.failed);
    unknown.push_back(step.unknown);
    met.push(step.met_share);
    effect.push(step.effect);
    for (std::size_t v = 0; v < view_count; ++v) by_view[v].push(step.views[v].effect);
    first.push_back(step.ranks.empty() ? nan : step.ranks[0]);
    std::string kinds;
    for (const ConfoundingWarning& warning : warnings) {
      if (warning.step == step.step && kinds.find(warning.kind) == std::string::npos)
        kinds += (kinds.empty() ? "" : ", ") + warning.kind;
    }
    warned.push_back(kinds);
  }
  Frame frame({{"step", names},
               {"rank", std::move(rank)},
               {"visits", std::move(visits_)},
               {"failed", std::move(failed)},
               {"unknown", std::move(unknown)}});
  met.add_to(frame, "met_share");
  effect.add_to(frame, "effect");
  for (std::size_t v = 0; v < view_count; ++v) by_view[v].add_to(frame, std::string(name_of(moment_views[v])));
  frame.add("probability_first", std::move(first));
  frame.add("warning", warned);
  return frame;
}

Frame MomentsOfTruth::views() const {
  std::vector<std::string> names, kinds;
  std::vector<std::int64_t> failures, ranks_;
  std::vector<double> first;
  EstimateColumns effect;
  for (const MomentOfTruth& step : steps) {
    for (std::size_t v = 0; v < view_count; ++v) {
      const MomentView& view = step.views[v];
      names.push_back(step.step);
      kinds.emplace_back(name_of(moment_views[v]));
      failures.push_back(view.failures);
      effect.push(view.effect);
      ranks_.push_back(view.rank);
      first.push_back(view.ranks.empty() ? nan : view.ranks[0]);
    }
  }
  Frame frame({{"step", names}, {"view", kinds}, {"failures", std::move(failures)}});
  effect.add_to(frame, "effect");
  frame.add("rank", std::move(ranks_));
  frame.add("probability_first", std::move(first));
  return frame;
}

Frame MomentsOfTruth::ranks() const {
  std::vector<std::pair<std::string, std::vector<double>>> rows;
  for (const MomentOfTruth& step : steps) {
    if (step.rank > 0) rows.emplace_back(step.step, step.ranks);
  }
  return rank_frame("step", rows);
}

Frame MomentsOfTruth::warnings_frame() const {
  std::vector<std::string> names, first, second, kinds, meanings;
  EstimateColumns difference;
  for (const ConfoundingWarning& warning : warnings) {
    names.push_back(warning.step);
    first.emplace_back(name_of(warning.first));
    second.emplace_back(name_of(warning.second));
    kinds.push_back(warning.kind);
    difference.push(warning.difference);
    meanings.push_back(warning.meaning);
  }
  Frame frame({{"step", names}, {"first_view", first}, {"second_view", second}, {"kind", kinds}});
  difference.add_to(frame, "difference");
  frame.add("meaning", meanings);
  return frame;
}

}  // namespace fealty::flow
