#include "fealty/customers/rfm.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/exact_sum.hpp"
#include "fealty/core/parallel.hpp"

namespace fealty::customers {
namespace {

/// The values below which 1/groups, 2/groups ... of the customers lie.
std::vector<double> cuts(std::vector<double> values, std::int32_t groups) {
  std::vector<double> cuts;
  auto from = values.begin();
  for (std::int32_t k = 1; k < groups && !values.empty(); ++k) {
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(values.size() * static_cast<std::size_t>(k) /
                                                                    static_cast<std::size_t>(groups));
    std::nth_element(from, place, values.end());
    cuts.push_back(*place);
    from = place;
  }
  return cuts;
}

/// 1 for the lowest group: one more than there are cuts at or below the value. The lowest value of all is in group 1.
std::vector<std::int32_t> scores(const std::vector<double>& values, std::int32_t groups) {
  const std::vector<double> at = cuts(values, groups);
  std::vector<std::int32_t> scores(values.size());
  for_blocks(values.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto below = std::upper_bound(at.begin(), at.end(), values[i]) - at.begin();
      scores[i] = static_cast<std::int32_t>(1 + below);
    }
  });
  return scores;
}

std::vector<double> negated(const std::vector<double>& values) {
  std::vector<double> negated(values.size());
  std::transform(values.begin(), values.end(), negated.begin(), [](double v) { return -v; });
  return negated;
}

std::vector<Code> buyers(const PurchaseHistory& history) {
  std::vector<Code> buyers;
  buyers.reserve(history.size());
  for (Code code = 0; code < history.size(); ++code) {
    if (history.totals()[code].purchases > 0) buyers.push_back(code);
  }
  return buyers;
}

}  // namespace

Rfm rfm(const PurchaseHistory& history, Time as_of, std::int32_t groups) {
  if (groups < 2 || groups > 100)
    throw ParameterError(code::out_of_domain, fmt::format("groups is {}, but must be from 2 to 100", groups));
  const std::vector<Code> chosen = buyers(history);
  Rfm result;
  result.groups = groups;
  result.customers = history.customers().subset(chosen);
  result.recency_days.resize(chosen.size());
  result.frequency.resize(chosen.size());
  result.monetary.resize(chosen.size());
  for_blocks(chosen.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const PurchaseTotals& totals = history.totals()[chosen[i]];
      if (totals.last > as_of) {
        throw ParameterError(
            code::out_of_domain,
            fmt::format("as_of is {}, but customer {} bought at {}: take the history up to as_of", to_string(as_of),
                        history.customers().label(chosen[i]), to_string(totals.last)));
      }
      result.recency_days[i] = in_days(as_of - totals.last);
      result.frequency[i] = totals.purchases;
      result.monetary[i] = totals.value.value();
    }
  });
  result.recency_score = scores(negated(result.recency_days), groups);
  result.frequency_score = scores({result.frequency.begin(), result.frequency.end()}, groups);
  result.monetary_score = scores(result.monetary, groups);
  return result;
}

Frame Rfm::frame() const {
  Frame frame;
  frame.add("customer_id", customers.column());
  frame.add("recency_days", recency_days);
  frame.add("frequency", frequency);
  frame.add("monetary", monetary);
  frame.add("recency_score", recency_score);
  frame.add("frequency_score", frequency_score);
  frame.add("monetary_score", monetary_score);
  return frame;
}

Frame Rfm::cells() const {
  struct Cell {
    std::int64_t customers = 0;
    ExactSum value;
  };
  std::map<std::pair<std::int32_t, std::int32_t>, Cell> cells;
  for (std::size_t i = 0; i < recency_score.size(); ++i) {
    Cell& cell = cells[{recency_score[i], frequency_score[i]}];
    ++cell.customers;
    cell.value.add(monetary[i]);
  }
  std::vector<std::int32_t> recency;
  std::vector<std::int32_t> frequencies;
  std::vector<std::int64_t> counts;
  std::vector<double> means;
  for (const auto& [scores, cell] : cells) {
    recency.push_back(scores.first);
    frequencies.push_back(scores.second);
    counts.push_back(cell.customers);
    means.push_back(cell.value.value() / static_cast<double>(cell.customers));
  }
  Frame frame;
  frame.add("recency_score", std::move(recency));
  frame.add("frequency_score", std::move(frequencies));
  frame.add("customers", std::move(counts));
  frame.add("mean_monetary", std::move(means));
  return frame;
}

}  // namespace fealty::customers
