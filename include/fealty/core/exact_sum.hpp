#pragma once

#include <cmath>
#include <cstdint>

namespace fealty {

/// A sum of real numbers whose bits do not depend on the order of addition.
///
/// A fixed-point accumulator of 64 bits before and 64 after the point. Numbers of magnitude 2^-11 and more are taken
/// exactly, smaller ones to within 2^-64 (5e-20); addition is integer addition, so sums may be cut into parts and
/// merged in any order and on any number of threads. Terms and total must stay below 2^63 (9.2e18) in magnitude.
///
/// The idea is Kulisch's long accumulator, cut down to the range of money.
class ExactSum {
 public:
  constexpr ExactSum() = default;

  void add(double x) noexcept {
    const double magnitude = std::abs(x);
    const double floor = std::floor(magnitude);
    const auto whole = static_cast<std::uint64_t>(floor);
    const auto fraction = static_cast<std::uint64_t>((magnitude - floor) * 0x1p64);
    x < 0 ? subtract_parts(whole, fraction) : add_parts(whole, fraction);
  }

  ExactSum& operator+=(const ExactSum& other) noexcept {
    add_parts(other.whole_, other.fraction_);
    return *this;
  }

  ExactSum& operator-=(const ExactSum& other) noexcept {
    subtract_parts(other.whole_, other.fraction_);
    return *this;
  }

  /// The sum, rounded to a double.
  [[nodiscard]] double value() const noexcept {
    if (static_cast<std::int64_t>(whole_) >= 0) return round(whole_, fraction_);
    const std::uint64_t fraction = ~fraction_ + 1;
    return -round(~whole_ + (fraction == 0 ? 1 : 0), fraction);
  }

  friend constexpr bool operator==(const ExactSum&, const ExactSum&) = default;

  /// The two words of the accumulator, for saving: two's complement, whole part first.
  [[nodiscard]] constexpr std::uint64_t whole_bits() const noexcept { return whole_; }
  [[nodiscard]] constexpr std::uint64_t fraction_bits() const noexcept { return fraction_; }
  static constexpr ExactSum from_bits(std::uint64_t whole, std::uint64_t fraction) noexcept {
    ExactSum sum;
    sum.whole_ = whole;
    sum.fraction_ = fraction;
    return sum;
  }

 private:
  constexpr void add_parts(std::uint64_t whole, std::uint64_t fraction) noexcept {
    fraction_ += fraction;
    whole_ += whole + (fraction_ < fraction ? 1 : 0);
  }

  constexpr void subtract_parts(std::uint64_t whole, std::uint64_t fraction) noexcept {
    whole_ -= whole + (fraction_ < fraction ? 1 : 0);
    fraction_ -= fraction;
  }

  static double round(std::uint64_t whole, std::uint64_t fraction) noexcept {
    return static_cast<double>(whole) + static_cast<double>(fraction) * 0x1p-64;
  }

  std::uint64_t whole_ = 0;
  std::uint64_t fraction_ = 0;
};

}  // namespace fealty
