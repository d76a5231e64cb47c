#include "step_rows.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "../customers/attribute_values.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::flow {
namespace {

using customers::Book;
using customers::Table;

constexpr std::size_t fewest_in_column = 5;
constexpr std::size_t most_levels = 20;
constexpr int most_months = 36;

/// Codes without the commonest one, which others are compared with; a missing value is a level of its own.
VisitAttribute compared_with_commonest(std::string name, std::vector<Code> codes, std::size_t levels) {
  std::vector<std::size_t> counts(levels + 1, 0);
  for (Code& code : codes) {
    if (code == no_code) code = static_cast<Code>(levels);
    ++counts[code];
  }
  const auto commonest = static_cast<Code>(std::max_element(counts.begin(), counts.end()) - counts.begin());
  for (Code& code : codes) code = code == commonest ? no_code : code > commonest ? code - 1 : code;
  return {std::move(name), std::move(codes), levels};
}

bool is_discrete(Kind kind) {
  return is_text(kind) || is_integer(kind) || kind == Kind::boolean;
}

std::vector<std::string> usual_attributes(const Book& book) {
  std::set<std::string_view> standard;
  for (const auto& column : customers::standard_columns(Table::customers)) standard.insert(column.name);
  std::vector<std::string> names;
  if (!book.has(Table::customers)) return names;
  for (const auto& [name, column] : book.table(Table::customers).columns()) {
    if (!standard.contains(name) && is_discrete(column.type().kind)) names.push_back(name);
  }
  return names;
}

void add_segments(const Book& book, const std::optional<std::vector<std::string>>& adjust, VisitRecords& records) {
  for (const std::string& name : adjust ? *adjust : usual_attributes(book)) {
    const customers::AttributeValues values = customers::attribute_values(book, name);
    if (values.labels.size() > (adjust ? 1000 : most_levels)) {
      if (!adjust) continue;
      throw RecordError(code::refused_record,
                        fmt::format("attribute {} has {} distinct values, too many to adjust for; "
                                    "group them first",
                                    name, values.labels.size()));
    }
    std::vector<Code> codes;
    for (const VisitRow& visit : records.table.visits) codes.push_back(values.of_customer[visit.customer]);
    records.attributes.push_back(compared_with_commonest(name, std::move(codes), values.labels.size()));
  }
}

/// Months of the calendar; over more than three years, the years and the twelve months apart.
void add_months(VisitRecords& records) {
  const auto& visits = records.table.visits;
  if (visits.empty()) return;
  std::vector<int> months;
  for (const VisitRow& visit : visits) {
    const auto date = date_of(visit.began);
    months.push_back(static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1);
  }
  const auto [first, last] = std::minmax_element(months.begin(), months.end());
  const int start = *first, length = *last - *first + 1;
  const auto add = [&](const char* name, auto&& code_of, int levels) {
    std::vector<Code> codes;
    for (const int month : months) codes.push_back(static_cast<Code>(code_of(month)));
    records.attributes.push_back(compared_with_commonest(name, std::move(codes), static_cast<std::size_t>(levels)));
  };
  if (length <= most_months) {
    add("month", [&](int month) { return month - start; }, length);
  } else {
    add("year", [&](int month) { return month / 12 - start / 12; }, (start + length - 1) / 12 - start / 12 + 1);
    add("month of the year", [](int month) { return month % 12; }, 12);
  }
}

void add_channel(VisitRecords& records) {
  if (records.table.channels.empty()) return;
  std::vector<Code> codes;
  for (const VisitRow& visit : records.table.visits) codes.push_back(visit.channel);
  records.attributes.push_back(compared_with_commonest("channel", std::move(codes), records.table.channels.size()));
}

std::vector<Code> steps_with_enough_visits(const VisitRecords& records, const std::set<Code>& wanted) {
  const auto& table = records.table;
  std::vector<std::size_t> failed(table.steps.size(), 0), met(table.steps.size(), 0);
  for (std::size_t i = 0; i < table.visits.size(); ++i) {
    if (std::isnan(records.outcomes.values[i])) continue;
    for (const StepDone& done : table.steps_of(i)) {
      failed[done.step] += done.state == StepState::failed ? 1 : 0;
      met[done.step] += done.state == StepState::met ? 1 : 0;
    }
  }
  std::vector<Code> steps;
  for (Code step = 0; step < table.steps.size(); ++step) {
    if (!wanted.empty() && !wanted.contains(step)) continue;
    if (failed[step] >= fewest_visits && met[step] >= fewest_visits) steps.push_back(step);
  }
  return steps;
}

/// Emits the nonzero entries of design rows in ascending order of their raw columns.
class RowMaker {
 public:
  RowMaker(const VisitRecords& records, std::size_t position)
      : records_(records), step_(records.steps[position]), before_(records.steps.size()) {
    first_attribute_ = 2 + 3 * static_cast<int>(records.steps.size());
    history_ = first_attribute_;
    for (const VisitAttribute& attribute : records.attributes) history_ += static_cast<int>(attribute.levels);
  }

