#include "fealty/loyalty/covariate_periods.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/error.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/time_column.hpp"
#include "local_day.hpp"

namespace fealty::loyalty {
namespace {

/// A row of covariates, and the day on which its period begins.
struct PeriodRow {
  std::int32_t day;
  std::uint32_t row;

  friend auto operator<=>(const PeriodRow&, const PeriodRow&) = default;
};

[[noreturn]] void refuse_period(const std::string& problem) {
  throw RecordError(code::refused_record, "covariates: " + problem);
}

/// The rows of each customer of a summary.
std::vector<std::vector<PeriodRow>> rows_by_customer(const Frame& rows, const PurchaseSummary& summary,
                                                     const TimeZone& zone) {
  const EncodedIds given = encode_ids(rows.at("customer_id"), "customer_id");
  const Values<Time> starts = as_instants(rows.at("start"), "start", zone).at;
  const UnitedIds all = unite(summary.customers(), given.ids, "customer_id");
  std::vector<Code> customer_of(all.ids.size(), no_code);
  for (std::size_t i = 0; i < all.from_first.size(); ++i) customer_of[all.from_first[i]] = static_cast<Code>(i);
  std::vector<std::vector<PeriodRow>> found(summary.size());
  for (std::size_t row = 0; row < given.codes.size(); ++row) {
    if (given.codes[row] == no_code)
      refuse_period(fmt::format("column customer_id, row {}: the value is missing", row));
    if (starts[row] == no_time)
      refuse_period(fmt::format("column start, row {}: the time is missing or cannot be read", row));
    const Code customer = customer_of[all.from_second[given.codes[row]]];
    if (customer == no_code) continue;
    found[customer].push_back({local_day(starts[row], zone), static_cast<std::uint32_t>(row)});
  }
  return found;
}

}  // namespace

CovariatePeriods covariate_periods(const Frame& rows, const PurchaseSummary& summary, const PurchaseCoding& coding,
                                   const TimeZone& zone) {
  if (!summary.has_days() && summary.size() > 0)
    throw ParameterError(code::missing_parameter, "the summary does not know the days of purchases");
  auto by_customer = rows_by_customer(rows, summary, zone);
  const double unit = days_in(summary.unit());
  CovariatePeriods periods;
  std::vector<std::uint32_t> used;
  for (std::size_t i = 0; i < by_customer.size(); ++i) {
    std::vector<PeriodRow>& own = by_customer[i];
    std::ranges::sort(own);
    const std::int32_t first = summary.days(i).front();
    const std::string customer = summary.customers().label(static_cast<Code>(i));
    const auto after = std::ranges::find_if(own, [&](const PeriodRow& row) { return row.day > first; });
    if (after == own.begin()) {
      refuse_period(fmt::format("customer {} has no period that begins at the first purchase or before", customer));
    }
    const auto twice = std::ranges::adjacent_find(own, {}, &PeriodRow::day);
    if (twice != own.end()) {
      refuse_period(fmt::format("customer {} has two periods that begin on one day: rows {} and {}", customer,
                                twice->row, (twice + 1)->row));
    }
    for (const PeriodRow& row : std::span(after - 1, own.end())) {
      periods.starts.push_back((row.day - first) / unit);
      used.push_back(row.row);
    }
    periods.offsets.push_back(used.size());
  }
  periods.transaction = coding.transaction.design(rows, used);
  periods.dropout = coding.dropout.design(rows, used);
  return periods;
}

PurchaseCoding learn_coding(const Frame& rows, const CovariateChoice& choice) {
  const std::vector<std::uint32_t> all = covariate_rows(rows);
  return {CovariateCoding::learn(rows, choice.transaction, all), CovariateCoding::learn(rows, choice.dropout, all)};
}

}  // namespace fealty::loyalty
