#include "fealty/loyalty/posterior.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <span>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/dual.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/optimize.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/random.hpp"
#include "log_expected_purchases.hpp"
#include "purchase_model.hpp"

namespace fealty::loyalty {
namespace {

using Eigen::Index;

constexpr std::size_t few_customers = 32;  // a block where each has many draws
constexpr std::size_t few_laws = 16;

/// Logarithms beyond which a parameter is 0 or infinite for all purposes.
constexpr double farthest_logarithm = 200.0;

/// The logarithm of the posterior density of the logarithms of the parameters, over any scalar, up to a constant.
template <template <class> class Law, class S>
S log_posterior(const CountedPatterns& data, const std::vector<Prior>& priors,
                const std::array<S, Law<double>::count>& logarithms) {
  std::array<S, Law<double>::count> parameters{};
  S sum = 0.0;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    using std::exp;
    parameters[i] = exp(logarithms[i]);
    sum = sum + priors[i].log_density(logarithms[i]);
  }
  return sum + sum_of_log_likelihoods(Law<S>::of(parameters), data);
}

template <template <class> class Law>
double log_posterior_at(const CountedPatterns& data, const std::vector<Prior>& priors, const Eigen::VectorXd& x) {
  std::array<double, Law<double>::count> logarithms{};
  for (std::size_t i = 0; i < logarithms.size(); ++i) {
    logarithms[i] = x[static_cast<Index>(i)];
    if (!(std::abs(logarithms[i]) < farthest_logarithm)) return -std::numeric_limits<double>::infinity();
  }
  return log_posterior<Law>(data, priors, logarithms);
}

/// The inverse of the negated Hessian of a log-density of logarithms; where it is not concave, or flatter than a
/// standard deviation of 10, by its magnitude and that.
Eigen::MatrixXd covariance_like(const Eigen::MatrixXd& hessian) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(-hessian);
  const Eigen::VectorXd variances = solver.eigenvalues().cwiseAbs().cwiseMax(1e-2).cwiseInverse();
  return solver.eigenvectors() * variances.asDiagonal() * solver.eigenvectors().transpose();
}

double mean_time_observed(const CountedPatterns& data) {
  double time = 0.0;
  for (std::size_t i = 0; i < data.size(); ++i) time += data.customers(i) * data[i].observed;
  return time / data.all_customers();
}

template <template <class> class Law>
std::vector<Prior> priors_of(const std::map<std::string, Prior>& asked, double mean_observed) {
  const auto& names = Law<double>::names;
  for (const auto& [name, prior] : asked) {
    if (std::ranges::find(names, name) == names.end()) {
      throw ParameterError(code::unknown_name, fmt::format("there is a prior of '{}', but the parameters are {}", name,
                                                           fmt::join(names, ", ")));
    }
  }
  std::vector<Prior> priors;
  for (const std::string_view name : names) {
    const auto found = asked.find(std::string(name));
    priors.push_back(found != asked.end() ? Prior::of(found->second.family, found->second.first, found->second.second)
                                          : default_prior(name, mean_observed));
  }
  return priors;
}

/// Chains one below another, in parameters instead of logarithms.
PosteriorDraws stacked(const std::vector<Chain>& chains) {
  PosteriorDraws drawn;
  const Index draws = chains.front().draws.rows(), columns = chains.front().draws.cols();
  drawn.chains = chains.size();
  drawn.values.resize(draws * static_cast<Index>(chains.size()), columns);
  drawn.log_density.resize(drawn.values.rows());
  for (std::size_t i = 0; i < chains.size(); ++i) {
    const Index first = draws * static_cast<Index>(i);
    drawn.values.middleRows(first, draws) = chains[i].draws.array().exp();
    drawn.log_density.segment(first, draws) = chains[i].log_density;
    drawn.accepted_independent += chains[i].accepted_independent / static_cast<double>(chains.size());
    drawn.accepted_walk += chains[i].accepted_walk / static_cast<double>(chains.size());
  }
  return drawn;
}

