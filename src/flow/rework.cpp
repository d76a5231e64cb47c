#include "fealty/flow/rework.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "case_blocks.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/partials.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/flow/bootstrap_totals.hpp"
#include "labels.hpp"
#include "present_codes.hpp"

namespace fealty::flow {
namespace {

void add(StepRework& total, const StepRework& part) noexcept {
  total.cases += part.cases;
  total.reworked += part.reworked;
  total.repetitions += part.repetitions;
  total.timed += part.timed;
  total.time += part.time;
  total.delay += part.delay;
}

/// The rework of one case after the other.
class CaseWalk {
 public:
  explicit CaseWalk(std::size_t steps) : seen_(steps) {}

  /// Calls `add(part)` with the rework of each step of a case.
  template <class Add>
  void walk(const Trace& trace, Add&& add) {
    for (std::size_t k = 0; k < trace.size(); ++k) {
      Seen& seen = seen_[trace.steps[k]];
      if (seen.part.cases == 0) {
        present_.push_back(trace.steps[k]);
        seen.part.step = trace.steps[k];
        seen.part.cases = 1;
        seen.first = trace.at[k];
        continue;
      }
      seen.part.reworked = 1;
      ++seen.part.repetitions;
      seen.part.delay = trace.at[k].us - seen.first.us;
      if (trace.ended.empty() || trace.ended[k] == no_time) continue;
      ++seen.part.timed;
      seen.part.time += (trace.ended[k] - trace.at[k]).us;
    }
    for (const Code step : present_) {
      add(std::as_const(seen_[step].part));
      seen_[step] = {};
    }
    present_.clear();
  }

 private:
  struct Seen {
    StepRework part;
    Time first;
  };

  std::vector<Seen> seen_;  // of each step of the log
  std::vector<Code> present_;
};

Rework rework_of(const Ids& steps, const std::vector<StepRework>& of_step) {
  std::vector<char> occurs(steps.size());
  for (Code step = 0; step < steps.size(); ++step) occurs[step] = of_step[step].cases > 0 ? 1 : 0;
  const PresentCodes present = present_codes(steps, occurs);
  Rework result;
  result.steps = present.ids;
  for (Code step = 0; step < steps.size(); ++step) {
    if (occurs[step] == 0) continue;
    result.of_step.push_back(of_step[step]);
    result.of_step.back().step = present.place[step];
  }
  return result;
}

}  // namespace

Rework& Rework::operator+=(const Rework& other) {
  const UnitedIds united = unite(steps, other.steps, "step");
  std::vector<StepRework> sums(united.ids.size());
  for (const StepRework& part : of_step) add(sums[united.from_first[part.step]], part);
  for (const StepRework& part : other.of_step) add(sums[united.from_second[part.step]], part);
  Rework total = rework_of(united.ids, sums);
  total.cases = cases + other.cases;
  total.reworked = reworked + other.reworked;
  return *this = std::move(total);
}

Rework rework(const EventLog& log) {
  struct Work {
    CaseWalk walk;
    std::vector<StepRework> of_step;
    std::uint64_t reworked = 0;
  };
  const std::size_t n = log.steps().size();
  const std::vector<CaseBlock> blocks = case_blocks(log);
  Partials<Work> partials;
  run_tasks(
      blocks.size(),
      [&](std::size_t b) {
        auto work = partials.take([&] { return Work{CaseWalk(n), std::vector<StepRework>(n)}; });
        for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i) {
          std::uint64_t again = 0;
          work->walk.walk(log.trace(i), [&](const StepRework& part) {
            add(work->of_step[part.step], part);
            again |= part.reworked;
          });
          work->reworked += again;
        }
        partials.give_back(std::move(work));
      },
      "counting repetitions");
  std::vector<StepRework> sums(n);
  std::uint64_t reworked = 0;
  for (const auto& work : partials.all()) {
    for (std::size_t step = 0; step < n; ++step) add(sums[step], work->of_step[step]);
    reworked += work->reworked;
  }
  Rework total = rework_of(log.steps(), sums);
  total.cases = log.case_count();
  total.reworked = reworked;
  return total;
}

