#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <Eigen/Core>

namespace fealty::gaps {

/// Shapley shares of R-squared by all 2^p subsets of p drivers: what each driver adds to R-squared, averaged over all
/// orders in which the drivers could be taken (LMG).
///
/// Subsets are visited as the leaves of a tree: one driver after another is left out or swept in, and only the Schur
/// complement of the drivers still to come, and of the outcome, is kept. Leaving out costs nothing, and sweeping in the
/// k-th driver from the end costs k^2 / 2 multiplications, so that all subsets together cost 3 * 2^p. `Scalar` is
/// double, or an array of doubles, for several matrices at a time. Sources: Lindeman, Merenda and Gold (1980),
/// "Introduction to bivariate and multivariate analysis", p. 119; Grömping (2006), "Relative importance for linear
/// regression in R", Journal of Statistical Software 17; Furnival and Wilson (1974), "Regressions by leaps and bounds",
/// Technometrics 16, for the tree.
template <class Scalar>
class ShapleyRSquared {
 public:
  /// A driver of which those swept in before it leave no more than this share of its variance adds nothing.
  static constexpr double least_tolerance = 1e-10;

  explicit ShapleyRSquared(std::size_t drivers)
      : drivers_(drivers), with_(drivers, Scalar(0.0)), weights_(drivers + 1, 0.0) {
    // Sum over T of u(|T|) v(T) [T has j] - sum over T of w(|T|) v(T), with w(k) = k! (p - k - 1)! / p! the chance that
    // just these k come before j, and u(k) = w(k - 1) + w(k): that is the Shapley value of j.
    std::vector<double> chances(drivers + 2, 0.0);  // w(k - 1), from k = 0
    if (drivers > 0) chances[1] = 1.0 / static_cast<double>(drivers);
    for (std::size_t k = 1; k < drivers; ++k)
      chances[k + 1] = chances[k] * static_cast<double>(k) / static_cast<double>(drivers - k);
    for (std::size_t k = 0; k <= drivers; ++k) weights_[k] = chances[k] + chances[k + 1];
    matrices_.resize((drivers + 1) * (drivers + 2) * (drivers + 3) / 6, Scalar(0.0));  // one of each size
  }

  /// Sets the correlation of two variables; number `drivers` is the outcome. A driver that does not vary has 0 with
  /// all, itself included.
  void set(std::size_t i, std::size_t j, const Scalar& correlation) {
    if (i < j) std::swap(i, j);
    matrices_[j * (drivers_ + 1) - j * (j + 1) / 2 + i] = correlation;
  }

  /// R-squared of all drivers and the share of each, which add up to it.
  struct Result {
    Scalar r_squared;
    std::vector<Scalar> shares;
  };

  Result operator()() {
    std::ranges::fill(with_, Scalar(0.0));
    const std::size_t size = (drivers_ + 1) * (drivers_ + 2) / 2;
    visit(matrices_.data(), drivers_, 0, matrices_.data() + size);
    // The sum over all subsets is left to be found from what the shares add up to.
    Result result{Scalar(1.0 - unexplained_), std::vector<Scalar>(drivers_, Scalar(0.0))};
    Scalar all = result.r_squared;
    for (const Scalar& with : with_) all += with;
    for (std::size_t j = 0; j < drivers_; ++j) result.shares[j] = all / static_cast<double>(drivers_) - with_[j];
    return result;
  }

 private:
  /// The weighted sum of what is left unexplained, over the subsets that go on from a node of the tree.
  ///
  /// `matrix` is the lower triangle, by columns, of the Schur complement of the `left` drivers to come and the outcome;
  /// `taken` drivers are in; in `work` there is room for the matrices below.
  Scalar visit(const Scalar* matrix, std::size_t left, std::size_t taken, Scalar* work) {
    if (left == 0) {
      unexplained_ = matrix[0];  // the last leaf is that of all drivers
      return weights_[taken] * matrix[0];
    }
    const Scalar* const rest = matrix + left + 1;
    const Scalar without = visit(rest, left - 1, taken, work);
    const Scalar inverse = inverse_of(matrix[0]);
    const Scalar* from = rest;
    Scalar* to = work;
    for (std::size_t column = 1; column <= left; ++column) {
      const Scalar factor = matrix[column] * inverse;
      for (std::size_t row = column; row <= left; ++row) *to++ = *from++ - factor * matrix[row];
    }
    const Scalar with = visit(work, left - 1, taken + 1, to);
    with_[drivers_ - left] += with;
    return without + with;
  }

  static double inverse_of(double pivot) { return pivot > least_tolerance ? 1 / pivot : 0; }

  template <class Array>
  static Array inverse_of(const Array& pivots) {
    return (pivots > least_tolerance).select(pivots.inverse(), 0.0);
  }

  std::size_t drivers_;
  std::vector<Scalar> with_;  // of each driver, the weighted sum over the subsets that have it
  std::vector<double> weights_;
  std::vector<Scalar> matrices_;
  Scalar unexplained_ = Scalar(1.0);
};

}  // namespace fealty::gaps
