#include "fealty/flow/filter.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/flow/variants.hpp"

namespace fealty::flow {
namespace {

/// Ascending numbers below `count` for which `keeps` holds.
template <class Keeps>
std::vector<std::uint32_t> kept(std::size_t count, const Keeps& keeps) {
  using Numbers = std::vector<std::uint32_t>;
  return reduce_blocks(
      count, Numbers{},
      [&](std::size_t begin, std::size_t end) {
        Numbers numbers;
        for (std::size_t i = begin; i < end; ++i) {
          if (keeps(i)) numbers.push_back(static_cast<std::uint32_t>(i));
        }
        return numbers;
      },
      [](Numbers& all, Numbers&& some) { all.insert(all.end(), some.begin(), some.end()); });
}

/// The places of the events of a log's cases, ascending.
std::vector<std::uint32_t> places_of(const EventLog& log) {
  std::vector<std::uint32_t> places;
  places.reserve(log.size());
  for (std::size_t i = 0; i < log.case_count(); ++i) {
    const Trace trace = log.trace(i);
    for (std::size_t k = 0; k < trace.size(); ++k) places.push_back(static_cast<std::uint32_t>(trace.first + k));
  }
  return places;
}

/// A set of steps.
class StepSet {
 public:
  StepSet(const EventLog& log, const std::vector<std::string>& names) : has_(log.steps().size()) {
    for (const Code step : steps_named(log, names)) has_[step] = 1;
  }
  [[nodiscard]] bool has(Code step) const noexcept { return has_[step] != 0; }
  [[nodiscard]] bool has_any(std::span<const Code> steps) const {
    return std::ranges::any_of(steps, [this](Code step) { return has(step); });
  }