namespace {

enum Amount : std::size_t { cases_with, cases_again, repetitions, time_taken, delayed, amount_count };

double ratio(double numerator, double denominator) noexcept {
  return denominator == 0 ? nan : numerator / denominator;
}

/// Microseconds in a unit of 2^shift, in which the total of all cases and weights fits into 63 bits.
int shift_for(const WideSum& total) noexcept {
  constexpr int bits = 58;
  return std::max(0, std::ilogb(1 + std::abs(total.value())) + 1 - bits);
}

struct EstimatedStep {
  Code step = no_code;
  std::int64_t cases = 0;
  Estimate reworked, share, repetitions, time, delay;
};

EstimatedStep estimated(const StepRework& step, const ItemTotals& totals, int time_shift, int delay_shift,
                        double level) {
  const auto reworked = static_cast<double>(step.reworked);
  const double time = step.timed == 0 ? nan : step.time.value() * seconds_per_us;
  std::vector<double> times(totals.replicates, nan);
  for (std::size_t r = 0; r < times.size() && step.timed > 0; ++r)
    times[r] = std::ldexp(static_cast<double>(totals.of(time_taken)[r]), time_shift) * seconds_per_us;
  return {step.step,
          static_cast<std::int64_t>(step.cases),
          estimated_total(reworked, totals.of(cases_again), level),
          estimated_ratio(ratio(reworked, static_cast<double>(step.cases)), totals.of(cases_again),
                          totals.of(cases_with), level),
          estimated_total(static_cast<double>(step.repetitions), totals.of(repetitions), level),
          percentile_interval(time, times, level),
          estimated_ratio(ratio(step.delay.value(), reworked) * seconds_per_us, totals.of(delayed),
                          totals.of(cases_again), level, std::ldexp(seconds_per_us, delay_shift))};
}

}  // namespace

Frame rework_frame(const EventLog& log, const Bootstrap& bootstrap) {
  const Rework all = rework(log);
  const UnitedIds united = unite(log.steps(), all.steps, "step");
  std::vector<std::size_t> place(log.steps().size());  // among the steps that occur
  for (std::size_t i = 0; i < all.steps.size(); ++i) place[united.from_second[i]] = i;
  std::vector<std::array<int, 2>> shifts;
  for (const StepRework& step : all.of_step) shifts.push_back({shift_for(step.time), shift_for(step.delay)});
  std::vector<EstimatedStep> steps(all.of_step.size());
  Partials<CaseWalk> partials;
  bootstrap_totals<amount_count>(
      ReplicateWeights(log, bootstrap), steps.size(),
      [&](std::size_t i, auto&& contribute) {
        auto walk = partials.take([&] { return CaseWalk(log.steps().size()); });
        walk->walk(log.trace(i), [&](const StepRework& part) {
          const std::size_t item = place[part.step];
          const auto in_unit = [](const WideSum& time, int shift) {
            return static_cast<std::int64_t>(std::llround(std::ldexp(time.value(), -shift)));
          };
          contribute(item, {1, static_cast<std::int64_t>(part.reworked), static_cast<std::int64_t>(part.repetitions),
                            in_unit(part.time, shifts[item][0]), in_unit(part.delay, shifts[item][1])});
        });
        partials.give_back(std::move(walk));
      },
      [&](const ItemTotals& totals) {
        const auto [time_shift, delay_shift] = shifts[totals.item];
        steps[totals.item] = estimated(all.of_step[totals.item], totals, time_shift, delay_shift, bootstrap.level);
      });
  std::ranges::sort(steps, [](const EstimatedStep& a, const EstimatedStep& b) {
    return std::tuple(-a.reworked.value, a.step) < std::tuple(-b.reworked.value, b.step);
  });
  std::vector<Code> codes;
  std::vector<std::int64_t> cases;
  EstimateColumns reworked, share, again, time, delay;
  for (const EstimatedStep& step : steps) {
    codes.push_back(step.step);
    cases.push_back(step.cases);
    reworked.push(step.reworked);
    share.push(step.share);
    again.push(step.repetitions);
    time.push(step.time);
    delay.push(step.delay);
  }
  Frame frame;
  frame.add("step", labels_of(all.steps, codes));
  frame.add("cases", std::move(cases));
  reworked.add_to(frame, "reworked");
  share.add_to(frame, "share");
  again.add_to(frame, "repetitions");
  time.add_to(frame, "time_s");
  delay.add_to(frame, "delay_s");
  return frame;
}

}  // namespace fealty::flow
