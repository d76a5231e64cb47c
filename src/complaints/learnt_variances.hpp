#pragma once

#include <memory>
#include <vector>

#include "fealty/complaints/feature_variances.hpp"
#include "label_counts.hpp"

namespace fealty::complaints {

/// The variances by a rule of the heads that are counted, learnt from the rows that are: one for each head, null for
/// numbers and for equal ones.
std::vector<std::shared_ptr<const FeatureVariances>> learnt_variances(VarianceRule rule, const LabelCounts& counts);

}  // namespace fealty::complaints
