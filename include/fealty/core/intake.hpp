#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fealty {

/// What can be wrong with a record.
enum class Problem : std::uint8_t {
  missing_id,
  spelled_missing,
  padded_id,
  missing_time,
  unreadable_time,
  implausible_time,
  naive_time,
  mixed_zones,
  ambiguous_time,
  skipped_time,
  invalid_number,
  unreadable_value,
  negative_amount,
  duplicate_row,
  duplicate_id,
  unsorted,
  tied_times,
  ends_before_start,
  out_of_order,
  unknown_customer,
};

/// What is done with records that have a problem.
enum class Rule : std::uint8_t {
  keep,    ///< they stay as they are, and what that means for the figures is said in the report
  repair,  ///< they are mended or removed, as the catalogue of problems says
  refuse,  ///< the table is refused with an error that names the first of them
};

/// A problem as the catalogue describes it.
struct ProblemEntry {
  Problem problem;
  std::string_view name;     ///< as rules and reports call it: "duplicate_row"
  std::string_view meaning;  ///< what is wrong
  std::string_view kept;     ///< what `keep` means for the figures
  std::string_view repair;   ///< what `repair` does; empty where nothing can be mended
};

/// Every problem that the library looks for, in the order of the enumeration.
std::span<const ProblemEntry> problem_catalogue() noexcept;

/// The entry of a problem.
const ProblemEntry& entry_of(Problem problem) noexcept;

/// The caller's choice of a rule for each problem; `keep` where none was made.
class Rules {
 public:
  static constexpr std::size_t count = static_cast<std::size_t>(Problem::unknown_customer) + 1;
  using Choices = std::array<Rule, count>;

  Rules() = default;

  /// The rules of all problems, in the order of the enumeration.
  explicit Rules(const Choices& choices) : rules_(choices) {}

  /// The same rule for every problem that allows it, `keep` for the others.
  explicit Rules(Rule rule);

  /// Chooses by name. Throws ParameterError for an unknown problem, naming those there are, and for `repair` where
  /// nothing can be mended.
  void set(std::string_view problem, Rule rule);

  [[nodiscard]] const Choices& all() const noexcept { return rules_; }
  [[nodiscard]] Rule operator[](Problem problem) const noexcept { return rules_[static_cast<std::size_t>(problem)]; }

 private:
  Choices rules_{};
};

/// Rows that have one problem: how many, and the first of them.
///
/// Counts of consecutive parts of a table are added in their order.
struct Affected {
  static constexpr std::size_t shown = 5;

  std::uint64_t count = 0;
  std::vector<std::uint64_t> rows;  ///< the first rows, counted from 0

  void note(std::uint64_t row) {
    if (rows.size() < shown) rows.push_back(row);
    ++count;
  }
  Affected& operator+=(const Affected& later);

  friend bool operator==(const Affected&, const Affected&) = default;
};

/// One problem of one column of one table.
struct Finding {
  std::string table;
  std::string column;
  Problem problem = Problem::missing_id;
  Affected affected;
  std::string example;  ///< the value at the first row
  Rule rule = Rule::keep;

  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Rows of a table.
struct RowCounts {
  std::uint64_t given = 0;  ///< rows that came
  std::uint64_t held = 0;   ///< rows that stayed after repair

  friend bool operator==(const RowCounts&, const RowCounts&) = default;
};

/// What was taken in and what was found wrong with it.
class Intake {
 public:
  /// For a table, the rows that were given and those that stayed after repair.
  using Rows = RowCounts;

  Intake() = default;
  Intake(std::vector<Finding> findings, std::map<std::string, Rows> rows)
      : findings_(std::move(findings)), rows_(std::move(rows)) {}

  /// Notes a problem. Nothing happens if no row is affected; throws RecordError, naming table, column, row and value,
  /// if the rules say refuse.
  void note(Finding finding);

  void count_rows(const std::string& table, Rows rows);

  /// Rows of a table that were counted as held and have been removed since.
  void count_removed(const std::string& table, std::uint64_t rows) { rows_[table].held -= rows; }

  [[nodiscard]] const std::vector<Finding>& findings() const noexcept { return findings_; }
  [[nodiscard]] const std::map<std::string, Rows>& rows() const noexcept { return rows_; }

  /// The findings and rows of both reports.
  Intake& operator+=(const Intake& other);

  /// The report as plain text, a line for each finding.
  [[nodiscard]] std::string to_text() const;

  friend bool operator==(const Intake&, const Intake&) = default;

 private:
  std::vector<Finding> findings_;
  std::map<std::string, Rows> rows_;
};

}  // namespace fealty
