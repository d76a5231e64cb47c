#pragma once

#include <cstdint>
#include <span>

#include "fealty/loyalty/opportunity_summary.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// Opportunities to buy, one in each of several successive periods, from dated purchases.
///
/// `starts` are the first days of the periods, since 1970, and behind them the day after the last one. The period of
/// the first purchase makes a customer; each later one is an opportunity, which was taken if the customer bought in it
/// at all. To who bought before the first period all of them are opportunities. Who has not had any, having first
/// bought in the last period or after it, is left out. Source: Fader, Hardie and Shang (2010), "Customer-base analysis
/// in a discrete-time noncontractual setting", Marketing Science 29, section 2.
///
/// Throws ParameterError unless the summary has days and the starts ascend.
OpportunitySummary opportunities_of(const PurchaseSummary& purchases, std::span<const std::int32_t> starts);

}  // namespace fealty::loyalty
