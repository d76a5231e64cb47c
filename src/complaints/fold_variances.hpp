#pragma once

#include <span>

#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/feature_variances.hpp"
#include "fealty/complaints/head_targets.hpp"
#include "label_counts.hpp"

namespace fealty::complaints {

/// The variances by a rule other than the equal one, learnt from the labels of some rows only: those that are counted.
FeatureVariances variances_of_some(VarianceRule rule, const FeatureRows& rows, std::span<const HeadTargets> heads,
                                   const LabelCounts& some);

}  // namespace fealty::complaints
