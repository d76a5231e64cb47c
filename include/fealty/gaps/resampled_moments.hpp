#pragma once

#include <cstddef>
#include <map>
#include <string>

#include <Eigen/Core>

#include "fealty/core/bootstrap.hpp"
#include "fealty/gaps/answers.hpp"
#include "fealty/gaps/moments.hpp"

namespace fealty::gaps {

/// Means and covariances of answers, and those of every replicate of a bootstrap over respondents.
///
/// Any statistic of moments has its bootstrap from here: it is computed once of `observed()` and once of each
/// `replicate(r)`. The sums behind all replicates are one product of matrices (see resampled_totals), so that a survey
/// of a million respondents costs one pass whatever the number of replicates.
class ResampledMoments {
 public:
  /// Throws FitError as Moments::estimate does, and where the sums of all patterns of missing answers, which full
  /// information needs, would take more than 1 GiB.
  ResampledMoments(const Answers& answers, Missing missing, const Bootstrap& bootstrap);

  /// The moments of the answers as they are.
  [[nodiscard]] const MeanCovariance& observed() const noexcept { return observed_; }

  [[nodiscard]] std::size_t replicates() const noexcept { return static_cast<std::size_t>(totals_.rows()); }

  /// The moments of a replicate; NaN where it has too few respondents, or no maximum of full information.
  [[nodiscard]] MeanCovariance replicate(std::size_t r) const;

 private:
  void resample_pairs(const Answers& answers, Missing missing, const Bootstrap& bootstrap);
  void resample_patterns(const Answers& answers, const Bootstrap& bootstrap);
  [[nodiscard]] MeanCovariance of_pairs(const Eigen::VectorXd& totals) const;
  [[nodiscard]] MeanCovariance of_patterns(const Eigen::VectorXd& totals) const;

  MeanCovariance observed_;
  Eigen::VectorXd center_;  // what is taken from every answer before it is summed
  Eigen::MatrixXd totals_;  // a row per replicate

  // Which total is the count, the sum of the first and the product of each pair of items, if pairs are summed.
  Eigen::MatrixXi count_at_, sum_at_, product_at_;
  // Where the sums of each pattern begin, if patterns are: its count, its sums, its products by columns.
  std::map<std::string, Eigen::Index> pattern_at_;
};

}  // namespace fealty::gaps
