#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "cpp/loyalty/shared_data.hpp"
#include "fealty/loyalty/purchase_pattern.hpp"

namespace fealty::loyalty {

/// What a living customer will do, with its digits; tests/reference/forecast_digits.py made them.
struct ForecastDigits {
  std::array<double, 4> parameters{};
  PurchasePattern pattern;  ///< recency has no meaning
  double horizon = 0.0;     ///< infinity in half of the cases
  double rate = 0.0;        ///< of discounting
  double discounted = 0.0;  ///< expected discounted purchases
  double within = 0.0;      ///< probability of a purchase up to the horizon
  double staying = 0.0;     ///< probability of being alive at it, at time 100 if it is infinite

  [[nodiscard]] double time() const { return horizon < 1e300 ? horizon : 100.0; }
};

/// Calls `f(case)` for the cases of a model, and fails if there are too few.
template <class F>
void for_each_forecast(std::string_view model, F&& f) {
  int cases = 0;
  for (const auto& row : rows_of(FEALTY_FIXTURES "/loyalty/forecasts.csv")) {
    if (row.at(0) != model) continue;
    const auto number = [&](std::size_t i) { return std::stod(row.at(i)); };
    const ForecastDigits one{{number(1), number(2), number(3), number(4)},
                             {static_cast<std::uint32_t>(number(5)), 0.0, number(6)},
                             number(7),
                             number(8),
                             number(9),
                             number(10),
                             number(11)};
    SCOPED_TRACE(row[1] + ' ' + row[2] + ' ' + row[3] + ' ' + row[4] + ", " + row[5] + ", " + row[6] + ", " + row[7] +
                 ", " + row[8]);
    f(one);
    ++cases;
  }
  EXPECT_GE(cases, 40) << model;
}

}  // namespace fealty::loyalty
