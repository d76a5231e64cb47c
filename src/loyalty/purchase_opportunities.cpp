#include "fealty/loyalty/purchase_opportunities.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "fealty/core/error.hpp"

namespace fealty::loyalty {

OpportunitySummary opportunities_of(const PurchaseSummary& purchases, std::span<const std::int32_t> starts) {
  if (!purchases.has_days() && purchases.size() > 0)
    throw ParameterError(code::out_of_domain, "the summary was made of counts: it does not know days of purchases");
  if (std::ranges::adjacent_find(starts, std::ranges::greater_equal{}) != starts.end())
    throw ParameterError(code::out_of_domain, "the first days of the periods must ascend");
  const auto periods = static_cast<std::ptrdiff_t>(starts.size()) - 1;
  // The number of a day's period from 1 on; 0 before the first, beyond `periods` after the last.
  const auto period_of = [&](std::int32_t day) { return std::ranges::upper_bound(starts, day) - starts.begin(); };
  std::vector<double> frequency, recency, opportunities;
  for (std::size_t i = 0; i < purchases.size(); ++i) {
    const auto days = purchases.days(i);
    const std::ptrdiff_t first = period_of(days.front());
    if (first >= periods) continue;
    std::ptrdiff_t taken = 0, last = first;
    for (const std::int32_t day : days) {
      const std::ptrdiff_t period = period_of(day);
      if (period > periods) break;
      taken += period > last ? 1 : 0;
      last = period;
    }
    frequency.push_back(static_cast<double>(taken));
    recency.push_back(static_cast<double>(last - first));
    opportunities.push_back(static_cast<double>(periods - first));
  }
  return OpportunitySummary::from_arrays(frequency, recency, opportunities);
}

}  // namespace fealty::loyalty
