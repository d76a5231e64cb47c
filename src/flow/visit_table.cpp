#include "visit_table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/time_column.hpp"

namespace fealty::flow {
namespace {

using customers::Book;
using customers::Table;

/// The touches of a book, column by column.
struct Touches {
  EncodedIds visit, step, channel;
  std::span<const Code> customer;
  Values<Time> at, ended;
  Values<double> met;

  explicit Touches(const Book& book) {
    if (!book.has(Table::touches)) throw RecordError(code::missing_column, "the book has no table of touches");
    const Frame& frame = book.table(Table::touches);
    met = book.flags(Table::touches, "met");
    if (frame.find("met") == nullptr) {
      throw RecordError(code::missing_column,
                        "the touches have no column met, which says whether the step's requirement was met");
    }
    visit = encode_ids(frame.at("visit_id"), "visit_id");
    step = encode_ids(frame.at("step"), "step");
    if (const Column* column = frame.find("channel"); column != nullptr && is_text(column->type().kind)) {
      channel = encode_ids(*column, "channel");
    }
    customer = book.customer_codes(Table::touches);
    at = book.times(Table::touches);
    ended = book.times(Table::touches, "ended_at");
  }

  [[nodiscard]] std::size_t rows() const noexcept { return visit.codes.size(); }
  [[nodiscard]] bool can_be_placed(std::size_t row) const noexcept {
    return visit.codes[row] != no_code && step.codes[row] != no_code && at[row] != no_time;
  }
  [[nodiscard]] Time end_of(std::size_t row) const noexcept {
    return ended.empty() || ended[row] == no_time ? at[row] : std::max(at[row], ended[row]);
  }
  [[nodiscard]] StepState state(std::size_t row) const noexcept {
    if (std::isnan(met[row])) return StepState::unknown;
    return met[row] > 0 ? StepState::met : StepState::failed;
  }
};

/// The rows of each visit in the order of time; those of one instant in the order in which they stand.
struct RowsByVisit {
  std::vector<std::size_t> offsets;
  std::vector<std::uint32_t> rows;

  explicit RowsByVisit(const Touches& touches) : offsets(touches.visit.ids.size() + 1, 0) {
    for (std::size_t row = 0; row < touches.rows(); ++row) {
      if (touches.can_be_placed(row)) ++offsets[touches.visit.codes[row] + 1];
    }
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    rows.resize(offsets.back());
    std::vector<std::size_t> next(offsets.begin(), offsets.end() - 1);
    for (std::size_t row = 0; row < touches.rows(); ++row) {
      if (touches.can_be_placed(row)) rows[next[touches.visit.codes[row]]++] = static_cast<std::uint32_t>(row);
    }
    for (Code visit = 0; visit + 1 < offsets.size(); ++visit) {
      std::stable_sort(begin_of(visit), begin_of(visit + 1),
                       [&](std::uint32_t a, std::uint32_t b) { return touches.at[a] < touches.at[b]; });
    }
  }

  [[nodiscard]] std::span<const std::uint32_t> of(Code visit) const noexcept {
    return std::span(rows).subspan(offsets[visit], offsets[visit + 1] - offsets[visit]);
  }

 private:
  std::vector<std::uint32_t>::iterator begin_of(Code visit) {
    return rows.begin() + static_cast<std::ptrdiff_t>(offsets[visit]);
  }
};

VisitRow summary_of(const Touches& touches, Code visit, std::span<const std::uint32_t> rows) {
  VisitRow summary;
  summary.visit = visit;
  summary.began = touches.at[rows.front()];
  summary.ended = summary.began;
  for (const auto row : rows) {
    summary.ended = std::max(summary.ended, touches.end_of(row));
    if (summary.customer == no_code) summary.customer = touches.customer[row];
    if (summary.channel == no_code && !touches.channel.codes.empty()) summary.channel = touches.channel.codes[row];
  }
  return summary;
}

/// What came before a visit; visits stand by customer and start.
void look_back(VisitTable& table) {
  for (std::size_t i = 0; i < table.visits.size(); ++i) {
    VisitRow& visit = table.visits[i];
    const bool is_first = i == 0 || table.visits[i - 1].customer != visit.customer;
    if (is_first) {
      visit.unit = table.customers++;
      continue;
    }
    const VisitRow& last = table.visits[i - 1];
    visit.unit = last.unit;
    visit.before = last.before + 1;
    visit.recency_days = std::max(0.0, in_days(visit.began - last.ended));
  }
}

/// Whether any of some rows, in the order of time, is later than `after`, not later than `until` and not of `visit`.
template <class Time_of, class Is_other>
bool any_between(std::span<const std::uint32_t> rows, Time after, Time until, Time_of&& time_of, Is_other&& is_other) {
  auto row = std::upper_bound(rows.begin(), rows.end(), after,
                              [&](Time t, std::uint32_t r) { return time_of(r) == no_time || t < time_of(r); });
  for (; row != rows.end() && time_of(*row) != no_time && time_of(*row) <= until; ++row) {
    if (is_other(*row)) return true;
  }
  return false;
}

VisitOutcomes stated(const VisitTable& table, const Outcome& outcome) {
  const EncodedIds ids = encode_ids(outcome.visit, "visit_id");
  const Values<double> values = as_doubles(outcome.value, outcome.name);
  if (values.size() != ids.codes.size()) {
    throw RecordError(code::length_mismatch,
                      fmt::format("the outcome has {} visits but {} values", ids.codes.size(), values.size()));
  }
  std::vector<double> of_visit(table.visit_ids.size(), nan);
  const bool same_type = ids.ids.is_text() == table.visit_ids.is_text();
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (ids.codes[row] == no_code || std::isnan(values[row])) continue;
    if (values[row] != 0 && values[row] != 1) {
      throw RecordError(code::refused_record, fmt::format("column {}, row {}: {} is neither true nor false, 0 nor 1",
                                                          outcome.name, row, values[row]));
    }
    if (!same_type) break;
    const Code visit = ids.ids.is_text() ? table.visit_ids.find(ids.ids.text(ids.codes[row]))
                                         : table.visit_ids.find(ids.ids.integer(ids.codes[row]));
    if (visit != no_code) of_visit[visit] = values[row];
  }
  VisitOutcomes outcomes;
  for (const VisitRow& visit : table.visits) {
    outcomes.values.push_back(of_visit[visit.visit]);
    outcomes.unstated += std::isnan(outcomes.values.back()) ? 1 : 0;
  }
  return outcomes;
}

}  // namespace

