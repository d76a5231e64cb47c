#pragma once

#include "fealty/loyalty/likelihood_fit.hpp"

namespace fealty::loyalty {

/// A test of a model against one of which it is a case.
struct LikelihoodRatioTest {
  double statistic = 0.0;  ///< twice the difference of the log-likelihoods
  double degrees = 0.0;    ///< of freedom: how many more parameters the larger model estimates
  double p_value = 1.0;    ///< of chi-square
};

/// Tests whether the larger model fits better than chance would have it, by the likelihood-ratio test of Wilks (1938).
///
/// That the one is a case of the other is for the caller to know. At the end of a parameter's range, as without
/// dropout, the p-value is too large; with a penalty or robust errors it does not hold. Throws ParameterError if the
/// fits are of different numbers of customers or the larger does not estimate more parameters; FitError if its
/// likelihood is lower, as where its search stopped early.
LikelihoodRatioTest likelihood_ratio_test(const LikelihoodFit& restricted, const LikelihoodFit& larger);

}  // namespace fealty::loyalty
