#include "fealty/loyalty/contract_terms.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/time_column.hpp"
#include "local_day.hpp"

namespace fealty::loyalty {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

/// The day of renewal number k of a contract.
sys_days renewal_day(sys_days start, const RenewalPeriod& period, std::int32_t k) {
  if (!period.is_of_months) return start + std::chrono::days{std::int64_t{period.count} * k};
  const year_month_day first(start);
  const auto month = std::chrono::year_month(first.year(), first.month()) + std::chrono::months{period.count * k};
  const year_month_day same = month / first.day();
  return same.ok() ? sys_days(same) : sys_days(month / std::chrono::last);
}

/// How many renewals are due until a day, this day included.
std::int32_t renewals_until(sys_days start, const RenewalPeriod& period, sys_days day) {
  const double days_of_period = period.is_of_months ? 31.0 * period.count : period.count;
  auto k = static_cast<std::int32_t>(static_cast<double>((day - start).count()) / days_of_period);  // not too many
  while (renewal_day(start, period, k + 1) <= day) ++k;
  return k;
}

sys_days contract_day(Time at, const TimeZone& zone) {
  return sys_days(std::chrono::days{local_day(at, zone)});
}

}  // namespace

ContractSummary contracts_of(const Column& started, const Column& ended, Time until, const RenewalPeriod& period,
                             const TimeZone& zone) {
  require(period.count > 0, "period", period.count, "must be positive");
  require_rows(ended, "ended", started.size(), "started");
  const Values<Time> starts = as_instants(started, "started", zone).at, ends = as_instants(ended, "ended", zone).at;
  const sys_days last = contract_day(until, zone);
  std::vector<double> tenure, has_ended;
  for (std::size_t row = 0; row < starts.size(); ++row) {
    if (starts[row] == no_time)
      throw RecordError(code::refused_record, fmt::format("column started, row {}: there is no time", row));
    if (ends[row] != no_time && ends[row] < starts[row])
      throw RecordError(code::refused_record, fmt::format("column ended, row {}: it is before the start", row));
    const sys_days start = contract_day(starts[row], zone);
    if (start > last) continue;
    const bool stands = ends[row] == no_time || contract_day(ends[row], zone) > last;
    const sys_days end = stands ? last : contract_day(ends[row], zone);
    const std::int32_t passed = renewals_until(start, period, end);
    const bool is_between = passed == 0 || renewal_day(start, period, passed) < end;
    tenure.push_back(stands || !is_between ? passed : passed + 1);
    has_ended.push_back(stands ? 0.0 : 1.0);
  }
  return ContractSummary::from_arrays(tenure, has_ended);
}

}  // namespace fealty::loyalty