VisitTable visit_table(const Book& book) {
  const Touches touches(book);
  const RowsByVisit by_visit(touches);
  VisitTable table;
  for (Code visit = 0; visit < touches.visit.ids.size(); ++visit) {
    const auto rows = by_visit.of(visit);
    if (rows.empty()) continue;
    const VisitRow summary = summary_of(touches, visit, rows);
    if (summary.customer == no_code) {
      ++table.without_customer;
    } else {
      table.visits.push_back(summary);
    }
  }
  std::sort(table.visits.begin(), table.visits.end(), [](const VisitRow& a, const VisitRow& b) {
    return std::tie(a.customer, a.began, a.visit) < std::tie(b.customer, b.began, b.visit);
  });
  look_back(table);
  constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
  std::vector<std::size_t> place_of(touches.step.ids.size(), nowhere);  // of the visit's steps in `done`
  for (VisitRow& visit : table.visits) {
    visit.first_step = table.done.size();
    const auto rows = by_visit.of(visit.visit);
    // From the last row back: a step stands where it was done last.
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
      const Code step = touches.step.codes[*row];
      const StepState state = touches.state(*row);
      std::size_t& place = place_of[step];
      if (place == nowhere || place < visit.first_step) {
        place = table.done.size();
        table.done.push_back({step, state});
      } else if (state == StepState::failed || table.done[place].state == StepState::unknown) {
        table.done[place].state = state;
      }
    }
    std::reverse(table.done.begin() + static_cast<std::ptrdiff_t>(visit.first_step), table.done.end());
  }
  for (Code channel = 0; channel < touches.channel.ids.size(); ++channel)
    table.channels.push_back(touches.channel.ids.label(channel));
  table.steps = touches.step.ids;
  table.visit_ids = touches.visit.ids;
  return table;
}

VisitOutcomes visit_outcomes(const Book& book, const VisitTable& table, const Outcome& outcome) {
  if (outcome.kind == OutcomeKind::stated) return stated(table, outcome);
  const Table about = outcome.kind == OutcomeKind::complained ? Table::complaints : Table::purchases;
  if (outcome.kind != OutcomeKind::returned && !book.has(about)) {
    throw RecordError(
        code::missing_column,
        fmt::format("the book has no table of {}, which the outcome \"{}\" is about", name_of(about), outcome.name));
  }
  const bool counts_touches = outcome.kind == OutcomeKind::returned;
  const bool counts_records = book.has(about);
  const Values<Time> touched = book.times(Table::touches);
  const Values<Time> happened = counts_records ? book.times(about) : Values<Time>{};
  const customers::RowIndex& touches = book.index(Table::touches);
  const customers::RowIndex* records = counts_records ? &book.index(about) : nullptr;
  const EncodedIds visit_of = encode_ids(book.table(Table::touches).at("visit_id"), "visit_id");
  const auto span = book.span();
  VisitOutcomes outcomes;
  for (const VisitRow& visit : table.visits) {
    const Time until = visit.ended + outcome.within;
    if (!span || until > span->second) {
      outcomes.values.push_back(nan);
      ++outcomes.censored;
      continue;
    }
    const Time after = outcome.kind == OutcomeKind::complained ? visit.began - Duration{1} : visit.ended;
    bool has = counts_records && any_between(
                                     records->of(visit.customer), after, until, [&](auto row) { return happened[row]; },
                                     [](auto) { return true; });
    if (!has && counts_touches) {
      has = any_between(
          touches.of(visit.customer), after, until, [&](auto row) { return touched[row]; },
          [&](auto row) { return visit_of.codes[row] != visit.visit; });
    }
    outcomes.values.push_back(has ? 1.0 : 0.0);
  }
  return outcomes;
}

}  // namespace fealty::flow
