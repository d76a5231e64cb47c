#include "purchase_model.hpp"

namespace fealty::loyalty {

template <>
struct FittingOf<Nbd> {
  static std::vector<std::vector<double>> starts(const PurchaseMoments& m) {
    return {{m.r, m.alpha}, {0.2, 0.2 * m.alpha / m.r}, {10.0, 10.0 * m.alpha / m.r}};
  }

  static std::vector<ParameterLimit> limits() {
    return {
        {"r", true, "every customer buys at the same rate: r, alpha -> infinity"},
        {"alpha", true, "every customer buys at the same rate: r, alpha -> infinity"},
    };
  }

  static std::optional<FitWarning> collapse(const std::vector<double>& /*p*/, const PurchaseMoments& /*m*/) {
    return std::nullopt;
  }
};

template class PurchaseModel<Nbd>;

}  // namespace fealty::loyalty
