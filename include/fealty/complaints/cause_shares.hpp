#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fealty/complaints/case_labels.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"

namespace fealty::complaints {

/// A cause, and how many cases have it.
struct CauseShare {
  std::string cause;
  std::int64_t cases = 0;
  Estimate share;   ///< of the labeled cases; Wilson's interval
  Estimate within;  ///< share of the labeled cases that have this cause or a more frequent one; Wilson's interval
};

/// What complaints are about: the causes and their shares of the labeled cases, the most frequent first.
///
/// A case may have several causes: then the shares add up to more than 1, and Pareto's line is that of the cases which
/// the most frequent causes cover, not of the sum of their shares. Source of the causes as labels of which a case may
/// have several: Keaveney (1995), "Customer switching behavior in service industries", Journal of Marketing 59.
struct CauseShares {
  std::vector<CauseShare> causes;  ///< by falling number of cases, then by name
  std::int64_t cases = 0;
  std::int64_t labeled = 0;  ///< cases with at least one cause; the others say nothing about causes and are left out
  std::int64_t labels = 0;   ///< causes of all cases together
  double level = 0.95;       ///< of all intervals

  /// One row per cause: cause, cases, share and within, both with _lower and _upper.
  [[nodiscard]] Frame frame() const;
};

/// Counts the causes of cases. Throws ParameterError unless 0 < level < 1.
CauseShares cause_shares(const CaseLabels& causes, double level = 0.95);

}  // namespace fealty::complaints