  [[nodiscard]] int raw_columns() const noexcept { return history_ + 3; }
  [[nodiscard]] bool is_indicator(int column) const noexcept { return column > 1 && column < history_; }
  [[nodiscard]] static int failed_before(std::size_t position) { return 2 + 3 * static_cast<int>(position); }

  /// Looks up how the steps before this one went. Returns the state of the step itself.
  StepState look_at(std::size_t visit) {
    std::fill(before_.begin(), before_.end(), StepState::absent);
    for (const StepDone& done : records_.table.steps_of(visit)) {
      if (done.step == step_) return done.state;
      const Code position = records_.position[done.step];
      if (position != no_code) before_[position] = done.state;
    }
    return StepState::absent;
  }

  /// A number for what look_at has found of the steps before: visits that agree in all have the same.
  [[nodiscard]] std::uint64_t pattern() const noexcept {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const StepState state : before_) hash = (hash ^ static_cast<std::uint64_t>(state)) * 0x100000001B3;
    return hash;
  }

  template <class Emit>
  void emit(std::size_t visit, bool failed, Emit&& emit) const {
    emit(0, 1.0);
    if (failed) emit(StepRows::failure_column, 1.0);
    for (std::size_t other = 0; other < before_.size(); ++other) {
      if (records_.steps[other] == step_ || before_[other] == StepState::met) continue;
      const int shift = before_[other] == StepState::failed ? 0 : before_[other] == StepState::unknown ? 1 : 2;
      emit(failed_before(other) + shift, 1.0);
    }
    int column = first_attribute_;
    for (const VisitAttribute& attribute : records_.attributes) {
      const Code level = attribute.of_visit[visit];
      if (level != no_code) emit(column + static_cast<int>(level), 1.0);
      column += static_cast<int>(attribute.levels);
    }
    const VisitRow& row = records_.table.visits[visit];
    if (row.before == 0) return;
    emit(history_, 1.0);
    emit(history_ + 1, std::log(static_cast<double>(row.before)));
    emit(history_ + 2, std::log1p(row.recency_days));
  }

 private:
  const VisitRecords& records_;
  Code step_;
  std::vector<StepState> before_;
  int first_attribute_ = 0;
  int history_ = 0;
};

}  // namespace

VisitRecords visit_records(const Book& book, const Outcome& outcome, const std::vector<std::string>& steps,
                           const std::optional<std::vector<std::string>>& adjust) {
  VisitRecords records;
  records.table = visit_table(book);
  records.outcomes = visit_outcomes(book, records.table, outcome);
  add_segments(book, adjust, records);
  add_channel(records);
  add_months(records);
  const Ids& known = records.table.steps;
  std::set<Code> wanted;
  for (const std::string& name : steps) {
    Code code = 0;
    while (code < known.size() && known.label(code) != name) ++code;
    if (code == known.size()) {
      throw ParameterError(code::unknown_name,
                           unknown_name_message(name, "a step", {known.size(), [&](std::size_t i) {
                                                                   return known.label(static_cast<Code>(i));
                                                                 }}));
    }
    wanted.insert(code);
  }
  records.steps = steps_with_enough_visits(records, wanted);
  if (records.steps.size() > most_estimated_steps) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("{} steps failed often enough to be judged, more than the {} that can be judged "
                                     "together; name those of interest",
                                     records.steps.size(), most_estimated_steps));
  }
  records.position.assign(known.size(), no_code);
  for (std::size_t i = 0; i < records.steps.size(); ++i) records.position[records.steps[i]] = static_cast<Code>(i);
  return records;
}

