#pragma once

#include <bit>
#include <cstdint>

#include "wide.hpp"

namespace fealty::complaints {

/// exp in single precision, without branches, so that compilers make vector code of loops of it: the same bits on every
/// machine. The relative error is below 2e-7; the argument is taken to be within [-87, 88]. The polynomial is that of
/// Cephes (Moshier 1989).
FEALTY_WITHIN float fast_exp(float x) noexcept {
  x = x < -87.0F ? -87.0F : x;
  x = x > 88.0F ? 88.0F : x;
  constexpr float round = 12582912.0F;  // 1.5 * 2^23: what is added and taken off again is rounded to an integer
  const float n = (x * 1.44269504088896341F + round) - round;
  const float r = (x - n * 0.693359375F) - n * -2.12194440e-4F;
  float p = 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * r * r + r + 1.0F;
  const std::int32_t power = (static_cast<std::int32_t>(n) + 127) * (1 << 23);
  return p * std::bit_cast<float>(power);
}

/// log of a positive normal number in single precision, without branches; the error is below 2e-7 relative to the
/// greater of 1 and the result. The polynomial is that of Cephes.
FEALTY_WITHIN float fast_log(float x) noexcept {
  const std::int32_t bits = std::bit_cast<std::int32_t>(x);
  constexpr std::int32_t root_half = 0x3F3504F3;
  const std::int32_t shifted = bits - root_half;
  const std::int32_t exponent = shifted >> 23;  // of a mantissa within [sqrt(1/2), sqrt(2))
  const float m = std::bit_cast<float>(bits - (exponent * (1 << 23))) - 1.0F;
  const float n = static_cast<float>(exponent);
  float p = 7.0376836292e-2F;
  p = p * m - 1.1514610310e-1F;
  p = p * m + 1.1676998740e-1F;
  p = p * m - 1.2420140846e-1F;
  p = p * m + 1.4249322787e-1F;
  p = p * m - 1.6668057665e-1F;
  p = p * m + 2.0000714765e-1F;
  p = p * m - 2.4999993993e-1F;
  p = p * m + 3.3333331174e-1F;
  const float square = m * m;
  return (m * square * p + n * -2.12194440e-4F) - 0.5F * square + m + n * 0.693359375F;
}

}  // namespace fealty::complaints
