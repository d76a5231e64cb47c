#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/time.hpp"
#include "fealty/core/time_zone.hpp"

namespace fealty::flow {

/// A stretch of a day in which work is done, as readings of the clock: from `opens` on and until `closes`, both since
/// midnight, 0 <= opens < closes <= 24 h.
struct OpeningBlock {
  Duration opens;
  Duration closes;

  friend bool operator==(const OpeningBlock&, const OpeningBlock&) = default;
};

/// The blocks of each weekday, Monday first.
using OpeningWeek = std::array<std::vector<OpeningBlock>, 7>;

/// A date that has other blocks than its weekday; none on a holiday.
struct ExceptionalDay {
  std::chrono::year_month_day date;
  std::vector<OpeningBlock> blocks = {};

  friend bool operator==(const ExceptionalDay&, const ExceptionalDay&) = default;
};

/// Stands for a length of time that is unknown.
inline constexpr Duration no_duration{std::numeric_limits<std::int64_t>::min()};

/// When a service is open: weekly hours, holidays and other exceptional days, in a time zone.
///
/// An instant is working time if the clock of the zone then shows a reading within a block of that date. So an hour
/// that the clocks skip is not worked, and one that they show twice is worked twice, where it lies within a block.
class Calendar {
 public:
  /// Always open.
  Calendar();

  /// Throws ParameterError that names the weekday or date and the block if a block is not within a day, ends before it
  /// begins or overlaps another, if a date does not exist or is given twice, or if there is no block at all.
  explicit Calendar(OpeningWeek week, std::vector<ExceptionalDay> exceptions = {}, TimeZone zone = {});

  /// Working time from one instant to another; negative if `to` is the earlier one. O(log n) in the number of blocks,
  /// exceptional days and changes of the zone's clocks.
  [[nodiscard]] Duration working_time(Time from, Time to) const noexcept;

  /// Working time of each pair; `no_duration` where a time is `no_time`. Throws RecordError if lengths differ.
  [[nodiscard]] std::vector<Duration> working_times(std::span<const Time> from, std::span<const Time> to) const;

  /// The first instant until which so much working time has gone by since `from`; for a negative length, the last
  /// instant from which so much leads to `from`; for none, `from` itself. O(log n).
  ///
  /// Throws ParameterError if the calendar does not hold so much working time, which is so only without weekly hours.
  [[nodiscard]] Time add(Time from, Duration working_time) const;

  /// The blocks of each weekday, in order.
  [[nodiscard]] const OpeningWeek& week() const noexcept { return week_; }
  /// The days that are not regular, in the order of their dates.
  [[nodiscard]] const std::vector<ExceptionalDay>& exceptions() const noexcept { return exceptions_; }
  /// The zone whose clock the blocks are readings of.
  [[nodiscard]] const TimeZone& zone() const noexcept { return zone_; }

  /// One row per block: the weekday ("mon") or date, and when it opens and closes ("09:00"); a holiday has one row
  /// without the two.
  [[nodiscard]] Frame frame() const;

 private:
  /// Open from `begin` to `end`, in microseconds of a day or week; `before` of it is open before this block.
  struct Block {
    std::int64_t begin;
    std::int64_t end;
    std::int64_t before;
  };

  /// An exceptional day in the sum of all readings that are open.
  struct Exception {
    std::int64_t midnight;
    std::vector<Block> blocks;
    std::int64_t open;        ///< of the day
    std::int64_t before;      ///< open before the day
    std::int64_t correction;  ///< what regular weeks miss behind the day
  };

  /// A time of one offset from UTC: what is worked until `t` is base + open_before(t + offset).
  struct Period {
    std::int64_t since;
    std::int64_t offset;
    std::int64_t worked;  ///< before `since`
    std::int64_t base;
  };

  static std::vector<Block> blocks_of(std::span<const OpeningBlock> day);
  static std::int64_t open_in(const std::vector<Block>& blocks, std::int64_t until) noexcept;
  static std::int64_t reading_in(const std::vector<Block>& blocks, std::int64_t open) noexcept;

  void add_exceptions();
  void add_periods();
  [[nodiscard]] std::int64_t regular_before(std::int64_t reading) const noexcept;
  [[nodiscard]] std::int64_t open_before(std::int64_t reading) const noexcept;
  [[nodiscard]] std::int64_t worked_until(Time t) const noexcept;
  [[nodiscard]] std::int64_t regular_reading(std::int64_t open) const;
  [[nodiscard]] std::int64_t reading_at(std::int64_t open) const;
  [[nodiscard]] Time instant_at(std::int64_t worked) const;

  OpeningWeek week_;
  std::vector<ExceptionalDay> exceptions_;
  TimeZone zone_;
  std::vector<Block> week_blocks_;
  std::int64_t week_open_ = 0;
  std::vector<Exception> sums_;
  std::vector<Period> periods_;
};

}  // namespace fealty::flow
