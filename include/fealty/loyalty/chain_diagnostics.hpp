#pragma once

#include <Eigen/Core>

namespace fealty::loyalty {

/// How well chains of a Markov chain Monte Carlo method have explored one figure.
///
/// Source: Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), "Rank-normalization, folding, and localization: an
/// improved R-hat for assessing convergence of MCMC", Bayesian Analysis 16.
struct ChainDiagnostics {
  double mean = 0.0;
  double standard_deviation = 0.0;
  double monte_carlo_error = 0.0;  ///< standard error of the mean, by the effective sample size for means
  double bulk_ess = 0.0;           ///< effective sample size for the center of the distribution
  double tail_ess = 0.0;           ///< the lesser of those for the 5 % and the 95 % quantile
  double r_hat = 0.0;              ///< near 1 where chains agree; above 1.01 they do not
};

/// The diagnostics of one figure; `draws` has a row per draw and a column per chain.
///
/// Chains are split in halves, so that a single chain that drifts is found too. Where all draws are equal, effective
/// sizes are their number and R-hat is NaN. Throws ParameterError with fewer than 4 draws per chain, or if a draw is
/// not finite.
ChainDiagnostics diagnose(const Eigen::MatrixXd& draws);

/// The effective sample size for the mean: that of as many independent draws as would give the same error.
///
/// Autocorrelations are summed by Geyer's initial monotone sequence (1992) over all chains. `draws` has a row per draw
/// and a column per chain, which are not split here.
double effective_sample_size(const Eigen::MatrixXd& draws);

/// Potential scale reduction of chains, which are not split here: the square root of the variance of all draws over
/// that within chains. Source: Gelman and Rubin (1992), "Inference from iterative simulation using multiple sequences",
/// Statistical Science 7.
double potential_scale_reduction(const Eigen::MatrixXd& draws);

/// The halves of chains as chains of their own; the middle draw of an odd number is left out.
Eigen::MatrixXd split_chains(const Eigen::MatrixXd& draws);

/// Normal scores of the ranks of all draws: Phi^-1((rank - 3/8) / (S + 1/4)), equal draws with their mean rank
/// (equation 14 of Vehtari et al.).
Eigen::MatrixXd normal_scores(const Eigen::MatrixXd& draws);

}  // namespace fealty::loyalty
