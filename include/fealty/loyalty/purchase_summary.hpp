#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/exact_sum.hpp"
#include "fealty/core/ids.hpp"
#include "fealty/core/time.hpp"
#include "fealty/core/time_zone.hpp"
#include "fealty/customers/book.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"

namespace fealty::loyalty {

/// The unit in which times are counted: 1, 7, 365.25 / 12 or 365.25 days.
enum class PurchaseUnit : std::uint8_t { day, week, month, year };

std::string_view to_string(PurchaseUnit unit) noexcept;

/// The unit of a name: "day", "week", "month" or "year". Throws ParameterError that lists them.
PurchaseUnit purchase_unit_named(std::string_view name);

/// The days in a unit: 1, 7, 365.25 / 12 or 365.25.
double days_in(PurchaseUnit unit) noexcept;

/// How purchases become patterns.
struct PurchaseOptions {
  std::optional<Time> until = {};          ///< end of observation, its day included; the last purchase unless given
  PurchaseUnit unit = PurchaseUnit::week;  ///< of recency and observed time
  TimeZone zone = {};                      ///< whose days count, and in which clock readings without a zone are
};

/// Records that are no purchase within the observed time.
struct PurchasesLeftOut {
  std::uint64_t without_customer = 0;
  std::uint64_t without_time = 0;
  std::uint64_t after_until = 0;
  std::uint64_t refunds = 0;  ///< negative amounts
  ExactSum refunded;          ///< sum of the amounts of refunds, negative

  PurchasesLeftOut& operator+=(const PurchasesLeftOut& other) noexcept;

  friend bool operator==(const PurchasesLeftOut&, const PurchasesLeftOut&) = default;
};

/// Summary of purchases per customer for models of repeat buying: frequency, recency, observed time, and spend.
///
/// Days are what is counted: all purchases of a customer on one day are one. The first purchase makes a customer, those
/// after it are the frequency, and their mean amount is the monetary value. A negative amount is a refund: it is no
/// purchase, takes nothing off a customer's spend, and is counted and summed apart. An amount of 0 or one that is
/// missing is a purchase of value 0. The summary is the same for every order of the rows.
///
/// Made of dated purchases, it knows the days on which each customer bought, so that summaries add up exactly: a
/// customer who is in both gets the days and the spend of both, and the sum is observed until the later of the two
/// ends, as when the purchases of a new month come in. Made of columns that others have counted, it has no days; then
/// two summaries may be added only if no customer is in both.
class PurchaseSummary {
 public:
  PurchaseSummary() = default;

  /// Reads columns of equal length: customer ids, times, and amounts (absent: 0 each).
  ///
  /// Throws RecordError for columns that differ in length or have a wrong type, and for an infinite amount.
  PurchaseSummary(const Column& customer, const Column& at, const Column& amount = {},
                  const PurchaseOptions& options = {});

  /// Reads the purchases of a book. Throws RecordError if it has none.
  explicit PurchaseSummary(const customers::Book& book, const PurchaseOptions& options = {});

  /// Takes columns of equal length that have been counted already: frequency and recency as in PurchasePattern, the
  /// observed time, the mean amount of the purchases after the first (absent: unknown), and the customers (absent:
  /// nobody's ids are known).
  ///
  /// Throws RecordError that names the column, the row and the value and says what was expected: a whole frequency from
  /// 0 to 4294967294, a recency from 0 to the observed time that is positive exactly where the frequency is, and a
  /// monetary value that is finite, not negative, and there where the frequency is positive.
  static PurchaseSummary from_arrays(const Column& frequency, const Column& recency, const Column& observed,
                                     const Column& monetary_value = {}, const Column& customer = {});

  /// Adds the purchases of another summary.
  ///
  /// Throws ParameterError if the two are in different units or zones of time, or only one has days; RecordError if a
  /// customer without days is in both.
  PurchaseSummary& operator+=(const PurchaseSummary& other);

  /// Moves the end of observation to a later day, when no more purchases came in until then.
  ///
  /// Throws ParameterError if there are no days, the zone is not that of the summary, or the new end is before the
  /// present one.
  void observe_until(Time until, const TimeZone& zone = {});

  [[nodiscard]] std::size_t size() const noexcept { return patterns_.size(); }
  [[nodiscard]] std::span<const PurchasePattern> patterns() const noexcept { return patterns_; }

  /// The distinct patterns and how many customers have each.
  [[nodiscard]] CountedPatterns counted() const { return CountedPatterns(patterns_); }

  /// Mean amount of the purchases after the first; NaN for customers without any. Empty if amounts are unknown.
  [[nodiscard]] std::span<const double> monetary_values() const noexcept { return monetary_values_; }

  /// The customers in the order of the patterns; none if their ids are unknown.
  [[nodiscard]] const Ids& customers() const noexcept { return customers_; }

  /// Whether the customers' ids are known.
  [[nodiscard]] bool has_customers() const noexcept { return customers_.size() == size() && !patterns_.empty(); }

  /// Whether it was made of dated purchases.
  [[nodiscard]] bool has_days() const noexcept { return !offsets_.empty(); }

  /// The days on which a customer bought, since 1970, distinct and ascending. Only with days.
  [[nodiscard]] std::span<const std::int32_t> days(std::size_t customer) const noexcept {
    return std::span(days_).subspan(offsets_[customer], offsets_[customer + 1] - offsets_[customer]);
  }

  /// The end of observation: midnight, on the clocks of the zone, of its last day. Only with days.
  [[nodiscard]] Time until() const noexcept { return at_day(until_); }

  /// The unit of recency and observed time. Only with days.
  [[nodiscard]] PurchaseUnit unit() const noexcept { return unit_; }
  [[nodiscard]] const PurchasesLeftOut& left_out() const noexcept { return left_out_; }

  /// One row per customer: customer_id, frequency, recency, T, and monetary_value, missing where there is none.
  [[nodiscard]] Frame frame() const;

  friend bool operator==(const PurchaseSummary& a, const PurchaseSummary& b);
  friend struct io::Archived<PurchaseSummary>;

 private:
  using Day = std::int32_t;  // since 1970

  static Time at_day(Day day) noexcept { return {std::int64_t{day} * us_per_day}; }
  void read(const Ids& ids, std::span<const Code> codes, std::span<const Time> at, std::span<const double> amounts,
            const PurchaseOptions& options);
  void merge_days(const PurchaseSummary& other);
  void append(const PurchaseSummary& other);
  void make_patterns();

  Ids customers_;
  std::vector<PurchasePattern> patterns_;
  std::vector<double> monetary_values_;
  PurchasesLeftOut left_out_;
  PurchaseUnit unit_ = PurchaseUnit::week;
  // Of dated purchases only.
  std::string zone_;
  Day until_ = 0;
  bool has_amounts_ = false;
  std::vector<std::uint64_t> offsets_;  // of each customer's days, one more than there are customers
  std::vector<Day> days_;               // distinct and ascending for each customer
  std::vector<ExactSum> first_spend_;   // on the day of the first purchase
  std::vector<ExactSum> spend_;         // on all days
};

}  // namespace fealty::loyalty
