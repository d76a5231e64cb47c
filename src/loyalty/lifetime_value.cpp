#include "fealty/loyalty/lifetime_value.hpp"

#include <cmath>
#include <cstddef>
#include <utility>

#include <Eigen/Core>

#include "discounting.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/loyalty/discounted_purchases.hpp"
#include "figures_while_alive.hpp"

namespace fealty::loyalty {
namespace {

/// The logarithms of the factors of a value, with their gradients by the logarithms of the parameters of both models.
template <std::size_t N, std::size_t M>
struct LogFactors {
  Gradient<N> purchases;
  Gradient<M> spend;
};

template <std::size_t N>
Eigen::Matrix<double, static_cast<int>(N), 1> column_of(const Gradient<N>& x) {
  return Eigen::Map<const Eigen::Matrix<double, static_cast<int>(N), 1>>(x.gradient.data());
}

/// The sum of values, and its gradient.
template <std::size_t N, std::size_t M>
struct TotalValue {
  double value = 0.0;
  Eigen::Matrix<double, static_cast<int>(N), 1> by_purchases = Eigen::Matrix<double, static_cast<int>(N), 1>::Zero();
  Eigen::Matrix<double, static_cast<int>(M), 1> by_spend = Eigen::Matrix<double, static_cast<int>(M), 1>::Zero();

  void add(double one, const LogFactors<N, M>& factors) {
    value += one;
    by_purchases += one * column_of(factors.purchases);
    by_spend += one * column_of(factors.spend);
  }

  TotalValue& operator+=(const TotalValue& other) {
    value += other.value;
    by_purchases += other.by_purchases;
    by_spend += other.by_spend;
    return *this;
  }
};

double variance(const Eigen::MatrixXd& covariance, const auto& gradient) {
  return std::max(0.0, gradient.dot(covariance * gradient));
}

}  // namespace

double continuous_rate(double annual_discount, PurchaseUnit unit) {
  require(annual_discount >= 0 && std::isfinite(annual_discount), "discount", annual_discount,
          "must be finite and not negative");
  return std::log1p(annual_discount) * days_in(unit) / days_in(PurchaseUnit::year);
}

template <template <class> class Law>
LifetimeValues lifetime_value(const PurchaseModel<Law>& purchases, const GammaGammaModel& spend,
                              const PurchaseSummary& summary, const LifetimeOptions& options) {
  constexpr std::size_t N = Law<double>::count, M = GammaGamma<double>::count;
  require_discounting(options.horizon, options.rate);
  require(options.margin > 0 && std::isfinite(options.margin), "margin", options.margin, "must be positive and finite");
  require_level(options.level);
  const auto law = with_gradients(purchases);
  const auto spend_law = with_gradients(spend);
  const auto patterns = summary.patterns();
  const auto monetary_values = summary.monetary_values();
  const LivingCustomers living(patterns);
  const auto while_alive = living.each(law, [&](const auto& one, const PurchasePattern& p) {
    return discounted_while_alive(one, p, options.horizon, options.rate);
  });
  const auto factors_of = [&](std::size_t i) {
    const bool is_known = !monetary_values.empty() && patterns[i].frequency > 0;
    return LogFactors<N, M>{
        log_times_alive(law, patterns[i], while_alive[living.kind_of(i)]),
        log(spend_law.expected_value(is_known ? patterns[i].frequency : 0.0, is_known ? monetary_values[i] : 0.0))};
  };
  const Eigen::MatrixXd purchase_covariance = purchases.estimated().log_covariance();
  const Eigen::MatrixXd spend_covariance = spend.estimated().log_covariance();
  const double z = normal_quantile(0.5 + 0.5 * options.level);
  const std::size_t size = patterns.size();
  LifetimeValues made;
  for (auto* column : {&made.expected_spend, &made.discounted_purchases, &made.value, &made.lower, &made.upper})
    column->resize(size);
  const auto total = reduce_blocks(
      size, TotalValue<N, M>{},
      [&](std::size_t begin, std::size_t end) {
        TotalValue<N, M> sum;
        for (std::size_t i = begin; i < end; ++i) {
          const LogFactors<N, M> factors = factors_of(i);
          made.expected_spend[i] = std::exp(factors.spend.value);
          made.discounted_purchases[i] = std::exp(factors.purchases.value);
          double& value = made.value[i];
          value = made.lower[i] = made.upper[i] = 0.0;
          if (made.discounted_purchases[i] == 0) continue;  // also where the spend is infinite
          value = options.margin * made.expected_spend[i] * made.discounted_purchases[i];
          made.lower[i] = made.upper[i] = value;
          if (std::isinf(value)) {
            sum.value = value;
            continue;
          }
          const double error = std::sqrt(variance(purchase_covariance, column_of(factors.purchases)) +
                                         variance(spend_covariance, column_of(factors.spend)));
          made.lower[i] = value * std::exp(-z * error);
          made.upper[i] = value * std::exp(z * error);
          sum.add(value, factors);
        }
        return sum;
      },
      [](TotalValue<N, M>& whole, const TotalValue<N, M>& part) { whole += part; }, customer_block, "predicting");
  if (std::isinf(total.value)) {
    made.total = {total.value, nan, nan, nan, options.level};
    return made;
  }
  const double error =
      std::sqrt(variance(purchase_covariance, total.by_purchases) + variance(spend_covariance, total.by_spend));
  const double reach = total.value > 0 ? z * error / total.value : 0.0;
  made.total = {total.value, error, total.value * std::exp(-reach), total.value * std::exp(reach), options.level};
  return made;
}

template LifetimeValues lifetime_value(const BetaGeoModel&, const GammaGammaModel&, const PurchaseSummary&,
                                       const LifetimeOptions&);
template LifetimeValues lifetime_value(const ModifiedBetaGeoModel&, const GammaGammaModel&, const PurchaseSummary&,
                                       const LifetimeOptions&);
template LifetimeValues lifetime_value(const ParetoNBDModel&, const GammaGammaModel&, const PurchaseSummary&,
                                       const LifetimeOptions&);
template LifetimeValues lifetime_value(const NBDModel&, const GammaGammaModel&, const PurchaseSummary&,
                                       const LifetimeOptions&);

}  // namespace fealty::loyalty
