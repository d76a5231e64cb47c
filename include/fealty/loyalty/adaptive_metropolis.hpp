#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include <Eigen/Core>

namespace fealty::loyalty {

/// How a posterior is sampled.
struct SamplingOptions {
  std::size_t chains = 4;
  std::size_t draws = 2000;   ///< of each chain, after warmup
  std::size_t warmup = 1000;  ///< draws of each chain from which it learns, and which are thrown away
  std::uint64_t seed = 1;
};

/// What one chain has drawn.
struct Chain {
  Eigen::MatrixXd draws;              ///< a row per draw, a column per coordinate
  Eigen::VectorXd log_density;        ///< at each draw, up to a constant
  double accepted_independent = 0.0;  ///< share of proposals that did not look at where the chain was
  double accepted_walk = 0.0;         ///< share of steps of the random walk
};

/// A log-density that is known up to a constant, and what it is like.
struct SamplingProblem {
  std::function<double(const Eigen::VectorXd&)> log_density;  ///< called from several threads; may be -infinity or NaN
  Eigen::VectorXd center;                                     ///< about where it is highest
  Eigen::MatrixXd covariance;                                 ///< that of the normal distribution that is like it there
  double cost = 1.0;  ///< terms of the sum behind the log-density: how often the monitor is told
};

/// Draws from a density of a few coordinates that is about normal, by Metropolis and Hastings.
///
/// A draw is made by two steps: a proposal from a multivariate t distribution with 5 degrees of freedom at the
/// center of the density, which does not look at where the chain is (Tierney 1994), and a step of a random walk from
/// there. The first gives draws that are nearly independent where the density is about normal; the second works where
/// it is not, in heavy tails and along ridges. In the warmup a chain learns from its own draws the center and
/// covariance of both, and the length of its walk (Haario, Saksman and Tamminen 2001); then they stay as they are, so
/// that what follows is a Markov chain whose distribution is exactly that of the density.
///
/// Chains begin at draws from the t distribution, run in parallel, and have random numbers of their own, keyed by the
/// seed and the chain's number. Throws ParameterError without chains, with fewer than 4 draws or 100 of warmup, and
/// FitError if the density is 0 wherever a chain tries to begin.
std::vector<Chain> sample_chains(const SamplingProblem& problem, const SamplingOptions& options = {});

}  // namespace fealty::loyalty
