#include "fealty/flow/funnel.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <span>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/flow/bootstrap_totals.hpp"
#include "fealty/flow/duration_estimates.hpp"
#include "fealty/flow/filter.hpp"

namespace fealty::flow {
namespace {

std::vector<Code> stages_of(const EventLog& log, const std::vector<std::string>& steps) {
  if (steps.empty()) throw ParameterError(code::missing_parameter, "steps is empty; a funnel needs at least one step");
  return steps_named(log, steps);
}

/// Calls `reach(stage, at)` for each stage that a case reaches.
template <class Reach>
void follow(const Trace& trace, const std::vector<Code>& stages, Reach&& reach) {
  std::size_t stage = 0;
  for (std::size_t k = 0; k < trace.size() && stage < stages.size(); ++k) {
    if (trace.steps[k] == stages[stage]) reach(stage++, trace.at[k]);
  }
}

/// For each stage, when which case has reached it, as the time since the stage before.
std::vector<std::vector<CaseDuration>> reached(const EventLog& log, const std::vector<Code>& stages) {
  using Reached = std::vector<std::vector<CaseDuration>>;
  const auto walk = [&](std::size_t begin, std::size_t end) {
    Reached part(stages.size());
    for (std::size_t i = begin; i < end; ++i) {
      Time before{};
      follow(log.trace(i), stages, [&](std::size_t stage, Time at) {
        part[stage].push_back({stage == 0 ? Duration{} : at - before, static_cast<std::uint32_t>(i)});
        before = at;
      });
    }
    return part;
  };
  const auto append = [](Reached& all, const Reached& part) {
    for (std::size_t stage = 0; stage < part.size(); ++stage)
      all[stage].insert(all[stage].end(), part[stage].begin(), part[stage].end());
  };
  return reduce_blocks(log.case_count(), Reached(stages.size()), walk, append, 4096, "following cases");
}

}  // namespace

Funnel& Funnel::operator+=(const Funnel& other) {
  const auto same_step = [](const FunnelStage& a, const FunnelStage& b) { return a.step == b.step; };
  if (!std::ranges::equal(stages, other.stages, same_step))
    throw ParameterError(code::out_of_domain, "funnels of different steps cannot be added");
  cases += other.cases;
  for (std::size_t stage = 0; stage < stages.size(); ++stage) {
    stages[stage].cases += other.stages[stage].cases;
    std::vector<Duration> both;
    std::ranges::merge(stages[stage].times, other.stages[stage].times, std::back_inserter(both));
    stages[stage].times = std::move(both);
  }
  return *this;
}

Funnel funnel(const EventLog& log, const std::vector<std::string>& steps) {
  const auto times = reached(log, stages_of(log, steps));
  Funnel result{{}, log.case_count()};
  for (std::size_t stage = 0; stage < steps.size(); ++stage) {
    FunnelStage& one = result.stages.emplace_back(FunnelStage{steps[stage], times[stage].size(), {}});
    if (stage == 0) continue;
    for (const CaseDuration& time : times[stage]) one.times.push_back(time.duration);
    std::ranges::sort(one.times);
  }
  return result;
}

Frame funnel_frame(const EventLog& log, const std::vector<std::string>& steps, const Bootstrap& bootstrap) {
  const std::vector<Code> stages = stages_of(log, steps);
  auto times = reached(log, stages);
  const ReplicateWeights weights(log, bootstrap);
  std::vector<std::vector<std::int64_t>> totals(steps.size() + 1);  // of all cases, and of those of each stage
  bootstrap_totals<1>(
      weights, totals.size(),
      [&](std::size_t i, auto&& add) {
        add(0, {1});
        follow(log.trace(i), stages, [&](std::size_t stage, Time /*at*/) { add(stage + 1, {1}); });
      },
      [&](const ItemTotals& item) { totals[item.item].assign(item.of(0).begin(), item.of(0).end()); });
  const auto count = [&](std::size_t item) {
    return static_cast<double>(item == 0 ? log.case_count() : times[item - 1].size());
  };
  const auto share = [&](std::size_t part, std::size_t whole) {
    const double value = count(whole) == 0 ? std::numeric_limits<double>::quiet_NaN() : count(part) / count(whole);
    return estimated_ratio(value, totals[part], totals[whole], bootstrap.level);
  };
  EstimateColumns cases, of_all, of_first, of_previous, median;
  for (std::size_t stage = 1; stage <= steps.size(); ++stage) {
    cases.push(estimated_total(count(stage), totals[stage], bootstrap.level));
    of_all.push(share(stage, 0));
    of_first.push(share(stage, 1));
    of_previous.push(share(stage, stage - 1));
    const std::span<CaseDuration> since_previous = stage == 1 ? std::span<CaseDuration>() : times[stage - 1];
    median.push(duration_estimates(since_previous, weights).median);
  }
  Frame frame;
  frame.add("step", Column(steps));
  cases.add_to(frame, "cases");
  of_all.add_to(frame, "share");
  of_first.add_to(frame, "share_of_first");
  of_previous.add_to(frame, "share_of_previous");
  median.add_to(frame, "median_s");
  return frame;
}

}  // namespace fealty::flow
