#pragma once

#include <cmath>

namespace fealty::reference {

/// Customer equity by the words of Blattberg and Deighton (1996): the customers of each year one after another, as far
/// as anything is left of them; A is spent per prospect, R per customer and year.
struct PlainEquity {
  double prospects, customers, margin, discount, win_ceiling, win_rate, keep_ceiling, keep_rate;

  [[nodiscard]] double operator()(double A, double R) const {
    const double won = win_ceiling * (1 - std::exp(-win_rate * A));
    const double kept = keep_ceiling * (1 - std::exp(-keep_rate * R));
    double later = 0, there = 1;  // per customer, from the next year on
    for (int year = 1; year <= 3000; ++year) {
      later -= R * there / std::pow(1 + discount, year);
      there *= kept;
      later += margin * there / std::pow(1 + discount, year);
    }
    return prospects * (won * (margin + later) - A) + customers * later;
  }
};

struct GridPoint {
  double A, R, equity;
};

/// The best of a grid over the spending on keeping; the rest of the budget goes to winning.
inline GridPoint best_on_grid(const PlainEquity& equity, double budget, int steps) {
  GridPoint best{0, 0, -1e300};
  for (int i = 0; i <= steps; ++i) {
    const double R = budget / equity.customers * i / steps;
    const double A = (budget - equity.customers * R) / equity.prospects;
    const double value = equity(A, R);
    if (value > best.equity) best = {A, R, value};
  }
  return best;
}

}  // namespace fealty::reference
