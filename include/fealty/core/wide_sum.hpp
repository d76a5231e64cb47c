#pragma once

#include <cmath>
#include <cstdint>

namespace fealty {

/// A sum of integers and of products of integers, exact to 128 bits (two's complement).
///
/// Addition is that of integers, so sums may be cut into parts and merged in any order and on any number of threads.
/// What comes of sums and products must stay below 2^127 (1.7e38) in magnitude; on the way it may be more.
class WideSum {
#ifdef __SIZEOF_INT128__
  __extension__ using Wide = unsigned __int128;
#endif

 public:
  constexpr WideSum() = default;
  constexpr WideSum(std::int64_t value) noexcept  // NOLINT(google-explicit-constructor)
      : low_(static_cast<std::uint64_t>(value)), high_(value < 0 ? ~std::uint64_t{0} : 0) {}

  constexpr WideSum& operator+=(const WideSum& other) noexcept { return *this = *this + other; }
  constexpr WideSum& operator-=(const WideSum& other) noexcept { return *this = *this - other; }

#ifdef __SIZEOF_INT128__
  /// The exact product of two integers.
  static constexpr WideSum product(std::int64_t a, std::int64_t b) noexcept {
    return from_wide(static_cast<Wide>(a) * static_cast<Wide>(b));
  }
  friend constexpr WideSum operator+(const WideSum& a, const WideSum& b) noexcept {
    return from_wide(a.wide() + b.wide());
  }
  friend constexpr WideSum operator-(const WideSum& a, const WideSum& b) noexcept {
    return from_wide(a.wide() - b.wide());
  }
  friend constexpr WideSum operator*(const WideSum& a, std::int64_t b) noexcept {
    return from_wide(a.wide() * static_cast<Wide>(b));
  }
#else
  static constexpr WideSum product(std::int64_t a, std::int64_t b) noexcept { return WideSum(a) * b; }
  friend constexpr WideSum operator+(const WideSum& a, const WideSum& b) noexcept {
    const std::uint64_t low = a.low_ + b.low_;
    return from_bits(a.high_ + b.high_ + (low < a.low_ ? 1 : 0), low);
  }
  friend constexpr WideSum operator-(const WideSum& a, const WideSum& b) noexcept {
    return from_bits(a.high_ - b.high_ - (a.low_ < b.low_ ? 1 : 0), a.low_ - b.low_);
  }
  friend constexpr WideSum operator*(const WideSum& a, std::int64_t b) noexcept {
    constexpr std::uint64_t half = 0xFFFFFFFF;
    const auto factor = static_cast<std::uint64_t>(b);
    const std::uint64_t low = (a.low_ & half) * (factor & half);
    const std::uint64_t cross = (a.low_ >> 32) * (factor & half) + (low >> 32);
    const std::uint64_t other = (a.low_ & half) * (factor >> 32) + (cross & half);
    const std::uint64_t high = (a.low_ >> 32) * (factor >> 32) + (cross >> 32) + (other >> 32);
    return from_bits(high + a.high_ * factor - (b < 0 ? a.low_ : 0), (other << 32) | (low & half));
  }
#endif
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
#ifdef __SIZEOF_INT128__
  static constexpr WideSum from_wide(Wide wide) noexcept {
    return from_bits(static_cast<std::uint64_t>(wide >> 64), static_cast<std::uint64_t>(wide));
  }

  [[nodiscard]] constexpr Wide wide() const noexcept { return static_cast<Wide>(high_) << 64 | low_; }
#endif

  [[nodiscard]] double magnitude() const noexcept {
    return std::ldexp(static_cast<double>(high_), 64) + static_cast<double>(low_);
  }

  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;
};

}  // namespace fealty
