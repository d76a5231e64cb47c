#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <limits>
#include <numbers>
#include <span>
#include <type_traits>

namespace fealty {

/// What a formula is written over: double, or a Dual (dual.hpp), which gives the derivatives as well. Not an integer,
/// because integer division would pass unseen.
template <class T>
concept Scalar = !std::integral<T> && std::convertible_to<double, T> && requires(T x) {
  { x * x + x / x - x } -> std::convertible_to<T>;
  x < 1.0;
};

/// Logarithm of the gamma function of x > 0.
double log_gamma(double x);

/// Derivative of log_gamma.
double digamma(double x);

/// Second derivative of log_gamma.
double trigamma(double x);

/// What Stirling's formula leaves of log_gamma(x), x > 0: log_gamma(x) - [(x - 1/2) log x - x + log(2 pi) / 2].
///
/// It goes to 0 as 1 / (12 x), so that differences of log-gammas can be written without their cancellation. Below 10,
/// where the series is not yet exact, the argument is moved up by the recurrence of the gamma function. Source: DLMF
/// 5.11.1 and 5.5.1.
template <Scalar T>
T stirling_remainder(const T& x) {
  using std::log;
  T shifted = x;
  T product = 1.0;
  double steps = 0.0;
  for (; shifted < 10.0; shifted = shifted + 1.0) {
    product = product * shifted;
    steps += 1.0;
  }
  constexpr double terms[] = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156};
  const T inverse = 1.0 / shifted;
  const T square = inverse * inverse;
  T series = terms[6];
  for (int k = 5; k >= 0; --k) series = series * square + terms[k];
  series = series * inverse;
  if (steps == 0.0) return series;
  return series + ((shifted - 0.5) * log(shifted) - (x - 0.5) * log(x) - steps - log(product));
}

/// Logarithm of the beta function of positive a and b, without loss of digits where one or both are large.
///
/// The log-gammas are expanded by Stirling's formula, and their large parts are cancelled on paper. Source: Didonato
/// and Morris (1992), "Algorithm 708", ACM TOMS 18, function BETALN.
template <Scalar A, Scalar B>
auto log_beta(const A& a, const B& b) {
  using T = std::common_type_t<A, B>;
  using std::log;
  using std::log1p;
  const T p = a < b ? T(a) : T(b);
  const T q = a < b ? T(b) : T(a);
  const T ratio = p / q;
  const T remainder = stirling_remainder(p) + stirling_remainder(q) - stirling_remainder(T(p + q));
  const double half_log_two_pi = 0.91893853320467274178;
  return T(half_log_two_pi - 0.5 * log(q) + remainder + (p - 0.5) * log(ratio / (1.0 + ratio)) - q * log1p(ratio));
}

/// log(1 - exp(x)) for x < 0, exact at both ends. Source: Mächler (2012), "Accurately computing log(1 - exp(-|a|))".
template <Scalar T>
T log1mexp(const T& x) {
  using std::exp;
  using std::expm1;
  using std::log;
  using std::log1p;
  return x > -std::numbers::ln2 ? T(log(-expm1(x))) : T(log1p(-exp(x)));
}

/// log(1 + exp(x)), without overflow.
template <Scalar T>
T log1pexp(const T& x) {
  using std::exp;
  using std::log1p;
  return x > 0.0 ? T(x + log1p(exp(-x))) : T(log1p(exp(x)));
}

/// log(exp(a) + exp(b)), without overflow.
template <Scalar A, Scalar B>
auto log_sum_exp(const A& a, const B& b) {
  using T = std::common_type_t<A, B>;
  const T larger = a < b ? T(b) : T(a);
  const T smaller = a < b ? T(a) : T(b);
  if (!(smaller > -std::numeric_limits<double>::infinity())) return larger;
  return T(larger + log1pexp(T(smaller - larger)));
}

/// Logarithm of the sum of the exponentials, without overflow; minus infinity for no terms.
inline double log_sum_exp(std::span<const double> terms) {
  double largest = -std::numeric_limits<double>::infinity();
  for (const double term : terms) largest = std::max(largest, term);
  if (std::isinf(largest)) return largest;
  double sum = 0.0;
  for (const double term : terms) sum += std::exp(term - largest);
  return largest + std::log(sum);
}

/// 1 / (1 + exp(-x)), without overflow.
template <Scalar T>
T logistic(const T& x) {
  using std::exp;
  if (x > 0.0) return 1.0 / (1.0 + exp(-x));
  const T odds = exp(x);
  return odds / (1.0 + odds);
}

/// Logarithm of the odds of a probability: the inverse of logistic.
template <Scalar T>
T logit(const T& p) {
  using std::log;
  using std::log1p;
  return log(p) - log1p(-p);
}

/// Logarithm of the Poisson probability of `count`, with a positive mean, without loss of digits for large counts.
///
/// Source: Loader (2000), "Fast and accurate computation of binomial probabilities": the deviance, and Stirling's
/// formula.
inline double log_poisson_probability(double count, double mean) {
  if (count == 0) return -mean;
  const double excess = mean - count;
  return count * std::log1p(excess / count) - excess - 0.5 * std::log(2 * std::numbers::pi * count) -
         stirling_remainder(count);
}

/// Probability that a standard normal number is at most x.
inline double normal_cdf(double x) {
  return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

/// The x with normal_cdf(x) = p; infinite for p of 0 and 1. Like the other quantiles it is NaN for what is no
/// probability.
double normal_quantile(double p);

/// Probability that Student's t with `degrees` > 0 degrees of freedom is at most x.
double student_t_cdf(double x, double degrees);

/// The x with student_t_cdf(x, degrees) = p.
double student_t_quantile(double p, double degrees);

/// Regularized incomplete gamma function P(a, x), a > 0, x >= 0: the distribution function of a gamma number of shape
/// a.
double regularized_gamma(double a, double x);

/// 1 - P(a, x), without cancellation.
double regularized_gamma_upper(double a, double x);

/// The x with regularized_gamma(a, x) = p.
double gamma_quantile(double p, double a);

/// Probability that chi-square with `degrees` > 0 degrees of freedom is at most x.
inline double chi_square_cdf(double x, double degrees) {
  return regularized_gamma(degrees / 2, x / 2);
}

/// Probability that chi-square with `degrees` > 0 degrees of freedom exceeds x: the p-value of a chi-square test.
inline double chi_square_upper_tail(double x, double degrees) {
  return regularized_gamma_upper(degrees / 2, x / 2);
}

/// The x with chi_square_cdf(x, degrees) = p.
inline double chi_square_quantile(double p, double degrees) {
  return 2 * gamma_quantile(p, degrees / 2);
}

/// Regularized incomplete beta function I_x(a, b), a, b > 0, 0 <= x <= 1: the distribution function of a beta number.
double regularized_beta(double x, double a, double b);

/// The x with regularized_beta(x, a, b) = p.
double beta_quantile(double p, double a, double b);

/// The x with 1 - regularized_beta(x, a, b) = q, exact for small q.
double beta_upper_quantile(double q, double a, double b);

}  // namespace fealty
