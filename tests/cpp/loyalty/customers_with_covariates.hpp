#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "cpp/loyalty/purchase_patterns.hpp"
#include "fealty/core/columns.hpp"
#include "fealty/core/random.hpp"
#include "fealty/loyalty/purchase_regression.hpp"
#include "fealty/loyalty/purchase_summary.hpp"

/// Customers who differ by a channel and a gap, and models that say how.
namespace fealty::loyalty {

/// A channel, most often the shop, and a gap about 100 that differs by 20.
inline Frame covariates_of(std::size_t customers) {
  std::vector<std::string> channel;
  std::vector<double> gap;
  RandomStream random(5, "covariates");
  for (std::size_t i = 0; i < customers; ++i) {
    const double u = random.uniform();
    channel.emplace_back(u < 0.5 ? "shop" : u < 0.8 ? "web" : "fax");
    gap.push_back(random.normal(100, 20));
  }
  return Frame({{"channel", Column(channel)}, {"gap", Column(gap)}});
}

inline const CovariateChoice channel_and_gap{{"channel", "gap"}, {"gap"}};

inline PurchaseCoding coding_of_channel_and_gap() {
  const CodedColumn gap{"gap"};
  return {CovariateCoding({{"channel", true, "shop", {"fax", "web"}}, gap}), CovariateCoding({gap})};
}

/// A model whose parameters and coefficients are known.
template <class Model>
Model known_regression() {
  if constexpr (std::is_same_v<Model, ParetoNBDRegression>) {
    return {{0.8, 20, 0.7, 1.5}, coding_of_channel_and_gap(), {-0.5, 0.4, 0.01, -0.02}};
  } else {
    return {{0.8, 20, 0.6, 4}, coding_of_channel_and_gap(), {-0.5, 0.4, 0.01, 0.006, -0.004}};
  }
}

/// The same with other parameters and coefficients: those of a point, positive ones as logarithms.
template <class Model>
Model regression_at(const Model& model, const std::vector<double>& point) {
  typename Model::Parameters parameters;
  auto values = parameters.values();
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = std::exp(point[i]);
  return {Model::Parameters::of(values), model.coding(),
          std::vector<double>(point.begin() + static_cast<std::ptrdiff_t>(values.size()), point.end())};
}

/// The standard error of a figure of a model by the delta method, with differences in place of derivatives.
template <class Model, class Figure>
double standard_error_by_differences(const Model& model, Figure&& figure) {
  const LikelihoodFit& fit = model.estimated();
  std::vector<double> point;
  for (std::size_t i = 0; i < fit.estimates.size(); ++i)
    point.push_back(i < fit.positive() ? std::log(fit.estimates[i].value) : fit.estimates[i].value);
  Eigen::VectorXd gradient(static_cast<Eigen::Index>(point.size()));
  const Eigen::MatrixXd covariance = fit.log_covariance();
  for (std::size_t i = 0; i < point.size(); ++i) {
    const auto at = static_cast<Eigen::Index>(i);
    const double step = 0.01 * std::sqrt(covariance(at, at));
    std::vector<double> below = point, above = point;
    below[i] -= step;
    above[i] += step;
    gradient[at] = (figure(regression_at(model, above)) - figure(regression_at(model, below))) / (2 * step);
  }
  return std::sqrt(gradient.dot(covariance * gradient));
}

/// One customer of a summary alone.
inline PurchaseSummary customer_alone(const PurchaseSummary& summary, std::size_t customer) {
  return summary_of({summary.patterns()[customer]});
}

}  // namespace fealty::loyalty
