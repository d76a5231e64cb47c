#pragma once

#include <cmath>
#include <cstdint>

namespace fealty {

/// A sum of integers and of products of integers, exact to 128 bits (two's complement).
///
/// Addition is that of integers, so sums may be cut into parts and merged in any order and on any number of threads.
/// What comes of sums and products must stay below 2^127 (1.7e38) in magnitude; on the way it may be more.
class WideSum {
 public:
  constexpr WideSum() = default;
  constexpr WideSum(std::int64_t value) noexcept  // NOLINT(google-explicit-constructor)
      : low_(static_cast<std::uint64_t>(value)), high_(value < 0 ? ~std::uint64_t{0} : 0) {}

  /// The exact product of two integers.
  static constexpr WideSum product(std::int64_t a, std::int64_t b) noexcept {
    WideSum result = unsigned_product(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
    if (a < 0) result.high_ -= static_cast<std::uint64_t>(b);
    if (b < 0) result.high_ -= static_cast<std::uint64_t>(a);
    return result;
  }

  constexpr WideSum& operator+=(const WideSum& other) noexcept {
    low_ += other.low_;
    high_ += other.high_ + (low_ < other.low_ ? 1 : 0);
    return *this;
  }
  constexpr WideSum& operator-=(const WideSum& other) noexcept {
    high_ -= other.high_ + (low_ < other.low_ ? 1 : 0);
    low_ -= other.low_;
    return *this;
  }
  friend constexpr WideSum operator+(WideSum a, const WideSum& b) noexcept { return a += b; }
  friend constexpr WideSum operator-(WideSum a, const WideSum& b) noexcept { return a -= b; }
  friend constexpr WideSum operator*(const WideSum& a, std::int64_t b) noexcept {
    WideSum result = unsigned_product(a.low_, static_cast<std::uint64_t>(b));
    result.high_ += a.high_ * static_cast<std::uint64_t>(b) - (b < 0 ? a.low_ : 0);
    return result;
  }
  friend constexpr bool operator==(const WideSum&, const WideSum&) = default;

  [[nodiscard]] constexpr bool is_negative() const noexcept { return static_cast<std::int64_t>(high_) < 0; }

  /// The sum, rounded to a double.
  [[nodiscard]] double value() const noexcept {
    if (is_negative()) return -(WideSum() - *this).magnitude();
    return magnitude();
  }

  /// The two words of the sum, for saving.
  [[nodiscard]] constexpr std::uint64_t high_bits() const noexcept { return high_; }
  [[nodiscard]] constexpr std::uint64_t low_bits() const noexcept { return low_; }
  static constexpr WideSum from_bits(std::uint64_t high, std::uint64_t low) noexcept {
    WideSum sum;
    sum.high_ = high;
    sum.low_ = low;
    return sum;
  }

 private:
  static constexpr WideSum unsigned_product(std::uint64_t a, std::uint64_t b) noexcept {
#ifdef __SIZEOF_INT128__
    __extension__ using Wide = unsigned __int128;
    const Wide wide = static_cast<Wide>(a) * b;
    return from_bits(static_cast<std::uint64_t>(wide >> 64), static_cast<std::uint64_t>(wide));
#else
    constexpr std::uint64_t half = 0xFFFFFFFF;
    const std::uint64_t low = (a & half) * (b & half);
    const std::uint64_t cross = (a >> 32) * (b & half) + (low >> 32);
    const std::uint64_t other = (a & half) * (b >> 32) + (cross & half);
    return from_bits((a >> 32) * (b >> 32) + (cross >> 32) + (other >> 32), (other << 32) | (low & half));
#endif
  }

  [[nodiscard]] double magnitude() const noexcept {
    return std::ldexp(static_cast<double>(high_), 64) + static_cast<double>(low_);
  }

  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;
};

}  // namespace fealty
