#include "fealty/loyalty/likelihood_ratio.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "fealty/core/domain.hpp"
#include "fealty/core/error.hpp"
#include "fealty/core/special.hpp"

namespace fealty::loyalty {

LikelihoodRatioTest likelihood_ratio_test(const LikelihoodFit& restricted, const LikelihoodFit& larger) {
  require(restricted.observations == larger.observations, "the number of customers", restricted.observations,
          fmt::format("must be that of the larger model, which is {}", larger.observations));
  LikelihoodRatioTest test;
  test.degrees = larger.free_parameters() - restricted.free_parameters();
  require(test.degrees > 0, "the number of parameters that the larger model has more", test.degrees,
          "must be positive");
  test.statistic = 2 * (larger.log_likelihood - restricted.log_likelihood);
  if (test.statistic < -1e-6 * std::max(1.0, std::abs(larger.log_likelihood))) {
    throw FitError(code::no_convergence,
                   fmt::format("the log-likelihood of the larger model, {}, is below that of the smaller one, {}: the "
                               "one is no case of the other, or the search stopped early",
                               larger.log_likelihood, restricted.log_likelihood));
  }
  test.statistic = std::max(0.0, test.statistic);
  test.p_value = chi_square_upper_tail(test.statistic, test.degrees);
  return test;
}

}  // namespace fealty::loyalty
