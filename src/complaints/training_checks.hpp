#pragma once

#include <span>

#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/head_targets.hpp"
#include "fealty/complaints/linear_heads.hpp"

namespace fealty::complaints {

/// Refuses what heads cannot be learnt from: throws RecordError for rows and targets, ParameterError for options.
void require_trainable(const FeatureRows& rows, std::span<const HeadTargets> heads, const TrainingOptions& options);

}  // namespace fealty::complaints
