#pragma once

#include <cstddef>
#include <utility>

#include <Eigen/Core>

#include "fealty/core/dual.hpp"
#include "fealty/loyalty/likelihood_fit.hpp"

namespace fealty::loyalty {

/// The problem of estimating a law's parameters, whose log-likelihood is `sum(law, thinning)` for the law over dual
/// numbers; starts and limits are left to the caller.
template <template <class> class Law, class Sum>
LikelihoodProblem law_problem(double observations, std::size_t terms, Sum&& sum) {
  constexpr std::size_t N = Law<double>::count;
  LikelihoodProblem problem;
  problem.names.assign(Law<double>::names.begin(), Law<double>::names.end());
  problem.observations = observations;
  problem.terms = terms;
  problem.log_likelihood = [sum = std::forward<Sum>(sum)](const Eigen::VectorXd& logarithms, std::size_t thinning) {
    return expansion(sum(Law<Dual<N>>::of(from_logarithms<N>(logarithms)), thinning));
  };
  return problem;
}

}  // namespace fealty::loyalty
