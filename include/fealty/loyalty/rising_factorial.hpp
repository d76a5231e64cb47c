#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "fealty/core/special.hpp"

namespace fealty::loyalty {

/// log of the rising factorial (a)_n = a (a + 1) ... (a + n - 1) = Gamma(a + n) / Gamma(a), for a > 0 and a whole n.
///
/// Not a difference of log-gammas, which loses its digits where a is large: Gamma(n) over a beta function.
template <Scalar S>
S log_rising_factorial(const S& a, double n) {
  if (n == 0) return 0.0;
  return log_gamma(n) - log_beta(a, S(n));
}

/// log of E[p^n] = B(a + n, b) / B(a, b) = (a)_n / (a + b)_n, where p is beta distributed with weights a and b.
///
/// A difference of log-betas loses its digits where both weights are large. There both rising factorials are expanded
/// by Stirling's formula, and their large parts are cancelled on paper.
template <Scalar S>
S log_beta_moment(const S& a, const S& b, double n) {
  using std::log1p;
  if (n == 0) return 0.0;
  if (a < 10.0 || b < 10.0) return log_beta(S(a + n), b) - log_beta(a, b);
  const S both = a + b;
  return (a + (n - 0.5)) * log1p(n / a) - (both + (n - 0.5)) * log1p(n / both) - n * log1p(b / a) +
         (stirling_remainder(S(a + n)) - stirling_remainder(a) - stirling_remainder(S(both + n)) +
          stirling_remainder(both));
}

/// f(n) for ascending whole numbers n, by the recurrence f(n + 1) = f(n) + step(n).
///
/// After a gap, and every 64 numbers so that rounding cannot pile up, it starts anew from `f` itself.
template <Scalar S, class Direct, class Step>
std::vector<S> tabulate(std::span<const std::uint32_t> numbers, Direct&& f, Step&& step) {
  constexpr std::uint32_t longest_gap = 8;
  constexpr std::uint32_t longest_run = 64;
  std::vector<S> values;
  values.reserve(numbers.size());
  std::uint32_t start = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::uint32_t n = numbers[i];
    if (i == 0 || n - numbers[i - 1] > longest_gap || n - start > longest_run) {
      values.push_back(f(static_cast<double>(n)));
      start = n;
      continue;
    }
    S value = values.back();
    for (std::uint32_t k = numbers[i - 1]; k < n; ++k) value = value + step(static_cast<double>(k));
    values.push_back(value);
  }
  return values;
}

/// log (a)_n for ascending n.
template <Scalar S>
std::vector<S> log_rising_factorials(const S& a, std::span<const std::uint32_t> numbers) {
  using std::log;
  return tabulate<S>(
      numbers, [&](double n) { return log_rising_factorial(a, n); }, [&](double k) { return S(log(a + k)); });
}

/// log (B(a + n, b) / B(a, b)) for ascending n.
template <Scalar S>
std::vector<S> log_beta_moments(const S& a, const S& b, std::span<const std::uint32_t> numbers) {
  using std::log1p;
  return tabulate<S>(
      numbers, [&](double n) { return log_beta_moment(a, b, n); }, [&](double k) { return S(-log1p(b / (a + k))); });
}

}  // namespace fealty::loyalty
