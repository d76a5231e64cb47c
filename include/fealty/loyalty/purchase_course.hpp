#pragma once

#include <optional>

#include "fealty/core/columns.hpp"
#include "fealty/core/time.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// What happened on each day on which anybody bought: one row per day in ascending order with the columns day (days
/// since 1970), new_customers (who bought for the first time), and repeat_purchases (by those who had bought before).
///
/// Only of customers whose first purchase was at or before `joined_until`, if that is given. Throws ParameterError if
/// the summary has no days.
Frame purchase_course(const PurchaseSummary& summary, std::optional<Time> joined_until = {});

}  // namespace fealty::loyalty
