#pragma once

#include <string>
#include <vector>

#include "fealty/complaints/classifier.hpp"
#include "fealty/core/columns.hpp"

namespace fealty::complaints {

/// The loss of a head: that of its options, or the usual one of its kind.
Loss loss_of(const HeadOptions& head);

/// What a head is to learn, with the labels that it has; counts them.
HeadTargets targets_of(FittedHead& head, const Column& column, const std::string& separator, const TextReader& texts);

/// How much texts of each class count, or members of each label; empty for all alike.
std::vector<double> class_weights(const HeadOptions& options, const FittedHead& head, const HeadTargets& targets);

/// Refuses a head that has nothing to tell apart.
void require_learnable(const FittedHead& head);

}  // namespace fealty::complaints
