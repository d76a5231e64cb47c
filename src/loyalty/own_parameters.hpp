#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

#include <Eigen/Core>

#include "fealty/core/dual.hpp"
#include "fealty/core/gradient.hpp"
#include "fealty/core/optimize.hpp"
#include "fealty/loyalty/covariate_coding.hpp"
#include "fealty/loyalty/covariate_effect.hpp"

namespace fealty::loyalty {

/// The parameters of each customer, of a law whose `effects` say how covariates move them.
///
/// Coordinates are the logarithms of the law's parameters and, effect by effect, the coefficients.
template <template <class> class Law>
class OwnParameters {
 public:
  static constexpr std::size_t N = Law<double>::count;
  static constexpr auto& effects = Law<double>::effects;
  using Index = Eigen::Index;

  /// Designs of the same number of rows, one per customer.
  OwnParameters(CovariateDesign transaction, CovariateDesign dropout)
      : designs_{std::move(transaction), std::move(dropout)} {
    Index at = static_cast<Index>(N);
    for (std::size_t e = 0; e < effects.size(); ++e) {
      first_[e] = at;
      at += design(e).cols();
    }
    coordinates_ = at;
  }

  [[nodiscard]] std::size_t customers() const noexcept { return static_cast<std::size_t>(designs_[0].rows()); }
  [[nodiscard]] Index coordinates() const noexcept { return coordinates_; }

  /// The covariates of an effect, and the coordinate of the first of its coefficients.
  [[nodiscard]] const CovariateDesign& design(std::size_t e) const noexcept {
    return designs_[static_cast<std::size_t>(effects[e].kind)];
  }
  [[nodiscard]] Index first(std::size_t e) const noexcept { return first_[e]; }

  /// Whether customers of equal frequency may differ in the terms of frequencies.
  [[nodiscard]] bool differ_in_count_terms() const noexcept {
    for (std::size_t e = 0; e < effects.size(); ++e) {
      if (effects[e].is_in_count_terms && design(e).cols() > 0) return true;
    }
    return false;
  }

  /// Every `stride`-th customer.
  [[nodiscard]] OwnParameters every(std::size_t stride) const {
    const auto rows = Eigen::seq(0, designs_[0].rows() - 1, static_cast<Index>(stride));
    return {designs_[0](rows, Eigen::all), designs_[1](rows, Eigen::all)};
  }

  /// The law of customer i over doubles, or over Dual<N> or Gradient<N> with derivatives by the logarithms of the
  /// customer's own parameters.
  template <class S>
  [[nodiscard]] Law<S> law(const Eigen::VectorXd& x, std::size_t i) const {
    std::array<double, N> logarithms;
    for (std::size_t k = 0; k < N; ++k) logarithms[k] = x[static_cast<Index>(k)];
    for (std::size_t e = 0; e < effects.size(); ++e) {
      const Index p = design(e).cols();
      if (p == 0) continue;
      logarithms[effects[e].parameter] +=
          effects[e].sign * design(e).row(static_cast<Index>(i)).dot(x.segment(first_[e], p));
    }
    std::array<S, N> parameters;
    for (std::size_t k = 0; k < N; ++k) {
      using std::exp;
      parameters[k] = exp(variable<S>(logarithms[k], k));
    }
    return Law<S>::of(parameters);
  }

  /// The gradient by the coordinates, from that by the logarithms of customer i's own parameters.
  [[nodiscard]] Eigen::VectorXd gradient(const std::array<double, N>& by_own, std::size_t i) const {
    Eigen::VectorXd all(coordinates_);
    for (std::size_t k = 0; k < N; ++k) all[static_cast<Index>(k)] = by_own[k];
    for (std::size_t e = 0; e < effects.size(); ++e) {
      all.segment(first_[e], design(e).cols()) =
          effects[e].sign * by_own[effects[e].parameter] * design(e).row(static_cast<Index>(i)).transpose();
    }
    return all;
  }

  /// The sum of the functions of customers from `begin` on, to second order in the coordinates, from their expansions
  /// in the logarithms of their own parameters: the chain rule.
  [[nodiscard]] Expansion sum(std::size_t begin, std::span<const Dual<N>> parts) const {
    const auto rows = static_cast<Index>(parts.size());
    const auto from = static_cast<Index>(begin);
    Eigen::MatrixXd first(rows, N), second(rows, Dual<N>::hessian_size);
    Expansion total{0.0, Eigen::VectorXd::Zero(coordinates_), Eigen::MatrixXd::Zero(coordinates_, coordinates_)};
    for (Index i = 0; i < rows; ++i) {
      const Dual<N>& part = parts[static_cast<std::size_t>(i)];
      total.value += part.value;
      for (std::size_t k = 0; k < N; ++k) first(i, static_cast<Index>(k)) = part.gradient[k];
      for (std::size_t k = 0; k < Dual<N>::hessian_size; ++k) second(i, static_cast<Index>(k)) = part.hessian[k];
    }
    const auto by = [&](std::size_t i, std::size_t j) {  // second derivatives by own parameters i and j
      if (i > j) std::swap(i, j);
      return second.col(static_cast<Index>(i * (2 * N - i + 1) / 2 + j - i));
    };
    for (std::size_t k = 0; k < N; ++k) {
      total.gradient[static_cast<Index>(k)] = first.col(static_cast<Index>(k)).sum();
      for (std::size_t l = k; l < N; ++l) total.hessian(static_cast<Index>(k), static_cast<Index>(l)) = by(k, l).sum();
    }
    for (std::size_t e = 0; e < effects.size(); ++e) {
      const Index p = design(e).cols();
      if (p == 0) continue;
      const auto x = design(e).middleRows(from, rows);
      const double sign = effects[e].sign;
      total.gradient.segment(first_[e], p) =
          sign * (x.transpose() * first.col(static_cast<Index>(effects[e].parameter)));
      for (std::size_t k = 0; k < N; ++k) {
        total.hessian.block(static_cast<Index>(k), first_[e], 1, p) =
            sign * (x.transpose() * by(k, effects[e].parameter)).transpose();
      }
      for (std::size_t f = e; f < effects.size(); ++f) {
        const Index q = design(f).cols();
        if (q == 0) continue;
        const Eigen::MatrixXd weighted =
            by(effects[e].parameter, effects[f].parameter).asDiagonal() * design(f).middleRows(from, rows);
        total.hessian.block(first_[e], first_[f], p, q) = sign * effects[f].sign * (x.transpose() * weighted);
      }
    }
    total.hessian = Eigen::MatrixXd(total.hessian.template selfadjointView<Eigen::Upper>());
    return total;
  }

 private:
  template <class S>
  static S variable(double value, std::size_t index) {
    if constexpr (std::is_same_v<S, double>) {
      return value;
    } else {
      return S::variable(value, index);
    }
  }

  std::array<CovariateDesign, 2> designs_;  // by kind
  std::array<Index, Law<double>::effects.size()> first_{};
  Index coordinates_ = 0;
};

}  // namespace fealty::loyalty
