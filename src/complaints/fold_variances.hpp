#pragma once

#include <span>

#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/feature_variances.hpp"
#include "fealty/complaints/head_targets.hpp"
#include "label_counts.hpp"

namespace fealty::complaints {

/// The variances by the rule of `all`, learnt from some of the rows only: those that are counted. They are scaled as
/// those of all rows.
FeatureVariances variances_of_some(const FeatureVariances& all, const FeatureRows& rows,
                                   std::span<const HeadTargets> heads, const LabelCounts& some);

}  // namespace fealty::complaints
