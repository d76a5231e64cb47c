#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/SparseCore>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"

namespace fealty {

/// Rows of covariates of which most are 0: one row per record, as indicators of categories make them.
using SparseDesign = Eigen::SparseMatrix<double, Eigen::RowMajor>;

/// How a logistic regression is fitted.
struct LogisticOptions {
  /// Half of it times the square of every coefficient but the first (the intercept) is taken off the log-likelihood: a
  /// normal prior of variance 1 / ridge. It keeps coefficients finite where a column separates the outcomes or follows
  /// from others.
  double ridge = 0.0;
  double tolerance = 1e-14;  ///< bound on the last Newton step's rise of the log-likelihood, relative to its size
  std::size_t max_iterations = 50;
};

/// A logistic regression at its maximum.
struct LogisticFit {
  Eigen::VectorXd coefficients;   ///< log-odds, one for each column
  Eigen::VectorXd probabilities;  ///< fitted, one for each row
  Eigen::MatrixXd information;    ///< negated Hessian of the (penalized) log-likelihood
  double log_likelihood = 0.0;    ///< penalized if there is a ridge
  std::size_t iterations = 0;

  /// Inverse of the information: the covariance of the coefficients if the model is right and the rows independent.
  /// A template, so that Eigen's decomposition is compiled where it is used and nowhere else.
  template <class Matrix = Eigen::MatrixXd>
  [[nodiscard]] Matrix covariance() const {
    return Eigen::LDLT<Matrix>(information).solve(Matrix::Identity(information.rows(), information.cols()));
  }
};

namespace detail {

/// Log-likelihood and, where asked for, its derivatives at the linear predictors of some rows.
struct LogisticSums {
  double log_likelihood = 0.0;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd information;  // lower triangle

