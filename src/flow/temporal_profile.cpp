#include "fealty/flow/temporal_profile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "case_blocks.hpp"
#include "earlier_steps.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/partials.hpp"
#include "fealty/flow/bootstrap_totals.hpp"
#include "grouped_pairs.hpp"
#include "labels.hpp"
#include "present_codes.hpp"
#include "squared_distances.hpp"

namespace fealty::flow {
namespace {

CodePair key_of(const PairTimes& times) noexcept {
  return {times.from, times.to};
}

void add(PairTimes& total, const PairTimes& part) noexcept {
  total.count += part.count;
  total.sum += part.sum;
  total.squares += part.squares;
}

/// Times of pairs as a case after the other adds to them: a matrix for few steps, a table of those there are for many.
class GrowingProfile {
 public:
  explicit GrowingProfile(std::size_t steps) : steps_(steps) {
    if (steps <= most_dense_codes) matrix_.resize(steps * steps);
  }

  PairTimes& times(Code from, Code to) {
    if (steps_ <= most_dense_codes) return matrix_[to * steps_ + from];
    PairTimes& times = table_[std::uint64_t{from} << 32 | to];
    if (table_.size() > most_temporal_pairs) refuse_pairs();
    return times;
  }

  void add_to(GrowingProfile& total) const {
    for_each([&](Code from, Code to, const PairTimes& times) { add(total.times(from, to), times); });
  }

  /// The pairs that were seen, in order.
  [[nodiscard]] std::vector<PairTimes> pairs() const {
    std::vector<PairTimes> seen;
    for_each([&](Code from, Code to, const PairTimes& times) {
      seen.push_back({from, to, times.count, times.sum, times.squares});
    });
    std::ranges::sort(seen, {}, key_of);
    return seen;
  }

  /// Throws the error for logs of too many pairs.
  [[noreturn]] static void refuse_pairs() {
    throw RecordError(
        code::refused_record,
        fmt::format("column step: the log has more than {} different pairs of steps that follow each other "
                    "in a case; leave out or group rare steps first",
                    most_temporal_pairs));
  }

 private:
  template <class F>
  void for_each(F&& f) const {
    for (std::size_t cell = 0; cell < matrix_.size(); ++cell) {
      if (matrix_[cell].count > 0) f(static_cast<Code>(cell % steps_), static_cast<Code>(cell / steps_), matrix_[cell]);
    }
    for (const auto& [pair, times] : table_) f(static_cast<Code>(pair >> 32), static_cast<Code>(pair), times);
  }

