#pragma once

#include <optional>
#include <vector>

#include "purchase_model.hpp"

namespace fealty::loyalty {

/// How Pareto/NBD is fitted: where the search begins, and what the ends of its parameters' ranges mean.
template <>
struct FittingOf<ParetoNbd> {
  static std::vector<std::vector<double>> starts(const PurchaseMoments& m) {
    return {{m.r, m.alpha, 0.7, m.mean_observed},
            {0.5 * m.r, 0.5 * m.alpha, 0.2, 0.2 * m.mean_observed},
            {2 * m.r, 2 * m.alpha, 2.0, 10 * m.mean_observed}};
  }

  static std::vector<ParameterLimit> limits() {
    return {
        {"s", false, "no dropout: s -> 0"},
        {"beta", true, "every customer dies at the same rate: s, beta -> infinity"},
        {"s", true, "every customer dies at the same rate: s, beta -> infinity"},
        {"beta", false, "customers die at once or never: beta -> 0"},
        {"r", true, "every customer buys at the same rate: r, alpha -> infinity"},
        {"alpha", true, "every customer buys at the same rate: r, alpha -> infinity"},
    };
  }

  static std::optional<FitWarning> collapse(const std::vector<double>& p, const PurchaseMoments& m) {
    const double deaths = p[2] / p[3] * m.mean_observed;
    if (deaths > negligible_share) return std::nullopt;
    return FitWarning{"s", "limit", "no dropout: s -> 0"};
  }
};

}  // namespace fealty::loyalty
