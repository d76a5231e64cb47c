#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "fealty/core/delta_method.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/interval.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/random.hpp"
#include "fealty/loyalty/purchase_model.hpp"
#include "purchase_moments.hpp"

/// The members of PurchaseModel, for the sources that instantiate it.
namespace fealty::loyalty {

/// What the fit needs to know of a law beside its likelihood: where to begin, and what the ends of ranges mean.
template <template <class> class Law>
struct FittingOf;

inline constexpr std::size_t customer_block = 1 << 13;

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
PurchaseModel<Law>::PurchaseModel(const Parameters& known) : parameters_(known) {
  const auto values = known.values();
  for (std::size_t i = 0; i < values.size(); ++i) {
    require(values[i] > 0 && std::isfinite(values[i]), Parameters::names[i], values[i], "must be positive and finite");
    fit_.names.emplace_back(Parameters::names[i]);
    fit_.estimates.push_back({values[i], 0.0, values[i], values[i], fit_.level});
  }
  fit_.covariance = Eigen::MatrixXd::Zero(Parameters::count, Parameters::count);
  fit_.log_likelihood = nan;
}

template <template <class> class Law>
PurchaseModel<Law>::PurchaseModel(LikelihoodFit fit) : fit_(std::move(fit)) {
  std::array<double, Parameters::count> values;
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = fit_.estimates.at(i).value;
  parameters_ = Parameters::of(values);
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
  LikelihoodProblem problem;
  problem.names.assign(Parameters::names.begin(), Parameters::names.end());
  problem.observations = data.all_customers();
  problem.terms = data.size();
  problem.starts = FittingOf<Law>::starts(moments);
  problem.limits = FittingOf<Law>::limits();
  problem.collapse = [&](const std::vector<double>& parameters) {
    return FittingOf<Law>::collapse(parameters, moments);
  };
  std::optional<CountedPatterns> sample;
  std::size_t sampled = 1;
  problem.log_likelihood = [&](const Eigen::VectorXd& logarithms, std::size_t thinning) {
    if (thinning != 1 && thinning != sampled) {
      sample = data.every(thinning);
      sampled = thinning;
    }
    using D = Dual<Parameters::count>;
    const auto law = Law<D>::of(from_logarithms<Parameters::count>(logarithms));
    return expansion(sum_of_log_likelihoods(law, thinning == 1 ? data : *sample));
  };
  return PurchaseModel(maximize_likelihood(problem, options));
}

template <template <class> class Law>
double PurchaseModel<Law>::log_likelihood(const PurchaseSummary& summary) const {
  return sum_of_log_likelihoods(parameters_, summary.counted());
}

/// A figure of each customer from its transform (logarithm or logit) as a function of the law, and from the transform
/// back.
template <template <class> class Law, class Transform, class Back>
CustomerFigures figures_of(const PurchaseModel<Law>& model, std::span<const PurchasePattern> patterns, double level,
                           Transform&& transform, Back&& back) {
  constexpr std::size_t N = Law<double>::count;
  const std::size_t size = patterns.size();
  CustomerFigures figures;
  figures.values.resize(size);
  if (level == 0.0) {
    const Law<double>& law = model.parameters();
    for_blocks(
        size,
        [&](std::size_t begin, std::size_t end) {
          for (std::size_t i = begin; i < end; ++i) figures.values[i] = back(transform(law, patterns[i])).first;
        },
        customer_block, "predicting");
    return figures;
  }
  require_level(level);
  figures.standard_errors.resize(size);
  figures.lower.resize(size);
  figures.upper.resize(size);
  const double z = normal_quantile(0.5 + 0.5 * level);
  const Eigen::MatrixXd covariance = model.estimated().log_covariance();
  std::array<Dual<N>, N> parameters;
  for (std::size_t i = 0; i < N; ++i)
    parameters[i] = exp(Dual<N>::variable(std::log(model.parameters().values()[i]), i));
  const auto law = Law<Dual<N>>::of(parameters);
  for_blocks(
      size,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const Dual<N> on_scale = transform(law, patterns[i]);
          const auto [value, slope] = back(on_scale.value);
          const auto gradient = Eigen::Map<const Eigen::Matrix<double, N, 1>>(on_scale.gradient.data());
          const double variance = gradient.dot(covariance * gradient);
          const bool is_known = !std::isfinite(on_scale.value);
          const double error = is_known ? 0.0 : std::sqrt(std::max(0.0, variance));
          figures.values[i] = value;
          figures.standard_errors[i] = is_known ? 0.0 : slope * error;
          figures.lower[i] = is_known ? value : back(on_scale.value - z * error).first;
          figures.upper[i] = is_known ? value : back(on_scale.value + z * error).first;
        }
      },
      customer_block, "predicting");
  return figures;
}

template <template <class> class Law>
CustomerFigures PurchaseModel<Law>::probability_alive(const PurchaseSummary& summary, double level) const {
  const auto logit_alive = [](const auto& law, const PurchasePattern& p) { return -law.log_odds_dead(p); };
  const auto probability = [](double logit) {
    const double p = logistic(logit);
    return std::pair(p, p * logistic(-logit));
  };
  return figures_of(*this, summary.patterns(), level, logit_alive, probability);
}

template <template <class> class Law>
CustomerFigures PurchaseModel<Law>::expected_purchases(const PurchaseSummary& summary, double horizon,
                                                       double level) const {
  require_horizon(horizon);
  const auto logarithm = [&](const auto& law, const PurchasePattern& p) {
    using std::log;
    using S = decltype(law.r);
    if (horizon == 0) return S(-std::numeric_limits<double>::infinity());
    return S(log(law.expected_while_alive(p, horizon)) - log1pexp(law.log_odds_dead(p)));
  };
  const auto expectation = [](double logarithm_of_it) {
    const double value = std::exp(logarithm_of_it);
    return std::pair(value, value);
  };
  return figures_of(*this, summary.patterns(), level, logarithm, expectation);
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
  const std::span<const PurchasePattern> patterns = summary.patterns();
  std::vector<double> probabilities(patterns.size() * (most + 2));
  for_blocks(
      patterns.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const double alive = logistic(-parameters_.log_odds_dead(patterns[i]));
          const std::vector<double> own = parameters_.probabilities_while_alive(patterns[i], horizon, most);
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
          patterns[i] = Parameters::draw(parameters_, observed, random);
        }
      },
      customer_block, "simulating");
  return patterns;
}

}  // namespace fealty::loyalty
