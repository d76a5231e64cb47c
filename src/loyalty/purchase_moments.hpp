#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "fealty/loyalty/purchase_pattern.hpp"

namespace fealty::loyalty {

/// What a first look at the patterns tells of the purchase rate: the negative binomial model by the method of moments.
struct PurchaseMoments {
  double r = 1.0;
  double alpha = 1.0;
  double mean_observed = 1.0;  ///< time

  explicit PurchaseMoments(const CountedPatterns& data) {
    double purchases = 0.0, time = 0.0, squared_time = 0.0;
    for (std::size_t i = 0; i < data.size(); ++i) {
      purchases += data.customers(i) * data[i].frequency;
      time += data.customers(i) * data[i].observed;
      squared_time += data.customers(i) * data[i].observed * data[i].observed;
    }
    const double rate = purchases / time;
    double excess = 0.0;  // of the variance over that of Poisson numbers: rate^2 T^2 / r
    for (std::size_t i = 0; i < data.size(); ++i) {
      const double expected = rate * data[i].observed, off = data[i].frequency - expected;
      excess += data.customers(i) * (off * off - expected);
    }
    r = std::clamp(excess > 0 ? rate * rate * squared_time / excess : 20.0, 0.05, 20.0);
    alpha = r / rate;
    mean_observed = time / data.all_customers();
  }
};

}  // namespace fealty::loyalty
