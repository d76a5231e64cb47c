#pragma once

#include <cstdint>

namespace fealty::flow {

/// Mean of the range of n independent standard normal numbers, 2 <= n <= 10,000: what a mean range is divided by to
/// estimate a standard deviation.
///
/// By numerical integration of the distribution of extremes; Tippett (1925), "On the extreme individuals and the range
/// of samples taken from a normal population", Biometrika 17. Throws ParameterError for other n.
double d2(std::int64_t n);

/// Standard deviation of the range of n independent standard normal numbers, 2 <= n <= 10,000.
///
/// By numerical integration of the distribution of the range; Tippett (1925). Throws ParameterError for other n.
double d3(std::int64_t n);

/// Mean of the sample standard deviation (divisor n - 1) of n independent standard normal numbers, 2 <= n <= 10,000:
/// sqrt(2 / (n - 1)) Gamma(n / 2) / Gamma((n - 1) / 2). Throws ParameterError for other n.
double c4(std::int64_t n);

}  // namespace fealty::flow
