#pragma once

#include <array>
#include <cmath>
#include <compare>
#include <cstddef>
#include <numbers>

#include "fealty/core/special.hpp"

namespace fealty {

/// A number that carries its first and second derivatives by N parameters: forward automatic differentiation.
///
/// A likelihood that is a template over its scalar gives, for Dual<N>, its value, gradient and Hessian at once and to
/// rounding. The Hessian is packed: its upper triangle, row by row. Comparisons look at the value alone. At a point
/// where a function has no finite derivative (sqrt at 0), the derivatives are not finite.
template <std::size_t N>
struct Dual {
  static constexpr std::size_t hessian_size = N * (N + 1) / 2;

  double value = 0.0;
  std::array<double, N> gradient{};
  std::array<double, hessian_size> hessian{};

  constexpr Dual() = default;

  /// A constant.
  constexpr Dual(double constant) : value(constant) {}  // NOLINT(google-explicit-constructor)

  /// The parameter number `index` with its value.
  static constexpr Dual variable(double value, std::size_t index) {
    Dual x(value);
    x.gradient[index] = 1.0;
    return x;
  }

  /// The second derivative by parameters i and j.
  [[nodiscard]] constexpr double second(std::size_t i, std::size_t j) const {
    return i <= j ? hessian[i * (2 * N - i + 1) / 2 + j - i] : second(j, i);
  }

  constexpr Dual operator-() const { return linear(-value, -1.0); }
  constexpr Dual operator+() const { return *this; }

  friend constexpr Dual operator+(const Dual& x, const Dual& y) {
    Dual sum = x;
    return sum += y;
  }
  friend constexpr Dual operator+(const Dual& x, double c) { return x.linear(x.value + c, 1.0); }
  friend constexpr Dual operator+(double c, const Dual& x) { return x + c; }

  friend constexpr Dual operator-(const Dual& x, const Dual& y) {
    Dual difference = x;
    return difference -= y;
  }
  friend constexpr Dual operator-(const Dual& x, double c) { return x.linear(x.value - c, 1.0); }
  friend constexpr Dual operator-(double c, const Dual& x) { return x.linear(c - x.value, -1.0); }

  friend constexpr Dual operator*(const Dual& x, const Dual& y) {
    return compose(x, y, {x.value * y.value, y.value, x.value, 0.0, 1.0, 0.0});
  }
  friend constexpr Dual operator*(const Dual& x, double c) { return x.linear(x.value * c, c); }
  friend constexpr Dual operator*(double c, const Dual& x) { return x * c; }

  friend constexpr Dual operator/(const Dual& x, const Dual& y) {
    const double inverse = 1.0 / y.value;
    const double ratio = x.value / y.value;
    return compose(x, y, {ratio, inverse, -ratio * inverse, 0.0, -inverse * inverse, 2.0 * ratio * inverse * inverse});
  }
  friend constexpr Dual operator/(const Dual& x, double c) { return x.linear(x.value / c, 1.0 / c); }
  friend constexpr Dual operator/(double c, const Dual& x) {
    const double inverse = 1.0 / x.value;
    const double ratio = c / x.value;
    return compose(x, ratio, -ratio * inverse, 2.0 * ratio * inverse * inverse);
  }

  constexpr Dual& operator+=(const Dual& y) {
    value += y.value;
    for (std::size_t i = 0; i < N; ++i) gradient[i] += y.gradient[i];
    for (std::size_t k = 0; k < hessian_size; ++k) hessian[k] += y.hessian[k];
    return *this;
  }
  constexpr Dual& operator-=(const Dual& y) {
    value -= y.value;
    for (std::size_t i = 0; i < N; ++i) gradient[i] -= y.gradient[i];
    for (std::size_t k = 0; k < hessian_size; ++k) hessian[k] -= y.hessian[k];
    return *this;
  }
  constexpr Dual& operator*=(const Dual& y) { return *this = *this * y; }
  constexpr Dual& operator/=(const Dual& y) { return *this = *this / y; }

  friend constexpr auto operator<=>(const Dual& x, const Dual& y) { return x.value <=> y.value; }
  friend constexpr bool operator==(const Dual& x, const Dual& y) { return x.value == y.value; }
  friend constexpr auto operator<=>(const Dual& x, double y) { return x.value <=> y; }
  friend constexpr bool operator==(const Dual& x, double y) { return x.value == y; }

