#include "fealty/loyalty/regular_purchase_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include <Eigen/Core>

#include "fealty/core/domain.hpp"
#include "fealty/core/dual.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/gradient.hpp"
#include "fealty/core/nan.hpp"
#include "geometric_dropout_fitting.hpp"

namespace fealty::loyalty {
namespace {

constexpr std::uint32_t greatest_regularity = 100;

void require_regularity(std::uint32_t k) {
  require(k >= 1 && k <= greatest_regularity, "the regularity", k, "must be from 1 to 100");
}

void require_gaps(std::span<const double> log_gaps, std::size_t customers) {
  require(log_gaps.size() == customers, "the number of sums of gaps", static_cast<double>(log_gaps.size()),
          "must be that of the customers");
  for (const double sum : log_gaps) require(std::isfinite(sum), "the logarithm of gaps", sum, "must be finite");
}

/// What the gaps add to the log-likelihood, whatever the parameters.
template <class Law>
double sum_of_gap_factors(const Law& law, const PurchaseSummary& summary, std::span<const double> log_gaps) {
  double sum = 0.0;
  for (std::size_t i = 0; i < log_gaps.size(); ++i)
    sum += law.log_gap_factor(summary.patterns()[i].frequency, log_gaps[i]);
  return sum;
}

/// The best parameters with a regularity.
template <int First>
LikelihoodFit fit_with(std::uint32_t k, const PurchaseSummary& summary, const CountedPatterns& data,
                       std::span<const double> log_gaps, const LikelihoodFit* before, const FitOptions& options) {
  constexpr std::size_t N = RegularDropout<double, First>::count;
  const RegularDropout<double, First> any{1, 1, 1, 1, k};
  const double gap_factors = sum_of_gap_factors(any, summary, log_gaps);
  const PurchaseMoments moments(data);
  LikelihoodProblem problem;
  problem.names.assign(any.names.begin(), any.names.end());
  problem.observations = data.all_customers();
  problem.terms = 1;  // the factor of the gaps is that of all customers: no sample
  problem.log_likelihood = [&](const Eigen::VectorXd& logarithms, std::size_t) {
    const auto law = RegularDropout<Dual<N>, First>::of(from_logarithms<N>(logarithms), k);
    return expansion(sum_of_log_likelihoods(law, data) + gap_factors);
  };
  problem.score_products = [&](const Eigen::VectorXd& logarithms) {
    const CustomerPatterns customers(summary.patterns());
    const auto law = RegularDropout<Gradient<N>, First>::of(from_logarithms<N, Gradient>(logarithms), k);
    const auto terms = law.count_terms(customers.frequencies());
    return score_products(customers.size(), logarithms.size(), options.clusters, [&](std::size_t i) {
      const auto likelihood = law.log_likelihood(customers[i], terms[customers.frequency_index(i)]);
      return Eigen::VectorXd(Eigen::VectorXd::Map(likelihood.gradient.data(), logarithms.size()));
    });
  };
  problem.starts = GeometricDropoutFitting::starts(moments);
  for (std::vector<double>& start : problem.starts) start[1] /= k;
  if (before != nullptr) {
    std::vector<double> start;
    for (const Estimate& e : before->estimates) start.push_back(e.value);
    start[1] *= (k - 1.0) / k;
    problem.starts.insert(problem.starts.begin(), std::move(start));
  }
  problem.limits = GeometricDropoutFitting::limits();
  problem.collapse = [&](const std::vector<double>& parameters) {
    return GeometricDropoutFitting::collapse(parameters, moments);
  };
  return maximize_likelihood(problem, options);
}

}  // namespace

std::vector<double> log_gap_sums(const PurchaseSummary& summary) {
  if (!summary.has_days() && summary.size() > 0) {
    throw ParameterError(
        code::missing_parameter,
        "the summary does not know the days of purchases: give the sums of the logarithms of the gaps");
  }
  const double unit = days_in(summary.unit());
  std::vector<double> sums(summary.size(), 0.0);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const auto days = summary.days(i);
    for (std::size_t d = 1; d < days.size(); ++d) sums[i] += std::log((days[d] - days[d - 1]) / unit);
  }
  return sums;
}

template <int First>
RegularPurchaseModel<First>::RegularPurchaseModel(const Parameters& known) : law_(known) {
  require_regularity(known.k);
  const auto values = known.values();
  for (std::size_t i = 0; i < values.size(); ++i) {
    require(values[i] > 0 && std::isfinite(values[i]), Parameters::names[i], values[i], "must be positive and finite");
    fit_.names.emplace_back(Parameters::names[i]);
    fit_.estimates.push_back({values[i], 0.0, values[i], values[i], fit_.level});
  }
  fit_.covariance = Eigen::MatrixXd::Zero(4, 4);
  fit_.log_likelihood = nan;
}

