#pragma once

#include <cstdint>
#include <span>

#include "fealty/core/estimate.hpp"

namespace fealty {

/// How often, from which seed and to which level a figure is resampled.
struct Bootstrap {
  std::uint32_t replicates = 200;
  std::uint64_t seed = 1;
  double level = 0.95;
};

/// The weight of one subject in every replicate: independent Poisson numbers of mean 1, one for each element.
///
/// A function of (seed, subject, replicate) alone: subjects may be visited in any order and on any thread. Source:
/// Hanley and MacGibbon (2006), "Creating non-parametric bootstrap samples using Poisson frequencies", Computer Methods
/// and Programs in Biomedicine 83.
void poisson_weights(std::uint64_t seed, std::uint64_t subject, std::span<std::uint8_t> weights) noexcept;

/// A figure with its percentile interval from replicates; the standard error is their standard deviation.
///
/// Replicates that are NaN, for which the figure does not exist, are left out; with fewer than two others there is
/// neither error nor interval. Source: Efron and Tibshirani (1993), "An introduction to the bootstrap", chapter 13.
Estimate percentile_interval(double value, std::span<const double> replicates, double level = 0.95);

}  // namespace fealty
