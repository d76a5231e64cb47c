#include "fealty/flow/step_matrix.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/flow/bootstrap_totals.hpp"
#include "present_codes.hpp"

namespace fealty::flow {
namespace {

/// Step and position in one number, which ascends as (step, position) does.
using CellKey = std::uint64_t;

CellKey cell_of(Code step, std::size_t position) noexcept {
  return CellKey{step} << 32 | position;
}

/// The cells of some cases, ascending, and how many cases end before each position.
struct Part {
  std::vector<std::pair<CellKey, std::uint64_t>> cells;
  std::vector<std::uint64_t> ended;
};

Part counted(const EventLog& log, std::size_t begin, std::size_t end, std::uint32_t positions) {
  std::vector<CellKey> cells;
  Part part{{}, std::vector<std::uint64_t>(positions)};
  for (std::size_t i = begin; i < end; ++i) {
    const Trace trace = log.trace(i);
    const std::size_t reach = std::min<std::size_t>(trace.size(), positions);
    for (std::size_t k = 0; k < reach; ++k) cells.push_back(cell_of(trace.steps[k], k + 1));
    for (std::size_t k = reach; k < positions; ++k) ++part.ended[k];
  }
  std::ranges::sort(cells);
  for (const CellKey cell : cells) {
    if (part.cells.empty() || part.cells.back().first != cell) part.cells.emplace_back(cell, 0);
    ++part.cells.back().second;
  }
  return part;
}

void add(Part& total, const Part& part) {
  std::vector<std::pair<CellKey, std::uint64_t>> both;
  both.reserve(total.cells.size() + part.cells.size());
  std::ranges::merge(total.cells, part.cells, std::back_inserter(both));
  total.cells.clear();
  for (const auto& [cell, cases] : both) {
    if (total.cells.empty() || total.cells.back().first != cell) total.cells.emplace_back(cell, 0);
    total.cells.back().second += cases;
  }
  for (std::size_t k = 0; k < total.ended.size(); ++k) total.ended[k] += part.ended[k];
}

StepMatrix matrix_of(const Ids& steps, const Part& part, std::uint64_t cases) {
  std::vector<char> occurs(steps.size());
  for (const auto& [cell, count] : part.cells) occurs[cell >> 32] = 1;
  const PresentCodes present = present_codes(steps, occurs);
  StepMatrix matrix{present.ids, cases, {}, part.ended};
  for (const auto& [cell, count] : part.cells)
    matrix.cells.push_back({present.place[cell >> 32], static_cast<std::uint32_t>(cell), count});
  return matrix;
}

Part part_of(const StepMatrix& matrix, const std::vector<Code>& to) {
  Part part{{}, matrix.ended};
  for (const StepMatrixCell& cell : matrix.cells)
    part.cells.emplace_back(cell_of(to[cell.step], cell.position), cell.cases);
  return part;
}

Part counted(const EventLog& log, std::uint32_t positions) {
  require(positions >= 1 && positions <= 1000, "positions", positions, "must be between 1 and 1,000");
  return reduce_blocks(
      log.case_count(), Part{{}, std::vector<std::uint64_t>(positions)},
      [&](std::size_t begin, std::size_t end) { return counted(log, begin, end, positions); },
      [](Part& total, const Part& part) { add(total, part); }, default_block, "counting positions");
}

}  // namespace

StepMatrix& StepMatrix::operator+=(const StepMatrix& other) {
  if (positions() != other.positions()) {
    throw ParameterError(code::out_of_domain, "step matrices of different numbers of positions cannot be added");
  }
  const UnitedIds united = unite(steps, other.steps, "step");
  Part sum = part_of(*this, united.from_first);
  add(sum, part_of(other, united.from_second));
  return *this = matrix_of(united.ids, sum, cases + other.cases);
}

StepMatrix step_matrix(const EventLog& log, std::uint32_t positions) {
  return matrix_of(log.steps(), counted(log, positions), log.case_count());
}

Frame step_matrix_frame(const EventLog& log, std::uint32_t positions, const Bootstrap& bootstrap) {
  const Part all = counted(log, positions);
  struct Row {
    std::size_t position = 0;
    std::optional<Code> step;
    std::uint64_t count = 0;
    Estimate cases, share;
  };
  std::vector<Row> rows;  // the cells, and behind them one row for each position
  for (const auto& [cell, count] : all.cells)
    rows.push_back({static_cast<std::uint32_t>(cell), static_cast<Code>(cell >> 32), count, {}, {}});
  for (std::size_t k = 0; k < positions; ++k) rows.push_back({k + 1, std::nullopt, all.ended[k], {}, {}});

  const ReplicateWeights weights(log, bootstrap);
  const std::vector<std::int64_t> totals = resampled_cases(weights);
  const auto cases = static_cast<double>(log.case_count());
  bootstrap_totals<1>(
      weights, rows.size(),
      [&](std::size_t i, auto&& add) {
        const Trace trace = log.trace(i);
        for (std::size_t k = 0; k < positions; ++k) {
          if (k >= trace.size()) {
            add(all.cells.size() + k, {1});
            continue;
          }
          const auto found = std::ranges::lower_bound(all.cells, cell_of(trace.steps[k], k + 1), {},
                                                      [](const auto& cell) { return cell.first; });
          add(static_cast<std::size_t>(found - all.cells.begin()), {1});
        }
      },
      [&](const ItemTotals& item) {
        Row& row = rows[item.item];
        const auto count = static_cast<double>(row.count);
        row.cases = estimated_total(count, item.of(0), bootstrap.level);
        row.share = estimated_ratio(count / cases, item.of(0), totals, bootstrap.level);
      });
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    const auto key = [](const Row& row) {
      return std::tuple(row.position, !row.step.has_value(), -row.cases.value, row.step);
    };
    return key(a) < key(b);
  });
  std::vector<std::int64_t> position;
  std::vector<std::optional<std::string>> step;
  std::vector<bool> ended;
  EstimateColumns count, share;
  for (const Row& row : rows) {
    position.push_back(static_cast<std::int64_t>(row.position));
    step.push_back(row.step ? std::optional(log.steps().label(*row.step)) : std::nullopt);
    ended.push_back(!row.step);
    count.push(row.cases);
    share.push(row.share);
  }
  Frame frame;
  frame.add("position", std::move(position));
  frame.add("step", Column(step));
  frame.add("ended", std::move(ended));
  count.add_to(frame, "cases");
  share.add_to(frame, "share");
  return frame;
}

}  // namespace fealty::flow
