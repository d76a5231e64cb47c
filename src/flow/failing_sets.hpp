#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace fealty::flow {

/// Most failures of one visit that are taken apart.
inline constexpr std::size_t most_failures = 12;

/// How what a visit gains is divided among the steps that failed there.
struct Division {
  std::vector<double> alone;     ///< what mending each step alone brings
  std::vector<double> share;     ///< its Shapley share in what mending all brings
  std::vector<double> in_order;  ///< what it adds to those before it in an order
};

/// Divides a gain among the failures of a visit.
///
/// `values` has the value of the visit for every subset of mended failures (bit i of the position stands for failure
/// i; the first is the value as it is), `mended` the probability that each failure is mended, `order` the place of each
/// failure in an order. With independent mending the value expected of a coalition S is the sum over its subsets T of
/// d(T) = product of the probabilities over T times the Moebius transform of the values at T; so d is the Harsanyi
/// dividend of T, and the Shapley share of a member is the sum of d(T) / |T| over the T with it (Harsanyi 1963). All
/// are linear in the values. At most `most_failures` failures.
Division divide(std::span<const double> values, std::span<const double> mended, std::span<const std::size_t> order);

}  // namespace fealty::flow
