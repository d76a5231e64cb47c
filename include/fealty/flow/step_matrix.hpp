#pragma once

#include <cstdint>
#include <vector>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/flow/event_log.hpp"

namespace fealty::flow {

/// The cases whose event at a position, counted from 1, is of a step.
struct StepMatrixCell {
  Code step = no_code;
  std::uint32_t position = 0;
  std::uint64_t cases = 0;

  friend bool operator==(const StepMatrixCell&, const StepMatrixCell&) = default;
};

/// Which steps come first, second, third ..., and how many cases have ended by then.
///
/// Matrices of disjoint sets of cases add up to that of all.
struct StepMatrix {
  Ids steps;  ///< those that come at one of the positions
  std::uint64_t cases = 0;
  std::vector<StepMatrixCell> cells;  ///< ascending in (step, position), none without cases
  std::vector<std::uint64_t> ended;   ///< for each position from 1 on, the cases that have fewer events

  /// Number of positions.
  [[nodiscard]] std::uint32_t positions() const noexcept { return static_cast<std::uint32_t>(ended.size()); }

  /// Adds the matrix of other cases. Throws ParameterError if it has another number of positions.
  StepMatrix& operator+=(const StepMatrix& other);

  friend bool operator==(const StepMatrix&, const StepMatrix&) = default;
};

/// Counts the steps at the first `positions` events of all cases. Throws ParameterError unless 1 <= positions <= 1,000.
StepMatrix step_matrix(const EventLog& log, std::uint32_t positions = 20);

/// The cells with their uncertainty, in the order of position and, within it, the most frequent step first: position,
/// step, ended, cases and share of all cases, with their intervals, by the bootstrap over sampling_units(). For each
/// position, the cases that have ended before are a row of no step, marked by `ended`.
Frame step_matrix_frame(const EventLog& log, std::uint32_t positions = 20, const Bootstrap& bootstrap = {});

}  // namespace fealty::flow
