#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/columns.hpp"
#include "fealty/core/dual.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/core/optimize.hpp"

namespace fealty::loyalty {

/// How parameters are estimated.
struct FitOptions {
  double level = 0.95;        ///< of all intervals
  NewtonOptions newton = {};  ///< when the search stops
};

/// Something that speaks against trusting a figure.
struct FitWarning {
  std::string parameter;  ///< empty: the whole fit
  std::string kind;       ///< limit, not_excluded, not_identified, ridge, not_converged, infinite_mean, without_value
  std::string meaning;    ///< in words

  friend bool operator==(const FitWarning&, const FitWarning&) = default;
};

/// Positive parameters by maximum likelihood, with their uncertainty.
///
/// Intervals are normal on the scale of the logarithms, or, where a warning says that the likelihood is flat, by the
/// profile likelihood: all values of a parameter with which the best values of the others are not refused by the
/// likelihood-ratio test at the level. A bound of 0 or infinity says that there is none.
struct LikelihoodFit {
  std::vector<std::string> names;
  std::vector<Estimate> estimates;  ///< in the order of the names; the standard error is NaN at a limit
  Eigen::MatrixXd covariance;       ///< of the parameters; NaN in rows and columns of those at a limit
  double log_likelihood = 0.0;      ///< at the estimates
  double observations = 0.0;        ///< customers
  std::uint64_t iterations = 0;     ///< Newton steps of all searches
  std::vector<FitWarning> warnings;
  double level = 0.95;

  /// Akaike's information criterion (1974): 2 k - 2 log L.
  [[nodiscard]] double aic() const { return 2 * static_cast<double>(names.size()) - 2 * log_likelihood; }

  /// Schwarz's Bayesian information criterion (1978): k log n - 2 log L, n customers.
  [[nodiscard]] double bic() const {
    return static_cast<double>(names.size()) * std::log(observations) - 2 * log_likelihood;
  }

  /// Covariance of the logarithms of the parameters; 0 in rows and columns of those at a limit, which are taken as
  /// known.
  [[nodiscard]] Eigen::MatrixXd log_covariance() const;

  /// One row per parameter: parameter, value, standard_error, lower, upper.
  [[nodiscard]] Frame frame() const;

  /// One row per warning: parameter, kind, meaning.
  [[nodiscard]] Frame warnings_frame() const;
};

/// What it means that the likelihood rises toward an end of a parameter's range.
struct ParameterLimit {
  std::string_view parameter;
  bool is_infinite;  ///< the end is infinity, else 0
  std::string_view meaning;
};

/// A log-likelihood of positive parameters that is to be maximized.
struct LikelihoodProblem {
  std::vector<std::string> names;
  /// The sum over all observations, or over a fixed sample of about one of `thinning`, near the logarithms of the
  /// parameters.
  std::function<Expansion(const Eigen::VectorXd& logarithms, std::size_t thinning)> log_likelihood;
  double observations = 0.0;
  std::size_t terms = 0;                    ///< of the sum: where there are many, the search begins on a sample
  std::vector<std::vector<double>> starts;  ///< parameters; all but the first are used only if that leads nowhere
  std::vector<ParameterLimit> limits;
  /// Whether the model has become a simpler one at the maximum, in which parameters lose their meaning. May be empty.
  std::function<std::optional<FitWarning>(const std::vector<double>& parameters)> collapse;
};

/// Maximizes the mean log-likelihood by damped Newton steps in the logarithms of the parameters.
///
/// Standard errors come from the inverse of the exact Hessian, by the delta method. Where the likelihood is flat along
/// some line (a ridge) or rises toward the end of a range, warnings say so and intervals are those of the profile
/// likelihood. Throws FitError if the likelihood is not finite at any start, ParameterError for a level outside (0, 1).
LikelihoodFit maximize_likelihood(const LikelihoodProblem& problem, const FitOptions& options = {});

/// The parameters whose logarithms are given, each a variable of its own: derivatives are those by the logarithms.
template <std::size_t N>
std::array<Dual<N>, N> from_logarithms(const Eigen::VectorXd& logarithms) {
  std::array<Dual<N>, N> parameters;
  for (std::size_t i = 0; i < N; ++i)
    parameters[i] = exp(Dual<N>::variable(logarithms[static_cast<Eigen::Index>(i)], i));
  return parameters;
}

}  // namespace fealty::loyalty