  std::size_t steps_;
  std::vector<PairTimes> matrix_;
  std::unordered_map<std::uint64_t, PairTimes> table_;
};

/// Whether the steps of a case alone make too many pairs: each comes after all that were there before it.
bool has_too_many_pairs(const Trace& trace) {
  const auto is_too_many = [](std::size_t steps) { return steps > 1 && (steps - 1) > 2 * most_temporal_pairs / steps; };
  if (!trace.ended.empty() || !is_too_many(trace.size())) return false;
  std::vector<Code> steps(trace.steps.begin(), trace.steps.end());
  std::ranges::sort(steps);
  return is_too_many(steps.size() - std::ranges::unique(steps).size());
}

/// Refuses cases whose squares could pass the range of the sums, and such as have more steps than pairs are allowed.
void refuse_if_beyond_range(const EventLog& log) {
  double squares = 0;
  for (std::size_t i = 0; i < log.case_count(); ++i) {
    const Trace trace = log.trace(i);
    const auto n = static_cast<double>(trace.size());
    double span = static_cast<double>(trace.at.back().us) - static_cast<double>(trace.at.front().us);
    for (std::size_t k = 0; k < trace.ended.size(); ++k) {
      span =
          std::max(span, std::abs(static_cast<double>(trace.end_of(k).us) - static_cast<double>(trace.at.front().us)));
    }
    squares += n * n / 2 * span * span;
    if (has_too_many_pairs(trace)) GrowingProfile::refuse_pairs();
  }
  if (squares < 0x1p127) return;
  throw RecordError(code::refused_record,
                    "column at: the times between the events of the cases are too long and too many for the sum of "
                    "their squares; look for times that are far from all others, or for cases of very many events");
}

TemporalProfile profile_of(const Ids& steps, std::vector<PairTimes> pairs) {
  std::vector<char> occurs(steps.size());
  for (const PairTimes& pair : pairs) occurs[pair.from] = occurs[pair.to] = 1;
  const PresentCodes present = present_codes(steps, occurs);
  for (PairTimes& pair : pairs) {
    pair.from = present.place[pair.from];
    pair.to = present.place[pair.to];
  }
  return {present.ids, std::move(pairs)};
}

}  // namespace

double PairTimes::mean() const noexcept {
  return count == 0 ? std::numeric_limits<double>::quiet_NaN()
                    : sum.value() / static_cast<double>(count) * seconds_per_us;
}

double PairTimes::standard_deviation() const noexcept {
  if (count < 2) return std::numeric_limits<double>::quiet_NaN();
  return std::sqrt(squared_distances(count, sum, squares) / static_cast<double>(count - 1)) * seconds_per_us;
}

const PairTimes* TemporalProfile::find(Code from, Code to) const noexcept {
  const auto found = std::ranges::lower_bound(pairs, CodePair{from, to}, {}, key_of);
  return found != pairs.end() && key_of(*found) == CodePair{from, to} ? &*found : nullptr;
}

TemporalProfile& TemporalProfile::operator+=(const TemporalProfile& other) {
  const UnitedIds united = unite(steps, other.steps, "step");
  std::vector<PairTimes> both;
  for (PairTimes pair : pairs) {
    pair.from = united.from_first[pair.from];
    pair.to = united.from_first[pair.to];
    both.push_back(pair);
  }
  for (PairTimes pair : other.pairs) {
    pair.from = united.from_second[pair.from];
    pair.to = united.from_second[pair.to];
    both.push_back(pair);
  }
  std::ranges::stable_sort(both, {}, key_of);
  std::vector<PairTimes> sums;
  for (const PairTimes& pair : both) {
    if (!sums.empty() && key_of(sums.back()) == key_of(pair))
      add(sums.back(), pair);
    else
      sums.push_back(pair);
  }
  steps = united.ids;
  pairs = std::move(sums);
  return *this;
}

TemporalProfile temporal_profile(const EventLog& log) {
  refuse_if_beyond_range(log);
  const std::size_t n = log.steps().size();
  const std::vector<CaseBlock> blocks = case_blocks(log);
  struct Work {
    GrowingProfile profile;
    EarlierSteps earlier;
  };
  Partials<Work> partials;
  run_tasks(
      blocks.size(),
      [&](std::size_t b) {
        auto work = partials.take([&] { return Work{GrowingProfile(n), EarlierSteps(n)}; });
        for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i) {
          work->earlier.walk(log.trace(i),
                             [&](Code from, Code to, std::int64_t count, const WideSum& sum, const WideSum& squares) {
                               PairTimes& times = work->profile.times(from, to);
                               times.count += static_cast<std::uint64_t>(count);
                               times.sum += sum;
                               times.squares += squares;
                             });
        }
        partials.give_back(std::move(work));
      },
      "measuring pairs of steps");
  GrowingProfile total(n);
  for (const auto& work : partials.all()) work->profile.add_to(total);
  return profile_of(log.steps(), total.pairs());
}

namespace {

/// The times of the pairs of one case, as items of a bootstrap: around the mean of the pair, and cut to 64 bits.
///
/// Of a pair with n times and the sum C of the squares of their distances from the mean, distances add up to at most
/// sqrt(n C) in magnitude, in any part of the cases.
struct ResampledPair {
  std::int64_t center = 0;  ///< the mean in microseconds
  int sum_shift = 0;
  int square_shift = 0;

