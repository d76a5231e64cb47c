#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fealty::loyalty {

/// What covariates of a customer are about.
enum class CovariateKind : std::uint8_t {
  transaction,  ///< how often the customer buys
  dropout,      ///< how soon the customer leaves
};

/// How covariates x of a customer move one parameter of a law, by coefficients gamma of their own:
///
///     log parameter_i = log parameter + sign gamma' x_i.
struct CovariateEffect {
  std::string_view name;   ///< what names of the coefficients begin with
  CovariateKind kind;      ///< which covariates
  std::size_t parameter;   ///< position among the law's
  double sign;             ///< such that a positive gamma means more purchases or more dropout
  bool is_in_count_terms;  ///< whether the law's terms of frequencies depend on the parameter
};

}  // namespace fealty::loyalty
