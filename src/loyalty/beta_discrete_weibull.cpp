#include "contract_model.hpp"

namespace fealty::loyalty {

template <>
struct ContractFittingOf<BetaDiscreteWeibull> {
  static std::vector<std::vector<double>> starts(double churn) {
    return {{1.0, (1 - churn) / churn, 1.0}, {0.3, 0.5, 1.5}, {10.0, 10 * (1 - churn) / churn, 0.7}};
  }

  static std::vector<ParameterLimit> limits() {
    return {{"alpha", true, "every customer leaves with the same chances: alpha, beta -> infinity"},
            {"beta", true, "every customer leaves with the same chances: alpha, beta -> infinity"},
            {"alpha", false, "customers leave at the first renewal or never: alpha, beta -> 0"},
            {"beta", false, "customers leave at the first renewal or never: alpha, beta -> 0"},
            {"c", false, "who has been renewed once never leaves: c -> 0"}};
  }
};

template class ContractModel<BetaDiscreteWeibull>;

}  // namespace fealty::loyalty