  explicit ResampledPair(const PairTimes& times) {
    constexpr int bits = 58;  // 63 without those of a weight
    center = static_cast<std::int64_t>(std::llround(times.mean() / seconds_per_us));
    const double squares =
        1 + squared_distances(times.count, times.sum, times.squares) + static_cast<double>(times.count);
    sum_shift = std::max(0, std::ilogb(std::sqrt(squares * static_cast<double>(times.count))) + 1 - bits);
    square_shift = std::max(0, std::ilogb(squares) + 1 - bits);
  }

  [[nodiscard]] std::array<std::int64_t, 3> amounts(const PairTimes& part) const noexcept {
    const auto n = static_cast<std::int64_t>(part.count);
    const WideSum sum = part.sum - WideSum::product(center, n);
    const WideSum squares = part.squares - part.sum * center - part.sum * center + WideSum::product(center, n) * center;
    return {n, shifted(sum, sum_shift), shifted(squares, square_shift)};
  }

 private:
  static std::int64_t shifted(const WideSum& x, int shift) noexcept {
    if (shift == 0) return static_cast<std::int64_t>(x.low_bits());
    return static_cast<std::int64_t>(std::llround(std::ldexp(x.value(), -shift)));
  }
};

struct EstimatedTime {
  CodePair pair;
  Estimate count, mean, standard_deviation;
};

EstimatedTime estimated(const PairTimes& pair, const ResampledPair& scale, const ItemTotals& totals, double level) {
  const auto counts = totals.of(0);
  const auto sums = totals.of(1);
  const auto squares = totals.of(2);
  std::vector<double> means(counts.size(), std::numeric_limits<double>::quiet_NaN());
  std::vector<double> deviations = means;
  for (std::size_t r = 0; r < counts.size(); ++r) {
    if (counts[r] == 0) continue;
    const auto n = static_cast<double>(counts[r]);
    const double sum = std::ldexp(static_cast<double>(sums[r]), scale.sum_shift);
    means[r] = (static_cast<double>(scale.center) + sum / n) * seconds_per_us;
    if (counts[r] < 2) continue;
    const double about_mean = std::ldexp(static_cast<double>(squares[r]), scale.square_shift) - sum * sum / n;
    deviations[r] = std::sqrt(std::max(0.0, about_mean) / (n - 1)) * seconds_per_us;
  }
  return {key_of(pair), estimated_total(static_cast<double>(pair.count), counts, level),
          percentile_interval(pair.mean(), means, level),
          percentile_interval(pair.standard_deviation(), deviations, level)};
}

}  // namespace

Frame temporal_profile_frame(const EventLog& log, const Bootstrap& bootstrap) {
  const TemporalProfile profile = temporal_profile(log);
  std::vector<Code> place(log.steps().size(), no_code);  // in the profile, of each step of the log
  const UnitedIds united = unite(log.steps(), profile.steps, "step");
  for (Code code = 0; code < profile.steps.size(); ++code) place[united.from_second[code]] = code;
  const std::vector<ResampledPair> scales(profile.pairs.begin(), profile.pairs.end());
  const ReplicateWeights weights(log, bootstrap);
  std::vector<EstimatedTime> pairs(profile.pairs.size());
  struct Work {
    EarlierSteps earlier;
    std::vector<std::pair<std::size_t, PairTimes>> parts;
  };
  Partials<Work> partials;
  bootstrap_totals<3>(
      weights, pairs.size(),
      [&](std::size_t i, auto&& contribute) {
        auto work = partials.take([&] { return Work{EarlierSteps(log.steps().size()), {}}; });
        work->parts.clear();
        work->earlier.walk(log.trace(i),
                           [&](Code from, Code to, std::int64_t count, const WideSum& sum, const WideSum& squares) {
                             const PairTimes* pair = profile.find(place[from], place[to]);
                             work->parts.push_back({static_cast<std::size_t>(pair - profile.pairs.data()),
                                                    {from, to, static_cast<std::uint64_t>(count), sum, squares}});
                           });
        std::ranges::sort(work->parts, {}, [](const auto& part) { return part.first; });
        for (std::size_t k = 0; k < work->parts.size();) {
          auto [item, sum] = work->parts[k++];
          while (k < work->parts.size() && work->parts[k].first == item) add(sum, work->parts[k++].second);
          contribute(item, scales[item].amounts(sum));
        }
        partials.give_back(std::move(work));
      },
      [&](const ItemTotals& totals) {
        pairs[totals.item] = estimated(profile.pairs[totals.item], scales[totals.item], totals, bootstrap.level);
      });
  std::ranges::stable_sort(pairs, std::greater{}, [](const EstimatedTime& pair) { return pair.count.value; });
  std::vector<Code> from, to;
  EstimateColumns count, mean, standard_deviation;
  for (const EstimatedTime& pair : pairs) {
    from.push_back(pair.pair.from);
    to.push_back(pair.pair.to);
    count.push(pair.count);
    mean.push(pair.mean);
    standard_deviation.push(pair.standard_deviation);
  }
  Frame frame;
  frame.add("from", labels_of(profile.steps, from));
  frame.add("to", labels_of(profile.steps, to));
  count.add_to(frame, "count");
  mean.add_to(frame, "mean_s");
  standard_deviation.add_to(frame, "standard_deviation_s");
  return frame;
}

