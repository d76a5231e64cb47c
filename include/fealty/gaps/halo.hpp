#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::gaps {

/// What a customer makes of several touchpoints where one act colors the whole: (1 - alpha) mean + alpha min.
///
/// With alpha = 0 every touchpoint counts alike, with alpha = 1 only the weakest does; for every alpha between, no
/// score that rises lets the aggregate fall. A score that is NaN is left out; without any score the result is NaN.
/// Throws ParameterError unless alpha is in [0, 1]. The form is ours (it is Hurwicz's criterion of 1951 with the mean
/// in the place of the best); that a bad experience weighs more than a good one is what Baumeister et al. (2001), "Bad
/// is stronger than good", Review of General Psychology 5, collect the evidence for.
double halo_score(std::span<const double> scores, double alpha);

/// A touchpoint among those that customers scored.
struct HaloTouchpoint {
  std::string name;
  std::int64_t scores = 0;  ///< how many customers scored it
  Estimate mean;            ///< of the scores, with Student's t interval
  Estimate
      weakest;  ///< share of them that scored nothing else lower, Wilson's interval; ties count for all that are tied
};

/// The halo-weighted aggregate over customers.
///
/// Mean, minimum and aggregate are taken of each customer's scores and then over the customers, with Student's t
/// intervals: the customers are the sample.
struct Halo {
  double alpha = 0.0;          ///< weight of the weakest touchpoint
  std::int64_t customers = 0;  ///< with at least one score
  std::int64_t unscored = 0;   ///< without any score, and left out
  Estimate mean;               ///< of a customer's scores
  Estimate minimum;            ///< of a customer's scores
  Estimate value;              ///< the aggregate (1 - alpha) mean + alpha min
  std::vector<HaloTouchpoint> touchpoints;

  /// One row per touchpoint: touchpoint, scores, mean and weakest (each with _lower and _upper).
  [[nodiscard]] Frame frame() const;
};

/// The aggregate over customers: one row per customer, one column per touchpoint.
///
/// Throws RecordError, naming the column, row and value, for a score beyond 1e12 and for a frame without columns,
/// and ParameterError unless alpha is in [0, 1] and 0 < level < 1.
Halo halo(const Frame& scores, double alpha = 0.5, double level = 0.95);

/// The aggregate of every customer, by row; NaN without a score.
std::vector<double> halo_scores(const Frame& scores, double alpha = 0.5);

/// How much the weakest touchpoint weighs in what customers say of the whole.
struct HaloFit {
  Estimate alpha;              ///< weight of the weakest touchpoint
  Estimate slope;              ///< of the outcome, for a point of the aggregate
  double r_squared = 0.0;      ///< share of the variance of the outcome that the aggregate explains
  std::int64_t customers = 0;  ///< with an outcome and at least one score
};

/// Estimates alpha from an outcome, one for each row (NaN where not known), such as overall satisfaction.
///
/// The outcome is regressed on mean and minimum of a customer's scores by least squares; with their coefficients b and
/// c, alpha is c / (b + c) and the slope b + c. It is not forced into [0, 1]: an interval that reaches beyond says that
/// the data allow it. Intervals come by the delta method from the covariance HC3 of MacKinnon and White (1985), "Some
/// heteroskedasticity-consistent covariance matrix estimators", Journal of Econometrics 29; Student's t is not used, as
/// the ratio is only normal in large samples anyway. Throws FitError with fewer than five customers, or if mean and
/// minimum do not vary apart; RecordError as halo() does, and if the outcome is infinite or of another length.
HaloFit fit_halo(const Frame& scores, std::span<const double> outcome, double level = 0.95);

}  // namespace fealty::gaps
