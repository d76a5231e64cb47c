#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "fealty/core/ids.hpp"
#include "fealty/core/time_column.hpp"
#include "fealty/core/wide_sum.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// Walks through a case and knows at each event what has ended before: events are taken up in the order of their ends.
class EndedEvents {
 public:
  /// Calls `begins(k, t)` for each event, when it begins, and `ends(k, t)` for each event before the first that begins
  /// when it has ended; times are since the first event of the case.
  template <class Begins, class Ends>
  void walk(const Trace& trace, Begins&& begins, Ends&& ends) {
    const std::int64_t start = trace.at.front().us;
    pending_.clear();
    for (std::size_t k = 0; k < trace.size(); ++k) {
      const std::int64_t at = trace.at[k].us - start;
      while (!pending_.empty() && pending_.front().end <= at) {
        ends(pending_.front().event, pending_.front().end);
        std::ranges::pop_heap(pending_, std::greater{});
        pending_.pop_back();
      }
      begins(k, at);
      if (trace.ended.empty()) {
        ends(k, at);
        continue;
      }
      pending_.push_back({trace.end_of(k).us - start, k});
      std::ranges::push_heap(pending_, std::greater{});
    }
  }

 private:
  struct Pending {
    std::int64_t end;
    std::size_t event;

    friend auto operator<=>(const Pending&, const Pending&) = default;
  };

  std::vector<Pending> pending_;  // a heap: the first to end in front
};

/// The steps of a case that have ended, with the number, sum and sum of squares of their ends.
class EarlierSteps {
 public:
  explicit EarlierSteps(std::size_t steps) : ends_(steps), wide_ends_(steps) {}

  /// Calls `add(from, to, count, sum, squares)` for each event of a case and each step that has ended before it: the
  /// number of times between, their sum and the sum of their squares.
  template <class Add>
  void walk(const Trace& trace, Add&& add) {
    has_short_sums(trace) ? walk(trace, ends_, add) : walk(trace, wide_ends_, add);
  }

 private:
  template <class Sum>
  struct Ends {
    std::int64_t count = 0;
    Sum sum = 0;
    WideSum squares;
  };

  /// Whether sums of times within the case, and their doubles, stay below 2^62: then 64 bits hold them.
  static bool has_short_sums(const Trace& trace) noexcept {
    const auto distance = [&](Time time) {
      return std::abs(static_cast<double>(time.us) - static_cast<double>(trace.at.front().us));
    };
    double reach = distance(trace.at.back());
    for (const Time end : trace.ended) reach = std::max(reach, end == no_time ? 0 : distance(end));
    return reach * static_cast<double>(trace.size()) < 0x1p61;
  }

  static std::int64_t multiple(std::int64_t /*of_sum*/, std::int64_t count, std::int64_t t) noexcept {
    return count * t;
  }
  static WideSum multiple(const WideSum& /*of_sum*/, std::int64_t count, std::int64_t t) noexcept {
    return WideSum::product(count, t);
  }
  static WideSum times(std::int64_t sum, std::int64_t t) noexcept { return WideSum::product(sum, t); }
  static WideSum times(const WideSum& sum, std::int64_t t) noexcept { return sum * t; }

  template <class Sum, class Add>
  void walk(const Trace& trace, std::vector<Ends<Sum>>& of_step, Add& add) {
    const auto begins = [&](std::size_t k, std::int64_t t) {
      for (const Code step : present_) {
        const Ends<Sum>& e = of_step[step];
        const Sum sum = multiple(e.sum, e.count, t) - e.sum;  // of t - end
        // The sum of (t - end)^2 is that of t (t - 2 end) + end^2.
        add(step, trace.steps[k], e.count, WideSum(sum), times(sum - e.sum, t) + e.squares);
      }
    };
    const auto ends = [&](std::size_t k, std::int64_t t) {
      Ends<Sum>& e = of_step[trace.steps[k]];
      if (e.count++ == 0) present_.push_back(trace.steps[k]);
      e.sum += t;
      e.squares += WideSum::product(t, t);
    };
    order_.walk(trace, begins, ends);
    for (const Code step : present_) of_step[step] = {};
    present_.clear();
  }

  EndedEvents order_;
  std::vector<Ends<std::int64_t>> ends_;  // of each step of the log
  std::vector<Ends<WideSum>> wide_ends_;
  std::vector<Code> present_;  // those that have ended
};

}  // namespace fealty::flow
