#include "fealty/loyalty/purchase_forecast.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <Eigen/Core>

#include "customer_figures.hpp"
#include "fealty/core/domain.hpp"
#include "fealty/core/gradient.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"
#include "log_expected_purchases.hpp"
#include "own_figures.hpp"

namespace fealty::loyalty {

namespace {

/// P(N = 0), ..., P(N = most), P(N > most) of a customer, dead or alive.
template <class Law>
std::vector<double> probabilities_of(const Law& law, const PurchasePattern& p, double horizon, std::size_t most) {
  const double alive = logistic(-law.log_odds_dead(p));
  std::vector<double> probabilities = law.probabilities_while_alive(p, horizon, most);
  for (double& one : probabilities) one *= alive;
  probabilities[0] += 1 - alive;
  return probabilities;
}

/// The variance of a customer's number of purchases. What is beyond a number that is hardly ever reached counts as this
/// number.
template <class Law>
double purchase_variance(const Law& law, const PurchasePattern& p, double horizon) {
  constexpr std::size_t most_of_all = 1 << 14;
  constexpr double negligible = 1e-9;
  std::size_t most = 32;
  std::vector<double> probabilities = probabilities_of(law, p, horizon, most);
  while (probabilities.back() > negligible && most < most_of_all) {
    most *= 4;
    probabilities = probabilities_of(law, p, horizon, most);
  }
  double mean = 0.0, square = 0.0;
  for (std::size_t n = 0; n < probabilities.size(); ++n) {
    const auto number = static_cast<double>(n);
    mean += probabilities[n] * number;
    square += probabilities[n] * number * number;
  }
  return std::max(0.0, square - mean * mean);
}

/// What is expected of customers, with its gradient by the coordinates of a model, and the variance of what they do.
struct ExpectedSum {
  double expected = 0.0;
  Eigen::VectorXd gradient;
  double variance = 0.0;

  explicit ExpectedSum(std::size_t coordinates)
      : gradient(Eigen::VectorXd::Zero(static_cast<Eigen::Index>(coordinates))) {}

  void add(double customers, double figure, const Eigen::VectorXd& by_coordinates) {
    expected += customers * figure;
    gradient += customers * by_coordinates;
  }
  ExpectedSum& operator+=(const ExpectedSum& other) {
    expected += other.expected;
    gradient += other.gradient;
    variance += other.variance;
    return *this;
  }
};

/// The sum over terms, to which `add(i, sum)` adds one each, in blocks.
template <class Add>
ExpectedSum sum_expected(std::size_t terms, const LikelihoodFit& fit, Add&& add) {
  const ExpectedSum none(fit.names.size());
  return reduce_blocks(
      terms, none,
      [&](std::size_t begin, std::size_t end) {
        ExpectedSum part = none;
        for (std::size_t i = begin; i < end; ++i) add(i, part);
        return part;
      },
      [](ExpectedSum& total, const ExpectedSum& part) { total += part; }, std::size_t{64}, "predicting");
}

/// A sum with the error that comes of the parameters.
Estimate with_error(const ExpectedSum& sum, const LikelihoodFit& fit, double level) {
  require_level(level);
  const double error = std::sqrt(std::max(0.0, sum.gradient.dot(fit.log_covariance() * sum.gradient)));
  const double reach = normal_quantile(0.5 + 0.5 * level) * error;
  return {sum.expected, error, sum.expected - reach, sum.expected + reach, level};
}

PurchaseTotal total_with_errors(const ExpectedSum& sum, const LikelihoodFit& fit, double level) {
  PurchaseTotal total;
  total.expected = with_error(sum, fit, level);
  const double error = std::hypot(total.expected.standard_error, std::sqrt(sum.variance));
  const double reach = normal_quantile(0.5 + 0.5 * level) * error;
  const double value = total.expected.value;
  total.foretold = {value, error, std::max(0.0, value - reach), value + reach, level};
  return total;
}

/// The probabilities of the purchases of customers, of whom `law_of(i)` is the law of number i.
template <class LawOf>
CountProbabilities probabilities_of_counts(std::span<const PurchasePattern> patterns, double horizon,
                                           std::span<const std::uint32_t> counts, LawOf&& law_of) {
  require_time_ahead(horizon);
  require(counts.size() == patterns.size(), "the number of counts", static_cast<double>(counts.size()),
          "must be that of the customers");
  CountProbabilities made{std::vector<double>(counts.size()), std::vector<double>(counts.size())};
  for_blocks(
      patterns.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const std::vector<double> p = probabilities_of(law_of(i), patterns[i], horizon, counts[i]);
          made.log_probability[i] = std::log(p[counts[i]]);
          double below = 0.0;
          for (std::size_t n = 0; n < counts[i]; ++n) below += p[n];
          made.below[i] = std::min(1.0, below);
        }
      },
      customer_block, "comparing");
  return made;
}

}  // namespace

