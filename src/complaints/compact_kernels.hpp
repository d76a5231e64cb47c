#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fealty::complaints {

/// Rows of weights of 8 bits, `pitch` bytes from one to the next: the scale, a float, and then the weights, `stride` (a
/// multiple of four) of them.
struct CompactRows {
  const std::int8_t* first;
  std::size_t pitch;

  [[nodiscard]] const std::int8_t* of(std::uint32_t row) const noexcept { return first + row * pitch; }
};

/// scores[k] = sum over features of value * scale[feature] * weights[feature][k], in the order of the features on every
/// machine.
void score_compact_row(std::span<const std::uint32_t> features, std::span<const float> values, CompactRows rows,
                       std::size_t stride, float* scores) noexcept;

}  // namespace fealty::complaints
