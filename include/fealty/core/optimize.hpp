#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
#include <utility>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include "fealty/core/domain.hpp"
#include "fealty/core/dual.hpp"
#include "fealty/core/error.hpp"

namespace fealty {

/// A function near a point, to second order. Those of two functions at one point add up, so that a sum over records can
/// be taken in blocks.
struct Expansion {
  double value = 0.0;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd hessian;

  Expansion& operator+=(const Expansion& other) {
    value += other.value;
    gradient += other.gradient;
    hessian += other.hessian;
    return *this;
  }

  [[nodiscard]] bool is_finite() const { return std::isfinite(value) && gradient.allFinite() && hessian.allFinite(); }
};

/// The expansion that a Dual carries.
template <std::size_t N>
Expansion expansion(const Dual<N>& f) {
  constexpr auto size = static_cast<Eigen::Index>(N);
  Expansion result{f.value, Eigen::VectorXd(size), Eigen::MatrixXd(size, size)};
  for (std::size_t i = 0; i < N; ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    result.gradient[row] = f.gradient[i];
    for (std::size_t j = 0; j < N; ++j) result.hessian(row, static_cast<Eigen::Index>(j)) = f.second(i, j);
  }
  return result;
}

/// When Newton's method stops.
struct NewtonOptions {
  /// Bound on max_i |gradient_i| max(|x_i|, 1) / max(|f|, 1): the gradient as a relative change of f by a relative
  /// change of x (Dennis and Schnabel 1983, section 7.2).
  double gradient_tolerance = 1e-9;
  std::size_t max_iterations = 200;
};

/// Why Newton's method stopped.
enum class NewtonStop {
  converged,        ///< the gradient is 0, and the Hessian has no ascent direction
  saddle_point,     ///< the gradient is 0, but the function rises along some line
  iteration_limit,  ///< max_iterations steps were taken
  no_ascent,        ///< no step along the ascent direction raises the function
  not_finite,       ///< value, gradient or Hessian is not finite at the start
};

/// The reason in words.
constexpr std::string_view to_string(NewtonStop stop) noexcept {
  switch (stop) {
    case NewtonStop::converged:
      return "converged";
    case NewtonStop::saddle_point:
      return "stopped at a saddle point";
    case NewtonStop::iteration_limit:
      return "reached the limit of iterations";
    case NewtonStop::no_ascent:
      return "found no higher value";
    case NewtonStop::not_finite:
      return "not finite at the start";
  }
  return "";
}

/// What a maximization found: the best point, the function there, and why the search ended.
struct Optimum {
  Eigen::VectorXd argmax;
  Expansion at;
  std::size_t iterations = 0;
  NewtonStop stop = NewtonStop::not_finite;

  [[nodiscard]] bool converged() const noexcept { return stop == NewtonStop::converged; }
};

/// Newton's direction in a Hessian that is made negative definite where it is not.
///
/// The negated Hessian is scaled to a unit diagonal, so that units of the parameters do not matter, and its eigenvalues
/// are replaced by their magnitudes, at least 1e-10 of the largest. Source: Nocedal and Wright (2006), section 3.4. It
/// is a template, as covariance() is, so that Eigen's decompositions are compiled where they are used and nowhere else.
template <class Matrix = Eigen::MatrixXd>
class AscentDirection {
 public:
  explicit AscentDirection(const Expansion& f)
      : scale_((-f.hessian.diagonal()).unaryExpr(&unit)),
        solver_(Matrix(scale_.asDiagonal() * -f.hessian * scale_.asDiagonal())) {}

  /// Whether the function rises along some line although its gradient is 0.
  [[nodiscard]] bool is_saddle() const {
    const Eigen::VectorXd& curvatures = solver_.eigenvalues();
    return curvatures.minCoeff() < -1e-6 * curvatures.cwiseAbs().maxCoeff();
  }

  [[nodiscard]] Eigen::VectorXd step(const Eigen::VectorXd& gradient) const {
    const Eigen::VectorXd curvatures = solver_.eigenvalues().cwiseAbs();
    const double largest = curvatures.maxCoeff();
    const Eigen::VectorXd bounded = curvatures.cwiseMax(largest > 0 ? 1e-10 * largest : 1.0);
    const Matrix& axes = solver_.eigenvectors();
    const Eigen::VectorXd along = axes.transpose() * scale_.cwiseProduct(gradient);
    return scale_.cwiseProduct(axes * along.cwiseQuotient(bounded));
  }

 private:
  static double unit(double curvature) {
    const double size = std::abs(curvature);
    return size < std::numeric_limits<double>::min() ? 1.0 : 1.0 / std::sqrt(size);
  }