template <template <class> class Law>
CountProbabilities count_probabilities(const FittedLaw<Law>& model, const PurchaseSummary& summary, double horizon,
                                       std::span<const std::uint32_t> counts) {
  return probabilities_of_counts(summary.patterns(), horizon, counts,
                                 [&](std::size_t) -> const Law<double>& { return model.parameters(); });
}

template <template <class> class Law>
CountProbabilities count_probabilities(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                                       const Frame& covariates, double horizon, std::span<const std::uint32_t> counts) {
  const auto own = own_parameters(model, summary, covariates);
  const Eigen::VectorXd x = coordinates_of(model.estimated());
  return probabilities_of_counts(summary.patterns(), horizon, counts,
                                 [&](std::size_t i) { return own.template law<double>(x, i); });
}

template <template <class> class Law>
PurchaseTotal total_purchases(const FittedLaw<Law>& model, const PurchaseSummary& summary, double horizon,
                              double level) {
  require_time_ahead(horizon);
  const CountedPatterns data = summary.counted();
  const auto law = with_gradients(model);
  const auto add = [&](std::size_t i, ExpectedSum& sum) {
    const auto expected = exp(log_expected_purchases(law, data[i], horizon));
    sum.add(data.customers(i), expected.value, derivatives_of(expected));
    sum.variance += data.customers(i) * purchase_variance(model.parameters(), data[i], horizon);
  };
  return total_with_errors(sum_expected(horizon > 0 ? data.size() : 0, model.estimated(), add), model.estimated(),
                           level);
}

template <template <class> class Law>
PurchaseTotal total_purchases(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                              const Frame& covariates, double horizon, double level) {
  require_time_ahead(horizon);
  constexpr std::size_t N = Law<double>::count;
  const auto own = own_parameters(model, summary, covariates);
  const Eigen::VectorXd x = coordinates_of(model.estimated());
  const auto patterns = summary.patterns();
  const auto add = [&](std::size_t i, ExpectedSum& sum) {
    const auto expected = exp(log_expected_purchases(own.template law<Gradient<N>>(x, i), patterns[i], horizon));
    sum.add(1.0, expected.value, own.gradient(expected.gradient, i));
    sum.variance += purchase_variance(own.template law<double>(x, i), patterns[i], horizon);
  };
  return total_with_errors(sum_expected(horizon > 0 ? patterns.size() : 0, model.estimated(), add), model.estimated(),
                           level);
}

template <template <class> class Law>
Estimate cohort_purchases(const FittedLaw<Law>& model, std::span<const double> ages, std::span<const double> customers,
                          double level) {
  require(ages.size() == customers.size(), "the number of ages", static_cast<double>(ages.size()),
          "must be that of the numbers of customers");
  const auto law = with_gradients(model);
  ExpectedSum sum(Law<double>::count);
  for (std::size_t i = 0; i < ages.size(); ++i) {
    require_time_ahead(ages[i]);
    if (ages[i] == 0) continue;
    const auto expected = exp(log_expected_purchases(law, PurchasePattern{}, ages[i]));
    sum.add(customers[i], expected.value, derivatives_of(expected));
  }
  return with_error(sum, model.estimated(), level);
}

template <template <class> class Law>
Estimate cohort_purchases(const PurchaseRegression<Law>& model, const PurchaseSummary& summary, const Frame& covariates,
                          std::span<const double> from_ages, std::span<const double> to_ages, double level) {
  constexpr std::size_t N = Law<double>::count;
  const auto own = own_parameters(model, summary, covariates);
  const Eigen::VectorXd x = coordinates_of(model.estimated());
  for (const std::span<const double> ages : {from_ages, to_ages}) {
    require(ages.size() == own.customers(), "the number of ages", static_cast<double>(ages.size()),
            "must be that of the customers");
    for (const double age : ages) require_time_ahead(age);
  }
  for (std::size_t i = 0; i < to_ages.size(); ++i)
    require(to_ages[i] >= from_ages[i], "an age", to_ages[i], "must not be before the one that it is counted from");
  const auto add = [&](std::size_t i, ExpectedSum& sum) {
    const auto law = own.template law<Gradient<N>>(x, i);
    const auto add_until = [&](double age, double sign) {
      if (age == 0) return;
      const auto expected = exp(log_expected_purchases(law, PurchasePattern{}, age));
      sum.add(sign, expected.value, own.gradient(expected.gradient, i));
    };
    if (to_ages[i] == from_ages[i]) return;
    add_until(to_ages[i], 1.0);
    add_until(from_ages[i], -1.0);
  };
  return with_error(sum_expected(to_ages.size(), model.estimated(), add), model.estimated(), level);
}

