#include "fealty/flow/improvement_backlog.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <numeric>
#include <span>
#include <utility>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "../core/ranking.hpp"
#include "failing_sets.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"
#include "step_effects.hpp"
#include "step_rows.hpp"

namespace fealty::flow {
namespace {

using Eigen::Index;

/// What is to be done about a step.
struct Plan {
  Code step = no_code;
  Improvement improvement;
};

/// How often every step of the table was noted and failed at judged visits.
std::vector<Improvement> observed(const VisitRecords& records) {
  std::vector<Improvement> steps(records.table.steps.size());
  for (std::size_t i = 0; i < records.table.visits.size(); ++i) {
    if (std::isnan(records.outcomes.values[i])) continue;
    for (const StepDone& done : records.table.steps_of(i)) {
      if (done.state == StepState::unknown) continue;
      ++steps[done.step].visits;
      steps[done.step].failed += done.state == StepState::failed ? 1 : 0;
    }
  }
  for (Code step = 0; step < steps.size(); ++step) {
    Improvement& one = steps[step];
    one.step = records.table.steps.label(step);
    one.met_share =
        one.visits == 0 ? nan : static_cast<double>(one.visits - one.failed) / static_cast<double>(one.visits);
    one.cost = nan;
  }
  return steps;
}

Code step_named(const Ids& steps, const std::string& name) {
  for (Code code = 0; code < steps.size(); ++code) {
    if (steps.label(code) == name) return code;
  }
  throw ParameterError(code::unknown_name,
                       unknown_name_message(name, "a step", {steps.size(), [&](std::size_t i) {
                                                               return steps.label(static_cast<Code>(i));
                                                             }}));
}

/// The steps to be improved, in the order of their names.
std::vector<Plan> plans_of(const VisitRecords& records, const std::vector<ImprovementTarget>& targets,
                           double level_of_all) {
  std::vector<Improvement> steps = observed(records);
  std::map<Code, ImprovementTarget> wanted;
  for (const ImprovementTarget& target : targets) {
    require(target.met_share >= 0 && target.met_share <= 1, "the target of " + target.step, target.met_share,
            "must be between 0 and 1");
    require(!(target.cost < 0), "the cost of " + target.step, target.cost, "must not be negative");
    if (!wanted.emplace(step_named(records.table.steps, target.step), target).second) {
      throw ParameterError(code::out_of_domain, fmt::format("step {} has two targets", target.step));
    }
  }
  require(level_of_all >= 0 && level_of_all <= 1, "level_of_all", level_of_all, "must be between 0 and 1");
  std::vector<Plan> plans;
  for (Code step = 0; step < steps.size(); ++step) {
    const auto target = wanted.find(step);
    if (!targets.empty() && target == wanted.end()) continue;
    Improvement& one = steps[step];
    one.target = target == wanted.end() ? level_of_all : target->second.met_share;
    if (target != wanted.end()) one.cost = target->second.cost;
    const double failed_share = 1 - one.met_share;
    one.mended = failed_share > 0 ? std::clamp((one.target - one.met_share) / failed_share, 0.0, 1.0) : 0.0;
    plans.push_back({step, std::move(one)});
  }
  return plans;
}

/// The failures of a visit in the order in which the steps were done, as positions among the plans.
std::vector<std::size_t> failures_at(std::span<const StepDone> steps, const std::vector<std::size_t>& plan_of) {
  std::vector<std::size_t> failures;
  for (const StepDone& done : steps) {
    if (done.state == StepState::failed) failures.push_back(plan_of[done.step]);
  }
  return failures;
}

/// Numbers per plan: alone, by Shapley's shares, in order.
struct Gains {
  std::vector<double> alone, share, in_order;

  explicit Gains(std::size_t plans) : alone(plans, 0.0), share(plans, 0.0), in_order(plans, 0.0) {}
};

constexpr std::size_t no_plan = std::numeric_limits<std::size_t>::max();

/// Gains of the total yield, which is that of the visits of which everything is noted.
struct Yield {
  std::int64_t noted = 0, faultless = 0;
  Gains gains;
};

class Backlog {
 public:
  Backlog(const VisitRecords& records, std::vector<Plan> plans)
      : records_(records),
        plans_(std::move(plans)),
        plan_of_(records.table.steps.size(), no_plan),
        place_(plans_.size()) {
    for (std::size_t i = 0; i < plans_.size(); ++i) plan_of_[plans_[i].step] = i;
    std::iota(place_.begin(), place_.end(), std::size_t{0});
  }

  /// Orders the plans: `order` has positions, the first the best.
  void set_order(const std::vector<std::size_t>& order) {
    for (std::size_t i = 0; i < order.size(); ++i) place_[order[i]] = i;
  }

  [[nodiscard]] const std::vector<Plan>& plans() const noexcept { return plans_; }

