#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include <Eigen/Core>

#include "fealty/core/domain.hpp"
#include "fealty/core/gradient.hpp"
#include "fealty/core/parallel.hpp"
#include "fealty/core/special.hpp"
#include "fealty/loyalty/fitted_law.hpp"

namespace fealty::loyalty {

inline constexpr std::size_t customer_block = 1 << 13;
inline constexpr std::size_t likelihood_block = 1 << 8;  // a sum of derivatives takes longer

/// On which scale the error of a figure is normal: its value there taken back, and the slope of the figure there.
struct LogitScale {
  static std::pair<double, double> back(double logit) {
    const double p = logistic(logit);
    return {p, p * logistic(-logit)};
  }
};
struct LogarithmScale {
  static std::pair<double, double> back(double logarithm) {
    const double value = std::exp(logarithm);
    return {value, value};
  }
};

/// The law over numbers that carry their derivatives by the logarithms of the parameters.
template <template <class> class Law>
auto with_gradients(const FittedLaw<Law>& model) {
  constexpr std::size_t N = Law<double>::count;
  std::array<Gradient<N>, N> parameters;
  for (std::size_t i = 0; i < N; ++i)
    parameters[i] = exp(Gradient<N>::variable(std::log(model.parameters().values()[i]), i));
  return Law<Gradient<N>>::of(parameters);
}

/// The derivatives of a number as a vector.
template <std::size_t N>
auto derivatives_of(const Gradient<N>& number) {
  return Eigen::Map<const Eigen::Matrix<double, static_cast<int>(N), 1>>(number.gradient.data());
}

/// A figure on its scale, and its variance there.
struct UncertainFigure {
  double value;
  double variance;
};

/// Figures of `size` customers from `value(i)`, on the scale, and `uncertain(i)`, the same as an UncertainFigure. A
/// level of 0 asks for values only.
template <class Scale, class Value, class Uncertain>
CustomerFigures figures_on_scale(std::size_t size, double level, Value&& value, Uncertain&& uncertain) {
  CustomerFigures figures;
  figures.values.resize(size);
  const auto for_customers = [&](auto&& figure) {
    for_blocks(
        size,
        [&](std::size_t begin, std::size_t end) {
          for (std::size_t i = begin; i < end; ++i) figure(i);
        },
        customer_block, "predicting");
  };
  if (level == 0.0) {
    for_customers([&](std::size_t i) { figures.values[i] = Scale::back(value(i)).first; });
    return figures;
  }
  require_level(level);
  figures.standard_errors.resize(size);
  figures.lower.resize(size);
  figures.upper.resize(size);
  const double z = normal_quantile(0.5 + 0.5 * level);
  for_customers([&](std::size_t i) {
    const UncertainFigure figure = uncertain(i);
    const auto [back, slope] = Scale::back(figure.value);
    figures.values[i] = back;
    if (!std::isfinite(figure.value)) {  // a probability of 0 or 1, whatever the parameters
      figures.lower[i] = figures.upper[i] = back;
      return;
    }
    const double error = std::sqrt(std::max(0.0, figure.variance));
    figures.standard_errors[i] = slope * error;
    figures.lower[i] = Scale::back(figure.value - z * error).first;
    figures.upper[i] = Scale::back(figure.value + z * error).first;
  });
  return figures;
}

/// Figures of `size` customers from `on_scale(law, i)`, a function of the law over any scalar, by the delta method in
/// the logarithms of the parameters. A level of 0 asks for values only.
template <class Scale, template <class> class Law, class Function>
CustomerFigures customer_figures(const FittedLaw<Law>& model, std::size_t size, double level, Function&& on_scale) {
  constexpr std::size_t N = Law<double>::count;
  Eigen::Matrix<double, static_cast<int>(N), static_cast<int>(N)> covariance;
  if (level > 0) covariance = model.estimated().log_covariance();
  const auto law = with_gradients(model);
  return figures_on_scale<Scale>(
      size, level, [&](std::size_t i) { return on_scale(model.parameters(), i); },
      [&](std::size_t i) {
        const Gradient<N> figure = on_scale(law, i);
        const auto gradient = derivatives_of(figure);
        return UncertainFigure{figure.value, gradient.dot(covariance * gradient)};
      });
}

}  // namespace fealty::loyalty
