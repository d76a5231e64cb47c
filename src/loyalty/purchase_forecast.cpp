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

/// A sum with the error that comes of the parameters.
template <template <class> class Law, std::size_t N>
Estimate with_error(const FittedLaw<Law>& model, const Gradient<N>& sum, double level) {
  require_level(level);
  const auto gradient = Eigen::Map<const Eigen::Matrix<double, static_cast<int>(N), 1>>(sum.gradient.data());
  const double error = std::sqrt(std::max(0.0, gradient.dot(model.estimated().log_covariance() * gradient)));
  const double reach = normal_quantile(0.5 + 0.5 * level) * error;
  return {sum.value, error, sum.value - reach, sum.value + reach, level};
}

}  // namespace

template <template <class> class Law>
CountProbabilities count_probabilities(const FittedLaw<Law>& model, const PurchaseSummary& summary, double horizon,
                                       std::span<const std::uint32_t> counts) {
  require_time_ahead(horizon);
  const auto patterns = summary.patterns();
  require(counts.size() == patterns.size(), "the number of counts", static_cast<double>(counts.size()),
          "must be that of the customers");
  CountProbabilities made{std::vector<double>(counts.size()), std::vector<double>(counts.size())};
  for_blocks(
      patterns.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const std::vector<double> p = probabilities_of(model.parameters(), patterns[i], horizon, counts[i]);
          made.log_probability[i] = std::log(p[counts[i]]);
          double below = 0.0;
          for (std::size_t n = 0; n < counts[i]; ++n) below += p[n];
          made.below[i] = std::min(1.0, below);
        }
      },
      customer_block, "comparing");
  return made;
}

template <template <class> class Law>
PurchaseTotal total_purchases(const FittedLaw<Law>& model, const PurchaseSummary& summary, double horizon,
                              double level) {
  require_time_ahead(horizon);
  constexpr std::size_t N = Law<double>::count;
  struct Sums {
    Gradient<N> expected{};
    double variance = 0.0;
  };
  const CountedPatterns data = summary.counted();
  const auto law = with_gradients(model);
  const Sums sums = reduce_blocks(
      data.size(), Sums{},
      [&](std::size_t begin, std::size_t end) {
        Sums part;
        for (std::size_t i = begin; i < end && horizon > 0; ++i) {
          part.expected = part.expected + data.customers(i) * exp(log_expected_purchases(law, data[i], horizon));
          part.variance += data.customers(i) * purchase_variance(model.parameters(), data[i], horizon);
        }
        return part;
      },
      [](Sums& total, const Sums& part) {
        total.expected = total.expected + part.expected;
        total.variance += part.variance;
      },
      std::size_t{64}, "predicting");
  PurchaseTotal total;
  total.expected = with_error(model, sums.expected, level);
  const double error = std::hypot(total.expected.standard_error, std::sqrt(sums.variance));
  const double reach = normal_quantile(0.5 + 0.5 * level) * error;
  const double value = total.expected.value;
  total.foretold = {value, error, std::max(0.0, value - reach), value + reach, level};
  return total;
}

template <template <class> class Law>
Estimate cohort_purchases(const FittedLaw<Law>& model, std::span<const double> ages, std::span<const double> customers,
                          double level) {
  require(ages.size() == customers.size(), "the number of ages", static_cast<double>(ages.size()),
          "must be that of the numbers of customers");
  const auto law = with_gradients(model);
  Gradient<Law<double>::count> sum;
  for (std::size_t i = 0; i < ages.size(); ++i) {
    require_time_ahead(ages[i]);
    if (ages[i] > 0) sum = sum + customers[i] * exp(log_expected_purchases(law, PurchasePattern{}, ages[i]));
  }
  return with_error(model, sum, level);
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

}  // namespace fealty::loyalty
