#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fealty::complaints {

/// What linear heads do with a row of features, again and again: weights lie by feature, `pitch` numbers apart, in
/// lanes of which there are a multiple of four. The order of sums is that of the features, on every machine: lanes are
/// outputs.

/// The lanes of so many outputs.
constexpr std::size_t up_to_four(std::size_t outputs) noexcept {
  return (outputs + 3) / 4 * 4;
}

/// The sum of the squares of values, in eight parts that are added at the end.
double squared_length(std::span<const float> values) noexcept;

/// sum of value^2 * variances[feature], in four parts that are added at the end.
double squared_length(std::span<const std::uint32_t> features, std::span<const float> values,
                      const float* variances) noexcept;

/// scores[k] = sum over features of value * weights[feature][k].
void score_row(std::span<const std::uint32_t> features, std::span<const float> values, const float* weights,
               std::size_t pitch, std::size_t lanes, float* scores) noexcept;

/// weights[feature][k] += value * step[k].
void add_row(std::span<const std::uint32_t> features, std::span<const float> values, float* weights, std::size_t pitch,
             std::size_t lanes, const float* step) noexcept;

/// weights[feature][k] += value * variances[feature] * step[k].
void add_row_by_feature(std::span<const std::uint32_t> features, std::span<const float> values, const float* variances,
                        float* weights, std::size_t pitch, std::size_t lanes, const float* step) noexcept;

/// weights[feature][k] += value * variances[feature][k] * step[k]; the variances lie as far apart as the weights.
void add_row_by_lane(std::span<const std::uint32_t> features, std::span<const float> values, const float* variances,
                     float* weights, std::size_t pitch, std::size_t lanes, const float* step) noexcept;

}  // namespace fealty::complaints