StepRows step_rows(const VisitRecords& records, std::size_t position) {
  RowMaker maker(records, position);
  StepRows rows;
  std::vector<double> outcomes, failed;
  std::vector<std::size_t> filled(static_cast<std::size_t>(maker.raw_columns()), 0);
  for (std::size_t visit = 0; visit < records.table.visits.size(); ++visit) {
    if (std::isnan(records.outcomes.values[visit])) continue;
    const StepState state = maker.look_at(visit);
    if (state != StepState::met && state != StepState::failed) continue;
    rows.visits.push_back(static_cast<std::uint32_t>(visit));
    rows.pattern.push_back(maker.pattern());
    outcomes.push_back(records.outcomes.values[visit]);
    failed.push_back(state == StepState::failed ? 1.0 : 0.0);
    maker.emit(visit, failed.back() > 0, [&](int column, double) { ++filled[static_cast<std::size_t>(column)]; });
  }
  const std::size_t n = rows.visits.size();
  std::vector<int> kept(filled.size(), -1);
  int columns = 0;
  std::size_t entries = 0;
  for (std::size_t raw = 0; raw < filled.size(); ++raw) {
    const bool varies = filled[raw] >= fewest_in_column &&
                        (n - filled[raw] >= fewest_in_column || !maker.is_indicator(static_cast<int>(raw)));
    if (raw > 1 && !varies) continue;
    kept[raw] = columns++;
    entries += filled[raw];
  }
  rows.design.resize(static_cast<Eigen::Index>(n), columns);
  rows.design.reserve(static_cast<Eigen::Index>(entries));
  for (std::size_t i = 0; i < n; ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    rows.design.startVec(row);
    maker.look_at(rows.visits[i]);
    maker.emit(rows.visits[i], failed[i] > 0, [&](int column, double value) {
      const int place = kept[static_cast<std::size_t>(column)];
      if (place >= 0) rows.design.insertBack(row, place) = value;
    });
  }
  rows.design.finalize();
  rows.outcomes = Eigen::Map<const Eigen::VectorXd>(outcomes.data(), static_cast<Eigen::Index>(n));
  rows.failed = Eigen::Map<const Eigen::VectorXd>(failed.data(), static_cast<Eigen::Index>(n));
  for (std::size_t other = 0; other < records.steps.size(); ++other)
    rows.failed_before.push_back(kept[static_cast<std::size_t>(RowMaker::failed_before(other))]);
  return rows;
}

Eigen::VectorXd deviations_from_past(const VisitRecords& records, std::size_t position, const StepRows& rows) {
  const auto& table = records.table;
  const Code step = records.steps[position];
  Eigen::VectorXd deviations = Eigen::VectorXd::Zero(rows.failed.size());
  std::uint32_t unit = 0xFFFFFFFF;
  double failures = 0, known = 0;
  std::size_t row = 0;
  for (std::size_t visit = 0; visit < table.visits.size(); ++visit) {
    if (std::exchange(unit, table.visits[visit].unit) != table.visits[visit].unit) failures = known = 0;
    const auto steps = table.steps_of(visit);
    const auto done = std::find_if(steps.begin(), steps.end(), [&](const StepDone& d) { return d.step == step; });
    const bool is_row = row < rows.visits.size() && rows.visits[row] == visit;
    if (is_row && known > 0) {
      const auto i = static_cast<Eigen::Index>(row);
      deviations[i] = rows.failed[i] - failures / known;
    }
    row += is_row ? 1 : 0;
    if (done == steps.end() || done->state == StepState::unknown) continue;
    known += 1;
    failures += done->state == StepState::failed ? 1 : 0;
  }
  return deviations;
}

}  // namespace fealty::flow
