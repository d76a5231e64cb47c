#pragma once

#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/loyalty/opportunity_summary.hpp"

namespace fealty::loyalty {

/// A summary of patterns, one customer each.
inline OpportunitySummary opportunities_in(const std::vector<OpportunityPattern>& patterns) {
  std::vector<double> x, t_x, n;
  for (const OpportunityPattern& p : patterns) {
    x.push_back(p.frequency);
    t_x.push_back(p.recency);
    n.push_back(p.opportunities);
  }
  return OpportunitySummary::from_arrays(Column(x), Column(t_x), Column(n));
}

}  // namespace fealty::loyalty