  [[nodiscard]] Yield yield() const {
    Yield yield{0, 0, Gains(plans_.size())};
    for (std::size_t i = 0; i < records_.table.visits.size(); ++i) {
      const auto steps = records_.table.steps_of(i);
      if (std::isnan(records_.outcomes.values[i]) ||
          std::ranges::any_of(steps, [](const StepDone& done) { return done.state == StepState::unknown; })) {
        continue;
      }
      ++yield.noted;
      add_yield(failures_at(steps, plan_of_), yield);
    }
    for (auto* gains : {&yield.gains.alone, &yield.gains.share, &yield.gains.in_order}) {
      for (double& gain : *gains) gain /= std::max(1.0, static_cast<double>(yield.noted));
    }
    return yield;
  }

  /// Gains of the outcome; column 3 k + j of the influences is output j (alone, share, in order) of plan k, the last
  /// the joint gain.
  struct OutcomeGains {
    Eigen::VectorXd values;
    Eigen::MatrixXd influences;
    std::int64_t unmended = 0;
  };

  [[nodiscard]] OutcomeGains outcome() const {
    const auto outputs = static_cast<Index>(3 * plans_.size() + 1);
    const std::size_t models = records_.steps.size();
    std::vector<OutcomeGains> parts(models);
    run_tasks(models, [&](std::size_t k) { parts[k] = of_visits_that_failed_last_at(k); }, "mending steps");
    OutcomeGains all{Eigen::VectorXd::Zero(outputs),
                     Eigen::MatrixXd::Zero(static_cast<Index>(records_.table.customers), outputs), 0};
    for (const OutcomeGains& part : parts) {
      all.values += part.values;
      all.influences += part.influences;
      all.unmended += part.unmended;
    }
    double judged = 0;
    for (const double value : records_.outcomes.values) judged += std::isnan(value) ? 0 : 1;
    for (std::size_t i = 0; i < records_.outcomes.values.size(); ++i) {
      if (std::isnan(records_.outcomes.values[i])) continue;
      all.influences.row(records_.table.visits[i].unit) -= all.values.transpose() / judged;
    }
    return all;
  }

 private:
  /// A visit becomes faultless only if all of its failures are mended, which is a game of one coalition: the shares of
  /// its members are equal.
  void add_yield(const std::vector<std::size_t>& failures, Yield& yield) const {
    if (failures.empty()) {
      ++yield.faultless;
      return;
    }
    double chance = 1;
    std::size_t last = failures.front();
    for (const std::size_t plan : failures) {
      if (plan == no_plan) return;
      chance *= plans_[plan].improvement.mended;
      if (place_[plan] > place_[last]) last = plan;
    }
    for (const std::size_t plan : failures) yield.gains.share[plan] += chance / static_cast<double>(failures.size());
    yield.gains.in_order[last] += chance;
    if (failures.size() == 1) yield.gains.alone[last] += chance;
  }

  /// The failures of a visit that can be mended and move the outcome, with the columns of their coefficients in the
  /// regression of the last failed step.
  struct Failures {
    std::vector<std::size_t> plans;
    std::vector<double> mended;
    std::vector<std::size_t> places;
    std::vector<int> columns;
  };

  /// The position in VisitRecords::steps of the last step that failed at a visit, among those that are judged.
  [[nodiscard]] Code last_failed(std::size_t visit) const {
    Code last = no_code;
    for (const StepDone& done : records_.table.steps_of(visit)) {
      if (done.state == StepState::failed && records_.position[done.step] != no_code)
        last = records_.position[done.step];
    }
    return last;
  }

  [[nodiscard]] Failures failures_of(std::size_t visit, const StepRows& rows) const {
    Failures failures;
    const Code last = last_failed(visit);
    for (const StepDone& done : records_.table.steps_of(visit)) {
      const Code position = records_.position[done.step];
      const std::size_t plan = plan_of_[done.step];
      if (done.state != StepState::failed || position == no_code || plan == no_plan) continue;
      const int column = position == last ? StepRows::failure_column : rows.failed_before[position];
      if (column < 0 || plans_[plan].improvement.mended == 0) continue;
      failures.plans.push_back(plan);
      failures.mended.push_back(plans_[plan].improvement.mended);
      failures.places.push_back(place_[plan]);
      failures.columns.push_back(column);
    }
    return failures;
  }

