#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "fealty/core/columns.hpp"
#include "fealty/core/estimate.hpp"
#include "fealty/gaps/expectation_model.hpp"
#include "fealty/gaps/rating_series.hpp"

namespace fealty::gaps {

/// How the parameters are estimated.
struct ExpectationOptions {
  std::map<std::string, double> fixed = {};  ///< values of parameters that are known and not to be estimated, by name
  double level = 0.95;                       ///< of all intervals
};

/// What is known of a parameter.
enum class ParameterStatus : std::uint8_t {
  estimated,       ///< has a standard error and an interval
  fixed,           ///< was given
  boundary,        ///< the likelihood is highest at the end of its range, where there is no standard error
  not_identified,  ///< the ratings do not tell it
  not_asked,       ///< it belongs to a question that no rating answers
};

std::string_view to_string(ParameterStatus status) noexcept;

/// Something that speaks against trusting a figure.
struct ExpectationWarning {
  std::string parameter;  ///< empty: the whole fit
  std::string kind;       ///< boundary, not_identified, imprecise, unexpected_sign, few_repeats, not_converged
  std::string meaning;    ///< in words
};

/// Parameters by maximum likelihood.
struct ExpectationFit {
  ExpectationParameters<> parameters;  ///< as the filter uses them; what is not known has no influence
  std::array<Estimate, ExpectationParameters<>::count> estimates;  ///< NaN for what is not known
  std::array<ParameterStatus, ExpectationParameters<>::count> status{};
  std::vector<ExpectationWarning> warnings;
  std::vector<double> item_levels;  ///< what the answers of each item have on top of those of all
  unsigned asked = 0;               ///< the questions that any rating answers
  bool knows_will = false;          ///< whether the ratings tell what is predicted
  bool knows_should = false;        ///< whether the ratings tell what is thought to be due
  double log_likelihood = 0.0;
  std::uint64_t series = 0;      ///< of customers and items with an answer
  std::uint64_t ratings = 0;     ///< with an answer
  std::uint64_t repeats = 0;     ///< ratings that are not the first of their series
  std::uint64_t iterations = 0;  ///< Newton steps
  double level = 0.95;

  /// One row per parameter: parameter, value, standard_error, lower, upper, status.
  [[nodiscard]] Frame frame() const;

  /// One row per warning: parameter, kind, meaning.
  [[nodiscard]] Frame warnings_frame() const;
};

/// Estimates the parameters from the ratings of all customers.
///
/// The likelihood is exact: that of the filter's errors of prediction. Value, gradient and Hessian come from dual
/// numbers, the maximum by damped Newton steps from several starts, standard errors from the inverse of the observed
/// information; intervals are normal on the scale of logits of rates, logarithms of standard deviations and Fisher's z
/// of the correlation. Items share all parameters; their levels are taken off the answers first, and the uncertainty of
/// levels is not carried on.
///
/// An expectation that nobody was asked for shows only in the experiences. Where its effect on them lies within two
/// standard errors of 0, it is left out, and its parameters are not identified. Throws ParameterError for a fixed
/// parameter that does not exist or lies outside its range, FitError if there are no answers, all answers to a question
/// are equal, or nobody rated twice.
ExpectationFit fit_expectations(const RatingSeries& series, const ExpectationOptions& options = {});

}  // namespace fealty::gaps
