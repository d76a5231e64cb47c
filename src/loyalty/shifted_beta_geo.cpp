#include "contract_model.hpp"

namespace fealty::loyalty {

template <>
struct ContractFittingOf<ShiftedBetaGeo> {
  static std::vector<std::vector<double>> starts(double churn) {
    return {{1.0, (1 - churn) / churn}, {10.0, 10 * (1 - churn) / churn}, {0.1, 0.1}};
  }

  static std::vector<ParameterLimit> limits() {
    return {{"alpha", true, "every customer leaves with the same probability: alpha, beta -> infinity"},
            {"beta", true, "every customer leaves with the same probability: alpha, beta -> infinity"},
            {"alpha", false, "customers leave at the first renewal or never: alpha, beta -> 0"},
            {"beta", false, "customers leave at the first renewal or never: alpha, beta -> 0"}};
  }
};

template class ContractModel<ShiftedBetaGeo>;

}  // namespace fealty::loyalty
