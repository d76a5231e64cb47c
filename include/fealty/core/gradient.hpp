#pragma once

#include <array>
#include <cmath>
#include <compare>
#include <cstddef>

#include "fealty/core/special.hpp"

namespace fealty {

/// A number that carries its first derivatives by N parameters.
///
/// Where second derivatives are not asked for, as in the delta method, it does in a fraction of the time what Dual
/// does. Comparisons look at the value alone.
template <std::size_t N>
struct Gradient {
  double value = 0.0;
  std::array<double, N> gradient{};

  constexpr Gradient() = default;

  /// A constant.
  constexpr Gradient(double constant) : value(constant) {}  // NOLINT(google-explicit-constructor)

  /// The parameter number `index` with its value.
  static constexpr Gradient variable(double value, std::size_t index) {
    Gradient x(value);
    x.gradient[index] = 1.0;
    return x;
  }

  constexpr Gradient operator-() const { return linear(-value, -1.0); }
  constexpr Gradient operator+() const { return *this; }

  friend constexpr Gradient operator+(const Gradient& x, const Gradient& y) {
    return combine(x, y, x.value + y.value, 1.0, 1.0);
  }
  friend constexpr Gradient operator+(const Gradient& x, double c) { return x.linear(x.value + c, 1.0); }
  friend constexpr Gradient operator+(double c, const Gradient& x) { return x + c; }

  friend constexpr Gradient operator-(const Gradient& x, const Gradient& y) {
    return combine(x, y, x.value - y.value, 1.0, -1.0);
  }
  friend constexpr Gradient operator-(const Gradient& x, double c) { return x.linear(x.value - c, 1.0); }
  friend constexpr Gradient operator-(double c, const Gradient& x) { return x.linear(c - x.value, -1.0); }

  friend constexpr Gradient operator*(const Gradient& x, const Gradient& y) {
    return combine(x, y, x.value * y.value, y.value, x.value);
  }
  friend constexpr Gradient operator*(const Gradient& x, double c) { return x.linear(x.value * c, c); }
  friend constexpr Gradient operator*(double c, const Gradient& x) { return x * c; }

  friend constexpr Gradient operator/(const Gradient& x, const Gradient& y) {
    const double inverse = 1.0 / y.value;
    const double ratio = x.value / y.value;
    return combine(x, y, ratio, inverse, -ratio * inverse);
  }
  friend constexpr Gradient operator/(const Gradient& x, double c) { return x.linear(x.value / c, 1.0 / c); }
  friend constexpr Gradient operator/(double c, const Gradient& x) {
    const double ratio = c / x.value;
    return x.linear(ratio, -ratio / x.value);
  }

  constexpr Gradient& operator+=(const Gradient& y) { return *this = *this + y; }

  friend constexpr auto operator<=>(const Gradient& x, const Gradient& y) { return x.value <=> y.value; }
  friend constexpr bool operator==(const Gradient& x, const Gradient& y) { return x.value == y.value; }
  friend constexpr auto operator<=>(const Gradient& x, double y) { return x.value <=> y; }
  friend constexpr bool operator==(const Gradient& x, double y) { return x.value == y; }

  /// f(x), where f and f1 are the value and the derivative of f at the value of x: the chain rule.
  friend constexpr Gradient compose(const Gradient& x, double f, double f1) { return x.linear(f, f1); }

 private:
  [[nodiscard]] constexpr Gradient linear(double new_value, double factor) const {
    Gradient result(new_value);
    for (std::size_t i = 0; i < N; ++i) result.gradient[i] = factor * gradient[i];
    return result;
  }

  static constexpr Gradient combine(const Gradient& x, const Gradient& y, double f, double fx, double fy) {
    Gradient result(f);
    for (std::size_t i = 0; i < N; ++i) result.gradient[i] = fx * x.gradient[i] + fy * y.gradient[i];
    return result;
  }
};

template <std::size_t N>
Gradient<N> exp(const Gradient<N>& x) {
  const double f = std::exp(x.value);
  return compose(x, f, f);
}

template <std::size_t N>
Gradient<N> expm1(const Gradient<N>& x) {
  return compose(x, std::expm1(x.value), std::exp(x.value));
}

template <std::size_t N>
Gradient<N> log(const Gradient<N>& x) {
  return compose(x, std::log(x.value), 1.0 / x.value);
}

template <std::size_t N>
Gradient<N> log1p(const Gradient<N>& x) {
  return compose(x, std::log1p(x.value), 1.0 / (1.0 + x.value));
}

template <std::size_t N>
Gradient<N> pow(double base, const Gradient<N>& y) {
  const double f = std::pow(base, y.value);
  return compose(y, f, f * std::log(base));
}

}  // namespace fealty
