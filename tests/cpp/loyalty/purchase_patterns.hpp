#pragma once

#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

namespace fealty::loyalty {

/// A summary of patterns, one customer each.
inline PurchaseSummary summary_of(const std::vector<PurchasePattern>& patterns) {
  std::vector<double> x, t_x, t;
  for (const PurchasePattern& p : patterns) {
    x.push_back(p.frequency);
    t_x.push_back(p.recency);
    t.push_back(p.observed);
  }
  return PurchaseSummary::from_arrays(Column(x), Column(t_x), Column(t));
}

}  // namespace fealty::loyalty
