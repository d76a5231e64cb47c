#include "fealty/flow/calendar.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::flow {
namespace {

using std::chrono::year_month_day;

constexpr std::array<std::string_view, 7> weekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::int64_t us_per_week = 7 * us_per_day;
constexpr std::int64_t monday = -3 * us_per_day;  // 1969-12-29; 1970 began on a Thursday

// Instants further away count as this far, 73,000 years: sums of offsets and weeks then never overflow.
constexpr std::int64_t furthest = std::int64_t{1} << 61;

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
  return a / b - (a % b < 0 ? 1 : 0);
}

std::string reading_text(Duration since_midnight) {
  const std::int64_t seconds = since_midnight.us / us_per_second;
  const std::int64_t hours = seconds / 3600;
  const std::int64_t minutes = seconds / 60 % 60;
  if (seconds % 60 == 0) return fmt::format("{:02}:{:02}", hours, minutes);
  return fmt::format("{:02}:{:02}:{:02}", hours, minutes, seconds % 60);
}

std::string block_text(const OpeningBlock& block) {
  return reading_text(block.opens) + "-" + reading_text(block.closes);
}

std::string date_text(year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

/// Puts the blocks of a day in order and refuses those that cannot be.
void put_in_order(std::vector<OpeningBlock>& blocks, const std::string& day) {
  std::sort(blocks.begin(), blocks.end(), [](const auto& a, const auto& b) { return a.opens < b.opens; });
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto refuse = [&](std::string_view rule) {
      throw ParameterError(code::out_of_domain, fmt::format("block {} {} {}", day, block_text(blocks[i]), rule));
    };
    if (blocks[i].opens.us < 0 || blocks[i].closes.us > us_per_day) refuse("must lie between 00:00 and 24:00");
    if (blocks[i].opens >= blocks[i].closes) {
      refuse(
          "must close after it opens; hours past midnight are two blocks, until 24:00 and from 00:00 of the next "
          "day");
    }
    if (i > 0 && blocks[i].opens < blocks[i - 1].closes) refuse("overlaps " + block_text(blocks[i - 1]));
  }
}

void put_in_order(std::vector<ExceptionalDay>& exceptions) {
  std::sort(exceptions.begin(), exceptions.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    const std::string date = date_text(exceptions[i].date);
    if (!exceptions[i].date.ok()) throw ParameterError(code::bad_time, "there is no date " + date);
    if (i > 0 && exceptions[i].date == exceptions[i - 1].date) {
      throw ParameterError(code::out_of_domain, "date " + date + " is given twice as a holiday or exception");
    }
    put_in_order(exceptions[i].blocks, date);
  }
}

OpeningWeek whole_week() {
  OpeningWeek week;
  week.fill({{Duration{0}, Duration{us_per_day}}});
  return week;
}

}  // namespace

Calendar::Calendar() : Calendar(whole_week()) {}

Calendar::Calendar(OpeningWeek week, std::vector<ExceptionalDay> exceptions, TimeZone zone)
    : week_(std::move(week)), exceptions_(std::move(exceptions)), zone_(std::move(zone)) {
  for (std::size_t day = 0; day < 7; ++day) {
    put_in_order(week_[day], std::string(weekdays[day]));
    for (const Block& block : blocks_of(week_[day])) {
      const auto midnight = static_cast<std::int64_t>(day) * us_per_day;
      week_blocks_.push_back({midnight + block.begin, midnight + block.end, week_open_ + block.before});
    }
    for (const OpeningBlock& block : week_[day]) week_open_ += (block.closes.us - block.opens.us);
  }
  put_in_order(exceptions_);
  const auto is_open = [](const ExceptionalDay& day) { return !day.blocks.empty(); };
  if (week_open_ == 0 && std::none_of(exceptions_.begin(), exceptions_.end(), is_open)) {
    throw ParameterError(code::missing_parameter, "a calendar needs at least one block such as mon 09:00-17:00");
  }
  add_exceptions();
  add_periods();
}

std::vector<Calendar::Block> Calendar::blocks_of(std::span<const OpeningBlock> day) {
  std::vector<Block> blocks;
  std::int64_t before = 0;
  for (const auto& [opens, closes] : day) {
    blocks.push_back({opens.us, closes.us, before});
    before += closes.us - opens.us;
  }
  return blocks;
}

void Calendar::add_exceptions() {
  std::int64_t correction = 0;
  for (const ExceptionalDay& day : exceptions_) {
    Exception sum{at_midnight(day.date).us, blocks_of(day.blocks), 0, 0, 0};
    sum.open = open_in(sum.blocks, us_per_day);
    sum.before = regular_before(sum.midnight) + correction;
    correction += sum.open - (regular_before(sum.midnight + us_per_day) - regular_before(sum.midnight));
    sum.correction = correction;
    sums_.push_back(std::move(sum));
  }
}

void Calendar::add_periods() {
  periods_.push_back({std::numeric_limits<std::int64_t>::min(), zone_.initial().us, 0, 0});
  for (const auto& [since, offset] : zone_.transitions()) {
    const std::int64_t worked = worked_until(since);
    periods_.push_back({since.us, offset.us, worked, worked - open_before(since.us + offset.us)});
  }
  // Nothing comes before the first period, so no search for what is worked may stop there.
  periods_.front().worked = std::numeric_limits<std::int64_t>::min();
}

