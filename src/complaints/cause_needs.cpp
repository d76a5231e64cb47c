#include "fealty/complaints/cause_needs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/special.hpp"

namespace fealty::complaints {
namespace {

/// Positions by falling count; as many by name, which is the order in which they stand.
std::vector<std::size_t> by_count(const std::vector<std::int64_t>& count) {
  std::vector<std::size_t> order(count.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return count[a] > count[b]; });
  return order;
}

}  // namespace

Estimate lift_of(std::int64_t both, std::int64_t first, std::int64_t second, std::int64_t all, double level) {
  require_level(level);
  if (first == 0 || second == 0) return {nan, nan, nan, nan, level};
  const auto lift = [](double b, double f, double s, double n) { return b * n / (f * s); };
  const auto b = static_cast<double>(both), f = static_cast<double>(first), s = static_cast<double>(second);
  const auto n = static_cast<double>(all);
  const double value = lift(b, f, s, n);
  const double smoothed = lift(b + 0.5, f + 1, s + 1, n + 2);
  const double variance = 1 / (b + 0.5) - 1 / (f + 1) - 1 / (s + 1) + (2 * smoothed - 1) / (n + 2);  // of the logarithm
  const double deviation = std::sqrt(std::max(0.0, variance));
  const double half = normal_quantile((1 + level) / 2) * deviation;
  return {value, smoothed * deviation, std::min(value, smoothed * std::exp(-half)),
          std::max(value, smoothed * std::exp(half)), level};
}

CauseNeeds cause_needs(const CaseLabels& causes, const CaseLabels& needs, double level) {
  require_level(level);
  if (causes.cases() != needs.cases()) {
    throw RecordError(code::length_mismatch,
                      fmt::format("there are causes of {} cases, but needs of {}", causes.cases(), needs.cases()));
  }
  const std::size_t rows = causes.names().size(), columns = needs.names().size();
  std::vector<std::int64_t> of_cause(rows), of_need(columns), of_both(rows * columns);
  CauseNeeds result;
  result.level = level;
  for (std::size_t row = 0; row < causes.cases(); ++row) {
    if (causes.of(row).empty() || needs.of(row).empty()) {
      ++result.left_out;
      continue;
    }
    ++result.cases;
    for (const Code need : needs.of(row)) ++of_need[need];
    for (const Code cause : causes.of(row)) {
      ++of_cause[cause];
      for (const Code need : needs.of(row)) ++of_both[cause * columns + need];
    }
  }
  const std::vector<std::size_t> cause_order = by_count(of_cause), need_order = by_count(of_need);
  for (const std::size_t need : need_order) {
    result.needs.push_back(needs.names()[need]);
    result.of_needs.push_back(of_need[need]);
  }
  for (const std::size_t cause : cause_order) {
    result.causes.push_back(causes.names()[cause]);
    result.of_causes.push_back(of_cause[cause]);
    for (const std::size_t need : need_order) {
      const std::int64_t both = of_both[cause * columns + need];
      result.cells.push_back({both, wilson(both, of_cause[cause], level),
                              lift_of(both, of_cause[cause], of_need[need], result.cases, level)});
    }
  }
  return result;
}

Frame CauseNeeds::frame() const {
  std::vector<std::string> cause, need;
  std::vector<std::int64_t> number;
  EstimateColumns share, lift;
  for (std::size_t i = 0; i < causes.size(); ++i) {
    for (std::size_t j = 0; j < needs.size(); ++j) {
      cause.push_back(causes[i]);
      need.push_back(needs[j]);
      number.push_back(cell(i, j).cases);
      share.push(cell(i, j).share);
      lift.push(cell(i, j).lift);
    }
  }
  Frame frame({{"cause", cause}, {"need", need}, {"cases", std::move(number)}});
  share.add_to(frame, "share");
  lift.add_to(frame, "lift");
  return frame;
}

}  // namespace fealty::complaints
