#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace fealty::reference {

/// The value of a customer, year by year from the definitions: profits and retention rates of each year, as many as
/// there are years.
inline double customer_value(const std::vector<double>& profits, const std::vector<double>& retention, double discount,
                             double acquisition) {
  double value = -acquisition;
  for (std::size_t year = 1; year <= profits.size(); ++year) {
    double there = 1;
    for (std::size_t renewal = 1; renewal < year; ++renewal) there *= retention[renewal - 1];
    value += profits[year - 1] * there / std::pow(1 + discount, static_cast<double>(year) - 1);
  }
  return value;
}

}  // namespace fealty::reference
