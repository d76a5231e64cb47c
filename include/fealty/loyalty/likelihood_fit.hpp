#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/columns.hpp"
#include "fealty/core/dual.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/optimize.hpp"

namespace fealty::loyalty {

/// Of what standard errors are.
enum class StandardErrors : std::uint8_t {
  model,      ///< the inverse of the information: right if the model is
  robust,     ///< the sandwich of Huber (1967) and White (1982): right where the model is an approximation, too
  clustered,  ///< the sandwich whose filling is summed over clusters of customers who are not independent
};

/// How parameters are estimated.
///
/// Constraints leave fewer parameters to be found. A penalty is that of a normal prior of mean 0 and variance
/// 1 / penalty: half of it times a square is taken off the log-likelihood, and standard errors are those of the
/// penalized one. Clusters ask for clustered errors.
struct FitOptions {
  double level = 0.95;                 ///< of all intervals
  NewtonOptions newton = {};           ///< when the search stops
  double penalty = 0.0;                ///< of coefficients, each for a change by a standard deviation of its covariate
  double penalty_of_logarithms = 0.0;  ///< of the logarithms of positive parameters
  std::vector<std::pair<std::string, double>> fixed = {};       ///< parameters that are known
  std::vector<std::pair<std::string, std::string>> equal = {};  ///< pairs of parameters that have one value
  std::vector<double> start = {};                               ///< where the search begins; empty: at the moments
  StandardErrors errors = StandardErrors::model;
  std::vector<std::uint32_t> clusters = {};  ///< of each customer, numbers from 0 on; empty: each is one alone
};

/// Something that speaks against trusting a figure.
struct FitWarning {
  std::string parameter;  ///< empty: the whole fit
  std::string kind;       ///< limit, not_excluded, not_identified, ridge, not_converged, infinite_mean, without_value
  std::string meaning;    ///< in words

  friend bool operator==(const FitWarning&, const FitWarning&) = default;
};

/// Parameters by maximum likelihood, with their uncertainty: positive ones, and after them the coefficients of
/// covariates, which may have any sign.
///
/// Intervals are normal, for positive parameters on the scale of the logarithms, or, where a warning says that the
/// likelihood is flat, by the profile likelihood: all values of a parameter with which the best values of the others
/// are not refused by the likelihood-ratio test at the level. A bound of 0 or infinity says that there is none.
struct LikelihoodFit {
  std::vector<std::string> names;
  std::size_t coefficients = 0;     ///< of the names, the last ones
  std::vector<Estimate> estimates;  ///< in the order of the names; the standard error is NaN at a limit, 0 if fixed
  Eigen::MatrixXd covariance;       ///< of the parameters; NaN in rows and columns of those at a limit
  double log_likelihood = 0.0;      ///< at the estimates, without penalty
  double observations = 0.0;        ///< customers
  std::uint64_t iterations = 0;     ///< Newton steps of all searches
  std::vector<FitWarning> warnings;
  double level = 0.95;
  std::size_t constraints = 0;  ///< parameters that were fixed or equal to another
  StandardErrors errors = StandardErrors::model;

  /// Parameters that were estimated: k of the criteria.
  [[nodiscard]] double free_parameters() const { return static_cast<double>(names.size() - constraints); }

  /// Akaike's information criterion (1974): 2 k - 2 log L.
  [[nodiscard]] double aic() const { return 2 * free_parameters() - 2 * log_likelihood; }

  /// Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
  [[nodiscard]] double bic() const { return free_parameters() * std::log(observations) - 2 * log_likelihood; }

  /// Parameters that are positive: all but the coefficients.
  [[nodiscard]] std::size_t positive() const noexcept { return names.size() - coefficients; }

  /// Covariance of the logarithms of the positive parameters and of the coefficients as they are; 0 in rows and columns
  /// of those at a limit, which are taken as known.
  [[nodiscard]] Eigen::MatrixXd log_covariance() const;

  /// One row per parameter: parameter, value, standard_error, lower, upper.
  [[nodiscard]] Frame frame() const;

  /// One row per coefficient: parameter, value, standard_error, lower, upper, z (value over standard error) and p_value
  /// (two-sided, of Wald's test that it is 0).
  [[nodiscard]] Frame coefficients_frame() const;

  /// One row per warning: parameter, kind, meaning.
  [[nodiscard]] Frame warnings_frame() const;
};

/// What it means that the likelihood rises toward an end of a parameter's range.
struct ParameterLimit {
  std::string_view parameter;
  bool is_infinite;  ///< the end is infinity, else 0
  std::string_view meaning;
};

/// A log-likelihood that is to be maximized.
///
/// Its coordinates are the logarithms of the positive parameters and, after them, the coefficients times their scales.
struct LikelihoodProblem {
  std::vector<std::string> names;
  std::size_t coefficients = 0;  ///< of the names, the last ones: they may be negative
  Eigen::VectorXd scales;        ///< of all parameters, those of the covariates of coefficients, else 1; empty: 1 each
  /// The sum over all observations, or over a fixed sample of about one of `thinning`, near a point.
  std::function<Expansion(const Eigen::VectorXd& coordinates, std::size_t thinning)> log_likelihood;
  double observations = 0.0;
  std::size_t terms = 0;                    ///< of the sum: where there are many, the search begins on a sample
  std::vector<std::vector<double>> starts;  ///< parameters; all but the first are used only if that leads nowhere
  std::vector<ParameterLimit> limits;
  /// Coordinates in which parameters do not hang together, as those of centered covariates: the problem's are basis
  /// times them. It is invertible; empty: the problem's own.
  Eigen::MatrixXd basis;
  /// The sum over m clusters of the outer product of their score, the gradient of their log-likelihood, times
  /// m / (m - 1), at a point. Needed for robust errors only.
  std::function<Eigen::MatrixXd(const Eigen::VectorXd& coordinates)> score_products;
  /// Whether the model has become a simpler one at the maximum, in which parameters lose their meaning. May be empty.
  std::function<std::optional<FitWarning>(const std::vector<double>& parameters)> collapse;
};

/// Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the positive parameters and in the
/// coefficients.
///
/// Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
/// some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
/// likelihood.
///
/// Throws FitError if the likelihood is not finite at any start; ParameterError for a level outside (0, 1), a negative
/// penalty, a constraint on what is no parameter, or a start of another length.
LikelihoodFit maximize_likelihood(const LikelihoodProblem& problem, const FitOptions& options = {});

/// The parameters whose logarithms are given, each a variable of its own: derivatives are those by the logarithms.
template <std::size_t N, template <std::size_t> class Number = Dual>
std::array<Number<N>, N> from_logarithms(const Eigen::VectorXd& logarithms) {
  std::array<Number<N>, N> parameters;
  for (std::size_t i = 0; i < N; ++i)
    parameters[i] = exp(Number<N>::variable(logarithms[static_cast<Eigen::Index>(i)], i));
  return parameters;
}

}  // namespace fealty::loyalty