  Eigen::VectorXd scale_;
  Eigen::SelfAdjointEigenSolver<Matrix> solver_;
};

/// The gradient as NewtonOptions::gradient_tolerance measures it.
inline double relative_gradient(const Eigen::VectorXd& x, const Expansion& f) {
  return (f.gradient.cwiseAbs().array() * x.cwiseAbs().array().max(1.0)).maxCoeff() / std::max(std::abs(f.value), 1.0);
}

/// Maximizes a function of a vector by damped Newton steps.
///
/// `f(x)` gives the Expansion at x; it may sum over blocks of records in parallel. It need not be finite everywhere: a
/// step is halved until f is finite and rises enough (Armijo), or, within rounding, its slope falls off (the
/// approximate condition of Hager and Zhang 2005, SIAM J. Optim. 16). Throws ParameterError for an empty start.
template <class F>
Optimum maximize(F&& f, Eigen::VectorXd start, const NewtonOptions& options = {}) {
  constexpr double sufficient_rise = 1e-4;
  constexpr double rounding = 1e-10;
  constexpr int max_halvings = 60;
  require(start.size() > 0, "the number of parameters", 0, "must be positive");
  Optimum best{std::move(start), {}, 0, NewtonStop::not_finite};
  best.at = f(std::as_const(best.argmax));
  if (!best.at.is_finite()) return best;

  const auto climb = [&](const Eigen::VectorXd& step) {
    const double slope = step.dot(best.at.gradient);
    double length = 1.0;
    for (int halving = 0; halving < max_halvings; ++halving, length /= 2) {
      Eigen::VectorXd x = best.argmax + length * step;
      Expansion there = f(std::as_const(x));
      if (!there.is_finite()) continue;
      const double rise = there.value - best.at.value;
      // Close to the maximum the rise drowns in the rounding of the value; that the slope falls off still shows.
      const bool flattens =
          rise >= -rounding * std::abs(best.at.value) && std::abs(step.dot(there.gradient)) <= 0.9 * slope;
      if (rise < sufficient_rise * length * slope && !flattens) continue;
      best.argmax = std::move(x);
      best.at = std::move(there);
      return true;
    }
    return false;
  };

  for (;; ++best.iterations) {
    const AscentDirection direction(best.at);
    if (relative_gradient(best.argmax, best.at) <= options.gradient_tolerance) {
      best.stop = direction.is_saddle() ? NewtonStop::saddle_point : NewtonStop::converged;
    } else if (best.iterations == options.max_iterations) {
      best.stop = NewtonStop::iteration_limit;
    } else if (climb(direction.step(best.at.gradient))) {
      continue;
    } else {
      best.stop = NewtonStop::no_ascent;
    }
    return best;
  }
}

/// Maximizes a function of N parameters that is written over their scalar: `f(std::array<Dual<N>, N>)` gives a Dual<N>.
template <class F, std::size_t N>
Optimum maximize(F&& f, const std::array<double, N>& start, const NewtonOptions& options = {}) {
  const auto expand = [&](const Eigen::VectorXd& x) {
    std::array<double, N> values;
    std::copy(x.begin(), x.end(), values.begin());
    return expansion<N>(f(variables(values)));
  };
  Eigen::VectorXd first(static_cast<Eigen::Index>(N));
  std::copy(start.begin(), start.end(), first.begin());
  return maximize(expand, std::move(first), options);
}

/// Covariance of maximum-likelihood estimates: the inverse of the observed information, which is the negated Hessian of
/// the log-likelihood.
///
/// Throws FitError if the information is not positive definite to working precision: the data do not tell some
/// combination of the parameters.
template <class Matrix = Eigen::MatrixXd>
Matrix covariance(const Optimum& optimum) {
  const Matrix information = -optimum.at.hessian;
  const Eigen::VectorXd diagonal = information.diagonal();
  if (diagonal.minCoeff() > 0) {
    const Eigen::VectorXd scale = diagonal.cwiseSqrt().cwiseInverse();
    const Eigen::LLT<Matrix> factor(scale.asDiagonal() * information * scale.asDiagonal());
    if (factor.info() == Eigen::Success && factor.rcond() > 1e-13) {
      const Matrix inverse = factor.solve(Matrix::Identity(diagonal.size(), diagonal.size()));
      return scale.asDiagonal() * inverse * scale.asDiagonal();
    }
  }
  throw FitError(code::no_information, "the data do not determine every parameter: the information matrix is singular");
}

}  // namespace fealty