 private:
  std::vector<char> has_;
};

bool comes_after(const Trace& trace, Code first, Code second, bool directly, Duration within) {
  std::size_t last = trace.size();  // the latest place of the first step so far
  for (std::size_t k = 0; k < trace.size(); ++k) {
    if (trace.steps[k] == second && last < k && trace.at[k] - trace.at[last] <= within && (!directly || last + 1 == k))
      return true;
    if (trace.steps[k] == first) last = k;
  }
  return false;
}

EventLog by_following(const EventLog& log, std::string_view first, std::string_view second, bool directly,
                      Duration within, bool wanted) {
  const std::vector<Code> steps = steps_named(log, {std::string(first), std::string(second)});
  return cases_where(
      log, [&](const Trace& trace) { return comes_after(trace, steps[0], steps[1], directly, within) == wanted; });
}

Time end_of(const Trace& trace) noexcept {
  Time end = trace.at.back();
  for (std::size_t k = 0; k < trace.size(); ++k) end = std::max(end, trace.end_of(k));
  return end;
}

/// Cases of the `count` most frequent variants.
EventLog of_first_variants(const EventLog& log, const VariantsOfCases& found, std::size_t count) {
  return log.with_cases(kept(log.case_count(), [&](std::size_t i) { return found.of_case[i] < count; }));
}

/// The events with a value, or all events of their cases.
template <class Has>
EventLog with_value(const EventLog& log, const Has& has, bool whole_cases) {
  if (!whole_cases) return events_where(log, has);
  return cases_where(log, [&](const Trace& trace) {
    for (std::size_t k = 0; k < trace.size(); ++k) {
      if (has(trace.first + k)) return true;
    }
    return false;
  });
}

std::vector<char> are_among(const Ids& ids, const std::vector<std::string>& values) {
  std::vector<char> among(ids.size());
  for (Code code = 0; code < ids.size(); ++code)
    among[code] = std::ranges::find(values, ids.label(code)) != values.end();
  return among;
}

}  // namespace

std::vector<Code> steps_named(const EventLog& log, const std::vector<std::string>& names) {
  const Ids& steps = log.steps();
  std::vector<Code> codes;
  for (const std::string& name : names) {
    Code code = steps.is_text() ? steps.find(std::string_view(name)) : no_code;
    for (Code c = 0; !steps.is_text() && c < steps.size() && code == no_code; ++c) {
      if (steps.label(c) == name) code = c;
    }
    if (code == no_code) {
      const Names known{steps.size(), [&](std::size_t i) { return steps.label(static_cast<Code>(i)); }};
      throw ParameterError(code::unknown_name, unknown_name_message(name, "a step of the log", known));
    }
    codes.push_back(code);
  }
  return codes;
}

EventLog cases_where(const EventLog& log, const std::function<bool(const Trace&)>& keeps) {
  return log.with_cases(kept(log.case_count(), [&](std::size_t i) { return keeps(log.trace(i)); }));
}

EventLog events_where(const EventLog& log, const std::function<bool(std::size_t)>& keeps) {
  std::vector<std::uint32_t> places = places_of(log);
  const std::vector<std::uint32_t> chosen = kept(places.size(), [&](std::size_t i) { return keeps(places[i]); });
  for (std::size_t i = 0; i < chosen.size(); ++i) places[i] = places[chosen[i]];
  places.resize(chosen.size());
  return log.with_events(places);
}

EventLog between(const EventLog& log, Time from, Time to, Within within) {
  const auto inside = [&](Time t) { return from <= t && t < to; };
  if (within == Within::events) {
    const std::span<const Time> at = log.times();
    return events_where(log, [&](std::size_t place) { return inside(at[place]); });
  }
  return cases_where(log, [&](const Trace& trace) {
    const Time start = trace.at.front();
    const Time end = end_of(trace);
    switch (within) {
      case Within::started:
        return inside(start);
      case Within::ended:
        return inside(end);
      case Within::intersecting:
        return start < to && end >= from;
      default:
        return inside(start) && inside(end);
    }
  });
}

EventLog starting_with(const EventLog& log, const std::vector<std::string>& steps) {
  const StepSet set(log, steps);
  return cases_where(log, [&](const Trace& trace) { return set.has(trace.steps.front()); });
}

EventLog ending_with(const EventLog& log, const std::vector<std::string>& steps) {
  const StepSet set(log, steps);
  return cases_where(log, [&](const Trace& trace) { return set.has(trace.steps.back()); });
}

EventLog containing(const EventLog& log, const std::vector<std::string>& steps) {
  const StepSet set(log, steps);
  return cases_where(log, [&](const Trace& trace) { return set.has_any(trace.steps); });
}

EventLog not_containing(const EventLog& log, const std::vector<std::string>& steps) {
  const StepSet set(log, steps);
  return cases_where(log, [&](const Trace& trace) { return !set.has_any(trace.steps); });
}

EventLog only_steps(const EventLog& log, const std::vector<std::string>& steps) {
  const StepSet set(log, steps);
  const std::span<const Code> codes = log.step_codes();
  return events_where(log, [&](std::size_t place) { return set.has(codes[place]); });
}

EventLog without_steps(const EventLog& log, const std::vector<std::string>& steps) {
  const StepSet set(log, steps);
  const std::span<const Code> codes = log.step_codes();
  return events_where(log, [&](std::size_t place) { return !set.has(codes[place]); });
}

EventLog following(const EventLog& log, std::string_view first, std::string_view second, bool directly,
                   Duration within) {
  return by_following(log, first, second, directly, within, true);
}

EventLog not_following(const EventLog& log, std::string_view first, std::string_view second, bool directly,
                       Duration within) {
  return by_following(log, first, second, directly, within, false);
}

EventLog lasting(const EventLog& log, Duration at_least, Duration at_most) {
  return cases_where(log, [&](const Trace& trace) {
    const Duration length = end_of(trace) - trace.at.front();
    return at_least <= length && length <= at_most;
  });
}

EventLog of_length(const EventLog& log, std::size_t at_least, std::size_t at_most) {
  return cases_where(log, [&](const Trace& trace) { return at_least <= trace.size() && trace.size() <= at_most; });
}

EventLog covering(const EventLog& log, double share) {
  require(share > 0 && share <= 1, "share", share, "must be above 0 and at most 1");
  const VariantsOfCases found = variants_of_cases(log);
  const double wanted = share * static_cast<double>(log.case_count());
  double covered = 0;
  std::size_t count = 0;
  while (count < found.variants.size() && covered < wanted)
    covered += static_cast<double>(found.variants.counts[count++]);
  return of_first_variants(log, found, count);
}

EventLog most_frequent(const EventLog& log, std::size_t count) {
  return of_first_variants(log, variants_of_cases(log), count);
}

EventLog following_variant(const EventLog& log, const std::vector<std::string>& steps) {
  const std::vector<Code> codes = steps_named(log, steps);
  return cases_where(log, [&](const Trace& trace) { return std::ranges::equal(trace.steps, codes); });
}

EventLog with_attribute(const EventLog& log, std::string_view attribute, const std::vector<std::string>& values,
                        bool whole_cases) {
  const Column column = log.attribute(attribute);
  if (column.type().kind == Kind::boolean) {
    const Values<double> flags = as_doubles(column, attribute);
    const auto wanted = [&](std::string_view flag) { return std::ranges::find(values, flag) != values.end(); };
    const bool yes = wanted("true");
    const bool no = wanted("false");
    return with_value(
        log, [&](std::size_t place) { return flags[place] > 0 ? yes : flags[place] == 0 && no; }, whole_cases);
  }
  const EncodedIds encoded = encode_ids(column, attribute);
  const std::vector<char> among = are_among(encoded.ids, values);
  const auto has = [&](std::size_t place) {
    return encoded.codes[place] != no_code && among[encoded.codes[place]] != 0;
  };
  return with_value(log, has, whole_cases);
}

EventLog with_number(const EventLog& log, std::string_view attribute, double at_least, double at_most,
                     bool whole_cases) {
  const Values<double> numbers = log.numbers(attribute);
  return with_value(
      log, [&](std::size_t place) { return at_least <= numbers[place] && numbers[place] <= at_most; }, whole_cases);
}

}  // namespace fealty::flow