  LogisticSums& operator+=(const LogisticSums& other) {
    log_likelihood += other.log_likelihood;
    gradient += other.gradient;
    information += other.information;
    return *this;
  }
};

inline constexpr std::size_t logistic_block = 8192;

inline void add_rows(const SparseDesign& design, Eigen::Index begin, Eigen::Index end, const Eigen::VectorXd& residuals,
                     const Eigen::VectorXd& curvatures, LogisticSums& sums) {
  for (Eigen::Index i = begin; i < end; ++i) {
    for (SparseDesign::InnerIterator a(design, i); a; ++a) {
      sums.gradient[a.col()] += residuals[i] * a.value();
      const double scaled = curvatures[i] * a.value();
      for (SparseDesign::InnerIterator b(design, i); b && b.col() <= a.col(); ++b) {
        sums.information(a.col(), b.col()) += scaled * b.value();
      }
    }
  }
}

template <class Rows>
void add_rows(const Eigen::MatrixBase<Rows>& design, Eigen::Index begin, Eigen::Index end,
              const Eigen::VectorXd& residuals, const Eigen::VectorXd& curvatures, LogisticSums& sums) {
  const auto rows = design.middleRows(begin, end - begin);
  sums.gradient.noalias() += rows.transpose() * residuals.segment(begin, end - begin);
  const Eigen::MatrixXd scaled = curvatures.segment(begin, end - begin).cwiseSqrt().asDiagonal() * rows;
  sums.information.selfadjointView<Eigen::Lower>().rankUpdate(scaled.transpose());
}

}  // namespace detail

/// Fits P(y = 1) = logistic(x' b) by maximum likelihood.
///
/// `design` is a dense matrix or a SparseDesign with one row for each outcome, its first column the intercept;
/// `outcomes` are 0 or 1 (or shares), `weights` not negative (empty: all 1). Newton's method with the exact Hessian,
/// which is Fisher's scoring here, and steps halved until the likelihood rises (McCullagh and Nelder 1989, "Generalized
/// linear models", section 4.4). Sums are taken in blocks of rows, so that threads do not change a bit. Throws
/// ParameterError if sizes differ; FitError if the columns do not determine the coefficients, or if there is no
/// maximum, as where a column separates the outcomes and there is no ridge.
template <class Design>
LogisticFit fit_logistic(const Design& design, const Eigen::VectorXd& outcomes, const Eigen::VectorXd& weights = {},
                         const LogisticOptions& options = {}) {
  const Eigen::Index n = design.rows();
  const Eigen::Index p = design.cols();
  require(n > 0 && p > 0, "the number of rows", static_cast<double>(n), "must be positive, as that of columns");
  require(outcomes.size() == n, "the number of outcomes", static_cast<double>(outcomes.size()),
          "must be that of the rows");
  require(weights.size() == n || weights.size() == 0, "the number of weights", static_cast<double>(weights.size()),
          "must be that of the rows");
  const auto weight_of = [&](Eigen::Index i) { return weights.size() == 0 ? 1.0 : weights[i]; };
  Eigen::VectorXd penalty = Eigen::VectorXd::Constant(p, options.ridge);
  penalty[0] = 0.0;

  LogisticFit fit;
  Eigen::VectorXd residuals(n), curvatures(n);
  fit.probabilities.resize(n);
  const auto expand = [&](const Eigen::VectorXd& b) {
    const detail::LogisticSums none{0.0, Eigen::VectorXd::Zero(p), Eigen::MatrixXd::Zero(p, p)};
    const Eigen::VectorXd predictors = design * b;
    auto sums = reduce_blocks(
        static_cast<std::size_t>(n), none,
        [&](std::size_t first, std::size_t last) {
          detail::LogisticSums part = none;
          const auto begin = static_cast<Eigen::Index>(first), end = static_cast<Eigen::Index>(last);
          for (Eigen::Index i = begin; i < end; ++i) {
            const double chance = logistic(predictors[i]);
            part.log_likelihood += weight_of(i) * (outcomes[i] * predictors[i] - log1pexp(predictors[i]));
            fit.probabilities[i] = chance;
            residuals[i] = weight_of(i) * (outcomes[i] - chance);
            curvatures[i] = weight_of(i) * chance * (1 - chance);
          }
          detail::add_rows(design, begin, end, residuals, curvatures, part);
          return part;
        },
        [](detail::LogisticSums& total, const detail::LogisticSums& part) { total += part; }, detail::logistic_block);
    sums.log_likelihood -= 0.5 * b.cwiseProduct(b).dot(penalty);
    sums.gradient -= penalty.cwiseProduct(b);
    sums.information.diagonal() += penalty;
    return sums;
  };

  fit.coefficients = Eigen::VectorXd::Zero(p);
  detail::LogisticSums at = expand(fit.coefficients);
  const auto finish = [&] {
    fit.information = at.information.template selfadjointView<Eigen::Lower>();
    fit.log_likelihood = at.log_likelihood;
    return fit;
  };
  for (; fit.iterations < options.max_iterations; ++fit.iterations) {
    const Eigen::VectorXd scale = at.information.diagonal().unaryExpr(
        [](double d) { return d > std::numeric_limits<double>::min() ? 1 / std::sqrt(d) : 1.0; });
    const Eigen::MatrixXd scaled = scale.asDiagonal() * at.information * scale.asDiagonal();
    const Eigen::LDLT<Eigen::MatrixXd> factor(scaled);
    if (!factor.isPositive() || !(factor.vectorD().minCoeff() > 1e-13)) {
      throw FitError(code::no_information,
                     "the columns of the regression do not determine its coefficients: one follows from others, is 0 "
                     "throughout, or separates the outcomes; a ridge helps");
    }
    const Eigen::VectorXd step = scale.cwiseProduct(factor.solve(scale.cwiseProduct(at.gradient)));
    const double rise = 0.5 * step.dot(at.gradient);  // of the quadratic that the step climbs
    // Where a column separates the outcomes the likelihood stops rising, but its coefficient goes on and on.
    const bool stands = (step.array().abs() <= 1e-4 * (fit.coefficients.array().abs() + 1)).all();
    if (stands && rise <= options.tolerance * (std::abs(at.log_likelihood) + 1)) return finish();
    double length = 1.0;
    detail::LogisticSums there = expand(fit.coefficients + step);
    while (!(there.log_likelihood >= at.log_likelihood) && length > 1e-6) {
      length /= 2;
      there = expand(fit.coefficients + length * step);
    }
    fit.coefficients += length * step;
    at = std::move(there);
  }
  throw FitError(code::no_convergence,
                 "the regression found no maximum in " + std::to_string(options.max_iterations) +
                     " steps: a column separates the outcomes, perhaps; a ridge keeps its coefficient finite");
}

}  // namespace fealty
