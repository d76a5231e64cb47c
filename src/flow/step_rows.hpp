#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/logistic_regression.hpp"
#include "fealty/customers/book.hpp"
#include "visit_table.hpp"

namespace fealty::flow {

/// Fewest visits at which a step must have failed, and fewest at which it must have been met, for its effect to be
/// estimated.
inline constexpr std::size_t fewest_visits = 10;

/// Most steps whose effects are estimated together.
inline constexpr std::size_t most_estimated_steps = 64;

/// Something discrete that is known of a visit before its steps: the customer's segment, the channel, the month.
struct VisitAttribute {
  std::string name;
  std::vector<Code> of_visit;  ///< no_code for the commonest value, which is the one that others are compared with
  std::size_t levels = 0;
};

/// Everything about the visits that the effects of steps are estimated from.
struct VisitRecords {
  VisitTable table;
  VisitOutcomes outcomes;
  std::vector<VisitAttribute> attributes;
  std::vector<Code> steps;     ///< with enough visits that failed and that met, in the order of the names
  std::vector<Code> position;  ///< of each step of the table in `steps`, or no_code
};

/// Reads visits, outcomes and what they are adjusted for. `adjust` names attributes of customers; without it those of 2
/// to 20 distinct values are taken. Throws as visit_table, visit_outcomes and attribute_values do; ParameterError for
/// a step that is not there, or if more than most_estimated_steps would be estimated.
VisitRecords visit_records(const customers::Book& book, const Outcome& outcome, const std::vector<std::string>& steps,
                           const std::optional<std::vector<std::string>>& adjust);

/// The visits by which the effect of one step is judged: those at which it took place, and whether it was met and what
/// the outcome was are known.
///
/// Columns of the design: 1; whether the step failed; for every other step whether it had failed before this one, was
/// done before without a note, or was not done before; attributes; number and recency of earlier visits. Columns of
/// fewer than 5 visits are left out. Nothing in them comes after the step, so that what the failure brings about counts
/// as its effect.
struct StepRows {
  std::vector<std::uint32_t> visits;  ///< rows of VisitTable, ascending
  SparseDesign design;
  Eigen::VectorXd outcomes;
  Eigen::VectorXd failed;              ///< column 1 of the design
  std::vector<int> failed_before;      ///< column of each other step's failure by position in `steps`; -1 if left out
  std::vector<std::uint64_t> pattern;  ///< equal for visits that agree in how all steps before this one went

  static constexpr int failure_column = 1;
};

/// The rows of the step at a position in VisitRecords::steps.
StepRows step_rows(const VisitRecords& records, std::size_t position);

/// Failure of the step at each of the rows less the share of failures at the customer's earlier visits; 0 at visits
/// without such an earlier visit.
Eigen::VectorXd deviations_from_past(const VisitRecords& records, std::size_t position, const StepRows& rows);

}  // namespace fealty::flow