/// Open until a reading of the day or week that the blocks are of.
std::int64_t Calendar::open_in(const std::vector<Block>& blocks, std::int64_t until) noexcept {
  const auto next = std::upper_bound(blocks.begin(), blocks.end(), until,
                                     [](std::int64_t t, const Block& block) { return t < block.begin; });
  if (next == blocks.begin()) return 0;
  const Block& block = *std::prev(next);
  return block.before + std::min(until, block.end) - block.begin;
}

/// The first reading of the day or week until which it is open for so long; the inverse of open_in for open > 0.
std::int64_t Calendar::reading_in(const std::vector<Block>& blocks, std::int64_t open) noexcept {
  const auto next = std::lower_bound(blocks.begin(), blocks.end(), open,
                                     [](const Block& block, std::int64_t t) { return block.before < t; });
  const Block& block = *std::prev(next);
  return block.begin + (open - block.before);
}

/// Open readings before one, as if every week were regular; counted from the Monday of 1970's first week.
std::int64_t Calendar::regular_before(std::int64_t reading) const noexcept {
  const std::int64_t weeks = floor_divide(reading - monday, us_per_week);
  return weeks * week_open_ + open_in(week_blocks_, reading - monday - weeks * us_per_week);
}

std::int64_t Calendar::open_before(std::int64_t reading) const noexcept {
  const auto next = std::upper_bound(sums_.begin(), sums_.end(), reading,
                                     [](std::int64_t t, const Exception& day) { return t < day.midnight; });
  if (next == sums_.begin()) return regular_before(reading);
  const Exception& day = *std::prev(next);
  if (reading - day.midnight < us_per_day) return day.before + open_in(day.blocks, reading - day.midnight);
  return regular_before(reading) + day.correction;
}

std::int64_t Calendar::worked_until(Time t) const noexcept {
  const std::int64_t us = std::clamp(t.us, -furthest, furthest);
  const auto next = std::upper_bound(periods_.begin(), periods_.end(), us,
                                     [](std::int64_t at, const Period& period) { return at < period.since; });
  const Period& period = *std::prev(next);
  return period.base + open_before(us + period.offset);
}

Duration Calendar::working_time(Time from, Time to) const noexcept {
  return {worked_until(to) - worked_until(from)};
}

std::vector<Duration> Calendar::working_times(std::span<const Time> from, std::span<const Time> to) const {
  if (from.size() != to.size()) {
    throw RecordError(code::length_mismatch,
                      fmt::format("there are {} times to count from and {} to count to", from.size(), to.size()));
  }
  std::vector<Duration> lengths(from.size(), no_duration);
  for_blocks(
      from.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          if (from[i] != no_time && to[i] != no_time) lengths[i] = working_time(from[i], to[i]);
        }
      },
      default_block, "counting working time");
  return lengths;
}

/// The first reading before which regular weeks are open for so long.
std::int64_t Calendar::regular_reading(std::int64_t open) const {
  if (week_open_ == 0) {
    throw ParameterError(code::out_of_domain,
                         "the calendar has no weekly hours, and its exceptional days do not hold "
                         "so much working time");
  }
  const std::int64_t weeks = floor_divide(open - 1, week_open_);
  if (weeks > furthest / us_per_week || weeks < -furthest / us_per_week) {
    throw ParameterError(code::out_of_domain, "so much working time leads more than 70,000 years away");
  }
  return monday + weeks * us_per_week + reading_in(week_blocks_, open - weeks * week_open_);
}

std::int64_t Calendar::reading_at(std::int64_t open) const {
  const auto next = std::lower_bound(sums_.begin(), sums_.end(), open,
                                     [](const Exception& day, std::int64_t t) { return day.before < t; });
  if (next == sums_.begin()) return regular_reading(open);
  const Exception& day = *std::prev(next);
  if (open <= day.before + day.open) return day.midnight + reading_in(day.blocks, open - day.before);
  return regular_reading(open - day.correction);
}

/// The first instant until which so much is worked.
Time Calendar::instant_at(std::int64_t worked) const {
  const auto next = std::lower_bound(periods_.begin(), periods_.end(), worked,
                                     [](const Period& period, std::int64_t t) { return period.worked < t; });
  const Period& period = *std::prev(next);
  return {reading_at(worked - period.base) - period.offset};
}

Time Calendar::add(Time from, Duration working_time) const {
  if (working_time.us == 0) return from;
  const std::int64_t worked = worked_until(from) + std::clamp(working_time.us, -furthest, furthest);
  // The last instant until which so much is worked comes just before the first with a microsecond more.
  return working_time.us > 0 ? instant_at(worked) : instant_at(worked + 1) - Duration{1};
}

Frame Calendar::frame() const {
  std::vector<std::string> days;
  std::vector<std::optional<std::string>> opens, closes;
  const auto add_rows = [&](const std::string& day, const std::vector<OpeningBlock>& blocks) {
    for (const OpeningBlock& block : blocks) {
      days.push_back(day);
      opens.emplace_back(reading_text(block.opens));
      closes.emplace_back(reading_text(block.closes));
    }
  };
  for (std::size_t day = 0; day < 7; ++day) add_rows(std::string(weekdays[day]), week_[day]);
  for (const ExceptionalDay& day : exceptions_) {
    add_rows(date_text(day.date), day.blocks);
    if (!day.blocks.empty()) continue;
    days.push_back(date_text(day.date));
    opens.emplace_back();
    closes.emplace_back();
  }
  return Frame({{"day", days}, {"opens", opens}, {"closes", closes}});
}

}  // namespace fealty::flow
