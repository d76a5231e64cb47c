#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/exact_sum.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/time.hpp"

namespace fealty::customers {

/// What one customer has bought.
///
/// A negative amount is a refund: it lowers the value and is no purchase. A missing amount is a purchase of value 0.
struct PurchaseTotals {
  Time first{std::numeric_limits<std::int64_t>::max()};  ///< of the first purchase
  Time last{std::numeric_limits<std::int64_t>::min()};   ///< of the last purchase
  ExactSum value;                                        ///< amounts less refunds
  std::uint32_t purchases = 0;
  std::uint32_t refunds = 0;

  void add(Time at, double amount) noexcept;
  PurchaseTotals& operator+=(const PurchaseTotals& other) noexcept;

  friend bool operator==(const PurchaseTotals&, const PurchaseTotals&) = default;
};

/// Summary of purchases per customer: the same for every order of the rows, and two halves added give the bits of the
/// whole.
class PurchaseHistory {
 public:
  PurchaseHistory() = default;

  /// Takes over totals that stand in the order of the ids.
  PurchaseHistory(Ids customers, std::vector<PurchaseTotals> totals);

  /// Reads columns of equal length: `customers.codes` per row, times, and amounts (empty: each purchase is worth 1).
  /// Rows without customer or time, and those after `as_of`, are passed over; customers without any row stay out.
  PurchaseHistory(const Ids& customers, std::span<const Code> codes, std::span<const Time> at,
                  std::span<const double> amounts, Time as_of = Time{std::numeric_limits<std::int64_t>::max()});

  PurchaseHistory& operator+=(const PurchaseHistory& other);

  [[nodiscard]] std::size_t size() const noexcept { return totals_.size(); }
  [[nodiscard]] const Ids& customers() const noexcept { return customers_; }
  [[nodiscard]] std::span<const PurchaseTotals> totals() const noexcept { return totals_; }

  /// The value of each customer.
  [[nodiscard]] std::vector<double> values() const;

  friend bool operator==(const PurchaseHistory&, const PurchaseHistory&) = default;

 private:
  Ids customers_;
  std::vector<PurchaseTotals> totals_;
};

}  // namespace fealty::customers