/// Figures of customers, each the mean of `figure(law, pattern)` over laws.
template <class Law, class Figure>
CustomerFigures averaged(const std::vector<Law>& laws, std::span<const PurchasePattern> patterns, double level,
                         Figure&& figure) {
  if (level != 0.0) require_level(level);
  CustomerFigures figures;
  figures.values.resize(patterns.size());
  if (level != 0.0) {
    figures.standard_errors.resize(patterns.size());
    figures.lower.resize(patterns.size());
    figures.upper.resize(patterns.size());
  }
  for_blocks(
      patterns.size(),
      [&](std::size_t begin, std::size_t end) {
        std::vector<double> draws(laws.size());
        for (std::size_t i = begin; i < end; ++i) {
          for (std::size_t d = 0; d < laws.size(); ++d) draws[d] = figure(laws[d], patterns[i]);
          const Estimate e = summary_of_draws(draws, level);
          figures.values[i] = e.value;
          if (level == 0.0) continue;
          figures.standard_errors[i] = e.standard_error;
          figures.lower[i] = e.lower;
          figures.upper[i] = e.upper;
        }
      },
      few_customers, "predicting");
  return figures;
}

}  // namespace

Prior default_prior(std::string_view parameter, double mean_observed) {
  const bool is_time = parameter == "alpha" || parameter == "beta";
  if (!is_time) return Prior::of(Prior::Family::log_normal, 0.0, 1.5);
  return Prior::of(Prior::Family::log_normal, mean_observed > 0 ? std::log(mean_observed) : 0.0, 2.0);
}

template <template <class> class Law>
Posterior<Law> Posterior<Law>::sample(const PurchaseSummary& summary, const std::map<std::string, Prior>& priors,
                                      const SamplingOptions& options) {
  constexpr std::size_t N = Law<double>::count;
  const CountedPatterns data = summary.counted();
  if (data.size() == 0) throw FitError(code::no_information, "there are no customers");
  const std::vector<Prior> known = priors_of<Law>(priors, mean_time_observed(data));
  std::array<double, N> start{};
  std::ranges::transform(known, start.begin(), &Prior::center);
  const Optimum mode =
      maximize([&](const std::array<Dual<N>, N>& x) { return log_posterior<Law>(data, known, x); }, start);
  if (mode.stop == NewtonStop::not_finite)
    throw FitError(code::no_information, "the posterior density is not finite where the prior is highest");
  const SamplingProblem problem{[&](const Eigen::VectorXd& x) { return log_posterior_at<Law>(data, known, x); },
                                mode.argmax, covariance_like(mode.at.hessian),
                                static_cast<double>(data.size() * options.chains)};
  PosteriorDraws drawn = stacked(sample_chains(problem, options));
  drawn.names.assign(Law<double>::names.begin(), Law<double>::names.end());
  drawn.priors = known;
  drawn.observations = data.all_customers();
  return Posterior(std::move(drawn));
}

template <template <class> class Law>
Posterior<Law>::Posterior(PosteriorDraws drawn) : drawn_(std::move(drawn)) {
  const auto count = static_cast<double>(drawn_.names.size());
  require(std::ranges::equal(drawn_.names, Parameters::names) && drawn_.priors.size() == drawn_.names.size() &&
              drawn_.values.cols() == static_cast<Index>(drawn_.names.size()),
          "the number of parameters", count, "must be that of the model");
  const auto rows = static_cast<std::size_t>(drawn_.values.rows());
  require(drawn_.chains >= 1 && rows >= 4 * drawn_.chains && rows % drawn_.chains == 0, "the number of draws",
          static_cast<double>(rows), "must be at least 4 for each chain, and the same for all");
  require(drawn_.log_density.size() == drawn_.values.rows(), "the number of densities",
          static_cast<double>(drawn_.log_density.size()), "must be one per draw");
  for (const double value : drawn_.values.reshaped())
    require(value > 0 && std::isfinite(value), "a drawn parameter", value, "must be positive and finite");
}

template <template <class> class Law>
std::vector<Law<double>> Posterior<Law>::laws(std::size_t most) const {
  std::vector<Law<double>> laws;
  for (const Index row : drawn_.spread_rows(most)) {
    std::array<double, Parameters::count> values{};
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = drawn_.values(row, static_cast<Index>(i));
    laws.push_back(Law<double>::of(values));
  }
  return laws;
}

template <template <class> class Law>
CustomerFigures Posterior<Law>::probability_alive(const PurchaseSummary& summary, double level,
                                                  std::size_t most_draws) const {
  return averaged(laws(most_draws), summary.patterns(), level,
                  [](const Parameters& law, const PurchasePattern& p) { return logistic(-law.log_odds_dead(p)); });
}

