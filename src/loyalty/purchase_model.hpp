#pragma once

#include <cmath>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "customer_figures.hpp"
#include "customer_patterns.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/dual.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/random.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "law_problem.hpp"
#include "log_expected_purchases.hpp"
#include "purchase_moments.hpp"
#include "score_products.hpp"

/// The members of PurchaseModel, for the sources that instantiate it.
namespace fealty::loyalty {

/// What the fit needs to know of a law beside its likelihood: where to begin, and what the ends of ranges mean.
template <template <class> class Law>
struct FittingOf;

/// Of customers who drop out, below which a model is one without dropout.
inline constexpr double negligible_share = 1e-5;

/// The sum over the patterns [begin, end), which have one frequency. A law that says what such customers have in common
/// is differentiated by the few arguments of their times, and by its parameters once for all of them.
template <class Law, class Terms>
auto sum_of_frequency(const Law& law, const CountedPatterns& data, std::size_t begin, std::size_t end,
                      const Terms& terms) {
  const auto sum = [&](auto&& log_likelihood) {
    decltype(log_likelihood(data[begin])) total{};
    for (std::size_t i = begin; i < end; ++i) total += data.customers(i) * log_likelihood(data[i]);
    return total;
  };
  if constexpr (requires { law.of_frequency(0.0, terms); }) {
    const auto common = law.of_frequency(data[begin].frequency, terms);
    return chain_rule(sum([&](const PurchasePattern& p) { return common.of_times(p); }), common.arguments) +
           common.log_likelihood * sum([](const PurchasePattern&) { return 1.0; });
  } else {
    return sum([&](const PurchasePattern& p) { return law.log_likelihood(p, terms); });
  }
}

/// The sum over the customers, in blocks.
template <class Law>
auto sum_of_log_likelihoods(const Law& law, const CountedPatterns& data) {
  using S = decltype(law.r);
  const auto terms = law.count_terms(data.frequencies());
  return reduce_blocks(
      data.size(), S{},
      [&](std::size_t begin, std::size_t end) {
        S sum{};
        for (std::size_t next = begin; begin < end; begin = next) {
          const std::size_t frequency = data.frequency_index(begin);
          while (next < end && data.frequency_index(next) == frequency) ++next;
          sum += sum_of_frequency(law, data, begin, next, terms[frequency]);
        }
        return sum;
      },
      [](S& total, const S& part) { total += part; }, likelihood_block, "fitting");
}

/// Refuses customers who tell nothing of how often they buy.
inline void require_repeat_buyers(const CountedPatterns& data) {
  if (data.size() == 0) throw FitError(code::no_information, "there are no customers");
  if (data.frequencies().back() == 0) {
    throw FitError(code::no_information,
                   fmt::format("none of {} customers has bought again: nothing tells how often customers buy",
                               data.all_customers()));
  }
}

/// The probabilities of 0, 1, ..., `most` and of more purchases of customers, one after another; `law_of(i)` is that of
/// customer i.
template <class LawOf>
std::vector<double> distribute_purchases(std::span<const PurchasePattern> patterns, double horizon, std::size_t most,
                                         LawOf&& law_of) {
  std::vector<double> probabilities(patterns.size() * (most + 2));
  for_blocks(
      patterns.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const auto& law = law_of(i);
          const double alive = logistic(-law.log_odds_dead(patterns[i]));
          const std::vector<double> own = law.probabilities_while_alive(patterns[i], horizon, most);
          for (std::size_t n = 0; n < own.size(); ++n)
            probabilities[i * (most + 2) + n] = alive * own[n] + (n == 0 ? 1 - alive : 0.0);
        }
      },
      customer_block, "predicting");
  return probabilities;
}

/// Customers drawn and observed for a time; `law_of(i)` is the law of customer i.
template <template <class> class Law, class LawOf>
std::vector<PurchasePattern> draw_customers(std::size_t customers, double observed, std::uint64_t seed,
                                            LawOf&& law_of) {
  require(observed >= 0 && std::isfinite(observed), "observed", observed, "must be finite and not negative");
  std::vector<PurchasePattern> patterns(customers);
  for_blocks(
      customers,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          RandomStream random(seed, "purchases", i);
          patterns[i] = Law<double>::draw(law_of(i), observed, random);
        }
      },
      customer_block, "simulating");
  return patterns;
}

template <template <class> class Law>
PurchaseModel<Law> PurchaseModel<Law>::fit(const PurchaseSummary& summary, const FitOptions& options) {
  constexpr std::size_t N = Law<double>::count;
  const CountedPatterns data = summary.counted();
  require_repeat_buyers(data);
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
  problem.score_products = [&](const Eigen::VectorXd& logarithms) {
    const CustomerPatterns customers(summary.patterns());
    const auto law = Law<Gradient<N>>::of(from_logarithms<N, Gradient>(logarithms));
    const auto terms = law.count_terms(customers.frequencies());
    return score_products(customers.size(), logarithms.size(), options.clusters, [&](std::size_t i) {
      const auto likelihood = law.log_likelihood(customers[i], terms[customers.frequency_index(i)]);
      return Eigen::VectorXd(Eigen::VectorXd::Map(likelihood.gradient.data(), logarithms.size()));
    });
  };
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
  require_time_ahead(horizon);
  const auto patterns = summary.patterns();
  return customer_figures<LogarithmScale>(*this, patterns.size(), level, [&](const auto& law, std::size_t i) {
    return log_expected_purchases(law, patterns[i], horizon);
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
  require_time_ahead(horizon);
  return distribute_purchases(summary.patterns(), horizon, most,
                              [&](std::size_t) -> const Law<double>& { return this->parameters(); });
}

template <template <class> class Law>
std::vector<PurchasePattern> PurchaseModel<Law>::simulate(std::size_t customers, double observed,
                                                          std::uint64_t seed) const {
  return draw_customers<Law>(customers, observed, seed,
                             [&](std::size_t) -> const Law<double>& { return this->parameters(); });
}

}  // namespace fealty::loyalty