  /// f(x), where f, f1 and f2 are the value and the derivatives of f at the value of x: the chain rule.
  friend constexpr Dual compose(const Dual& x, double f, double f1, double f2) {
    Dual result(f);
    std::size_t k = 0;
    for (std::size_t i = 0; i < N; ++i) {
      result.gradient[i] = f1 * x.gradient[i];
      const double slope = f2 * x.gradient[i];
      for (std::size_t j = i; j < N; ++j, ++k) result.hessian[k] = f1 * x.hessian[k] + slope * x.gradient[j];
    }
    return result;
  }

  /// The value of a function of two numbers and its partial derivatives.
  struct Partials {
    double f, fx, fy, fxx, fxy, fyy;
  };

  /// f(x, y) by the chain rule.
  friend constexpr Dual compose(const Dual& x, const Dual& y, const Partials& p) {
    Dual result(p.f);
    std::size_t k = 0;
    for (std::size_t i = 0; i < N; ++i) {
      result.gradient[i] = p.fx * x.gradient[i] + p.fy * y.gradient[i];
      const double by_x = p.fxx * x.gradient[i] + p.fxy * y.gradient[i];
      const double by_y = p.fxy * x.gradient[i] + p.fyy * y.gradient[i];
      for (std::size_t j = i; j < N; ++j, ++k) {
        result.hessian[k] = p.fx * x.hessian[k] + p.fy * y.hessian[k] + by_x * x.gradient[j] + by_y * y.gradient[j];
      }
    }
    return result;
  }

