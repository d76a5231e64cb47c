#include "fealty/loyalty/contract_summary.hpp"

#include <string_view>
#include <utility>

#include "whole_numbers.hpp"

namespace fealty::loyalty {

ContractSummary ContractSummary::from_arrays(const Column& tenure, const Column& ended, const Column& customers) {
  const std::size_t rows = tenure.size();
  constexpr std::string_view first = "tenure";
  const WholeNumbers renewals(tenure, first, rows, first), over(ended, "ended", rows, first);
  const WholeNumbers weight(customers, "customers", rows, first, 1.0);
  ContractSummary summary;
  for (std::size_t row = 0; row < rows; ++row) {
    const bool has_ended = over.at(row, 0, 1) == 1;
    const auto t = static_cast<std::size_t>(renewals.at(row, has_ended ? 1 : 0, 1e5));
    summary.add(has_ended ? summary.ended_ : summary.standing_, t, weight.at(row, 0, 1e15));
  }
  return summary;
}

ContractSummary ContractSummary::from_survivors(std::span<const double> customers) {
  const WholeNumbers survivors(Column(customers), "customers", customers.size(), "customers");
  ContractSummary summary;
  double before = 1e15;
  for (std::size_t t = 0; t < customers.size(); ++t) {
    const double now = survivors.at(t, 0, before);
    if (t > 0) summary.add(summary.ended_, t, before - now);
    before = now;
  }
  if (!customers.empty()) summary.add(summary.standing_, customers.size() - 1, before);
  return summary;
}

void ContractSummary::add(std::vector<double>& counts, std::size_t tenure, double customers) {
  if (ended_.size() <= tenure) {
    ended_.resize(tenure + 1, 0.0);
    standing_.resize(tenure + 1, 0.0);
  }
  counts[tenure] += customers;
}

ContractSummary& ContractSummary::operator+=(const ContractSummary& other) {
  const ContractSummary added = other;
  for (std::size_t t = 0; t < added.ended_.size(); ++t) {
    add(ended_, t, added.ended_[t]);
    add(standing_, t, added.standing_[t]);
  }
  return *this;
}

double ContractSummary::all_customers() const noexcept {
  double all = 0;
  for (const double n : ended_) all += n;
  for (const double n : standing_) all += n;
  return all;
}

Frame ContractSummary::frame() const {
  const auto whole = [](std::span<const double> counts) {
    std::vector<std::int64_t> numbers;
    for (const double n : counts) numbers.push_back(static_cast<std::int64_t>(n));
    return numbers;
  };
  std::vector<std::int64_t> tenure;
  for (std::size_t t = 0; t < ended_.size(); ++t) tenure.push_back(static_cast<std::int64_t>(t));
  return Frame({{"tenure", std::move(tenure)}, {"ended", whole(ended_)}, {"standing", whole(standing_)}});
}

}  // namespace fealty::loyalty
