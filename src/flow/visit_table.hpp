#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fealty/core/ids.hpp"
#include "fealty/core/time.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/flow/outcome.hpp"

namespace fealty::flow {

/// How a step went at a visit.
enum class StepState : std::uint8_t {
  absent,  ///< it did not take place
  met,
  failed,
  unknown,  ///< it took place, and nobody noted whether its requirement was met
};

/// A step of a visit: failed if any touch of it missed its requirement, else met if any is known to have met it.
struct StepDone {
  Code step = no_code;
  StepState state = StepState::unknown;
};

/// A visit of a known customer.
struct VisitRow {
  Code visit = no_code;
  Code customer = no_code;
  std::uint32_t unit = 0;    ///< number of the customer among those who have visits
  std::uint32_t before = 0;  ///< earlier visits of the customer
  Time began;
  Time ended;
  double recency_days = 0.0;   ///< from the end of the visit before until this began; 0 if there is none
  Code channel = no_code;      ///< of the first touch that names one
  std::size_t first_step = 0;  ///< place in VisitTable::done
};

/// The visits in a book's touches by customer and start, each with its steps in the order in which they were (last)
/// done.
struct VisitTable {
  Ids steps;
  Ids visit_ids;
  std::vector<std::string> channels;
  std::vector<VisitRow> visits;
  std::vector<StepDone> done;
  std::uint32_t customers = 0;         ///< who have visits
  std::uint64_t without_customer = 0;  ///< visits that are left out because nobody noted whose they were

  [[nodiscard]] std::span<const StepDone> steps_of(std::size_t visit) const noexcept {
    const std::size_t first = visits[visit].first_step;
    const std::size_t last = visit + 1 < visits.size() ? visits[visit + 1].first_step : done.size();
    return std::span(done).subspan(first, last - first);
  }
};

/// Rows without visit, step or time cannot be placed and are left out. Throws RecordError if the book has no touches or
/// they have no column `met`.
VisitTable visit_table(const customers::Book& book);

/// Whether each visit had an outcome: 0 or 1, NaN where that is not known.
struct VisitOutcomes {
  std::vector<double> values;
  std::uint64_t censored = 0;  ///< visits whose time is not over when the records end
  std::uint64_t unstated = 0;  ///< visits for which nothing is stated
};

/// Throws RecordError if the book does not have the table that the outcome is about, or for stated values other than 0
/// and 1.
VisitOutcomes visit_outcomes(const customers::Book& book, const VisitTable& table, const Outcome& outcome);

}  // namespace fealty::flow