namespace {

/// What a profile expects of pairs of steps of a log.
class Expectations {
 public:
  struct Band {
    double mean = 0.0;
    double standard_deviation = std::numeric_limits<double>::quiet_NaN();
  };

  Expectations(const EventLog& log, const TemporalProfile& profile) : offsets_(log.steps().size() + 1) {
    const UnitedIds united = unite(log.steps(), profile.steps, "step");
    std::vector<Code> of_log(united.ids.size(), no_code);
    for (Code code = 0; code < united.from_first.size(); ++code) of_log[united.from_first[code]] = code;
    for (const PairTimes& pair : profile.pairs) {
      const CodePair key{of_log[united.from_second[pair.from]], of_log[united.from_second[pair.to]]};
      if (key.from == no_code || key.to == no_code || pair.count < 2) continue;
      keys_.push_back(key.to);
      bands_.push_back({pair.mean(), pair.standard_deviation()});
      ++offsets_[key.from + 1];
    }
    std::partial_sum(offsets_.begin(), offsets_.end(), offsets_.begin());
  }

  /// Steps keep their order from profile to log, so the pairs do.
  [[nodiscard]] const Band* find(Code from, Code to) const noexcept {
    const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(offsets_[from]);
    const auto end = keys_.begin() + static_cast<std::ptrdiff_t>(offsets_[from + 1]);
    const auto found = std::lower_bound(begin, end, to);
    return found != end && *found == to ? &bands_[static_cast<std::size_t>(found - keys_.begin())] : nullptr;
  }

 private:
  std::vector<std::size_t> offsets_;  // of the pairs from each step
  std::vector<Code> keys_;            // where they lead
  std::vector<Band> bands_;
};

/// Looks for deviations case by case: the ends of each earlier step stand in order, and the two ends of this order hold
/// what is too far away or too near.
class DeviationSearch {
 public:
  DeviationSearch(const EventLog& log, const Expectations& expected, double zeta, std::size_t most)
      : log_(log), expected_(expected), zeta_(zeta), most_(most), ends_(log.steps().size()) {}

  void look_at(std::size_t i) {
    const Trace trace = log_.trace(i);
    const std::uint64_t before = found_.count;
    order_.walk(
        trace, [&](std::size_t k, std::int64_t t) { judge(trace, i, k, t); },
        [&](std::size_t k, std::int64_t t) {
          auto& ends = ends_[trace.steps[k]];
          if (ends.empty()) present_.push_back(trace.steps[k]);
          const auto place = std::ranges::upper_bound(ends, t, {}, [](const End& end) { return end.time; });
          ends.insert(place, {t, static_cast<std::uint32_t>(k)});
        });
    if (found_.count > before) ++found_.cases;
    for (const Code step : present_) ends_[step].clear();
    present_.clear();
  }

  [[nodiscard]] TemporalDeviations take() { return std::move(found_); }

 private:
  struct End {
    std::int64_t time;
    std::uint32_t event;
  };

