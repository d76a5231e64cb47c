#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"

namespace fealty::loyalty {

/// A customer who may buy or not at each of several opportunities.
struct OpportunityPattern {
  std::uint32_t frequency = 0;      ///< x: opportunities that were taken
  std::uint32_t recency = 0;        ///< t_x: number of the last one taken; 0 if none was
  std::uint32_t opportunities = 0;  ///< n: opportunities so far

  friend auto operator<=>(const OpportunityPattern&, const OpportunityPattern&) = default;
};

/// Summary of discrete opportunities: how many customers have each pattern. Summaries of different customers add up.
class OpportunitySummary {
 public:
  struct Cell {
    OpportunityPattern pattern;
    double customers = 0.0;

    friend bool operator==(const Cell&, const Cell&) = default;
  };

  OpportunitySummary() = default;

  /// Takes columns of equal length: frequency, recency and opportunities as in OpportunityPattern, and the customers
  /// who have the pattern (absent: one each). Rows of equal patterns are added.
  ///
  /// Throws RecordError that names the column, the row and the value and says what was expected: whole numbers with
  /// frequency <= recency <= opportunities <= 1000000, a recency of 0 exactly where the frequency is 0, and a whole
  /// number of customers.
  static OpportunitySummary from_arrays(const Column& frequency, const Column& recency, const Column& opportunities,
                                        const Column& customers = {});

  OpportunitySummary& operator+=(const OpportunitySummary& other);

  /// Patterns that some customer has, in ascending order.
  [[nodiscard]] std::span<const Cell> cells() const noexcept { return cells_; }
  [[nodiscard]] std::size_t size() const noexcept { return cells_.size(); }
  [[nodiscard]] double all_customers() const noexcept;

  /// One row per pattern: frequency, recency, opportunities, customers.
  [[nodiscard]] Frame frame() const;

  friend bool operator==(const OpportunitySummary&, const OpportunitySummary&) = default;
  friend struct io::Archived<OpportunitySummary>;

 private:
  void unite_equal();

  std::vector<Cell> cells_;
};

}  // namespace fealty::loyalty
