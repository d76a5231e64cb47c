#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fealty/gaps/moments.hpp"

namespace fealty::gaps {

/// The items that a pattern of missing answers has answered: it has a character for each, '1' or '0'.
std::vector<Eigen::Index> answered_items(const std::string& pattern);

/// The other items.
std::vector<Eigen::Index> left_out(const std::string& pattern);

/// Means and covariances that make normal answers, missing at random, most likely, by the EM algorithm (Little and
/// Rubin 2002, "Statistical analysis with missing data", section 11.2); none if its iteration does not end.
///
/// Sums are best taken about the means. The iteration begins at `start`; `counts` and `names` stay as they are there.
std::optional<MeanCovariance> full_information(const std::map<std::string, PatternSums>& patterns,
                                               MeanCovariance start);

}  // namespace fealty::gaps
