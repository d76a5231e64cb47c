#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/chain_diagnostics.hpp"
#include "fealty/loyalty/likelihood_fit.hpp"
#include "fealty/loyalty/prior.hpp"

namespace fealty::loyalty {

/// Draws of positive parameters from their posterior distribution, and what is to be said of them.
struct PosteriorDraws {
  std::vector<std::string> names;
  std::vector<Prior> priors;          ///< of the parameters, which are independent before there are data
  std::size_t chains = 0;             ///< one behind the other in the rows
  Eigen::MatrixXd values;             ///< a row per draw, chain after chain; a column per parameter
  Eigen::VectorXd log_density;        ///< of the logarithms of the parameters at each draw, up to a constant
  double observations = 0.0;          ///< customers
  double accepted_independent = 0.0;  ///< share of proposals that did not look at where the chain was
  double accepted_walk = 0.0;         ///< share of steps of the random walk

  /// Draws of each chain.
  [[nodiscard]] std::size_t draws() const { return static_cast<std::size_t>(values.rows()) / chains; }

  /// The draws of a parameter: a row per draw, a column per chain.
  [[nodiscard]] Eigen::MatrixXd by_chain(std::size_t parameter) const;

  /// R-hat, effective sample sizes and errors of each parameter.
  [[nodiscard]] std::vector<ChainDiagnostics> diagnostics() const;

  /// Posterior mean, standard deviation and equal-tailed interval of each parameter. Throws ParameterError unless 0 <
  /// level < 1.
  [[nodiscard]] std::vector<Estimate> estimates(double level = 0.95) const;

  /// What speaks against trusting a figure. Of the kinds: r_hat (chains do not agree: above 1.01),
  /// effective_sample_size (bulk or tail below 400), and prior (the logarithm of the parameter varies more than 0.8
  /// times what it does before there are data: the data say next to nothing of it). Limits for R-hat and effective
  /// sizes are those that Vehtari et al. (2021) recommend.
  [[nodiscard]] std::vector<FitWarning> warnings() const;

  /// One row per parameter: parameter, mean, sd, lower, upper, mcse_mean, ess_bulk, ess_tail, r_hat.
  [[nodiscard]] Frame diagnostics_frame(double level = 0.95) const;

  /// One row per draw: chain, draw, a column per parameter, and log_density.
  [[nodiscard]] Frame frame() const;

  /// One row per warning: parameter, kind, meaning.
  [[nodiscard]] Frame warnings_frame() const;

  /// Rows of `most` draws, spread evenly over all of them; all rows if there are not more.
  [[nodiscard]] std::vector<Eigen::Index> spread_rows(std::size_t most) const;
};

/// Mean, standard deviation and equal-tailed interval of draws of a figure, which are put into another order. Without
/// a level (0) the bounds are NaN.
Estimate summary_of_draws(std::vector<double>& draws, double level);

}  // namespace fealty::loyalty