template <int First>
RegularPurchaseModel<First>::RegularPurchaseModel(LikelihoodFit fit, std::uint32_t k, std::vector<double> profile)
    : fit_(std::move(fit)), profile_(std::move(profile)) {
  require_regularity(k);
  require(fit_.estimates.size() == Parameters::count, "the number of parameters",
          static_cast<double>(fit_.estimates.size()), "must be that of the model");
  std::array<double, Parameters::count> values;
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = fit_.estimates[i].value;
  law_ = Parameters::of(values, k);
}

template <int First>
RegularPurchaseModel<First> RegularPurchaseModel<First>::fit(const PurchaseSummary& summary,
                                                             std::span<const double> log_gaps, std::uint32_t most,
                                                             const FitOptions& options) {
  require_regularity(most);
  const CountedPatterns data = summary.counted();
  require_repeat_buyers(data);
  require_gaps(log_gaps, summary.size());
  std::vector<double> profile;
  std::optional<LikelihoodFit> best, last;
  std::uint32_t k_best = 1;
  for (std::uint32_t k = 1; k <= most && k <= k_best + 2; ++k) {
    last = fit_with<First>(k, summary, data, log_gaps, last ? &*last : nullptr, options);
    profile.push_back(last->log_likelihood);
    if (best && !(last->log_likelihood > best->log_likelihood)) continue;
    best = last;
    k_best = k;
  }
  return {std::move(*best), k_best, std::move(profile)};
}

template <int First>
double RegularPurchaseModel<First>::log_likelihood(const PurchaseSummary& summary,
                                                   std::span<const double> log_gaps) const {
  require_gaps(log_gaps, summary.size());
  return sum_of_log_likelihoods(law_, summary.counted()) + sum_of_gap_factors(law_, summary, log_gaps);
}

template <int First>
template <class Scale, class Function>
CustomerFigures RegularPurchaseModel<First>::figures(std::size_t size, double level, Function&& on_scale) const {
  constexpr std::size_t N = Parameters::count;
  const Eigen::MatrixXd covariance = fit_.log_covariance();
  std::array<Gradient<N>, N> parameters;
  for (std::size_t i = 0; i < N; ++i) parameters[i] = exp(Gradient<N>::variable(std::log(law_.values()[i]), i));
  const auto law = RegularDropout<Gradient<N>, First>::of(parameters, law_.k);
  return figures_on_scale<Scale>(
      size, level, [&](std::size_t i) { return on_scale(law_, i); },
      [&](std::size_t i) {
        const Gradient<N> figure = on_scale(law, i);
        const auto gradient = Eigen::Map<const Eigen::Matrix<double, static_cast<int>(N), 1>>(figure.gradient.data());
        return UncertainFigure{figure.value, gradient.dot(covariance * gradient)};
      });
}

template <int First>
CustomerFigures RegularPurchaseModel<First>::probability_alive(const PurchaseSummary& summary, double level) const {
  const auto patterns = summary.patterns();
  return figures<LogitScale>(patterns.size(), level,
                             [&](const auto& law, std::size_t i) { return -law.log_odds_dead(patterns[i]); });
}

template <int First>
CustomerFigures RegularPurchaseModel<First>::expected_purchases(const PurchaseSummary& summary, double horizon,
                                                                double level) const {
  require_time_ahead(horizon);
  const auto patterns = summary.patterns();
  return figures<LogarithmScale>(patterns.size(), level, [&](const auto& law, std::size_t i) {
    return log_expected_purchases(law, patterns[i], horizon);
  });
}

template <int First>
Estimate RegularPurchaseModel<First>::expected_of_new(double horizon, double level) const {
  require_time_ahead(horizon);
  const CustomerFigures made = figures<LogarithmScale>(
      1, level, [&](const auto& law, std::size_t) { return log_expected_purchases(law, PurchasePattern{}, horizon); });
  return {made.values[0], made.standard_errors[0], made.lower[0], made.upper[0], level};
}

template <int First>
std::vector<double> RegularPurchaseModel<First>::purchase_distribution(const PurchaseSummary& summary, double horizon,
                                                                       std::size_t most) const {
  require_time_ahead(horizon);
  return distribute_purchases(summary.patterns(), horizon, most,
                              [&](std::size_t) -> const Parameters& { return law_; });
}

template <int First>
std::vector<typename RegularPurchaseModel<First>::Parameters::Drawn> RegularPurchaseModel<First>::simulate(
    std::size_t customers, double observed, std::uint64_t seed) const {
  require(observed >= 0 && std::isfinite(observed), "observed", observed, "must be finite and not negative");
  std::vector<typename Parameters::Drawn> drawn(customers);
  for_blocks(
      customers,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          RandomStream random(seed, "regular purchases", i);
          drawn[i] = Parameters::draw(law_, observed, random);
        }
      },
      customer_block, "simulating");
  return drawn;
}

template class RegularPurchaseModel<0>;
template class RegularPurchaseModel<1>;

}  // namespace fealty::loyalty
