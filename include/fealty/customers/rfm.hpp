#pragma once

#include <cstdint>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/time.hpp"
#include "fealty/customers/purchase_history.hpp"

namespace fealty::customers {

/// Recency, frequency and monetary value of each customer who has bought.
///
/// Scores run from 1 to the number of groups, the best customers having the highest. The groups are cut at quantiles of
/// the customers, and equal figures always have equal scores, so groups need not be of equal size (Hughes 1994, with
/// ties kept together).
struct Rfm {
  Ids customers;
  std::vector<double> recency_days;      ///< from the last purchase to the instant looked from
  std::vector<std::uint32_t> frequency;  ///< purchases; refunds are none
  std::vector<double> monetary;          ///< amounts less refunds
  std::vector<std::int32_t> recency_score;
  std::vector<std::int32_t> frequency_score;
  std::vector<std::int32_t> monetary_score;
  std::int32_t groups = 5;

  /// One row per customer: customer_id, recency_days, frequency, monetary, and the three scores.
  [[nodiscard]] Frame frame() const;

  /// One row per pair of recency and frequency score that occurs: customers, and the mean monetary value.
  [[nodiscard]] Frame cells() const;
};

/// Scores the customers of a history at an instant.
///
/// Throws ParameterError if `groups` is not from 2 to 100, or a purchase lies after `as_of`.
Rfm rfm(const PurchaseHistory& history, Time as_of, std::int32_t groups = 5);

}  // namespace fealty::customers
