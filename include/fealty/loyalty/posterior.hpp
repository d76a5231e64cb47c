#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fealty/core/estimate.hpp"
#include "fealty/loyalty/adaptive_metropolis.hpp"
#include "fealty/loyalty/beta_geo.hpp"
#include "fealty/loyalty/customer_draw.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/nbd.hpp"
#include "fealty/loyalty/pareto_nbd.hpp"
#include "fealty/loyalty/posterior_draws.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// The prior of a parameter of a model of repeat buying, unless another is asked for; weakly informative.
///
/// Shapes and weights (r, s, a, b) are log-normal around 1 with a standard deviation of 1.5 of the logarithm: nine in
/// ten lie between 0.085 and 11.8. Times (alpha, beta) are log-normal around the mean time that customers were
/// observed, with 2: nine in ten between a 27th of it and 27 times it, whatever the unit. Neither says that nobody
/// leaves, that all customers are alike, or that there are a few who buy without end, to which ends of their ranges
/// parameters run where the data tell nothing against it.
Prior default_prior(std::string_view parameter, double mean_observed);

/// A model of repeat buying after the data have been seen: draws from the posterior distribution of its parameters, and
/// what follows for customers.
///
/// The law is one of BetaGeo, ModifiedBetaGeo, ParetoNbd and Nbd. What customers are like (lambda and mu, or p) has
/// been integrated out of its likelihood in closed form, so that the posterior is one of two or four parameters, and is
/// sampled in their logarithms around its mode, which Newton's method finds with exact derivatives.
///
/// Figures of customers are means over `most_draws` draws, spread evenly over the chains, with equal-tailed intervals
/// where a level is asked for.
template <template <class> class Law>
class Posterior {
 public:
  using Parameters = Law<double>;

  /// Samples the posterior of the customers of a summary; `priors` are of those parameters that have not the default
  /// one.
  ///
  /// Throws FitError if there are no customers, and ParameterError for the prior of a parameter that there is not, and
  /// as sample_chains does.
  static Posterior sample(const PurchaseSummary& summary, const std::map<std::string, Prior>& priors = {},
                          const SamplingOptions& options = {});

  Posterior() = default;

  /// Draws that were made before. Throws ParameterError if they are not of this law's parameters, or not positive.
  explicit Posterior(PosteriorDraws drawn);

  [[nodiscard]] const PosteriorDraws& drawn() const noexcept { return drawn_; }

  /// The probability that each customer is still alive at the end of observation. A level of 0 asks for no intervals.
  [[nodiscard]] CustomerFigures probability_alive(const PurchaseSummary& summary, double level = 0.0,
                                                  std::size_t most_draws = 500) const;

  /// The expected number of purchases of each customer in the time `horizon` after the end of observation. A level of 0
  /// asks for no intervals. Throws ParameterError if the horizon is negative or not finite.
  [[nodiscard]] CustomerFigures expected_purchases(const PurchaseSummary& summary, double horizon, double level = 0.0,
                                                   std::size_t most_draws = 500) const;

  /// The expected number of repeat purchases of a new customer in the time `horizon` after the first purchase.
  [[nodiscard]] Estimate expected_of_new(double horizon, double level = 0.95, std::size_t most_draws = 2000) const;

  /// The probabilities of 0, 1, ..., `most` and of more purchases of each customer in the time `horizon` after the end
  /// of observation, with all that is not known: `most` + 2 numbers per customer, one customer after another.
  [[nodiscard]] std::vector<double> purchase_distribution(const PurchaseSummary& summary, double horizon,
                                                          std::size_t most = 10, std::size_t most_draws = 500) const;

  /// The purchases of all customers together in the time `horizon` after the end of observation, with all that is not
  /// known: the parameters, what each customer is like, and what chance does to them. Futures of all customers are
  /// drawn once for each draw of the parameters, keyed by the seed and the customer's number.
  [[nodiscard]] Estimate total_purchases(const PurchaseSummary& summary, double horizon, double level = 0.95,
                                         std::uint64_t seed = 1, std::size_t most_draws = 500) const;

  /// What each customer may be like, once for each of `most_draws` draws of the parameters, one customer after another.
  [[nodiscard]] std::vector<CustomerDraw> customer_draws(const PurchaseSummary& summary, std::uint64_t seed = 1,
                                                         std::size_t most_draws = 100) const;

 private:
  /// The law at some of the draws.
  [[nodiscard]] std::vector<Parameters> laws(std::size_t most) const;

  PosteriorDraws drawn_;
};

using BetaGeoPosterior = Posterior<BetaGeo>;
using ModifiedBetaGeoPosterior = Posterior<ModifiedBetaGeo>;
using ParetoNBDPosterior = Posterior<ParetoNbd>;
using NBDPosterior = Posterior<Nbd>;

// Each is compiled in one source.
extern template class Posterior<BetaGeo>;
extern template class Posterior<ModifiedBetaGeo>;
extern template class Posterior<ParetoNbd>;
extern template class Posterior<Nbd>;

}  // namespace fealty::loyalty
