#pragma once

#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "customer_figures.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/random.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "law_problem.hpp"
#include "purchase_moments.hpp"

/// The members of PurchaseModel, for the sources that instantiate it.
namespace fealty::loyalty {

/// What the fit needs to know of a law beside its likelihood: where to begin, and what the ends of ranges mean.
template <template <class> class Law>
struct FittingOf;

/// Of customers who drop out, below which a model is one without dropout.
inline constexpr double negligible_share = 1e-5;

/// The sum over the customers, in blocks.
template <class Law>
auto sum_of_log_likelihoods(const Law& law, const CountedPatterns& data) {
  using S = decltype(law.r);
  const auto terms = law.count_terms(data.frequencies());
  return reduce_blocks(
      data.size(), S{},
      [&](std::size_t begin, std::size_t end) {
        S sum{};
        for (std::size_t i = begin; i < end; ++i)
          sum += data.customers(i) * law.log_likelihood(data[i], terms[data.frequency_index(i)]);
        return sum;
      },
      [](S& total, const S& part) { total += part; }, customer_block, "fitting");
}

inline void require_horizon(double horizon) {
  require(horizon >= 0 && std::isfinite(horizon), "horizon", horizon, "must be finite and not negative");
}

template <template <class> class Law>
PurchaseModel<Law> PurchaseModel<Law>::fit(const PurchaseSummary& summary, const FitOptions& options) {
  const CountedPatterns data = summary.counted();
  if (data.size() == 0) throw FitError(code::no_information, "there are no customers");
  if (data.frequencies().back() == 0) {
    throw FitError(
        code::no_information,
        fmt::format("none of {} customers has bought again: nothing tells how often customers buy", summary.size()));
  }
  const PurchaseMoments moments(data);
  CountedPatterns sample;
  std::size_t sampled = 0;
  LikelihoodProblem problem =
      law_problem<Law>(data.all_customers(), data.size(), [&](const auto& law, std::size_t thinning) {
        if (thinning != 1 && thinning != sampled) {
          sample = data.every(thinning);
          sampled = thinning;
        }
        return sum_of_log_likelihoods(law, thinning == 1 ? data : sample);
      });
  problem.starts = FittingOf<Law>::starts(moments);
  problem.limits = FittingOf<Law>::limits();
  problem.collapse = [&](const std::vector<double>& parameters) {
    return FittingOf<Law>::collapse(parameters, moments);
  };
  return PurchaseModel(maximize_likelihood(problem, options));
}

template <template <class> class Law>
double PurchaseModel<Law>::log_likelihood(const PurchaseSummary& summary) const {
  return sum_of_log_likelihoods(this->parameters(), summary.counted());
}

template <template <class> class Law>
CustomerFigures PurchaseModel<Law>::probability_alive(const PurchaseSummary& summary, double level) const {
  const auto patterns = summary.patterns();
  return customer_figures<LogitScale>(*this, patterns.size(), level,
                                      [&](const auto& law, std::size_t i) { return -law.log_odds_dead(patterns[i]); });
}

template <template <class> class Law>
CustomerFigures PurchaseModel<Law>::expected_purchases(const PurchaseSummary& summary, double horizon,
                                                       double level) const {
  require_horizon(horizon);
  const auto patterns = summary.patterns();
  return customer_figures<LogarithmScale>(*this, patterns.size(), level, [&](const auto& law, std::size_t i) {
    using std::log;
    using S = decltype(law.r);
    if (horizon == 0) return S(-std::numeric_limits<double>::infinity());
    return S(log(law.expected_while_alive(patterns[i], horizon)) - log1pexp(law.log_odds_dead(patterns[i])));
  });
}

template <template <class> class Law>
Estimate PurchaseModel<Law>::expected_of_new(double horizon, double level) const {
  const PurchaseSummary new_customer =
      PurchaseSummary::from_arrays(std::vector<double>{0.0}, std::vector<double>{0.0}, std::vector<double>{0.0});
  const CustomerFigures figures = expected_purchases(new_customer, horizon, level);
  return {figures.values[0], figures.standard_errors[0], figures.lower[0], figures.upper[0], level};
}

template <template <class> class Law>
std::vector<double> PurchaseModel<Law>::purchase_distribution(const PurchaseSummary& summary, double horizon,
                                                              std::size_t most) const {
  require_horizon(horizon);
  const Law<double>& law = this->parameters();
  const std::span<const PurchasePattern> patterns = summary.patterns();
  std::vector<double> probabilities(patterns.size() * (most + 2));
  for_blocks(
      patterns.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const double alive = logistic(-law.log_odds_dead(patterns[i]));
          const std::vector<double> own = law.probabilities_while_alive(patterns[i], horizon, most);
          for (std::size_t n = 0; n < own.size(); ++n)
            probabilities[i * (most + 2) + n] = alive * own[n] + (n == 0 ? 1 - alive : 0.0);
        }
      },
      customer_block, "predicting");
  return probabilities;
}

template <template <class> class Law>
std::vector<PurchasePattern> PurchaseModel<Law>::simulate(std::size_t customers, double observed,
                                                          std::uint64_t seed) const {
  require(observed >= 0 && std::isfinite(observed), "observed", observed, "must be finite and not negative");
  std::vector<PurchasePattern> patterns(customers);
  for_blocks(
      customers,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          RandomStream random(seed, "purchases", i);
          patterns[i] = Law<double>::draw(this->parameters(), observed, random);
        }
      },
      customer_block, "simulating");
  return patterns;
}

}  // namespace fealty::loyalty
