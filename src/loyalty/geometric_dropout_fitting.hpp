#pragma once

#include <optional>
#include <vector>

#include "purchase_regression.hpp"

namespace fealty::loyalty {

/// How BG/NBD and its kin are fitted: where the search begins, and what the ends of their parameters' ranges mean.
struct GeometricDropoutFitting {
  static std::vector<std::vector<double>> starts(const PurchaseMoments& m) {
    return {{m.r, m.alpha, 1.0, 3.0}, {0.5 * m.r, 0.5 * m.alpha, 0.5, 10.0}, {2 * m.r, 2 * m.alpha, 0.1, 0.3}};
  }

  static std::vector<ParameterLimit> limits() {
    return {
        {"a", false, "no dropout: a -> 0"},
        {"b", true, "every customer drops out with the same probability: a, b -> infinity"},
        {"a", true, "every customer drops out with the same probability: a, b -> infinity"},
        {"b", false, "every customer leaves at the first opportunity or never: b -> 0"},
        {"r", true, "every customer buys at the same rate: r, alpha -> infinity"},
        {"alpha", true, "every customer buys at the same rate: r, alpha -> infinity"},
    };
  }

  static std::optional<FitWarning> collapse(const std::vector<double>& p, const PurchaseMoments& /*m*/) {
    const double dropout = p[2] / (p[2] + p[3]);
    if (dropout > negligible_share) return std::nullopt;
    return FitWarning{"a", "limit", "no dropout: a -> 0"};
  }
};

}  // namespace fealty::loyalty
