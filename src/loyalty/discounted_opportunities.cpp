#include "fealty/loyalty/discounted_opportunities.hpp"

#include <cstddef>

#include "customer_figures.hpp"
#include "discounting.hpp"

namespace fealty::loyalty {

CustomerFigures discounted_opportunities(const BetaGeoBetaBinomModel& model, const OpportunitySummary& summary,
                                         double discount, double level) {
  require_discount_of_period(discount);
  const auto cells = summary.cells();
  return customer_figures<LogarithmScale>(model, cells.size(), level, [&](const auto& law, std::size_t i) {
    using std::log;
    using S = decltype(law.alpha);
    const OpportunityPattern& pattern = cells[i].pattern;
    return S(log(discounted_while_alive(law, pattern, discount)) - log1pexp(law.log_odds_dead_next(pattern)));
  });
}

}  // namespace fealty::loyalty
