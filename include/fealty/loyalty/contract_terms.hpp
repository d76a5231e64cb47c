#pragma once

#include <cstdint>

#include "fealty/core/columns.hpp"
#include "fealty/core/time.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/loyalty/contract_summary.hpp"

namespace fealty::loyalty {

/// The time from one renewal of a contract to the next.
struct RenewalPeriod {
  std::int32_t count = 1;
  bool is_of_months = true;  ///< calendar months, else days
};

/// How many renewals contracts have come to, from the days on which they started and ended.
///
/// Columns of equal length: starts, and ends, missing where a contract stands. Renewals are due every period after the
/// start; by months on the same day of the month, or the last one of a shorter month. Who left in the course of a
/// period, or on the day of a renewal, ended at this renewal, the first not before the end. A contract without an end,
/// or with one after `until`, has come to the renewals due until then and stands. One that starts after `until` is left
/// out.
///
/// Throws RecordError, with the row, for a start that is missing and an end before the start; ParameterError for a
/// period that is not positive.
ContractSummary contracts_of(const Column& started, const Column& ended, Time until, const RenewalPeriod& period = {},
                             const TimeZone& zone = {});

}  // namespace fealty::loyalty
