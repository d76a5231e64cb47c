#pragma once

#include <cstdint>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/loyalty/covariate_coding.hpp"
#include "fealty/loyalty/purchase_regression.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// Covariates of customers that are constant within periods; each period lasts until the next one, the last for good.
struct CovariatePeriods {
  std::vector<std::uint64_t> offsets{0};  ///< of each customer's periods; one more than there are customers
  std::vector<double> starts;   ///< times since the first purchase, ascending; a customer's first is at most 0
  CovariateDesign transaction;  ///< a row per period
  CovariateDesign dropout;      ///< a row per period
};

/// The periods of the customers of a summary from rows, one per customer and period: the columns customer_id, start,
/// and those of the coding.
///
/// Days count, as they do in a summary: those of `start`, on the clocks of the zone. Rows of others are left aside, and
/// so are periods that are over before the first purchase. Throws ParameterError if the summary has no days;
/// RecordError that names the customer whose first period begins after the first purchase or of whom two begin on one
/// day, and the row where something is missing.
CovariatePeriods covariate_periods(const Frame& rows, const PurchaseSummary& summary, const PurchaseCoding& coding,
                                   const TimeZone& zone = {});

/// How the columns of covariates become numbers, learnt from all rows.
PurchaseCoding learn_coding(const Frame& rows, const CovariateChoice& choice);

}  // namespace fealty::loyalty
