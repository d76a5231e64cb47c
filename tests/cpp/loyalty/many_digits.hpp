#pragma once

#include <algorithm>
#include <array>
#include <fstream>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace fealty::loyalty {

/// A likelihood with its digits; tests/reference/loyalty_digits.py made them.
struct ManyDigits {
  std::vector<double> parameters;
  double x = 0.0;    ///< a frequency, or 1 for a contract that has ended
  double t_x = 0.0;  ///< recency, or a mean value
  double t = 0.0;    ///< time observed, opportunities, or renewals
  double log_likelihood = 0.0;

  template <class Law>
  [[nodiscard]] Law law() const {
    std::array<double, Law::count> values;
    std::ranges::copy(parameters, values.begin());
    return Law::of(values);
  }
};

/// Fails unless `log_likelihood(case)` has the digits of all cases of a model to 1e-9.
template <class F>
void expect_many_digits(std::string_view model, F&& log_likelihood) {
  std::ifstream file(FEALTY_FIXTURES "/loyalty/log_likelihoods.csv");
  std::string line;
  int cases = 0;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    if (row.at(0) != model) continue;
    ManyDigits one{{}, std::stod(row.at(5)), std::stod(row.at(6)), std::stod(row.at(7)), std::stod(row.at(8))};
    for (std::size_t i = 1; i <= 4; ++i) {
      if (!row.at(i).empty()) one.parameters.push_back(std::stod(row[i]));
    }
    EXPECT_NEAR(log_likelihood(one), one.log_likelihood, 1e-9) << line;
    ++cases;
  }
  EXPECT_GE(cases, 300);
}

}  // namespace fealty::loyalty
