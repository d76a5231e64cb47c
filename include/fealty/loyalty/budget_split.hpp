#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::loyalty {

/// The share of people who are won, or kept, by how much is spent on each of them: ceiling (1 - exp(-rate spend)).
///
/// Source: Blattberg and Deighton (1996), "Manage marketing by the customer equity test", Harvard Business Review 74.
struct ResponseCurve {
  Estimate ceiling;  ///< share with unlimited spending, above 0 and at most 1
  Estimate rate;     ///< how quickly it is approached, per money; positive

  /// The curve by the ceiling and one point on it: that so much spending per head gives that share. Throws
  /// ParameterError unless the spending is positive and the share between 0 and the ceiling.
  static ResponseCurve through(double spend, const Estimate& share, const Estimate& ceiling, double level = 0.95);

  /// Throws ParameterError for a ceiling or rate that is none.
  void validate(std::string_view name) const;

  friend bool operator==(const ResponseCurve&, const ResponseCurve&) = default;
};

/// What is to be split between winning and keeping customers.
struct BudgetProblem {
  double prospects = 1.0;                 ///< who may be won; the spending per prospect is the same for all
  double customers = 0.0;                 ///< who may be kept
  Estimate margin;                        ///< profit of a customer and year before what is spent on keeping; positive
  Estimate discount{0.1, 0.0, 0.1, 0.1};  ///< yearly, not negative; our choice
  ResponseCurve winning, keeping;
  std::optional<double> budget;  ///< of one year for both; none: as much as pays
  double level = 0.95;

  /// Throws ParameterError for what is out of its domain, and unless there is a prospect or a customer.
  void validate() const;

  friend bool operator==(const BudgetProblem&, const BudgetProblem&) = default;
};

/// Which condition the split meets.
enum class SplitKind : std::uint8_t {
  unlimited,    ///< the budget is not exhausted (or there is none): more spending on either side would not pay
  balanced,     ///< the last unit of money brings as much in winning as in keeping
  all_winning,  ///< it brings more in winning, where all of the budget goes
  all_keeping,  ///< it brings more in keeping, where all of the budget goes
};

/// "unlimited", "balanced", "all_winning", "all_keeping".
std::string_view name_of(SplitKind kind) noexcept;

/// The best split of a budget.
struct BudgetSplit {
  BudgetProblem problem;
  SplitKind kind = SplitKind::unlimited;
  Estimate per_prospect, per_customer;  ///< money spent on each
  Estimate winning, keeping;            ///< money spent on all
  Estimate won_share, kept_share;       ///< of prospects, and of customers in each year
  Estimate value_of_new;                ///< of a customer won, before the cost of winning
  Estimate equity;                      ///< customer equity
  Estimate marginal_winning;            ///< what one more unit of money on winning adds to the equity, net of it
  Estimate marginal_keeping;            ///< the same on keeping; NaN without customers

  /// One row per figure: figure, value (with _lower and _upper), standard_error.
  [[nodiscard]] Frame frame() const;

  /// Customer equity by what share of the money goes to winning, on a grid of so many steps: winning_share, equity. As
  /// much is spent as by the best split.
  [[nodiscard]] Frame curve(std::uint32_t steps = 100) const;
};

/// Customer equity if so much is spent on each prospect, and on each customer in every year.
///
/// With the shares won a and kept r, margin m, discount d, P prospects and C customers, and R spent per customer and
/// year, it is
///
///     P (a L - A) + C (L - m),   L = m + (m r - R) / (1 + d - r),
///
/// where L is the value of a customer won: the equity of Blattberg and Deighton (1996), with the customers there are
/// beside the prospects, who have given this year's margin already. Throws ParameterError for a problem that is not
/// valid, and negative spending.
double customer_equity(const BudgetProblem& problem, double per_prospect, double per_customer);

/// The split of the budget between winning and keeping with the greatest customer equity.
///
/// Where the budget binds, the marginal values of both are equal: the sign of their difference is bisected from a grid
/// of brackets to the last bit, and the best of the roots and both ends is taken. Where it does not, the spending on
/// keeping is the one root of the derivative of L, and that on winning is log(ceiling rate L) / rate (Pfeifer 2005,
/// "The optimal ratio of acquisition and retention costs", Journal of Targeting, Measurement and Analysis for Marketing
/// 13). Errors come from those of margin, discount and curves, by the delta method through the conditions of the
/// optimum.
BudgetSplit budget_split(const BudgetProblem& problem);

}  // namespace fealty::loyalty
