#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/time.hpp"
#include "fealty/core/wide_sum.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// From one step to another that comes any time later in the same case: the times between, as exact sums.
struct PairTimes {
  Code from = no_code;
  Code to = no_code;
  std::uint64_t count = 0;
  WideSum sum;      ///< in microseconds
  WideSum squares;  ///< in microseconds squared

  /// Mean time in seconds.
  [[nodiscard]] double mean() const noexcept;

  /// Standard deviation in seconds, with divisor count - 1; NaN for a pair that was seen once.
  [[nodiscard]] double standard_deviation() const noexcept;

  friend bool operator==(const PairTimes&, const PairTimes&) = default;
};

/// How much time passes between every two steps of a case, whatever comes between them.
///
/// A pair is counted for each event and each later event of its case that begins when the first has ended, or after.
/// Profiles of disjoint sets of cases add up to that of all. Source: Stertz, Mangler and Rinderle-Ma (2020), "Temporal
/// conformance checking at runtime based on time-infused process models", arXiv:2008.07262, section 3.
struct TemporalProfile {
  Ids steps;
  std::vector<PairTimes> pairs;  ///< ascending in (from, to), none of count 0

  /// The times of a pair, or none if it was never seen.
  [[nodiscard]] const PairTimes* find(Code from, Code to) const noexcept;

  /// Adds the profile of other cases.
  TemporalProfile& operator+=(const TemporalProfile& other);

  friend bool operator==(const TemporalProfile&, const TemporalProfile&) = default;
};

/// Most different pairs of steps that a profile may have: memory for them is bounded by some 200 MB.
inline constexpr std::size_t most_temporal_pairs = std::size_t{1} << 22;

/// Measures all pairs; O(events x steps of a case). A running sum for each earlier step of the case takes the place of
/// the events themselves, so a case of n events does not take n^2 time.
///
/// Throws RecordError if there are more than `most_temporal_pairs` different pairs, or if times are so long and so many
/// that the sum of their squares may pass 2^127.
TemporalProfile temporal_profile(const EventLog& log);

/// The pairs with their uncertainty, the most frequent first: from, to, count, mean_s and standard_deviation_s with
/// their intervals, by the bootstrap over sampling_units().
Frame temporal_profile_frame(const EventLog& log, const Bootstrap& bootstrap = {});

/// Two events of a case whose distance is not what the profile expects.
struct TemporalDeviation {
  std::uint32_t case_position = 0;  ///< as for EventLog::trace
  std::uint32_t first = 0;          ///< place of the earlier event in its trace
  std::uint32_t second = 0;         ///< place of the later event
  Code from = no_code;              ///< step of the earlier event, in EventLog::steps
  Code to = no_code;
  Duration time;
  double zeta = 0.0;  ///< distance from the mean in standard deviations; infinite where there is no deviation at all

  friend bool operator==(const TemporalDeviation&, const TemporalDeviation&) = default;
};

/// What deviates from a profile.
struct TemporalDeviations {
  std::uint64_t count = 0;                    ///< of all that deviate, listed or not
  std::uint64_t cases = 0;                    ///< that have one
  std::vector<TemporalDeviation> deviations;  ///< the first of them in the order of the log
};

/// The pairs of events of which the time is more than `zeta` standard deviations above or below the mean of the
/// profile.
///
/// A pair that the profile has not seen, or only once, is not judged. At most `most` are listed, all are counted.
/// Throws ParameterError if zeta is negative. Source: as for TemporalProfile, definition 4.
TemporalDeviations deviations(const EventLog& log, const TemporalProfile& profile, double zeta = 6.0,
                              std::size_t most = 1'000'000);

/// The listed deviations, in the order of the log: case, from, to, at (when the later event began), time_s, mean_s and
/// zeta.
Frame deviations_frame(const EventLog& log, const TemporalProfile& profile, const TemporalDeviations& deviations);

}  // namespace fealty::flow
