#include "fealty/loyalty/opportunity_summary.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "whole_numbers.hpp"

namespace fealty::loyalty {

OpportunitySummary OpportunitySummary::from_arrays(const Column& frequency, const Column& recency,
                                                   const Column& opportunities, const Column& customers) {
  const std::size_t rows = frequency.size();
  constexpr std::string_view first = "frequency";
  const WholeNumbers x(frequency, first, rows, first), t_x(recency, "recency", rows, first);
  const WholeNumbers n(opportunities, "opportunities", rows, first), weight(customers, "customers", rows, first, 1.0);
  OpportunitySummary summary;
  for (std::size_t row = 0; row < rows; ++row) {
    const double most = n.at(row, 0, 1e6);
    const double last = t_x.at(row, 0, most);
    const double taken = x.at(row, last > 0 ? 1 : 0, last);
    summary.cells_.push_back(
        {{static_cast<std::uint32_t>(taken), static_cast<std::uint32_t>(last), static_cast<std::uint32_t>(most)},
         weight.at(row, 0, 1e15)});
  }
  summary.unite_equal();
  return summary;
}

OpportunitySummary& OpportunitySummary::operator+=(const OpportunitySummary& other) {
  const std::vector<Cell> added = other.cells_;
  cells_.insert(cells_.end(), added.begin(), added.end());
  unite_equal();
  return *this;
}

void OpportunitySummary::unite_equal() {
  std::ranges::sort(cells_, {}, &Cell::pattern);
  std::vector<Cell> united;
  for (const Cell& cell : cells_) {
    if (cell.customers == 0) continue;
    if (!united.empty() && united.back().pattern == cell.pattern) {
      united.back().customers += cell.customers;
    } else {
      united.push_back(cell);
    }
  }
  cells_ = std::move(united);
}

double OpportunitySummary::all_customers() const noexcept {
  double all = 0;
  for (const Cell& cell : cells_) all += cell.customers;
  return all;
}

Frame OpportunitySummary::frame() const {
  std::vector<std::int64_t> frequency, recency, opportunities, customers;
  for (const auto& [pattern, count] : cells_) {
    frequency.push_back(pattern.frequency);
    recency.push_back(pattern.recency);
    opportunities.push_back(pattern.opportunities);
    customers.push_back(static_cast<std::int64_t>(count));
  }
  return Frame({{"frequency", std::move(frequency)},
                {"recency", std::move(recency)},
                {"opportunities", std::move(opportunities)},
                {"customers", std::move(customers)}});
}

}  // namespace fealty::loyalty
