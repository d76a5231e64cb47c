#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/bootstrap.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/answers.hpp"
#include "fealty/gaps/moments.hpp"

namespace fealty::gaps {

/// Cronbach's alpha of a total: items / (items - 1) * (1 - sum of the items' variances / variance of the total).
///
/// NaN for fewer than two items or a total that does not vary. Source: Cronbach (1951), "Coefficient alpha and the
/// internal structure of tests", Psychometrika 16, equation 2.
inline double cronbach_alpha(double items, double sum_of_item_variances, double variance_of_total) noexcept {
  if (!(items >= 2 && variance_of_total > 0)) return std::numeric_limits<double>::quiet_NaN();
  return items / (items - 1) * (1 - sum_of_item_variances / variance_of_total);
}

/// The same of the items' covariances, whatever their divisor.
inline double cronbach_alpha(const Eigen::MatrixXd& covariance) noexcept {
  return cronbach_alpha(static_cast<double>(covariance.rows()), covariance.trace(), covariance.sum());
}

/// Mean of the correlations between two different items.
inline double mean_correlation(const Eigen::MatrixXd& correlation) noexcept {
  const auto items = static_cast<double>(correlation.rows());
  return (correlation.sum() - correlation.trace()) / (items * (items - 1));
}

/// Correlation of each item with the sum of the others (corrected item-total correlation).
Eigen::VectorXd item_rest_correlations(const Eigen::MatrixXd& covariance);

/// Cronbach's alpha of all items but one, for each; NaN if there are but two.
Eigen::VectorXd alphas_if_dropped(const Eigen::MatrixXd& covariance);

/// Loadings of standardized items on one common factor, by least squares of the correlations between different items
/// (MINRES); those of the items together are positive.
///
/// One loading after another is set to what is best given the others, and kept within -1 and 1, until none moves.
/// Correlations of pairwise answers may be used, whether or not they could be those of anybody. The iteration begins at
/// `start`, or, if that is empty, at the first principal component; all are NaN if a correlation is. The loadings of
/// two items cannot be told apart and are taken as equal. Source: Harman and Jones (1966), "Factor analysis by
/// minimizing residuals", Psychometrika 31; Harman and Fukuda (1966) for the bound.
Eigen::VectorXd one_factor_loadings(const Eigen::MatrixXd& correlation, Eigen::VectorXd start = {});

/// McDonald's omega (total) of the sum of items with these loadings and standard deviations: the share of its variance
/// that one common factor explains, (sum of s l)^2 / ((sum of s l)^2 + sum of s^2 (1 - l^2)).
///
/// Source: McDonald (1999), "Test theory: a unified treatment", equation 6.20b.
double mcdonald_omega(const Eigen::VectorXd& loadings, const Eigen::VectorXd& standard_deviations);

/// Cronbach's alpha with the interval of Feldt, exact for normal answers to parallel items.
///
/// (1 - alpha) / (1 - its estimate) has the F distribution of n - 1 and (n - 1)(items - 1) degrees of freedom; the
/// standard error is from its variance. Throws ParameterError unless 0 < level < 1; NaN for fewer than two respondents
/// or items. Source: Feldt (1965), "The approximate sampling distribution of Kuder-Richardson reliability coefficient
/// twenty", Psychometrika 30.
Estimate feldt_interval(double alpha, double items, double respondents, double level = 0.95);

/// How reliability is computed.
struct ReliabilityOptions {
  Missing missing = Missing::pairwise;
  std::vector<std::string> reversed = {};  ///< items whose answers run the other way
  Bootstrap bootstrap = {1000, 1, 0.95};
};

/// What an item does for the reliability of the whole.
struct ItemReliability {
  std::string item;
  std::uint64_t answered = 0;
  double mean = 0.0;  ///< of the answers as they were given, reversed or not
  double standard_deviation = 0.0;
  Estimate item_rest;         ///< correlation with the sum of the other items
  Estimate alpha_if_dropped;  ///< Cronbach's alpha of the other items
  Estimate gain_if_dropped;   ///< how much alpha would rise without the item
  Estimate loading;           ///< of the standardized item on the common factor
};

/// What should be looked at before a figure is trusted.
enum class ReliabilityConcern : std::uint8_t {
  unanswered,       ///< fewer than two respondents answered the item; it is left out
  constant,         ///< all answers to the item are the same; it is left out
  reversed,         ///< the item correlates negatively with the sum of the others
  lowers_alpha,     ///< alpha is higher without the item
  repeated,         ///< the item follows from others
  boundary,         ///< the factor explains the item wholly, which the model only just allows (a Heywood case)
  negative_alpha,   ///< the items together measure nothing
  two_items,        ///< omega takes the loadings of two items as equal
  few_respondents,  ///< there are no more respondents than items
  contradictory,    ///< no answers could have these pairwise correlations
};

/// "unanswered", "constant" ...
std::string_view name_of(ReliabilityConcern concern) noexcept;

/// A concern about an item, or about all if no item is named.
struct ReliabilityWarning {
  ReliabilityConcern concern = ReliabilityConcern::unanswered;
  std::string item;
  std::string message;
};

/// How well items measure one thing together.
///
/// Intervals are percentiles of a bootstrap over respondents. Items that vary are all that count: the others are left
/// out and named in a warning.
struct Reliability {
  std::vector<ItemReliability> items;  ///< in the order of the answers, without those left out
  std::vector<ReliabilityWarning> warnings;
  Estimate alpha;                       ///< Cronbach's
  Estimate alpha_feldt;                 ///< Cronbach's, with Feldt's interval; NaN where answers are missing and used
  Estimate standardized_alpha;          ///< Cronbach's of the items divided by their standard deviations
  Estimate omega;                       ///< McDonald's (total), of one factor by MINRES
  Estimate mean_correlation;            ///< between two items
  std::uint64_t respondents = 0;        ///< rows of the answers; those who answered every item, if only they count
  Missing missing = Missing::pairwise;  ///< what was done where answers are missing
  std::uint32_t replicates = 0;         ///< of the bootstrap

  /// One row per item: item, answered, mean, standard_deviation, then item_rest, alpha_if_dropped, gain_if_dropped and
  /// loading, each with _lower and _upper.
  [[nodiscard]] Frame frame() const;

  /// One row per figure of all items together: figure, value, lower, upper.
  [[nodiscard]] Frame summary() const;

  /// One row per warning: concern, item, message.
  [[nodiscard]] Frame warnings_frame() const;
};

/// Reliability of items that are meant to measure one thing.
///
/// Throws FitError unless two items vary and each pair has two respondents who answered both, and ParameterError for a
/// reversed item that is not there.
Reliability reliability(const Answers& answers, const ReliabilityOptions& options = {});

}  // namespace fealty::gaps
