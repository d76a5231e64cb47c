#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace fealty::gaps {

/// Weights divided by their sum; equal ones if none are given.
///
/// Throws ParameterError, naming the one by `name_at`, if there are not `count` of them, one is negative or not finite,
/// or all are 0.
std::vector<double> normalized_weights(const std::vector<double>& weights, std::size_t count,
                                       const std::function<std::string(std::size_t)>& name_at);

}  // namespace fealty::gaps
