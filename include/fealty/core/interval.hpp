#pragma once

#include <cstdint>

#include "fealty/core/estimate.hpp"

namespace fealty {

/// A proportion with Wilson's score interval.
///
/// The standard error is sqrt(p (1 - p) / trials). With no trials the value is NaN and the interval is [0, 1]. Throws
/// ParameterError unless 0 <= successes <= trials and 0 < level < 1. Source: Wilson (1927); recommended by Newcombe
/// (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, method 3.
Estimate wilson(std::int64_t successes, std::int64_t trials, double level = 0.95);

/// A proportion with the exact interval of Clopper and Pearson (1934), which covers at least `level` for every true
/// value.
///
/// The standard error is sqrt(p (1 - p) / trials). With no trials the value is NaN and the interval is [0, 1]. Throws
/// ParameterError unless 0 <= successes <= trials and 0 < level < 1. The bounds are quantiles of beta distributions;
/// Newcombe (1998), method 5.
Estimate clopper_pearson(std::int64_t successes, std::int64_t trials, double level = 0.95);

/// A value whose error is normal with the given standard deviation.
///
/// Throws ParameterError if the standard error is negative, or unless 0 < level < 1.
Estimate normal_interval(double value, double standard_error, double level = 0.95);

/// The mean of `count` numbers with Student's t interval; `standard_deviation` is that of the sample (divisor count -
/// 1).
///
/// One number has a mean but neither standard error nor interval (NaN), none has not even a mean. Throws ParameterError
/// if count or standard_deviation is negative, or unless 0 < level < 1.
Estimate student_t_interval(double mean, double standard_deviation, std::int64_t count, double level = 0.95);

}  // namespace fealty
