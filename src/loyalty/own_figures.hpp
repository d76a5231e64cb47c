#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include <Eigen/Core>

#include "customer_figures.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/gradient.hpp"
#include "fealty/loyalty/fitted_law.hpp"
#include "fealty/loyalty/likelihood_fit.hpp"
#include "fealty/loyalty/purchase_regression.hpp"
#include "own_parameters.hpp"

/// Figures of customers each of whom has a law of their own.
namespace fealty::loyalty {

/// Coordinates of a law's parameters and coefficients.
inline Eigen::VectorXd coordinates_of(const LikelihoodFit& fit) {
  Eigen::VectorXd x(static_cast<Eigen::Index>(fit.estimates.size()));
  for (std::size_t i = 0; i < fit.estimates.size(); ++i) {
    const double value = fit.estimates[i].value;
    x[static_cast<Eigen::Index>(i)] = i < fit.positive() ? std::log(value) : value;
  }
  return x;
}

/// The parameters of customers given by rows of covariates.
template <template <class> class Law>
OwnParameters<Law> own_parameters(const PurchaseCoding& coding, const Frame& covariates,
                                  std::span<const std::uint32_t> rows) {
  return {coding.transaction.design(covariates, rows), coding.dropout.design(covariates, rows)};
}

/// The parameters of the customers of a summary.
template <template <class> class Law>
OwnParameters<Law> own_parameters(const PurchaseRegression<Law>& model, const PurchaseSummary& summary,
                                  const Frame& covariates) {
  return own_parameters<Law>(model.coding(), covariates, covariate_rows(covariates, summary));
}

/// Figures of customers who have laws of their own, from `on_scale(law, i)` over any scalar: see customer_figures.
template <class Scale, template <class> class Law, class Function>
CustomerFigures own_figures(const LikelihoodFit& fit, const OwnParameters<Law>& own, double level,
                            Function&& on_scale) {
  constexpr std::size_t N = Law<double>::count;
  const Eigen::VectorXd x = coordinates_of(fit);
  const Eigen::MatrixXd covariance = fit.log_covariance();
  return figures_on_scale<Scale>(
      own.customers(), level, [&](std::size_t i) { return on_scale(own.template law<double>(x, i), i); },
      [&](std::size_t i) {
        const Gradient<N> figure = on_scale(own.template law<Gradient<N>>(x, i), i);
        const Eigen::VectorXd gradient = own.gradient(figure.gradient, i);
        return UncertainFigure{figure.value, gradient.dot(covariance * gradient)};
      });
}

}  // namespace fealty::loyalty