  [[nodiscard]] OutcomeGains of_visits_that_failed_last_at(std::size_t k) const {
    const StepRows rows = step_rows(records_, k);
    const auto outputs = static_cast<Index>(3 * plans_.size() + 1);
    OutcomeGains gains{Eigen::VectorXd::Zero(outputs),
                       Eigen::MatrixXd::Zero(static_cast<Index>(records_.table.customers), outputs), 0};
    const double mean = rows.outcomes.mean();
    if (!(mean > 0 && mean < 1)) return gains;
    const LogisticFit fit = fit_rows(rows);
    double judged = 0;
    for (const double value : records_.outcomes.values) judged += std::isnan(value) ? 0 : 1;
    Eigen::MatrixXd gradients = Eigen::MatrixXd::Zero(rows.design.cols(), outputs);
    for (std::size_t i = 0; i < rows.visits.size(); ++i) {
      const auto row = static_cast<Index>(i);
      if (rows.failed[row] == 0 || last_failed(rows.visits[i]) != k) continue;
      const Failures failures = failures_of(rows.visits[i], rows);
      if (failures.plans.size() > most_failures) {
        ++gains.unmended;
        continue;
      }
      const auto unit = static_cast<Index>(records_.table.visits[rows.visits[i]].unit);
      mend(rows, fit, row, unit, failures, judged, gains, gradients);
    }
    const Eigen::MatrixXd along = rows.design * fit.information.ldlt().solve(gradients).eval();
    for (std::size_t i = 0; i < rows.visits.size(); ++i) {
      const auto row = static_cast<Index>(i);
      const auto unit = static_cast<Index>(records_.table.visits[rows.visits[i]].unit);
      gains.influences.row(unit) += (rows.outcomes[row] - fit.probabilities[row]) * along.row(row);
    }
    return gains;
  }

  /// Adds what mending brings to one visit, with its derivative by the coefficients.
  void mend(const StepRows& rows, const LogisticFit& fit, Index row, Index unit, const Failures& failures,
            double judged, OutcomeGains& gains, Eigen::MatrixXd& gradients) const {
    const std::size_t size = failures.plans.size();
    const std::size_t subsets = std::size_t{1} << size;
    const double predictor = logit(fit.probabilities[row]);
    std::vector<double> chances(subsets), slopes(subsets), slopes_with(subsets);
    for (std::size_t set = 0; set < subsets; ++set) {
      double x = predictor;
      for (std::size_t s = 0; s < size; ++s) {
        if (((set >> s) & 1) != 0) x -= fit.coefficients[failures.columns[s]];
      }
      chances[set] = logistic(x);
      slopes[set] = chances[set] * (1 - chances[set]);
    }
    const auto add = [&](const Division& division, auto&& to) {
      for (std::size_t s = 0; s < size; ++s) {
        const auto first = static_cast<Index>(3 * failures.plans[s]);
        to(first, division.alone[s] / judged);
        to(first + 1, division.share[s] / judged);
        to(first + 2, division.in_order[s] / judged);
        to(static_cast<Index>(3 * plans_.size()), division.share[s] / judged);
      }
    };
    add(divide(chances, failures.mended, failures.places), [&](Index output, double gain) {
      gains.values[output] += gain;
      gains.influences(unit, output) += gain;
    });
    add(divide(slopes, failures.mended, failures.places), [&](Index output, double slope) {
      for (SparseDesign::InnerIterator a(rows.design, row); a; ++a) gradients(a.col(), output) += slope * a.value();
    });
    for (std::size_t t = 0; t < size; ++t) {  // a mended failure's own column is 0
      for (std::size_t set = 0; set < subsets; ++set) slopes_with[set] = ((set >> t) & 1) != 0 ? slopes[set] : 0.0;
      add(divide(slopes_with, failures.mended, failures.places),
          [&](Index output, double slope) { gradients(failures.columns[t], output) -= slope; });
    }
  }

