#pragma once

#include <string>

namespace fealty {

/// A figure with its uncertainty.
///
/// `lower` and `upper` bound the confidence interval of the given `level`; how they were made (Wilson, delta method,
/// bootstrap ...) is said by the function that gives the estimate. What cannot be estimated is NaN, never 0.
struct Estimate {
  double value = 0.0;
  double standard_error = 0.0;
  double lower = 0.0;
  double upper = 0.0;
  double level = 0.95;

  friend bool operator==(const Estimate&, const Estimate&) = default;
};

/// The estimate to four digits, "0.308 [0.2553, 0.3662]": value, lower and upper bound.
std::string to_string(const Estimate& estimate);

}  // namespace fealty
