#include "fealty/loyalty/budget_split.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "../core/estimate_columns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/gradient.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/loyalty/propagated_error.hpp"

namespace fealty::loyalty {
namespace {

constexpr std::array<std::string_view, 4> split_names{"unlimited", "balanced", "all_winning", "all_keeping"};
constexpr int brackets = 512;

/// The curves and values over a scalar; A is spent per prospect, R per customer and year.
template <class S>
struct Equity {
  double prospects, customers;
  S margin, discount, win_ceiling, win_rate, keep_ceiling, keep_rate;

  Equity(const BudgetProblem& problem, const std::vector<S>& x)
      : prospects(problem.prospects),
        customers(problem.customers),
        margin(x[0]),
        discount(x[1]),
        win_ceiling(x[2]),
        win_rate(x[3]),
        keep_ceiling(x[4]),
        keep_rate(x[5]) {}

  static S share(const S& ceiling, const S& rate, const S& spend) {
    using std::expm1;
    return -ceiling * expm1(-rate * spend);
  }
  static S slope(const S& ceiling, const S& rate, const S& spend) {
    using std::exp;
    return ceiling * rate * exp(-rate * spend);
  }
  [[nodiscard]] S won(const S& A) const { return share(win_ceiling, win_rate, A); }
  [[nodiscard]] S kept(const S& R) const { return share(keep_ceiling, keep_rate, R); }

  /// Value of a customer from the next year on.
  [[nodiscard]] S later_value(const S& R) const { return (margin * kept(R) - R) / (1.0 + discount - kept(R)); }
  [[nodiscard]] S value_of_new(const S& R) const { return margin + later_value(R); }

  /// The numerator of the derivative of the later value, which falls in R as long as R < margin (1 + discount).
  [[nodiscard]] S keeping_slope(const S& R) const {
    return slope(keep_ceiling, keep_rate, R) * (margin * (1.0 + discount) - R) - (1.0 + discount - kept(R));
  }

