#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "fealty/core/archived.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/contract_model.hpp"

namespace fealty::loyalty {

/// What one customer brings in each year of being one, in money: the profit streams of Reichheld.
///
/// Lists are by year, from the first; in later years the last number holds. An empty list is 0. Sources: Reichheld and
/// Sasser (1990), "Zero defections: quality comes to services", Harvard Business Review 68; Reichheld (1996), "The
/// loyalty effect", chapter 2.
struct ProfitStreams {
  std::vector<Estimate> base_profit;     ///< of the purchases of a new customer
  Estimate growth;                       ///< rate at which purchases grow each year; the growth of year t brings
                                         ///< base_profit_t ((1 + growth)^(t - 1) - 1)
  std::vector<Estimate> cost_saving;     ///< operating cost that a customer who knows the firm saves
  std::vector<Estimate> referrals;       ///< profit from customers whom this one brings
  std::vector<Estimate> price_premium;   ///< what a loyal customer pays more
  std::vector<Estimate> retention_cost;  ///< what is spent on keeping the customer
  Estimate acquisition_cost;             ///< spent once, before the first year

  friend bool operator==(const ProfitStreams&, const ProfitStreams&) = default;
};

/// The share of customers who stay at each yearly renewal: by renewal, from the first (later the last one holds), or as
/// a fitted model of contracts has it.
using Retention = std::variant<std::vector<Estimate>, ShiftedBetaGeoModel, BetaDiscreteWeibullModel>;

struct EconomicsOptions {
  Estimate discount{0.1, 0.0, 0.1, 0.1};  ///< rate by which money of a later year is worth less; our choice
  std::uint32_t years = 10;               ///< that are counted, at most 1000
  double level = 0.95;
};

/// One year of a customer, per customer won: each stream is times the probability to be still there.
struct EconomicsYear {
  Estimate survival;  ///< probability to be a customer in this year
  Estimate base_profit, growth, cost_saving, referrals, price_premium, retention_cost;
  Estimate profit;      ///< of all streams
  Estimate discounted;  ///< present value of the profit
  Estimate cumulative;  ///< present value of all years so far, less the cost of acquisition
};

/// What raising retention brings.
struct RetentionEffect {
  double points = 0.0;  ///< added to every retention rate, which stays at most 1
  Estimate before;      ///< value of a customer
  Estimate after;
  Estimate gain;      ///< after - before; what the higher retention costs is not in it
  Estimate relative;  ///< gain / before; NaN unless the value before is positive
};

/// The economics of one customer: profit by year, value, the year that pays back the acquisition, and what a higher
/// retention is worth.
///
/// Everyone won is a customer in the first year; the second follows with the probability of the first renewal, and so
/// on. The profit of year t is discounted by (1 + discount)^-(t - 1), that of the first not at all:
///
///     value = -acquisition + sum over t of profit_t r_1 ... r_(t-1) / (1 + discount)^(t - 1).
///
/// With a constant profit m and retention r and without end it is m (1 + d) / (1 + d - r) - acquisition (Gupta and
/// Lehmann 2003, "Customers as assets", Journal of Interactive Marketing 17). Errors come from those of the inputs,
/// which are independent but for the parameters of a fitted model, by the delta method with exact derivatives.
class CustomerEconomics {
 public:
  CustomerEconomics() = default;

  /// Throws ParameterError for inputs that are not finite, a retention outside [0, 1] or none, a growth or discount at
  /// or below -1, a negative cost of acquisition, no base profit, or a horizon that is not from 1 to 1000 years.
  CustomerEconomics(ProfitStreams streams, Retention retention, const EconomicsOptions& options = {});

  [[nodiscard]] const ProfitStreams& streams() const noexcept { return streams_; }
  [[nodiscard]] const Retention& retention() const noexcept { return retention_; }
  [[nodiscard]] const EconomicsOptions& options() const noexcept { return options_; }
  [[nodiscard]] const std::vector<EconomicsYear>& years() const noexcept { return years_; }

  /// The value of a customer: the present value of all years, less the cost of acquisition.
  [[nodiscard]] const Estimate& value() const noexcept { return years_.back().cumulative; }

  /// The first year at whose end the customers won have paid back their acquisition; infinite if none does. The
  /// interval is from the year in which the upper end of the cumulative value has, to that of its lower end; there is
  /// no standard error.
  [[nodiscard]] Estimate break_even() const;

  /// The value, from then on, of one who is still a customer after so many renewals (at most 1000), over as many years
  /// as the value of a new one.
  [[nodiscard]] Estimate value_after(std::uint32_t renewals) const;

  /// How many new customers have the value that is lost with one who leaves after so many renewals; infinite if a new
  /// customer is worth nothing.
  [[nodiscard]] Estimate new_for_one_lost(std::uint32_t renewals) const;

  /// What it brings if every retention rate is so many points (0.05: five of a hundred) higher. Throws ParameterError
  /// unless the points are from -1 to 1.
  [[nodiscard]] RetentionEffect raising_retention(double points = 0.05) const;

  /// One row per year: year, survival, the streams, profit, discounted, and cumulative (with _lower and _upper).
  [[nodiscard]] Frame frame() const;

  friend struct io::Archived<CustomerEconomics>;

 private:
  ProfitStreams streams_;
  Retention retention_;
  EconomicsOptions options_;
  std::vector<EconomicsYear> years_{EconomicsYear{}};
};

}  // namespace fealty::loyalty
