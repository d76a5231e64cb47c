#include "fealty/core/intake.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fealty/core/error.hpp"

namespace fealty {
namespace {

constexpr std::array catalogue{
    ProblemEntry{Problem::missing_id, "missing_id", "the record does not say whose it is",
                 "counted as a row, but part of no figure per customer", "the row is removed"},
    ProblemEntry{Problem::spelled_missing, "spelled_missing", "an id spelled like a missing value, such as \"NA\"",
                 "taken as an id like any other", "taken as missing"},
    ProblemEntry{Problem::padded_id, "padded_id", "an id with white space around it",
                 "taken as another id than the same without", "the white space is removed"},
    ProblemEntry{Problem::missing_time, "missing_time", "no time where the record needs one",
                 "left out of figures that look at time", "the row is removed"},
    ProblemEntry{Problem::unreadable_time, "unreadable_time", "a text that is no ISO 8601 time",
                 "taken as a missing time", "the row is removed"},
    ProblemEntry{Problem::implausible_time, "implausible_time", "a time before 1900 or after 2200", "used as it is",
                 "taken as a missing time"},
    ProblemEntry{Problem::naive_time, "naive_time", "a time without a zone, and no zone was named for the book",
                 "taken as UTC", ""},
    ProblemEntry{Problem::mixed_zones, "mixed_zones", "times with different offsets in one column",
                 "each is taken at its own offset", ""},
    ProblemEntry{Problem::ambiguous_time, "ambiguous_time",
                 "a clock reading that occurs twice, when the clocks were set back", "the earlier instant is taken",
                 ""},
    ProblemEntry{Problem::skipped_time, "skipped_time",
                 "a clock reading that never occurred, when the clocks were set forward",
                 "the instant of the change is taken", ""},
    ProblemEntry{Problem::invalid_number, "invalid_number",
                 "a number that is missing where one is needed, not a number, or infinite", "taken as missing",
                 "the row is removed"},
    ProblemEntry{Problem::unreadable_value, "unreadable_value", "a value that is none of those the column may hold",
                 "taken as missing", ""},
    ProblemEntry{Problem::negative_amount, "negative_amount", "a purchase with a negative amount",
                 "a refund: it lowers the value and is no purchase", "the row is removed"},
    ProblemEntry{Problem::duplicate_row, "duplicate_row", "a row that repeats an earlier one in every column",
                 "counted as often as it stands", "the repetition is removed"},
    ProblemEntry{Problem::duplicate_id, "duplicate_id", "an id that must stand once and stands again",
                 "the values of the first row are used",
                 "the rows are merged: for each column the first value that is not missing"},
    ProblemEntry{Problem::unsorted, "unsorted", "a record that is earlier than the one before it",
                 "brought into the order of time", ""},
    ProblemEntry{Problem::tied_times, "tied_times", "a touch at the same instant as another of the same visit",
                 "taken in the order of the rows", ""},
    ProblemEntry{Problem::ends_before_start, "ends_before_start", "an end before its beginning",
                 "the length of time is taken as missing", "beginning and end are exchanged"},
    ProblemEntry{Problem::out_of_order, "out_of_order", "a stage of a complaint before the complaint was opened",
                 "the length of time is taken as missing", "the time of the stage is taken as missing"},
    ProblemEntry{Problem::unknown_customer, "unknown_customer", "a customer who is not in the table of customers",
                 "known by these records alone", ""},
};

std::string names_of_problems() {
  std::vector<std::string_view> names;
  for (const auto& entry : catalogue) names.push_back(entry.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string describe(const Finding& finding) {
  const auto& entry = entry_of(finding.problem);
  const auto example = finding.example.empty() ? std::string() : fmt::format(", there {}", finding.example);
  return fmt::format("{}.{}: {} in {} row{}, first in row{} {}{}", finding.table, finding.column, entry.meaning,
                     finding.affected.count, finding.affected.count == 1 ? "" : "s",
                     finding.affected.rows.size() == 1 ? "" : "s", fmt::join(finding.affected.rows, ", "), example);
}

}  // namespace

std::span<const ProblemEntry> problem_catalogue() noexcept {
  return catalogue;
}

const ProblemEntry& entry_of(Problem problem) noexcept {
  return catalogue[static_cast<std::size_t>(problem)];
}

Rules::Rules(Rule rule) {
  for (const auto& entry : catalogue) {
    if (rule == Rule::repair && entry.repair.empty()) continue;
    rules_[static_cast<std::size_t>(entry.problem)] = rule;
  }
}

void Rules::set(std::string_view problem, Rule rule) {
  const auto* const entry =
      std::find_if(catalogue.begin(), catalogue.end(), [&](const auto& e) { return e.name == problem; });
  if (entry == catalogue.end()) {
    throw ParameterError(code::unknown_name, fmt::format("rules: there is no problem \"{}\"; those there are: {}",
                                                         problem, names_of_problems()));
  }
  if (rule == Rule::repair && entry->repair.empty()) {
    throw ParameterError(code::out_of_domain,
                         fmt::format("rules: {} cannot be repaired; choose keep or refuse", problem));
  }
  rules_[static_cast<std::size_t>(entry->problem)] = rule;
}

Affected& Affected::operator+=(const Affected& later) {
  for (std::size_t i = 0; i < later.rows.size() && rows.size() < shown; ++i) rows.push_back(later.rows[i]);
  count += later.count;
  return *this;
}

void Intake::note(Finding finding) {
  if (finding.affected.count == 0) return;
  if (finding.rule == Rule::refuse) throw RecordError(code::refused_record, describe(finding));
  findings_.push_back(std::move(finding));
}

void Intake::count_rows(const std::string& table, Rows rows) {
  auto& sum = rows_[table];
  sum.given += rows.given;
  sum.held += rows.held;
}

Intake& Intake::operator+=(const Intake& other) {
  findings_.insert(findings_.end(), other.findings_.begin(), other.findings_.end());
  for (const auto& [table, rows] : other.rows_) count_rows(table, rows);
  return *this;
}

std::string Intake::to_text() const {
  std::string text;
  for (const auto& [table, rows] : rows_) {
    text += fmt::format("{}: {} rows given, {} held\n", table, rows.given, rows.held);
  }
  for (const auto& finding : findings_) {
    const auto& entry = entry_of(finding.problem);
    text += fmt::format("{}; {}\n", describe(finding), finding.rule == Rule::repair ? entry.repair : entry.kept);
  }
  if (findings_.empty()) text += "no problems found\n";
  return text;
}

}  // namespace fealty
