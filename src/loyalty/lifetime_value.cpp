#include "fealty/loyalty/lifetime_value.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

#include <Eigen/Core>

#include "discounting.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/loyalty/discounted_purchases.hpp"
#include "figures_while_alive.hpp"
#include "own_figures.hpp"

namespace fealty::loyalty {
namespace {

/// The logarithm of a figure, with its gradient by the coordinates of a model.
struct LogFigure {
  double logarithm;
  Eigen::VectorXd gradient;
};

/// A sum of values, with its gradient by the coordinates of the models of purchases and of spend.
struct TotalValue {
  double value = 0.0;
  Eigen::VectorXd by_purchases;
  Eigen::VectorXd by_spend;

  TotalValue& operator+=(const TotalValue& other) {
    value += other.value;
    by_purchases += other.by_purchases;
    by_spend += other.by_spend;
    return *this;
  }
};

double variance_of(const Eigen::VectorXd& gradient, const Eigen::MatrixXd& covariance) {
  return std::max(0.0, gradient.dot(covariance * gradient));
}

void require_value_options(const LifetimeOptions& options) {
  require_discounting(options.horizon, options.rate);
  require(options.margin > 0 && std::isfinite(options.margin), "margin", options.margin, "must be positive and finite");
  require_level(options.level);
}

/// The expected spend per purchase of customers, with its gradient.
class SpendOfCustomers {
 public:
  SpendOfCustomers(const GammaGammaModel& model, const PurchaseSummary& summary)
      : law_(with_gradients(model)), patterns_(summary.patterns()), mean_values_(summary.monetary_values()) {}

  [[nodiscard]] LogFigure operator()(std::size_t i) const {
    const bool is_known = !mean_values_.empty() && patterns_[i].frequency > 0;
    const auto spend =
        log(law_.expected_value(is_known ? patterns_[i].frequency : 0.0, is_known ? mean_values_[i] : 0.0));
    return {spend.value, derivatives_of(spend)};
  }

 private:
  GammaGamma<Gradient<GammaGamma<double>::count>> law_;
  std::span<const PurchasePattern> patterns_;
  std::span<const double> mean_values_;
};

/// The values of customers whose discounted purchases are `log_purchases(i)`.
template <class LogPurchases>
LifetimeValues values_of(const LikelihoodFit& purchases, const GammaGammaModel& spend, const PurchaseSummary& summary,
                         const LifetimeOptions& options, LogPurchases&& log_purchases) {
  const Eigen::MatrixXd purchase_covariance = purchases.log_covariance();
  const Eigen::MatrixXd spend_covariance = spend.estimated().log_covariance();
  const SpendOfCustomers log_spend(spend, summary);
  const double z = normal_quantile(0.5 + 0.5 * options.level);
  const std::size_t size = summary.size();
  LifetimeValues made;
  for (auto* column : {&made.expected_spend, &made.discounted_purchases, &made.value, &made.lower, &made.upper})
    column->resize(size);
  const TotalValue nothing{0.0, Eigen::VectorXd::Zero(purchase_covariance.rows()),
                           Eigen::VectorXd::Zero(spend_covariance.rows())};
  const auto add_customer = [&](std::size_t i, TotalValue& sum) {
    const LogFigure bought = log_purchases(i), spent = log_spend(i);
    made.expected_spend[i] = std::exp(spent.logarithm);
    made.discounted_purchases[i] = std::exp(bought.logarithm);
    made.value[i] = made.lower[i] = made.upper[i] = 0.0;
    if (made.discounted_purchases[i] == 0) return;  // also where the spend is infinite
    const double value = options.margin * made.expected_spend[i] * made.discounted_purchases[i];
    made.value[i] = made.lower[i] = made.upper[i] = value;
    sum.value += value;
    if (std::isinf(value)) return;
    sum.by_purchases += value * bought.gradient;
    sum.by_spend += value * spent.gradient;
    const double error =
        std::sqrt(variance_of(bought.gradient, purchase_covariance) + variance_of(spent.gradient, spend_covariance));
    made.lower[i] = value * std::exp(-z * error);
    made.upper[i] = value * std::exp(z * error);
  };
  const TotalValue total = reduce_blocks(
      size, nothing,
      [&](std::size_t begin, std::size_t end) {
        TotalValue sum = nothing;
        for (std::size_t i = begin; i < end; ++i) add_customer(i, sum);
        return sum;
      },
      [](TotalValue& whole, const TotalValue& part) { whole += part; }, customer_block, "predicting");
  if (std::isinf(total.value)) {
    made.total = {total.value, nan, nan, nan, options.level};
    return made;
  }
  const double error =
      std::sqrt(variance_of(total.by_purchases, purchase_covariance) + variance_of(total.by_spend, spend_covariance));
  const double reach = total.value > 0 ? z * error / total.value : 0.0;
  made.total = {total.value, error, total.value * std::exp(-reach), total.value * std::exp(reach), options.level};
  return made;
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
  require_value_options(options);
  const auto law = with_gradients(purchases);
  const auto patterns = summary.patterns();
  const LivingCustomers living(patterns);
  const auto while_alive = living.each(law, [&](const auto& one, const PurchasePattern& p) {
    return discounted_while_alive(one, p, options.horizon, options.rate);
  });
  return values_of(purchases.estimated(), spend, summary, options, [&](std::size_t i) {
    const auto bought = log_times_alive(law, patterns[i], while_alive[living.kind_of(i)]);
    return LogFigure{bought.value, derivatives_of(bought)};
  });
}

template <template <class> class Law>
LifetimeValues lifetime_value(const PurchaseRegression<Law>& purchases, const GammaGammaModel& spend,
                              const PurchaseSummary& summary, const Frame& covariates, const LifetimeOptions& options) {
  require_value_options(options);
  using S = Gradient<Law<double>::count>;
  const auto own = own_parameters(purchases, summary, covariates);
  const Eigen::VectorXd x = coordinates_of(purchases.estimated());
  const auto patterns = summary.patterns();
  return values_of(purchases.estimated(), spend, summary, options, [&](std::size_t i) {
    const Law<S> law = own.template law<S>(x, i);
    const S while_alive = discounted_while_alive(law, patterns[i], options.horizon, options.rate);
    const S bought = log_times_alive(law, patterns[i], while_alive);
    return LogFigure{bought.value, own.gradient(bought.gradient, i)};
  });
}

template LifetimeValues lifetime_value(const BetaGeoModel&, const GammaGammaModel&, const PurchaseSummary&,
                                       const LifetimeOptions&);
template LifetimeValues lifetime_value(const ModifiedBetaGeoModel&, const GammaGammaModel&, const PurchaseSummary&,
                                       const LifetimeOptions&);
template LifetimeValues lifetime_value(const ParetoNBDModel&, const GammaGammaModel&, const PurchaseSummary&,
                                       const LifetimeOptions&);
template LifetimeValues lifetime_value(const NBDModel&, const GammaGammaModel&, const PurchaseSummary&,
                                       const LifetimeOptions&);
template LifetimeValues lifetime_value(const BetaGeoRegression&, const GammaGammaModel&, const PurchaseSummary&,
                                       const Frame&, const LifetimeOptions&);
template LifetimeValues lifetime_value(const ModifiedBetaGeoRegression&, const GammaGammaModel&, const PurchaseSummary&,
                                       const Frame&, const LifetimeOptions&);
template LifetimeValues lifetime_value(const ParetoNBDRegression&, const GammaGammaModel&, const PurchaseSummary&,
                                       const Frame&, const LifetimeOptions&);

}  // namespace fealty::loyalty