 private:
  [[nodiscard]] constexpr Dual linear(double new_value, double factor) const {
    Dual result(new_value);
    for (std::size_t i = 0; i < N; ++i) result.gradient[i] = factor * gradient[i];
    for (std::size_t k = 0; k < hessian_size; ++k) result.hessian[k] = factor * hessian[k];
    return result;
  }
};

/// The N parameters with their values, each a variable of its own.
template <std::size_t N>
std::array<Dual<N>, N> variables(const std::array<double, N>& values) {
  std::array<Dual<N>, N> result;
  for (std::size_t i = 0; i < N; ++i) result[i] = Dual<N>::variable(values[i], i);
  return result;
}

template <class S>
inline constexpr bool is_dual = false;
template <std::size_t N>
inline constexpr bool is_dual<Dual<N>> = true;

// Functions of few arguments, or of many steps, are cheaper to differentiate by their own arguments, each as a variable
// of its own, and only then by the N parameters that these depend on. Scalars of other kinds stay as they are.

/// An argument as a variable of its own.
template <class S>
  requires(!is_dual<S>)
S own_variable(const S& x) {
  return x;
}

template <std::size_t N>
Dual<1> own_variable(const Dual<N>& x) {
  return Dual<1>::variable(x.value, 0);
}

/// A function of K own variables as one of what the arguments x, in their order, depend on.
template <class S, std::size_t K>
  requires(!is_dual<S>)
S chain_rule(const S& f, const std::array<S, K>&) {
  return f;
}

template <std::size_t N, std::size_t K>
Dual<N> chain_rule(const Dual<K>& f, const std::array<Dual<N>, K>& x) {
  Dual<N> result(f.value);
  for (std::size_t a = 0; a < K; ++a) {
    std::array<double, N> slope{};  // of the derivative by argument a
    for (std::size_t b = 0; b < K; ++b) {
      const double second = f.second(a, b);
      for (std::size_t i = 0; i < N; ++i) slope[i] += second * x[b].gradient[i];
    }
    const double first = f.gradient[a];
    std::size_t k = 0;
    for (std::size_t i = 0; i < N; ++i) {
      result.gradient[i] += first * x[a].gradient[i];
      for (std::size_t j = i; j < N; ++j, ++k)
        result.hessian[k] += first * x[a].hessian[k] + x[a].gradient[i] * slope[j];
    }
  }
  return result;
}

/// The product of functions of separate variables: those of the first come first.
template <class S>
  requires(!is_dual<S>)
S separate_product(const S& x, const S& y) {
  return x * y;
}

template <std::size_t N, std::size_t M>
Dual<N + M> separate_product(const Dual<N>& x, const Dual<M>& y) {
  Dual<N + M> product(x.value * y.value);
  std::size_t k = 0, of_x = 0, of_y = 0;
  for (std::size_t i = 0; i < N; ++i) {
    product.gradient[i] = x.gradient[i] * y.value;
    for (std::size_t j = i; j < N; ++j) product.hessian[k++] = x.hessian[of_x++] * y.value;
    for (std::size_t j = 0; j < M; ++j) product.hessian[k++] = x.gradient[i] * y.gradient[j];
  }
  for (std::size_t i = 0; i < M; ++i) {
    product.gradient[N + i] = x.value * y.gradient[i];
    for (std::size_t j = i; j < M; ++j) product.hessian[k++] = x.value * y.hessian[of_y++];
  }
  return product;
}

/// The sum of functions of separate variables: those of the first come first.
template <class S>
  requires(!is_dual<S>)
S separate_sum(const S& x, const S& y) {
  return x + y;
}

template <std::size_t N, std::size_t M>
Dual<N + M> separate_sum(const Dual<N>& x, const Dual<M>& y) {
  Dual<N + M> sum(x.value + y.value);
  std::size_t k = 0, of_x = 0, of_y = 0;
  for (std::size_t i = 0; i < N; ++i, k += M) {
    sum.gradient[i] = x.gradient[i];
    for (std::size_t j = i; j < N; ++j) sum.hessian[k++] = x.hessian[of_x++];
  }
  for (std::size_t i = 0; i < M; ++i) {
    sum.gradient[N + i] = y.gradient[i];
    for (std::size_t j = i; j < M; ++j) sum.hessian[k++] = y.hessian[of_y++];
  }
  return sum;
}

template <std::size_t N>
Dual<N> exp(const Dual<N>& x) {
  const double f = std::exp(x.value);
  return compose(x, f, f, f);
}

template <std::size_t N>
Dual<N> expm1(const Dual<N>& x) {
  const double slope = std::exp(x.value);
  return compose(x, std::expm1(x.value), slope, slope);
}

template <std::size_t N>
Dual<N> log(const Dual<N>& x) {
  const double slope = 1.0 / x.value;
  return compose(x, std::log(x.value), slope, -slope * slope);
}

template <std::size_t N>
Dual<N> log1p(const Dual<N>& x) {
  const double slope = 1.0 / (1.0 + x.value);
  return compose(x, std::log1p(x.value), slope, -slope * slope);
}

template <std::size_t N>
Dual<N> sqrt(const Dual<N>& x) {
  const double root = std::sqrt(x.value);
  const double slope = 0.5 / root;
  return compose(x, root, slope, -0.5 * slope / x.value);
}

template <std::size_t N>
Dual<N> pow(const Dual<N>& x, double exponent) {
  // A factor of 0 ends the derivatives of a polynomial, also at 0, where the power beside it is infinite.
  const auto term = [&](double factor, double power) {
    return factor == 0.0 ? 0.0 : factor * std::pow(x.value, power);
  };
  return compose(x, std::pow(x.value, exponent), term(exponent, exponent - 1),
                 term(exponent * (exponent - 1), exponent - 2));
}

/// x to the power y, x > 0.
template <std::size_t N>
Dual<N> pow(const Dual<N>& x, const Dual<N>& y) {
  return exp(y * log(x));
}

template <std::size_t N>
Dual<N> pow(double base, const Dual<N>& y) {
  const double f = std::pow(base, y.value);
  const double rate = std::log(base);
  return compose(y, f, f * rate, f * rate * rate);
}

template <std::size_t N>
Dual<N> log_gamma(const Dual<N>& x) {
  return compose(x, log_gamma(x.value), digamma(x.value), trigamma(x.value));
}

template <std::size_t N>
  requires(N > 1)
Dual<N> stirling_remainder(const Dual<N>& x) {
  return chain_rule(stirling_remainder(own_variable(x)), std::array{x});
}

template <std::size_t N>
  requires(N > 1)
Dual<N> log1pexp(const Dual<N>& x) {
  return chain_rule(log1pexp(own_variable(x)), std::array{x});
}

template <std::size_t N>
Dual<N> normal_cdf(const Dual<N>& x) {
  const double density = std::exp(-0.5 * x.value * x.value) / std::sqrt(2 * std::numbers::pi);
  return compose(x, normal_cdf(x.value), density, -x.value * density);
}

}  // namespace fealty
