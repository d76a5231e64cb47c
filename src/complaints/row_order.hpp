#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "fealty/complaints/feature_rows.hpp"
#include "fealty/complaints/head_targets.hpp"

namespace fealty::complaints {

/// A hash of the features and values of each row: the same rows have the same one.
std::vector<std::uint64_t> hashes_of_features(const FeatureRows& rows);

/// Rows in an order that depends on what is in them, and in their targets, and not on where they stand; nor on whether
/// heads learn the same targets in several ways.
std::vector<std::uint32_t> by_contents(std::span<const std::uint64_t> hashes, std::span<const HeadTargets> heads);

/// The folds of rows: those with the same features have the same one, and folds are about as large as each other.
std::vector<std::uint8_t> folds_of(std::span<const std::uint64_t> hashes, std::uint32_t folds);

}  // namespace fealty::complaints