  const VisitRecords& records_;
  std::vector<Plan> plans_;
  std::vector<std::size_t> plan_of_;
  std::vector<std::size_t> place_;
};

/// The mean outcome and what each customer contributes to it.
Influenced mean_outcome(const VisitRecords& records, double judged) {
  Influenced mean = nothing_known(records.table.customers);
  double sum = 0;
  for (const double value : records.outcomes.values) sum += std::isnan(value) ? 0 : value;
  mean.value = sum / judged;
  for (std::size_t i = 0; i < records.outcomes.values.size(); ++i) {
    const double value = records.outcomes.values[i];
    if (!std::isnan(value)) mean.influence[records.table.visits[i].unit] += (value - mean.value) / judged;
  }
  return mean;
}

/// What the yield would be if the steps of each fully noted visit failed independently: the product of the met shares
/// of its steps, on average.
double independent_yield(const VisitRecords& records) {
  const std::vector<Improvement> steps = observed(records);
  double sum = 0, noted = 0;
  for (std::size_t i = 0; i < records.table.visits.size(); ++i) {
    const auto done = records.table.steps_of(i);
    if (std::isnan(records.outcomes.values[i]) ||
        std::ranges::any_of(done, [](const StepDone& d) { return d.state == StepState::unknown; })) {
      continue;
    }
    double product = 1;
    for (const StepDone& step : done) product *= steps[step.step].met_share;
    sum += product;
    noted += 1;
  }
  return noted > 0 ? sum / noted : nan;
}

}  // namespace

ImprovementBacklog improvement_backlog(const customers::Book& book, const Outcome& outcome,
                                       const std::vector<ImprovementTarget>& targets, double level_of_all,
                                       const MomentOptions& options) {
  const double level = options.bootstrap.level;
  require_level(level);
  const VisitRecords records = visit_records(book, outcome, options.steps, options.adjust);
  ImprovementBacklog result;
  result.outcome = outcome.name;
  result.desired = outcome.desired;
  result.judged = static_cast<std::int64_t>(
      std::ranges::count_if(records.outcomes.values, [](double value) { return !std::isnan(value); }));
  if (result.judged == 0) {
    throw FitError(code::no_information,
                   fmt::format("the outcome is known of none of the {} visits", records.table.visits.size()));
  }
  const Influenced now = mean_outcome(records, static_cast<double>(result.judged));
  result.outcome_now = with_interval(now.value, now.influence, level);
  result.yield_independent = independent_yield(records);

  Backlog backlog(records, plans_of(records, targets, level_of_all));
  const std::size_t plans = backlog.plans().size();
  const double sign = outcome.desired ? 1 : -1;
  Backlog::OutcomeGains gains = backlog.outcome();
  Yield yield = backlog.yield();
  std::vector<double> worth;
  for (std::size_t k = 0; k < plans; ++k) worth.push_back(sign * gains.values[static_cast<Index>(3 * k + 1)]);
  const std::vector<std::size_t> order = order_by_size(worth);
  backlog.set_order(order);  // what each adds in this order can be told only now
  gains = backlog.outcome();
  yield = backlog.yield();

  const auto estimate = [&](std::size_t output) {
    const auto column = static_cast<Index>(output);
    return with_interval(gains.values[column], gains.influences.col(column), level);
  };
  result.joint_gain = estimate(3 * plans);
  const auto last = static_cast<Index>(3 * plans);
  result.outcome_then =
      with_interval(now.value + gains.values[last], now.influence + gains.influences.col(last), level);
  result.unmended = gains.unmended;
  result.noted = yield.noted;
  result.yield_now = wilson(yield.faultless, yield.noted, level);
  result.yield_then = result.yield_now.value;
  for (const std::size_t k : order) {
    Improvement one = backlog.plans()[k].improvement;
    one.rank = static_cast<std::int64_t>(result.improvements.size()) + 1;
    one.outcome_alone = estimate(3 * k);
    one.outcome_share = estimate(3 * k + 1);
    one.outcome_in_order = estimate(3 * k + 2);
    one.yield_alone = yield.gains.alone[k];
    one.yield_share = yield.gains.share[k];
    one.yield_in_order = yield.gains.in_order[k];
    one.gain_per_cost = one.cost > 0 ? sign * one.outcome_share.value / one.cost : nan;
    result.yield_then += one.yield_share;
    result.improvements.push_back(std::move(one));
  }
  return result;
}

Frame ImprovementBacklog::frame() const {
  std::vector<std::string> names;
  std::vector<std::int64_t> rank, visits, failed;
  std::vector<double> met, target, mended, yield_alone, yield_share, yield_in_order, cost, per_cost;
  EstimateColumns alone, share, in_order;
  for (const Improvement& one : improvements) {
    names.push_back(one.step);
    rank.push_back(one.rank);
    visits.push_back(one.visits);
    failed.push_back(one.failed);
    met.push_back(one.met_share);
    target.push_back(one.target);
    mended.push_back(one.mended);
    alone.push(one.outcome_alone);
    share.push(one.outcome_share);
    in_order.push(one.outcome_in_order);
    yield_alone.push_back(one.yield_alone);
    yield_share.push_back(one.yield_share);
    yield_in_order.push_back(one.yield_in_order);
    cost.push_back(one.cost);
    per_cost.push_back(one.gain_per_cost);
  }
  Frame frame({{"step", names},
               {"rank", std::move(rank)},
               {"visits", std::move(visits)},
               {"failed", std::move(failed)},
               {"met_share", std::move(met)},
               {"target", std::move(target)},
               {"mended", std::move(mended)}});
  share.add_to(frame, "outcome_share");
  in_order.add_to(frame, "outcome_in_order");
  alone.add_to(frame, "outcome_alone");
  frame.add("yield_share", std::move(yield_share));
  frame.add("yield_in_order", std::move(yield_in_order));
  frame.add("yield_alone", std::move(yield_alone));
  frame.add("cost", std::move(cost));
  frame.add("gain_per_cost", std::move(per_cost));
  return frame;
}

}  // namespace fealty::flow
