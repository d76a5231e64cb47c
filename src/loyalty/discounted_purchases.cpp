#include "fealty/loyalty/discounted_purchases.hpp"

#include "discounting.hpp"
#include "figures_while_alive.hpp"

namespace fealty::loyalty {

template <template <class> class Law>
CustomerFigures discounted_purchases(const PurchaseModel<Law>& model, const PurchaseSummary& summary, double horizon,
                                     double rate, double level) {
  require_discounting(horizon, rate);
  return figures_times_alive<LogarithmScale>(
      model, summary.patterns(), level,
      [&](const auto& law, const PurchasePattern& p) { return discounted_while_alive(law, p, horizon, rate); },
      [](const auto& logarithm) { return logarithm; });
}

template CustomerFigures discounted_purchases(const BetaGeoModel&, const PurchaseSummary&, double, double, double);
template CustomerFigures discounted_purchases(const ModifiedBetaGeoModel&, const PurchaseSummary&, double, double,
                                              double);
template CustomerFigures discounted_purchases(const ParetoNBDModel&, const PurchaseSummary&, double, double, double);
template CustomerFigures discounted_purchases(const NBDModel&, const PurchaseSummary&, double, double, double);

}  // namespace fealty::loyalty