template CountProbabilities count_probabilities<BetaGeo>(const FittedLaw<BetaGeo>&, const PurchaseSummary&, double,
                                                         std::span<const std::uint32_t>);
template CountProbabilities count_probabilities<ModifiedBetaGeo>(const FittedLaw<ModifiedBetaGeo>&,
                                                                 const PurchaseSummary&, double,
                                                                 std::span<const std::uint32_t>);
template CountProbabilities count_probabilities<ParetoNbd>(const FittedLaw<ParetoNbd>&, const PurchaseSummary&, double,
                                                           std::span<const std::uint32_t>);
template CountProbabilities count_probabilities<Nbd>(const FittedLaw<Nbd>&, const PurchaseSummary&, double,
                                                     std::span<const std::uint32_t>);
template PurchaseTotal total_purchases<BetaGeo>(const FittedLaw<BetaGeo>&, const PurchaseSummary&, double, double);
template PurchaseTotal total_purchases<ModifiedBetaGeo>(const FittedLaw<ModifiedBetaGeo>&, const PurchaseSummary&,
                                                        double, double);
template PurchaseTotal total_purchases<ParetoNbd>(const FittedLaw<ParetoNbd>&, const PurchaseSummary&, double, double);
template PurchaseTotal total_purchases<Nbd>(const FittedLaw<Nbd>&, const PurchaseSummary&, double, double);
template Estimate cohort_purchases<BetaGeo>(const FittedLaw<BetaGeo>&, std::span<const double>, std::span<const double>,
                                            double);
template Estimate cohort_purchases<ModifiedBetaGeo>(const FittedLaw<ModifiedBetaGeo>&, std::span<const double>,
                                                    std::span<const double>, double);
template Estimate cohort_purchases<ParetoNbd>(const FittedLaw<ParetoNbd>&, std::span<const double>,
                                              std::span<const double>, double);
template Estimate cohort_purchases<Nbd>(const FittedLaw<Nbd>&, std::span<const double>, std::span<const double>,
                                        double);
template CountProbabilities count_probabilities<BetaGeo>(const PurchaseRegression<BetaGeo>&, const PurchaseSummary&,
                                                         const Frame&, double, std::span<const std::uint32_t>);
template CountProbabilities count_probabilities<ModifiedBetaGeo>(const PurchaseRegression<ModifiedBetaGeo>&,
                                                                 const PurchaseSummary&, const Frame&, double,
                                                                 std::span<const std::uint32_t>);
template CountProbabilities count_probabilities<ParetoNbd>(const PurchaseRegression<ParetoNbd>&, const PurchaseSummary&,
                                                           const Frame&, double, std::span<const std::uint32_t>);
template PurchaseTotal total_purchases<BetaGeo>(const PurchaseRegression<BetaGeo>&, const PurchaseSummary&,
                                                const Frame&, double, double);
template PurchaseTotal total_purchases<ModifiedBetaGeo>(const PurchaseRegression<ModifiedBetaGeo>&,
                                                        const PurchaseSummary&, const Frame&, double, double);
template PurchaseTotal total_purchases<ParetoNbd>(const PurchaseRegression<ParetoNbd>&, const PurchaseSummary&,
                                                  const Frame&, double, double);
template Estimate cohort_purchases<BetaGeo>(const PurchaseRegression<BetaGeo>&, const PurchaseSummary&, const Frame&,
                                            std::span<const double>, std::span<const double>, double);
template Estimate cohort_purchases<ModifiedBetaGeo>(const PurchaseRegression<ModifiedBetaGeo>&, const PurchaseSummary&,
                                                    const Frame&, std::span<const double>, std::span<const double>,
                                                    double);
template Estimate cohort_purchases<ParetoNbd>(const PurchaseRegression<ParetoNbd>&, const PurchaseSummary&,
                                              const Frame&, std::span<const double>, std::span<const double>, double);

}  // namespace fealty::loyalty
