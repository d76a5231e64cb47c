#pragma once

#include <memory>

#include "fealty/complaints/feature_variances.hpp"
#include "fealty/complaints/text_features.hpp"

namespace fealty::complaints {

/// Prior variances of the weights by which features tell a number: 1 / sqrt(n) of an n-gram of n CJK characters, 1 of
/// all others; null if there is no such n-gram.
///
/// A run has as many n-grams of each length, and most of the longer ones stand in few texts: alike, they would outvote
/// the characters. To classes the same is done by what labels say of each feature (discriminative_variances), of which
/// numbers have nothing.
std::shared_ptr<const FeatureVariances> variances_for_numbers(const TextFeatures& features);

}  // namespace fealty::complaints