  void judge(const Trace& trace, std::size_t i, std::size_t k, std::int64_t t) {
    for (const Code step : present_) {
      const Expectations::Band* band = expected_.find(step, trace.steps[k]);
      if (band == nullptr) continue;
      const double lowest = band->mean - zeta_ * band->standard_deviation;
      const double highest = band->mean + zeta_ * band->standard_deviation;
      const auto passed = [t](const End& end) { return static_cast<double>(t - end.time) / us_per_second; };
      const auto& ends = ends_[step];
      const auto near = std::ranges::partition_point(ends, [&](const End& end) { return passed(end) > highest; });
      const auto nearer =
          std::partition_point(near, ends.end(), [&](const End& end) { return !(passed(end) < lowest); });
      found_.count += static_cast<std::uint64_t>((near - ends.begin()) + (ends.end() - nearer));
      const auto list = [&](auto begin, auto end) {
        for (; begin != end && found_.deviations.size() < most_; ++begin) note(trace, i, k, step, t, *begin, *band);
      };
      list(ends.begin(), near);
      list(nearer, ends.end());
    }
  }

  void note(const Trace& trace, std::size_t i, std::size_t k, Code from, std::int64_t t, const End& end,
            const Expectations::Band& band) {
    const Duration time{t - end.time};
    const double distance = std::abs(static_cast<double>(time.us) / us_per_second - band.mean);
    found_.deviations.push_back({static_cast<std::uint32_t>(i), end.event, static_cast<std::uint32_t>(k), from,
                                 trace.steps[k], time, distance / band.standard_deviation});
  }

  const EventLog& log_;
  const Expectations& expected_;
  double zeta_;
  std::size_t most_;
  EndedEvents order_;
  std::vector<std::vector<End>> ends_;  // of each step
  std::vector<Code> present_;
  TemporalDeviations found_;
};

}  // namespace

TemporalDeviations deviations(const EventLog& log, const TemporalProfile& profile, double zeta, std::size_t most) {
  require(zeta >= 0, "zeta", zeta, "must not be negative");
  const Expectations expected(log, profile);
  const std::vector<CaseBlock> blocks = case_blocks(log);
  std::vector<TemporalDeviations> parts(blocks.size());
  run_tasks(
      blocks.size(),
      [&](std::size_t b) {
        DeviationSearch search(log, expected, zeta, most);
        for (std::size_t i = blocks[b].begin; i < blocks[b].end; ++i) search.look_at(i);
        parts[b] = search.take();
      },
      "looking for deviations");
  TemporalDeviations all;
  for (const TemporalDeviations& part : parts) {
    all.count += part.count;
    all.cases += part.cases;
    const std::size_t room = std::min(part.deviations.size(), most - all.deviations.size());
    all.deviations.insert(all.deviations.end(), part.deviations.begin(),
                          part.deviations.begin() + static_cast<std::ptrdiff_t>(room));
  }
  return all;
}

Frame deviations_frame(const EventLog& log, const TemporalProfile& profile, const TemporalDeviations& found) {
  const Expectations expected(log, profile);
  std::vector<Code> cases, from, to;
  std::vector<Time> at;
  std::vector<double> time, mean, zeta;
  for (const TemporalDeviation& deviation : found.deviations) {
    const Trace trace = log.trace(deviation.case_position);
    cases.push_back(trace.case_code);
    from.push_back(deviation.from);
    to.push_back(deviation.to);
    at.push_back(trace.at[deviation.second]);
    time.push_back(static_cast<double>(deviation.time.us) / us_per_second);
    mean.push_back(expected.find(deviation.from, deviation.to)->mean);
    zeta.push_back(deviation.zeta);
  }
  Frame frame;
  frame.add("case", labels_of(log.cases(), cases));
  frame.add("from", labels_of(log.steps(), from));
  frame.add("to", labels_of(log.steps(), to));
  frame.add("at", Column(std::move(at)));
  frame.add("time_s", std::move(time));
  frame.add("mean_s", std::move(mean));
  frame.add("zeta", std::move(zeta));
  return frame;
}

}  // namespace fealty::flow
