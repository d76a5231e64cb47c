#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/intake.hpp"
#include "fealty/core/time.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/customers/book.hpp"

namespace fealty::flow {

/// The events of one case in the order of time; those of the same instant in the order of their rows.
struct Trace {
  Code case_code = no_code;     ///< of the case in EventLog::cases
  std::size_t first = 0;        ///< place of the first event among all events of the log
  std::span<const Code> steps;  ///< in EventLog::steps
  std::span<const Time> at;     ///< when each step began, or happened
  std::span<const Time>
      ended;  ///< when it ended, no_time where unknown or before its beginning; empty if the log knows no ends
  std::span<const Code> resources;  ///< who did it, no_code where unknown; empty if the log knows no resources

  [[nodiscard]] std::size_t size() const noexcept { return steps.size(); }

  /// When the event ended: as recorded, else when it happened.
  [[nodiscard]] Time end_of(std::size_t i) const noexcept;
};

/// Columns of events; ids are integers or texts.
struct EventColumns {
  Column case_id;         ///< the visit, order or application that the event belongs to
  Column activity;        ///< the step
  Column time;            ///< when it began, or happened
  Column ended = {};      ///< when it ended
  Column resource = {};   ///< who did it
  Column customer = {};   ///< to whom
  Frame attributes = {};  ///< any others, by name
};

/// What happened in every case of a service, step by step.
///
/// Events stand case by case (cases in the order of their ids), within a case by time, and those of the same instant in
/// the order of their rows. Cheap to copy and never changed: a filter gives another log that shares the columns. Rows
/// without case, step or time cannot be placed and are counted. All members may be called from several threads.
///
/// The records themselves are the touches of a customer book, so they are checked as those are: see `intake`.
class EventLog {
 public:
  /// No events.
  EventLog();

  /// The touches of a book: visit_id is the case, step the activity, staff_id the resource.
  explicit EventLog(const customers::Book& book);

  /// Events by columns. Throws RecordError as Book::add does.
  explicit EventLog(const EventColumns& columns, customers::BookOptions options = {});

  /// The events of both, in the order that they would have if the rows of `other` stood below those of this one.
  EventLog& operator+=(const EventLog& other);

  /// Number of events.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// Number of cases that have an event.
  [[nodiscard]] std::size_t case_count() const noexcept;

  /// The i-th case, 0 <= i < case_count().
  [[nodiscard]] Trace trace(std::size_t i) const noexcept {
    const Code code = columns_.selected == nullptr ? static_cast<Code>(i) : columns_.selected[i];
    const std::size_t first = columns_.offsets[code];
    const std::size_t count = columns_.offsets[code + 1] - first;
    const auto part = [&](const auto* values) {
      return values == nullptr ? std::span(values, 0) : std::span(values + first, count);
    };
    return {code, first, part(columns_.steps), part(columns_.at), part(columns_.ended), part(columns_.resources)};
  }

  /// What the codes of cases stand for; a filtered log keeps those of the whole.
  [[nodiscard]] const Ids& cases() const noexcept;

  /// The steps, in the order of their names; a filtered log keeps those of the whole.
  [[nodiscard]] const Ids& steps() const noexcept;

  /// Those who did the steps; a filtered log keeps those of the whole.
  [[nodiscard]] const Ids& resources() const noexcept;

  /// The customers of the cases; a filtered log keeps those of the whole.
  [[nodiscard]] const Ids& customers() const noexcept;

  /// The customer of the i-th case: the first that its events name, or no_code.
  [[nodiscard]] Code customer_of(std::size_t i) const noexcept;

  /// Number of events in the columns that `Trace::first` counts in; at least size().
  [[nodiscard]] std::size_t extent() const noexcept;

  /// The step and the time of each of the `extent()` events.
  [[nodiscard]] std::span<const Code> step_codes() const noexcept;
  [[nodiscard]] std::span<const Time> times() const noexcept;

  /// When each of the `extent()` events ended, as in `Trace::ended`; empty if the log knows no ends.
  [[nodiscard]] std::span<const Time> ends() const noexcept;

  /// Names of the columns beside case, step, time, end, resource and customer.
  [[nodiscard]] std::vector<std::string> attribute_names() const;

  /// An attribute, one value for each of the `extent()` events. Throws RecordError that lists those there are.
  [[nodiscard]] Column attribute(std::string_view name) const;

  /// An attribute as numbers (flags as 0 and 1), NaN where missing, for each of the `extent()` events.
  [[nodiscard]] Values<double> numbers(std::string_view name) const;

  /// The events as records, one row each in the order of the log: visit_id, step, at, then what else is known.
  [[nodiscard]] Frame frame() const;

  /// What was taken in and what was wrong with it.
  [[nodiscard]] Intake intake() const;

  /// Rows that could not be placed, because case, step or time is missing.
  [[nodiscard]] std::uint64_t unplaced() const noexcept;

  /// The first and last time of any event.
  [[nodiscard]] std::optional<std::pair<Time, Time>> span() const;

  /// The cases of ascending positions below case_count(); nothing is copied but the positions.
  [[nodiscard]] EventLog with_cases(std::span<const std::uint32_t> positions) const;

  /// The events of ascending places below extent(), which must be of cases of this log. The columns that every analysis
  /// reads are copied, the others shared.
  [[nodiscard]] EventLog with_events(std::span<const std::uint32_t> places) const;

  /// The records behind the log, of which a filtered log shows a part.
  [[nodiscard]] const customers::Book& records() const noexcept;

  /// The records that the log shows, in their order; where it shows all, also those that could not be placed.
  [[nodiscard]] customers::Book shown_records() const;

  struct Store;

 private:
  /// What trace() reads, so that it need not know the store; null where there is none.
  struct Columns {
    const Code* selected;
    const std::uint32_t* offsets;
    const Code* steps;
    const Time* at;
    const Time* ended;
    const Code* resources;
  };

  explicit EventLog(std::shared_ptr<const Store> store);
  void select(std::vector<Code> cases);
  [[nodiscard]] std::vector<std::uint32_t> shown_rows() const;

  std::shared_ptr<const Store> store_;
  std::shared_ptr<const std::vector<Code>> selected_;  // codes of the cases, ascending; all if there is no list
  Columns columns_{};
  std::size_t size_ = 0;
};

}  // namespace fealty::flow
