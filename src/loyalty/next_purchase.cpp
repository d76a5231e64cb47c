#include "fealty/loyalty/next_purchase.hpp"

#include <cstddef>

#include "figures_while_alive.hpp"
#include "log_expected_purchases.hpp"
#include "own_figures.hpp"

namespace fealty::loyalty {
namespace {

constexpr double without_end = std::numeric_limits<double>::infinity();

/// The logit of a probability whose logarithm is given.
template <class S>
S logit_of_log(const S& logarithm) {
  return logarithm - log1mexp(logarithm);
}

/// Probabilities of customers that are P(alive) times another.
template <template <class> class Law, class WhileAlive>
CustomerFigures probabilities_times_alive(const PurchaseModel<Law>& model, const PurchaseSummary& summary, double level,
                                          WhileAlive&& while_alive) {
  return figures_times_alive<LogitScale>(model, summary.patterns(), level, while_alive,
                                         [](const auto& logarithm) { return logit_of_log(logarithm); });
}

template <template <class> class Law, class WhileAlive>
CustomerFigures probabilities_times_alive(const PurchaseRegression<Law>& model, const OwnParameters<Law>& own,
                                          const PurchaseSummary& summary, double level, WhileAlive&& while_alive) {
  const auto patterns = summary.patterns();
  return own_figures<LogitScale>(model.estimated(), own, level, [&](const auto& law, std::size_t i) {
    return logit_of_log(log_times_alive(law, patterns[i], while_alive(law, patterns[i])));
  });
}

const auto ever_again = [](const auto& law, const PurchasePattern& p) { return purchase_within(law, p, without_end); };

void require_quantiles(std::span<const double> quantiles) {
  for (const double q : quantiles) require(q > 0 && q < 1, "quantile", q, "must be between 0 and 1, both excluded");
}

/// For each quantile the times of customers, who buy again with the given probabilities; `law_of(i)` is that of
/// customer i.
template <class LawOf>
std::vector<std::vector<double>> times_to_purchase(std::span<const PurchasePattern> patterns,
                                                   const std::vector<double>& probabilities,
                                                   std::span<const double> quantiles, LawOf&& law_of) {
  std::vector<std::vector<double>> times(quantiles.size(), std::vector<double>(patterns.size(), without_end));
  for_blocks(
      patterns.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const auto& law = law_of(i);
          const double alive = logistic(-law.log_odds_dead(patterns[i]));
          for (std::size_t q = 0; q < quantiles.size(); ++q) {
            if (quantiles[q] < probabilities[i]) times[q][i] = time_to_purchase(law, patterns[i], quantiles[q] / alive);
          }
        }
      },
      customer_block, "predicting");
  return times;
}

}  // namespace

template <template <class> class Law>
NextPurchase next_purchase(const PurchaseModel<Law>& model, const PurchaseSummary& summary,
                           std::span<const double> quantiles, double level) {
  require_quantiles(quantiles);
  NextPurchase next;
  next.probability = probabilities_times_alive(model, summary, level, ever_again);
  next.times = times_to_purchase(summary.patterns(), next.probability.values, quantiles,
                                 [&](std::size_t) -> const Law<double>& { return model.parameters(); });
  return next;
}

template <template <class> class Law>
NextPurchase next_purchase(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                           const Frame& covariates, std::span<const double> quantiles, double level) {
  require_quantiles(quantiles);
  const auto own = own_parameters(model, summary, covariates);
  const Eigen::VectorXd x = coordinates_of(model.estimated());
  NextPurchase next;
  next.probability = probabilities_times_alive(model, own, summary, level, ever_again);
  next.times = times_to_purchase(summary.patterns(), next.probability.values, quantiles,
                                 [&](std::size_t i) { return own.template law<double>(x, i); });
  return next;
}

template <template <class> class Law>
CustomerFigures customer_survival(const PurchaseModel<Law>& model, const PurchaseSummary& summary, double time,
                                  double level) {
  require_time_ahead(time);
  return probabilities_times_alive(
      model, summary, level, [&](const auto& law, const PurchasePattern& p) { return staying_alive(law, p, time); });
}

template <template <class> class Law>
CustomerFigures customer_survival(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                                  const Frame& covariates, double time, double level) {
  require_time_ahead(time);
  return probabilities_times_alive(
      model, own_parameters(model, summary, covariates), summary, level,
      [&](const auto& law, const PurchasePattern& p) { return staying_alive(law, p, time); });
}

template NextPurchase next_purchase(const BetaGeoModel&, const PurchaseSummary&, std::span<const double>, double);
template NextPurchase next_purchase(const ModifiedBetaGeoModel&, const PurchaseSummary&, std::span<const double>,
                                    double);
template NextPurchase next_purchase(const ParetoNBDModel&, const PurchaseSummary&, std::span<const double>, double);
template NextPurchase next_purchase(const NBDModel&, const PurchaseSummary&, std::span<const double>, double);
template CustomerFigures customer_survival(const BetaGeoModel&, const PurchaseSummary&, double, double);
template CustomerFigures customer_survival(const ModifiedBetaGeoModel&, const PurchaseSummary&, double, double);
template CustomerFigures customer_survival(const ParetoNBDModel&, const PurchaseSummary&, double, double);
template CustomerFigures customer_survival(const NBDModel&, const PurchaseSummary&, double, double);
template NextPurchase next_purchase(const BetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                    std::span<const double>, double);
template NextPurchase next_purchase(const ModifiedBetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                    std::span<const double>, double);
template NextPurchase next_purchase(const ParetoNBDRegression&, const PurchaseSummary&, const Frame&,
                                    std::span<const double>, double);
template CustomerFigures customer_survival(const BetaGeoRegression&, const PurchaseSummary&, const Frame&, double,
                                           double);
template CustomerFigures customer_survival(const ModifiedBetaGeoRegression&, const PurchaseSummary&, const Frame&,
                                           double, double);
template CustomerFigures customer_survival(const ParetoNBDRegression&, const PurchaseSummary&, const Frame&, double,
                                           double);

}  // namespace fealty::loyalty
