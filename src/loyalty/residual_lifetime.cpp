#include "fealty/loyalty/residual_lifetime.hpp"

#include <cstddef>

#include "customer_figures.hpp"
#include "discounting.hpp"

namespace fealty::loyalty {

template <template <class> class Law>
CustomerFigures residual_lifetimes(const ContractModel<Law>& model, std::uint32_t renewals, double discount,
                                   double level) {
  require_discount_of_period(discount);
  return customer_figures<LogarithmScale>(model, std::size_t{renewals} + 1, level, [&](const auto& law, std::size_t i) {
    using std::log;
    return log(residual_lifetime(law, static_cast<double>(i), discount));
  });
}

template CustomerFigures residual_lifetimes(const ShiftedBetaGeoModel&, std::uint32_t, double, double);
template CustomerFigures residual_lifetimes(const BetaDiscreteWeibullModel&, std::uint32_t, double, double);

}  // namespace fealty::loyalty
