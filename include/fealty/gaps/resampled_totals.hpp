#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include <Eigen/Core>

#include "fealty/core/bootstrap.hpp"

namespace fealty::gaps {

/// Writes what the rows [begin, end) contribute: `out` has a row for each of them and a column per feature.
using FeatureRows = std::function<void(std::size_t begin, std::size_t end, Eigen::Ref<Eigen::MatrixXd> out)>;

/// Totals of features over all rows, and in every replicate of a bootstrap.
struct ResampledTotals {
  Eigen::VectorXd totals;      ///< one for each feature
  Eigen::MatrixXd replicates;  ///< a row per replicate, a column per feature
};

/// So many units are drawn at the most: the rows of more are dealt out to so many groups, which are drawn instead.
inline constexpr std::size_t most_drawn_units = 2048;

/// The totals of features in every replicate of a bootstrap, by one product of matrices: resample counts times
/// features.
///
/// A feature is what a row adds to a sum: 1 for a count, an answer for a mean, a product of two for a covariance. Any
/// statistic of such sums can then be taken from each row of `replicates`. What is drawn is a row, or, where `unit_of`
/// gives the number of each row's respondent, a respondent with all of its rows. Each is drawn a Poisson number of
/// times (see poisson_weights). More than `most_drawn_units` are dealt out at random, by their numbers alone, to so
/// many groups, which are drawn instead: the totals of groups are as independent as those of respondents, and standard
/// errors are found to within 2 % (delete-a-group resampling; Kott 2001, "The delete-a-group jackknife", Journal of
/// Official Statistics 17). So a million rows cost one pass, whatever the number of replicates. These are the errors of
/// what is made of totals and the count together, as means and covariances are: a total by itself varies with the count
/// as well, and with the count of whole groups more than respondents would.
///
/// Totals of whole numbers are exact as long as they are below 2^53. Throws ParameterError unless the level of the
/// bootstrap is between 0 and 1, or if `unit_of` has another size than `rows`.
ResampledTotals resampled_totals(std::size_t rows, std::size_t features, const FeatureRows& fill,
                                 const Bootstrap& bootstrap, std::span<const std::uint32_t> unit_of = {});

}  // namespace fealty::gaps