  [[nodiscard]] S equity(const S& A, const S& R) const {
    return prospects * (won(A) * value_of_new(R) - A) + customers * later_value(R);
  }
  [[nodiscard]] S marginal_winning(const S& A, const S& R) const {
    return slope(win_ceiling, win_rate, A) * value_of_new(R) - 1.0;
  }
  [[nodiscard]] S marginal_keeping(const S& A, const S& R) const {
    const S gap = 1.0 + discount - kept(R);
    return (prospects * won(A) + customers) / customers * keeping_slope(R) / (gap * gap);
  }
};

std::vector<Estimate> inputs_of(const BudgetProblem& problem) {
  return {problem.margin,       problem.discount,        problem.winning.ceiling,
          problem.winning.rate, problem.keeping.ceiling, problem.keeping.rate};
}

Equity<double> plain(const BudgetProblem& problem) {
  std::vector<double> x;
  for (const Estimate& input : inputs_of(problem)) x.push_back(input.value);
  return {problem, x};
}

/// Where a function that is positive at `low` and not at `high` changes its sign, to the last bit.
template <class F>
double bisect(F&& f, double low, double high) {
  while (true) {
    const double middle = low + (high - low) / 2;
    if (!(low < middle && middle < high)) return middle;
    (f(middle) > 0 ? low : high) = middle;
  }
}

/// The best spending per head: of winning, and of keeping.
struct Spending {
  double per_prospect = 0.0;
  double per_customer = 0.0;
};

Spending unlimited_spending(const Equity<double>& e) {
  Spending best;
  if (e.keeping_slope(0.0) > 0) {
    best.per_customer = bisect([&](double R) { return e.keeping_slope(R); }, 0.0, e.margin * (1 + e.discount));
  }
  const double worth = e.win_ceiling * e.win_rate * e.value_of_new(best.per_customer);
  best.per_prospect = std::max(0.0, std::log(worth) / e.win_rate);
  return best;
}

/// The best spending that uses up the budget.
Spending exhausting_spending(const Equity<double>& e, double budget) {
  const auto at = [&](double R) { return Spending{std::max(0.0, (budget - e.customers * R) / e.prospects), R}; };
  const auto favors_keeping = [&](double R) {
    const Spending s = at(R);
    return e.marginal_keeping(s.per_prospect, R) - e.marginal_winning(s.per_prospect, R);
  };
  const double most = budget / e.customers;
  std::vector<Spending> candidates{at(0.0), at(most)};
  for (int i = 0; i < brackets; ++i) {
    const double low = most * i / brackets, high = most * (i + 1) / brackets;
    if (favors_keeping(low) > 0 && favors_keeping(high) <= 0)
      candidates.push_back(at(bisect(favors_keeping, low, high)));
  }
  return *std::ranges::max_element(candidates, {},
                                   [&](const Spending& s) { return e.equity(s.per_prospect, s.per_customer); });
}

struct Solution {
  Spending spending;
  SplitKind kind;
};

Solution solve(const BudgetProblem& problem) {
  const Equity<double> e = plain(problem);
  const Spending best = unlimited_spending(e);
  const double wanted = e.prospects * best.per_prospect + e.customers * best.per_customer;
  if (!problem.budget || wanted <= *problem.budget) return {best, SplitKind::unlimited};
  const double budget = *problem.budget;
  if (e.customers == 0) return {{budget / e.prospects, best.per_customer}, SplitKind::all_winning};
  if (e.prospects == 0) return {{0.0, budget / e.customers}, SplitKind::all_keeping};
  const Spending split = exhausting_spending(e, budget);
  if (split.per_customer == 0) return {split, SplitKind::all_winning};
  return {split, split.per_prospect == 0 ? SplitKind::all_keeping : SplitKind::balanced};
}

/// A root R of f, with its derivatives by the inputs: one step of Newton's method, which moves nothing else.
template <class S, class F, class Plain>
S moved_root(double root, F&& f, Plain&& with_derivative) {
  const double slope = with_derivative(Gradient<1>::variable(root, 0)).gradient[0];
  return root - f(S(root)) / slope;
}

/// All figures over a scalar of the inputs.
template <class S>
std::vector<S> figures_of(const BudgetProblem& problem, const Solution& solution, const std::vector<S>& x) {
  using std::log;
  const Equity<S> e(problem, x);
  std::vector<Gradient<1>> fixed;
  for (const Estimate& input : inputs_of(problem)) fixed.emplace_back(input.value);
  const Equity<Gradient<1>> along(problem, fixed);
  S A = solution.spending.per_prospect, R = solution.spending.per_customer;
  const double budget = problem.budget.value_or(0.0);
  const bool is_free_to_keep = solution.kind == SplitKind::unlimited || problem.customers == 0;
  if (is_free_to_keep && R > 0.0) {
    R = moved_root<S>(
        solution.spending.per_customer, [&](const S& r) { return e.keeping_slope(r); },
        [&](const Gradient<1>& r) { return along.keeping_slope(r); });
  }
  if (solution.kind == SplitKind::unlimited && A > 0.0)
    A = log(e.win_ceiling * e.win_rate * e.value_of_new(R)) / e.win_rate;
  if (solution.kind == SplitKind::balanced) {
    const auto difference = [&](const auto& on, const auto& r) {
      const auto a = (budget - problem.customers * r) / problem.prospects;
      return on.marginal_keeping(a, r) - on.marginal_winning(a, r);
    };
    R = moved_root<S>(
        solution.spending.per_customer, [&](const S& r) { return difference(e, r); },
        [&](const Gradient<1>& r) { return difference(along, r); });
    A = (budget - problem.customers * R) / problem.prospects;
  }
  const S keeping = problem.customers > 0 ? e.marginal_keeping(A, R) : S(0.0);
  return {A,
          R,
          problem.prospects * A,
          problem.customers * R,
          e.won(A),
          e.kept(R),
          e.value_of_new(R),
          e.equity(A, R),
          e.marginal_winning(A, R),
          keeping};
}

Estimate within(Estimate e, double lower, double upper) {
  e.lower = std::clamp(e.lower, lower, upper);
  e.upper = std::clamp(e.upper, lower, upper);
  return e;
}

}  // namespace

std::string_view name_of(SplitKind kind) noexcept {
  return split_names[static_cast<std::size_t>(kind)];
}

void ResponseCurve::validate(std::string_view name) const {
  const std::string what(name);
  require_uncertain("the ceiling of " + what, ceiling);
  require(ceiling.value > 0 && ceiling.value <= 1, "the ceiling of " + what, ceiling.value,
          "must be above 0 and at most 1");
  require_uncertain("the rate of " + what, rate);
  require(rate.value > 0, "the rate of " + what, rate.value, "must be positive");
}

ResponseCurve ResponseCurve::through(double spend, const Estimate& share, const Estimate& ceiling, double level) {
  require(spend > 0 && std::isfinite(spend), "spend", spend, "must be positive and finite");
  require_uncertain("share", share);
  require_uncertain("ceiling", ceiling);
  require(ceiling.value > 0 && ceiling.value <= 1, "ceiling", ceiling.value, "must be above 0 and at most 1");
  require(share.value > 0 && share.value < ceiling.value, "share", share.value, "must be between 0 and the ceiling");
  const auto rate = [&](const auto& x) {
    using std::log1p;
    return std::vector{-log1p(-x[0] / x[1]) / spend};
  };
  return {ceiling, propagated(std::vector{share, ceiling}, rate, level)[0]};
}

void BudgetProblem::validate() const {
  require_level(level);
  require(prospects >= 0 && std::isfinite(prospects), "prospects", prospects, "must be finite and not negative");
  require(customers >= 0 && std::isfinite(customers), "customers", customers, "must be finite and not negative");
  require(prospects + customers > 0, "the number of prospects and customers", 0, "must be positive");
  require_uncertain("margin", margin);
  require(margin.value > 0, "margin", margin.value, "must be positive");
  require_uncertain("discount", discount);
  require(discount.value >= 0, "discount", discount.value, "must not be negative");
  winning.validate("winning");
  keeping.validate("keeping");
  require(discount.value > 0 || keeping.ceiling.value < 1, "discount", discount.value,
          "must be positive where all customers can be kept");
  if (budget) require(*budget > 0 && std::isfinite(*budget), "budget", *budget, "must be positive and finite");
}

double customer_equity(const BudgetProblem& problem, double per_prospect, double per_customer) {
  problem.validate();
  require(per_prospect >= 0 && std::isfinite(per_prospect), "per_prospect", per_prospect,
          "must be finite and not negative");
  require(per_customer >= 0 && std::isfinite(per_customer), "per_customer", per_customer,
          "must be finite and not negative");
  return plain(problem).equity(per_prospect, per_customer);
}

BudgetSplit budget_split(const BudgetProblem& problem) {
  problem.validate();
  const Solution solution = solve(problem);
  const auto figures =
      propagated(inputs_of(problem), [&](const auto& x) { return figures_of(problem, solution, x); }, problem.level);
  BudgetSplit split;
  split.problem = problem;
  split.kind = solution.kind;
  constexpr double unbounded = std::numeric_limits<double>::infinity();
  split.per_prospect = within(figures[0], 0, unbounded);
  split.per_customer = within(figures[1], 0, unbounded);
  split.winning = within(figures[2], 0, problem.budget.value_or(unbounded));
  split.keeping = within(figures[3], 0, problem.budget.value_or(unbounded));
  split.won_share = within(figures[4], 0, 1);
  split.kept_share = within(figures[5], 0, 1);
  split.value_of_new = figures[6];
  split.equity = figures[7];
  split.marginal_winning = figures[8];
  split.marginal_keeping = problem.customers > 0 ? figures[9] : Estimate{nan, nan, nan, nan, problem.level};
  return split;
}

Frame BudgetSplit::frame() const {
  std::vector<std::string> names;
  std::vector<double> errors;
  EstimateColumns values;
  for (const auto& [name, figure] :
       {std::pair("per_prospect", &per_prospect), std::pair("per_customer", &per_customer),
        std::pair("winning", &winning), std::pair("keeping", &keeping), std::pair("won_share", &won_share),
        std::pair("kept_share", &kept_share), std::pair("value_of_new", &value_of_new), std::pair("equity", &equity),
        std::pair("marginal_winning", &marginal_winning), std::pair("marginal_keeping", &marginal_keeping)}) {
    names.emplace_back(name);
    values.push(*figure);
    errors.push_back(figure->standard_error);
  }
  Frame frame({{"figure", names}});
  values.add_to(frame, "value");
  frame.add("standard_error", std::move(errors));
  return frame;
}

Frame BudgetSplit::curve(std::uint32_t steps) const {
  require(steps >= 1 && steps <= 100'000, "steps", steps, "must be from 1 to 100000");
  std::vector<double> shares, equities;
  const double spent = winning.value + keeping.value;
  const Equity<double> e = plain(problem);
  for (std::uint32_t i = 0; i <= steps; ++i) {
    const double share = static_cast<double>(i) / steps;
    if ((share > 0 && problem.prospects == 0) || (share < 1 && problem.customers == 0)) continue;
    const double A = problem.prospects > 0 ? spent * share / problem.prospects : 0.0;
    const double R = problem.customers > 0 ? spent * (1 - share) / problem.customers : per_customer.value;
    shares.push_back(share);
    equities.push_back(e.equity(A, R));
  }
  return Frame({{"winning_share", std::move(shares)}, {"equity", std::move(equities)}});
}

}  // namespace fealty::loyalty
