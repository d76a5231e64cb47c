#include "fealty/loyalty/next_purchase.hpp"

#include <cstddef>

#include "figures_while_alive.hpp"

namespace fealty::loyalty {
namespace {

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

}  // namespace

template <template <class> class Law>
NextPurchase next_purchase(const PurchaseModel<Law>& model, const PurchaseSummary& summary,
                           std::span<const double> quantiles, double level) {
  for (const double q : quantiles) require(q > 0 && q < 1, "quantile", q, "must be between 0 and 1, both excluded");
  constexpr double infinity = std::numeric_limits<double>::infinity();
  NextPurchase next;
  next.probability = probabilities_times_alive(model, summary, level, [](const auto& law, const PurchasePattern& p) {
    return purchase_within(law, p, infinity);
  });
  const auto patterns = summary.patterns();
  next.times.assign(quantiles.size(), std::vector<double>(patterns.size(), infinity));
  for_blocks(
      patterns.size(),
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
          const double alive = logistic(-model.parameters().log_odds_dead(patterns[i]));
          for (std::size_t q = 0; q < quantiles.size(); ++q) {
            if (quantiles[q] < next.probability.values[i])
              next.times[q][i] = time_to_purchase(model.parameters(), patterns[i], quantiles[q] / alive);
          }
        }
      },
      customer_block, "predicting");
  return next;
}

template <template <class> class Law>
CustomerFigures customer_survival(const PurchaseModel<Law>& model, const PurchaseSummary& summary, double time,
                                  double level) {
  require(time >= 0 && std::isfinite(time), "horizon", time, "must be finite and not negative");
  return probabilities_times_alive(
      model, summary, level, [&](const auto& law, const PurchasePattern& p) { return staying_alive(law, p, time); });
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

}  // namespace fealty::loyalty
