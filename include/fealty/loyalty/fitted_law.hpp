#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "fealty/core/domain.hpp"
#include "fealty/core/nan.hpp"
#include "fealty/loyalty/likelihood_fit.hpp"

namespace fealty::loyalty {

/// A figure for each customer, in the order of the summary. Without a level there are values only.
struct CustomerFigures {
  std::vector<double> values;
  std::vector<double> standard_errors;
  std::vector<double> lower;
  std::vector<double> upper;
};

/// A probability law over the scalar of its parameters, with parameters that are known or were estimated.
template <template <class> class Law>
class FittedLaw {
 public:
  using Parameters = Law<double>;

  FittedLaw() = default;

  /// Parameters that are known. Throws ParameterError unless all are positive and finite.
  explicit FittedLaw(const Parameters& known) : parameters_(known) {
    const auto values = known.values();
    for (std::size_t i = 0; i < values.size(); ++i) {
      require(values[i] > 0 && std::isfinite(values[i]), Parameters::names[i], values[i],
              "must be positive and finite");
      fit_.names.emplace_back(Parameters::names[i]);
      fit_.estimates.push_back({values[i], 0.0, values[i], values[i], fit_.level});
    }
    constexpr auto count = static_cast<Eigen::Index>(Parameters::count);
    fit_.covariance = Eigen::MatrixXd::Zero(count, count);
    fit_.log_likelihood = nan;
  }

  /// Parameters that were estimated. Throws ParameterError if they are not as many as the law has.
  explicit FittedLaw(LikelihoodFit fit) : fit_(std::move(fit)) {
    require(fit_.estimates.size() == Parameters::count, "the number of parameters",
            static_cast<double>(fit_.estimates.size()), "must be that of the model");
    std::array<double, Parameters::count> values;
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = fit_.estimates[i].value;
    parameters_ = Parameters::of(values);
  }

  /// The law with its parameters.
  [[nodiscard]] const Parameters& parameters() const noexcept { return parameters_; }

  /// How they were estimated, and how well.
  [[nodiscard]] const LikelihoodFit& estimated() const noexcept { return fit_; }

 private:
  Parameters parameters_;
  LikelihoodFit fit_;
};

}  // namespace fealty::loyalty