template <template <class> class Law>
CustomerFigures Posterior<Law>::expected_purchases(const PurchaseSummary& summary, double horizon, double level,
                                                   std::size_t most_draws) const {
  require_time_ahead(horizon);
  return averaged(laws(most_draws), summary.patterns(), level, [&](const Parameters& law, const PurchasePattern& p) {
    return std::exp(log_expected_purchases(law, p, horizon));
  });
}

template <template <class> class Law>
Estimate Posterior<Law>::expected_of_new(double horizon, double level, std::size_t most_draws) const {
  require_level(level);
  const PurchaseSummary new_customer =
      PurchaseSummary::from_arrays(std::vector<double>{0.0}, std::vector<double>{0.0}, std::vector<double>{0.0});
  const CustomerFigures figures = expected_purchases(new_customer, horizon, level, most_draws);
  return {figures.values[0], figures.standard_errors[0], figures.lower[0], figures.upper[0], level};
}

template <template <class> class Law>
std::vector<double> Posterior<Law>::purchase_distribution(const PurchaseSummary& summary, double horizon,
                                                          std::size_t most, std::size_t most_draws) const {
  require_time_ahead(horizon);
  const std::vector<Parameters> drawn = laws(most_draws);
  const auto add = [](std::vector<double>& total, const std::vector<double>& part) {
    std::ranges::transform(total, part, total.begin(), std::plus<>());
  };
  std::vector<double> sum = reduce_blocks(
      drawn.size(), std::vector<double>(summary.size() * (most + 2), 0.0),
      [&](std::size_t begin, std::size_t end) {
        std::vector<double> part(summary.size() * (most + 2), 0.0);
        for (std::size_t d = begin; d < end; ++d)
          add(part, PurchaseModel<Law>(drawn[d]).purchase_distribution(summary, horizon, most));
        return part;
      },
      add, few_laws, "predicting");
  for (double& probability : sum) probability /= static_cast<double>(drawn.size());
  return sum;
}

template <template <class> class Law>
Estimate Posterior<Law>::total_purchases(const PurchaseSummary& summary, double horizon, double level,
                                         std::uint64_t seed, std::size_t most_draws) const {
  require_time_ahead(horizon);
  require_level(level);
  const std::vector<Parameters> drawn = laws(most_draws);
  const std::span<const PurchasePattern> patterns = summary.patterns();
  std::vector<double> totals = reduce_blocks(
      patterns.size(), std::vector<double>(drawn.size(), 0.0),
      [&](std::size_t begin, std::size_t end) {
        std::vector<double> part(drawn.size(), 0.0);
        for (std::size_t i = begin; i < end; ++i) {
          RandomStream random(seed, "posterior futures", i);
          for (std::size_t d = 0; d < drawn.size(); ++d) {
            const CustomerDraw customer = draw_customer(drawn[d], patterns[i], random);
            part[d] += static_cast<double>(draw_purchases(drawn[d], customer, horizon, random));
          }
        }
        return part;
      },
      [](std::vector<double>& total, const std::vector<double>& part) {
        std::ranges::transform(total, part, total.begin(), std::plus<>());
      },
      few_customers, "predicting");
  return summary_of_draws(totals, level);
}

template <template <class> class Law>
std::vector<CustomerDraw> Posterior<Law>::customer_draws(const PurchaseSummary& summary, std::uint64_t seed,
                                                         std::size_t most_draws) const {
  const std::vector<Parameters> drawn = laws(most_draws);
  const std::span<const PurchasePattern> patterns = summary.patterns();
  std::vector<CustomerDraw> customers(patterns.size() * drawn.size());
  for_blocks(
      patterns.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          RandomStream random(seed, "posterior customers", i);
          for (std::size_t d = 0; d < drawn.size(); ++d)
            customers[i * drawn.size() + d] = draw_customer(drawn[d], patterns[i], random);
        }
      },
      few_customers, "predicting");
  return customers;
}

template class Posterior<BetaGeo>;
template class Posterior<ModifiedBetaGeo>;
template class Posterior<ParetoNbd>;
template class Posterior<Nbd>;

}  // namespace fealty::loyalty
