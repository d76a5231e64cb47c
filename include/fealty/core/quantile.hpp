#pragma once

#include <span>
#include <vector>

#include "fealty/core/estimate.hpp"

namespace fealty {

/// Sample quantiles with distribution-free intervals, one for each of `probabilities`; O(n).
///
/// The value is type 7 of Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American Statistician
/// 50: linear between order statistics, the default of R and NumPy. The bounds are order statistics whose ranks are
/// binomial quantiles, so the interval covers at least `level` for every continuous distribution (Hahn and Meeker 1991,
/// section 5.2); where the sample is too small for a bound, it is infinite. The standard error is the width of the
/// interval over that of a standard normal one (Woodruff 1952), NaN if a bound is infinite.
///
/// An empty sample has the value NaN. Throws RecordError with its position if a value is NaN, and ParameterError for a
/// probability outside [0, 1] or unless 0 < level < 1.
std::vector<Estimate> quantiles(std::span<const double> values, std::span<const double> probabilities,
                                double level = 0.95);

/// The values of quantiles() alone, without their intervals. The sample is put into another order; none of it may be
/// NaN.
std::vector<double> quantile_values(std::vector<double>& sample, std::span<const double> probabilities);

/// One sample quantile, as by quantiles().
Estimate quantile(std::span<const double> values, double probability, double level = 0.95);

}  // namespace fealty
