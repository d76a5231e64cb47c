#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/estimate.hpp"
#include "fealty/core/logistic_regression.hpp"
#include "step_rows.hpp"

namespace fealty::flow {

/// An estimate and what each customer contributes to its error: the estimate less the truth is about the sum of the
/// influences, and its variance about the sum of their squares (Huber 1967).
struct Influenced {
  double value = 0.0;  ///< NaN, with influences of 0, where there is too little to estimate it from
  Eigen::VectorXd influence;
  std::int64_t failures = 0;  ///< failed visits that it is taken from
};

/// Nothing to estimate from, of so many customers.
Influenced nothing_known(std::uint32_t customers);

/// The estimate with its standard error over customers and a normal interval.
Estimate with_interval(double value, const Eigen::VectorXd& influence, double level);

/// The logistic regression of a step's rows, with a normal prior of standard deviation 10 on the coefficients.
LogisticFit fit_rows(const StepRows& rows);

/// The three views of moments_of_truth. The regression is NaN if all outcomes are the same.
Influenced removal_view(const VisitRecords& records, const StepRows& rows);
Influenced regression_view(const VisitRecords& records, const StepRows& rows);
Influenced within_customer_view(const VisitRecords& records, std::size_t position, const StepRows& rows);

/// What the sum of some influences is in every replicate of a bootstrap over customers, less what it is without: the
/// weights less 1 times the influences. One row per replicate, one column per influence.
Eigen::MatrixXd resampled(const Eigen::MatrixXd& influences, std::uint32_t replicates, std::uint64_t seed);

}  // namespace fealty::flow
