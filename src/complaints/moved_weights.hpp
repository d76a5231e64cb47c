#pragma once

#include <vector>

#include "fealty/complaints/classifier.hpp"

namespace fealty::complaints {

/// Weights of old features and labels at the places of the new ones.
LinearHeads moved_weights(const CompactHeads& weights, const TextFeatures& before, const TextFeatures& after,
                          const std::vector<FittedHead>& old_heads, const std::vector<FittedHead>& new_heads);

}  // namespace fealty::complaints
